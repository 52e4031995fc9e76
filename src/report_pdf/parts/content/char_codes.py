"""How the codes in a font read: the text that a string of a page shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fontTools import agl
from fontTools.encodings.StandardEncoding import StandardEncoding
from pikepdf import Name, Object, String

from report_pdf.parts.objects.entries import array, dictionary, entry
from report_pdf.parts.objects.names import name
from report_pdf.parts.objects.values import integer, stream_bytes

UNREADABLE = "\ufffd"

_MOST_CODES = 200_000
_SECTION = re.compile(rb"begin(bfchar|bfrange|codespacerange)(.*?)end\1", re.DOTALL)
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
_NONSYMBOLIC = 32
_CODECS = {"WinAnsiEncoding": "cp1252", "MacRomanEncoding": "mac_roman"}


@dataclass(frozen=True, slots=True)
class Reading:
    """How a font reads.

    Attributes:
        texts: by character code.
        lengths: of the codes in bytes, the longest first.
    """

    texts: Mapping[bytes, str]
    lengths: tuple[int, ...]

    def text(self, codes: bytes) -> str:
        """The text of a string; what cannot be read is U+FFFD."""
        return "".join(self._pieces(codes))

    def _pieces(self, codes: bytes) -> Iterator[str]:
        at = 0
        while at < len(codes):
            known = next((n for n in self.lengths if codes[at : at + n] in self.texts), 0)
            yield self.texts[codes[at : at + known]] if known else UNREADABLE
            at += known or self.lengths[-1]


def shown_text(operand: object, reading: Reading) -> str:
    """The text that an operator shows: of its string, or of the strings in its array."""
    if isinstance(operand, String):
        return reading.text(bytes(operand))
    pieces = listed_strings(operand)
    return reading.text(b"".join(pieces))


def listed_strings(operand: object) -> list[bytes]:
    """The strings in the operand of TJ."""
    try:
        return [bytes(item) for item in operand if isinstance(item, String)]  # type: ignore[attr-defined]
    except TypeError:
        return []


def read_font(font: Object) -> Reading:
    """How the strings in a font read."""
    is_composite = name(entry(font, "/Subtype")) == "Type0"
    texts = {} if is_composite else _simple(font)
    cmap = entry(font, "/ToUnicode")
    if isinstance(cmap, Name) and is_composite:
        return Reading(_Identity(), (2,))
    said = _to_unicode(stream_bytes(cmap))
    texts |= said
    lengths = {len(code) for code in said} or {2 if is_composite else 1}
    return Reading(texts, tuple(sorted(lengths if is_composite else {1}, reverse=True)))


class _Identity(dict[bytes, str]):
    """Two-byte codes that are the characters themselves."""

    def __contains__(self, code: object) -> bool:
        return isinstance(code, bytes)

    def __missing__(self, code: bytes) -> str:
        return code.decode("utf-16-be", "replace")


def _simple(font: Object) -> dict[bytes, str]:
    """A font of one-byte codes, by its encoding."""
    encoding = entry(font, "/Encoding")
    base = name(encoding) or name(entry(encoding, "/BaseEncoding"))
    texts = dict(_base(base, font))
    code = 0
    for item in array(encoding, "/Differences"):
        if isinstance(item, Name):
            texts[bytes([code % 256])] = agl.toUnicode(name(item).partition(".")[0]) or UNREADABLE
            code += 1
        else:
            code = integer(item)
    return {code: text for code, text in texts.items() if text != UNREADABLE}


def _base(encoding: str, font: Object) -> Iterator[tuple[bytes, str]]:
    if codec := _CODECS.get(encoding):
        for code in range(32, 256):
            yield bytes([code]), bytes([code]).decode(codec, "replace")
    elif encoding == "StandardEncoding" or not _is_symbolic(font):
        for code, glyph in enumerate(StandardEncoding):
            yield bytes([code]), agl.toUnicode(glyph) or UNREADABLE


def _is_symbolic(font: Object) -> bool:
    descriptor = dictionary(font, "/FontDescriptor")
    return "/Flags" in descriptor and not integer(entry(descriptor, "/Flags")) & _NONSYMBOLIC


def _to_unicode(cmap: bytes) -> dict[bytes, str]:
    texts: dict[bytes, str] = {}
    for kind, section in _SECTION.findall(cmap):
        tokens = list(_tokens(section))
        if kind == b"bfchar":
            codes, values = tokens[::2], tokens[1::2]
            texts |= {
                _bytes(c): _text(v) for c, v in zip(codes, values, strict=False) if isinstance(v, bytes)
            }
        elif kind == b"bfrange":
            for code, text in _ranges(tokens):
                texts[code] = text
        if len(texts) > _MOST_CODES:
            break
    return texts


def _tokens(section: bytes) -> Iterator[bytes | list[bytes]]:
    """The values of a section; an array as a list."""
    inside: list[bytes] | None = None
    for match in _TOKEN.finditer(section):
        value, opens, _closes = match.groups()
        if opens:
            inside = []
        elif value is None:
            yield inside or []
            inside = None
        elif inside is None:
            yield _hex(value)
        else:
            inside.append(_hex(value))


def _ranges(tokens: list[bytes | list[bytes]]) -> Iterator[tuple[bytes, str]]:
    for first, last, target in zip(tokens[::3], tokens[1::3], tokens[2::3], strict=False):
        start, length = int.from_bytes(_bytes(first)), len(_bytes(first))
        count = min(int.from_bytes(_bytes(last)) - start + 1, 256**length - start, 65536)
        for step in range(count if 0 < length <= 4 else 0):  # noqa: PLR2004  # bytes of a code, at most
            code = (start + step).to_bytes(length)
            if isinstance(target, list):
                yield code, _text(target[step]) if step < len(target) else UNREADABLE
            elif said := _text(target):
                yield code, said[:-1] + chr(min(ord(said[-1]) + step, 0x10FFFF))


def _bytes(token: bytes | list[bytes]) -> bytes:
    return b"" if isinstance(token, list) else token


def _hex(value: bytes) -> bytes:
    digits = b"".join(value.split())
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())


def _text(value: bytes | list[bytes]) -> str:
    return _bytes(value).decode("utf-16-be", "replace")
