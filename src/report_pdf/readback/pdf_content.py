"""What a page of a finished PDF paints: its marked content, and the text in each mark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pikepdf

_OPERATORS = "BDC BMC EMC Tf Tj TJ"
_CHARACTERS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f]*)>")

Decoder = Mapping[bytes, str]
"""From a two-byte character code to text."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of marked content, or of text outside any mark.

    Attributes:
        tag: "Span", "Artifact", ...; "" outside any mark.
        mcid: its number on the page; None if it has none.
        subtype: of an artifact: "Header", "Footer" or "".
        text: what is shown, as its font says it reads.
    """

    tag: str
    mcid: int | None = None
    subtype: str = ""
    text: str = ""


@dataclass(slots=True)
class _Open:
    tag: str
    mcid: int | None
    subtype: str
    text: list[str] = field(default_factory=list)

    def closed(self) -> Mark:
        return Mark(self.tag, self.mcid, self.subtype, "".join(self.text))


def read_marks(page: pikepdf.Page, decoders: Mapping[str, Decoder]) -> Iterator[Mark]:
    """The marks of a page in the order of painting; text outside them comes last, as one."""
    outside = _Open("", None, "")
    stack = [outside]
    decoder: Decoder = {}
    for instruction in pikepdf.parse_content_stream(page, _OPERATORS):
        operands = list(instruction.operands)
        match str(instruction.operator):
            case "BDC" | "BMC":
                stack.append(_opened(*operands))
            case "EMC" if len(stack) > 1:
                yield stack.pop().closed()
            case "Tf":
                decoder = decoders.get(str(operands[0]), {})
            case _:
                stack[-1].text.append(_shown(operands[0], decoder))
    if outside.text:
        yield outside.closed()


def _opened(tag: pikepdf.Object, properties: pikepdf.Object | None = None) -> _Open:
    if not isinstance(properties, pikepdf.Dictionary):
        return _Open(str(tag)[1:], None, "")
    mcid = properties.get("/MCID")
    return _Open(str(tag)[1:], None if mcid is None else int(mcid), str(properties.get("/Subtype", ""))[1:])


def _shown(operand: pikepdf.Object, decoder: Decoder) -> str:
    strings = operand if isinstance(operand, pikepdf.Array) else [operand]
    codes = b"".join(bytes(item) for item in strings if isinstance(item, pikepdf.String))
    return "".join(decoder.get(codes[i : i + 2], "\ufffd") for i in range(0, len(codes), 2))


def read_decoder(font: pikepdf.Object) -> Decoder:
    """How the codes of a font with two bytes each read; empty for other fonts."""
    if "/ToUnicode" not in font or font.get("/Subtype") != "/Type0":
        return {}
    cmap = font["/ToUnicode"].read_bytes()
    return dict([*_single(cmap), *_ranged(cmap)])


def _single(cmap: bytes) -> Iterator[tuple[bytes, str]]:
    for block in _CHARACTERS.findall(cmap):
        values = _HEX.findall(block)
        for code, text in zip(values[::2], values[1::2], strict=True):
            yield bytes.fromhex(code.decode()), _text(text)


def _ranged(cmap: bytes) -> Iterator[tuple[bytes, str]]:
    for block in _RANGES.findall(cmap):
        values = _HEX.findall(block)
        for first, last, text in zip(values[::3], values[1::3], values[2::3], strict=False):
            for step in range(int(last, 16) - int(first, 16) + 1):
                code = (int(first, 16) + step).to_bytes(2)
                yield code, chr(ord(_text(text)[-1]) + step)


def _text(code: bytes) -> str:
    return bytes.fromhex(code.decode()).decode("utf-16-be")
