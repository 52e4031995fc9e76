"""The glyphs that a file shows, one by one, as a strict reader of PDF/A finds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Stream

from report_pdf.parts.archival.fonts.cmaps import CMap, Code
from report_pdf.parts.archival.fonts.encodings import (
    ENCODINGS,
    NOTDEF,
    STANDARD,
    base_encoding,
    differences,
    text_of_glyph,
)
from report_pdf.parts.archival.fonts.program import CidProgram, OutlineProgram, TrueTypeProgram
from report_pdf.parts.objects.entries import array, entry
from report_pdf.parts.objects.names import exact_name
from report_pdf.parts.objects.values import integer, number_or_none

_SYMBOLIC = 4
_DEFAULT_WIDTH = 1000.0
_MOST_CIDS = 65536
IDENTITY = frozenset({"/Identity-H", "/Identity-V"})


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph shown.

    Attributes:
        code: what shows it.
        name: its name where it has one.
        is_there: whether the font program holds it; None if there is no program.
        width: by the font program, in thousandths; None if there is no program.
        said_width: by the font dictionary.
        text: what it reads by the font itself, without ToUnicode.
    """

    code: Code
    name: str | None
    is_there: bool | None
    width: float | None
    said_width: float
    text: str | None = None


Program = OutlineProgram | CidProgram | TrueTypeProgram


def is_symbolic(font: object) -> bool:
    """Whether the font says that its characters are none of the Latin ones (ISO 32000-1, 9.8.2)."""
    return bool(integer(entry(entry(font, "/FontDescriptor"), "/Flags")) & _SYMBOLIC)


def simple_glyphs(font: Dictionary, program: Program | None, codes: Iterable[int]) -> Iterator[Glyph]:
    """The glyphs of codes in a font of one-byte codes that is no Type 3 font."""
    named = differences(font)
    table = ENCODINGS.get(base_encoding(font))
    widths = said_widths(font)
    for code in sorted(codes):
        said = named.get(code) or (table[code] if table else None)
        if isinstance(program, TrueTypeProgram):
            yield _truetype_glyph(font, program, code, said, widths.get(code))
        else:
            yield _outline_glyph(font, program, code, said, widths.get(code))


def missing_width(font: object) -> float:
    """The width of what has none in the font's dictionary."""
    return number_or_none(entry(entry(font, "/FontDescriptor"), "/MissingWidth")) or 0.0


def said_widths(font: object) -> dict[int, float]:
    """Widths by code in the dictionary of a simple font."""
    first = integer(entry(font, "/FirstChar"))
    found = {first + index: number_or_none(width) for index, width in enumerate(array(font, "/Widths"))}
    other = missing_width(font)
    return {code: other if (width := found.get(code)) is None else width for code in range(256)}


def _outline_glyph(
    font: Dictionary, program: Program | None, code: int, said: str | None, width: float | None
) -> Glyph:
    at, other = (code, 1), width or 0.0
    if not isinstance(program, OutlineProgram):
        name = said or STANDARD[code]
        return Glyph(at, name, None if program is None else False, None, other, text_of_glyph(name))
    own = program.encoding[code]
    names = {said or own}
    if said is None and exact_name(entry(font, "/Encoding")) == "/StandardEncoding":
        names.add(STANDARD[code])
    name = NOTDEF if NOTDEF in names and said is not None else min(names)
    is_there = NOTDEF not in names and all(each in program.widths for each in names)
    widths = [program.widths[each] for each in sorted(names) if each in program.widths]
    found = max(widths, key=lambda each: abs(each - other)) if widths else None
    return Glyph(
        at, None if said is None and name == NOTDEF else name, is_there, found, other, text_of_glyph(name)
    )


def _truetype_glyph(
    font: Dictionary, program: TrueTypeProgram, code: int, said: str | None, width: float | None
) -> Glyph:
    at, other = (code, 1), width or 0.0
    if is_symbolic(font) or entry(font, "/Encoding") is None:
        index, name = program.by_code(code), None
    else:
        # What the encoding leaves out is taken from the standard one (ISO 32000-1, 9.6.6.4).
        name = STANDARD[code] if said in (None, NOTDEF) else said
        index = program.by_name(name or NOTDEF)
    is_there = 0 < index < len(program.widths)
    found = program.widths[index] if is_there else None
    shown = NOTDEF if said == NOTDEF or (said is None and code == 0) else name
    return Glyph(at, shown, is_there, found, other, text_of_glyph(said))


def type3_glyphs(font: Dictionary, codes: Iterable[int]) -> Iterator[Glyph]:
    """The glyphs of codes in a font whose glyphs are drawings."""
    widths = said_widths(font)
    named = differences(font)
    table = ENCODINGS.get(base_encoding(font))
    for code in sorted(codes):
        name = named.get(code) or (table[code] if table else None)
        drawing = entry(entry(font, "/CharProcs"), f"/{name}") if name else None
        width = _type3_width(drawing) if isinstance(drawing, Stream) else None
        yield Glyph((code, 1), name, width is not None, width, widths.get(code, 0.0), text_of_glyph(name))


def _type3_width(drawing: Stream) -> float | None:
    """The advance with which a drawing starts, in the font's own units."""
    for instruction in pikepdf.parse_content_stream(drawing):
        if str(instruction.operator) in {"d0", "d1"} and len(instruction.operands):
            return number_or_none(instruction.operands[0])
        return None
    return None


@dataclass(frozen=True, slots=True)
class Composite:
    """A font of longer codes.

    Attributes:
        font: its dictionary.
        descendant: the dictionary of its CIDFont.
        cmap: how codes lead to CIDs; None for Identity.
    """

    font: Dictionary
    descendant: Dictionary
    cmap: CMap | None

    def codes(self, shown: Iterable[bytes]) -> set[Code]:
        """The codes in strings.

        Raises:
            ValueError: a string does not end with a whole code.
        """
        length = 2 if self.cmap is None else min(self.cmap.lengths, default=2)
        found: set[Code] = set()
        for text in shown:
            if len(text) % length:
                raise ValueError(length)
            found.update(
                (int.from_bytes(text[at : at + length]), length) for at in range(0, len(text), length)
            )
        return found

    def cid(self, code: Code) -> int:
        """The CID of a code, 0 for none."""
        found = code[0] if self.cmap is None else self.cmap.cid(code[0]) or 0
        return found if found < _MOST_CIDS else 0


def composite_glyphs(composite: Composite, program: Program | None, codes: Iterable[Code]) -> Iterator[Glyph]:
    """The glyphs of codes in a font of longer codes."""
    widths = cid_widths(composite.descendant)
    indices = glyph_indices(composite.descendant)
    for code in sorted(codes):
        cid = composite.cid(code)
        width, text = _cid_facts(program, cid, indices)
        is_there = None if program is None else cid != 0 and width is not None
        yield Glyph(code, NOTDEF if is_there is False else None, is_there, width, widths.of(cid), text)


def _cid_facts(program: Program | None, cid: int, indices: bytes | None) -> tuple[float | None, str | None]:
    """Width and text of a CID; None where the program does not hold it."""
    if isinstance(program, CidProgram):
        return program.widths.get(cid), None
    if isinstance(program, OutlineProgram):
        name = program.order[cid] if cid < len(program.order) else NOTDEF
        return (None, None) if name == NOTDEF else (program.widths[name], text_of_glyph(name))
    if isinstance(program, TrueTypeProgram):
        index = cid if indices is None else int.from_bytes(indices[2 * cid : 2 * cid + 2])
        if not 0 < index < len(program.widths):
            return None, None
        return program.widths[index], program.texts.get(index)
    return None, None


def glyph_indices(descendant: Dictionary) -> bytes | None:
    """The CIDToGIDMap, two bytes for each CID; None where CIDs are glyph indices."""
    found = entry(descendant, "/CIDToGIDMap")
    return found.read_bytes() if isinstance(found, Stream) else None


@dataclass(frozen=True, slots=True)
class CidWidths:
    """Widths by CID: one by one, and by ranges of which the first counts; `other` for the rest."""

    single: dict[int, float]
    ranges: tuple[tuple[int, int, float], ...]
    other: float

    def of(self, cid: int) -> float:
        """The width of a CID, in thousandths."""
        if cid in self.single:
            return self.single[cid]
        return next((width for first, last, width in self.ranges if first <= cid <= last), self.other)


def cid_widths(descendant: Dictionary) -> CidWidths:
    """Widths that a CIDFont says (ISO 32000-1, 9.7.4.3).

    Raises:
        ValueError: the table is not well formed.
    """
    listed = array(descendant, "/W")
    single: dict[int, float] = {}
    ranges: list[tuple[int, int, float]] = []
    at = 0
    while at < len(listed):
        first, second = listed[at], listed[at + 1] if at + 1 < len(listed) else None
        if not isinstance(first, int):
            raise ValueError(first)  # noqa: TRY004  # wrong data
        if isinstance(second, Array):
            single |= {first + step: _width(value) for step, value in enumerate(list(second)[:_MOST_CIDS])}
            at += 2
        elif isinstance(second, int) and at + 2 < len(listed):
            ranges.append((first, second, _width(listed[at + 2])))
            at += 3
        else:
            raise ValueError(second)
    default = number_or_none(entry(descendant, "/DW"))
    return CidWidths(single, tuple(ranges), _DEFAULT_WIDTH if default is None else default)


def _width(value: object) -> float:
    width = number_or_none(value)
    if width is None:
        raise ValueError(value)
    return width
