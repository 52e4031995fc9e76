"""How the character codes of a font read, as the font itself says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from struct import unpack

from pikepdf import Object, Stream

_CHARACTERS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]*)>|\[(.*?)\])", re.DOTALL)
# Codes have one or two bytes: a range that says more is broken.
_MOST_CODES = 0x10000
_CODE = {1: "B", 2: "H"}
"""a code of so many bytes, as `struct` unpacks it"""
_UNKNOWN = "\ufffd"


@dataclass(frozen=True, slots=True)
class Decoder:
    """How codes read.

    Attributes:
        width: bytes of a code: 2 for composite fonts.
        texts: what each code reads; the others read as in Western fonts, or as unknown where codes are wide.
    """

    width: int = 1
    texts: Mapping[int, str] = field(default_factory=lambda: _Texts(1))

    def text(self, codes: bytes) -> str:
        """What a string shown in this font reads."""
        count, cut = divmod(len(codes), self.width)
        whole = unpack(f">{count}{_CODE[self.width]}", codes[: count * self.width])
        return "".join(map(self.texts.__getitem__, whole)) + (_UNKNOWN if cut else "")


class _Texts(dict[int, str]):
    """What codes read, those too of which the font says nothing."""

    def __init__(self, width: int, told: Iterable[tuple[bytes, str]] = ()) -> None:
        super().__init__((int.from_bytes(code), text) for code, text in told if len(code) == width)
        self._is_wide = width > 1

    def __missing__(self, code: int) -> str:
        return _UNKNOWN if self._is_wide else code.to_bytes().decode("cp1252", "replace")


def read_decoder(font: Object) -> Decoder:
    """How the codes of a font read."""
    width = 2 if font.get("/Subtype") == "/Type0" else 1
    told = font.get("/ToUnicode")
    if not isinstance(told, Stream):
        return Decoder(width, _Texts(width))
    cmap = told.read_bytes()
    return Decoder(width, _Texts(width, chain(_single(cmap), _ranged(cmap))))


def _single(cmap: bytes) -> Iterator[tuple[bytes, str]]:
    for block in _CHARACTERS.findall(cmap):
        values = [_bytes(value) for value in _HEX.findall(block)]
        for code, text in zip(values[::2], values[1::2], strict=False):
            yield code, _text(text)


def _ranged(cmap: bytes) -> Iterator[tuple[bytes, str]]:
    for block in _RANGES.findall(cmap):
        for first, last, text, texts in _RANGE.findall(block):
            code, width = int(first, 16), len(_bytes(first))
            count = min(int(last, 16) - code + 1, _MOST_CODES - code)
            listed = [_text(_bytes(value)) for value in _HEX.findall(texts)]
            for step, read in zip(range(count), listed if texts else _counted(text), strict=False):
                yield (code + step).to_bytes(width), read


def _counted(first: bytes) -> Iterator[str]:
    """The text, then the same with a last character that goes on."""
    text = _text(_bytes(first)) or _UNKNOWN
    for last in range(ord(text[-1]), 0x110000):
        yield text[:-1] + chr(last)


def _bytes(digits: bytes) -> bytes:
    return bytes.fromhex(digits.decode().ljust(len(digits) + len(digits) % 2, "0"))


def _text(code: bytes) -> str:
    return code.decode("utf-16-be", "replace")
