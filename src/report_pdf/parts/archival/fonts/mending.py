"""Fonts made archival without a change of what is seen: what they say of themselves is put right."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from report_pdf.parts.archival.fonts.cmaps import (
    Code,
    read_to_unicode,
    system_dictionary,
    write_cid_map,
    write_to_unicode,
)
from report_pdf.parts.archival.fonts.glyphs import Composite, Program, is_symbolic, simple_glyphs
from report_pdf.parts.archival.fonts.kinds import (
    character_system,
    composite_of,
    descendant_of,
    kind_of,
    read_program,
)
from report_pdf.parts.archival.fonts.program import MAC, SYMBOL, TrueTypeProgram
from report_pdf.parts.archival.fonts.shown import (
    ShownFont,
    ShownFonts,
    codes_of,
    glyphs_of,
    is_sound_text,
    text_of,
    truetype_faults,
)
from report_pdf.parts.archival.fonts.texts import other_text
from report_pdf.parts.objects.broken import BROKEN
from report_pdf.parts.objects.entries import entries, entry
from report_pdf.parts.objects.names import exact_name, is_plain, plain_name
from report_pdf.parts.objects.values import integer

_SYMBOLIC, _NONSYMBOLIC = 4, 32
_OPTIONAL = ("/CharSet", "/CIDSet")
_LONGEST_NAME = 100
_ADOBE_IDENTITY = ("Adobe", "Identity", 0)


def mend_fonts(pdf: Pdf, fonts: ShownFonts) -> None:
    """Put right what each font that is shown says of itself."""
    for shown in fonts.values():
        for step in (_mend_dictionary, _mend_widths, _mend_composite, _mend_texts, _mend_truetype):
            try:
                step(pdf, shown)
            except BROKEN:
                continue


def _mend_dictionary(_pdf: Pdf, shown: ShownFont) -> None:
    for font in filter(None, (shown.font, descendant_of(shown.font))):
        font["/Type"] = Name.Font
        descriptor = entry(font, "/FontDescriptor")
        _mend_names(font, descriptor)
        if isinstance(descriptor, Dictionary):
            _mend_descriptor(descriptor)
    if kind_of(shown.font) == "/Type3":
        _mend_drawings(shown.font)


def _mend_names(font: Dictionary, descriptor: object) -> None:
    name = exact_name(entry(font, "/BaseFont")) or exact_name(entry(descriptor, "/FontName"))
    if kind_of(font) == "/Type3" or not name:
        return
    if not name.isascii() or len(name) > _LONGEST_NAME or "/BaseFont" not in font:
        font["/BaseFont"] = Name(name if is_plain(name) else plain_name(name))
    if isinstance(descriptor, Dictionary) and not exact_name(entry(descriptor, "/FontName")).isascii():
        descriptor["/FontName"] = font["/BaseFont"]


def _mend_descriptor(descriptor: Dictionary) -> None:
    for key in _OPTIONAL:
        if key in descriptor:
            del descriptor[key]
    for key in ("/FontFile", "/FontFile2"):
        program = entry(descriptor, key)
        if isinstance(program, Stream) and "/Subtype" in program:
            del program["/Subtype"]


def _mend_drawings(font: Dictionary) -> None:
    """Names of drawings that are no text are called otherwise, in the encoding too."""
    drawings = entry(font, "/CharProcs")
    for name, drawing in entries(drawings):
        if isinstance(drawings, Dictionary) and not name.isascii():
            del drawings[name]
            drawings[plain_name(name)] = drawing
    listed = entry(entry(font, "/Encoding"), "/Differences")
    for index, value in enumerate(list(listed) if isinstance(listed, Array) else []):
        name = exact_name(value)
        if isinstance(listed, Array) and name and not name.isascii():
            listed[index] = Name(plain_name(name))


def _mend_widths(_pdf: Pdf, shown: ShownFont) -> None:
    """The last code is where the table of widths ends, if no letter shown is beyond either end."""
    font = shown.font
    widths, first = entry(font, "/Widths"), entry(font, "/FirstChar")
    if not isinstance(widths, Array) or kind_of(font) == "/Type0":
        return
    start = 0 if first is None else integer(first, -1)
    end = start + len(widths) - 1
    said = integer(entry(font, "/LastChar"), end)
    codes = set(b"".join(shown.all_strings))
    if start >= 0 and said != end and not any(min(said, end) < code <= max(said, end) for code in codes):
        font["/LastChar"] = end
    if first is None and start >= 0:
        font["/FirstChar"] = 0
    if "/LastChar" not in font:
        font["/LastChar"] = end


def _mend_composite(pdf: Pdf, shown: ShownFont) -> None:
    descendant = descendant_of(shown.font)
    if kind_of(shown.font) != "/Type0" or descendant is None:
        return
    if kind_of(descendant) == "/CIDFontType2" and not isinstance(entry(descendant, "/CIDToGIDMap"), Stream):
        # Viewers take it so where it is missing.
        descendant["/CIDToGIDMap"] = Name.Identity
    composite = composite_of(shown.font)
    if composite is not None and composite.cmap is not None:
        _write_cmap(pdf, composite, shown)


def _write_cmap(pdf: Pdf, composite: Composite, shown: ShownFont) -> None:
    """The codes that are shown, in words that every program reads."""
    system = character_system(composite.descendant)
    if system is None or not all(is_plain("/" + each) for each in system[:2]):
        system = _ADOBE_IDENTITY
        composite.descendant["/CIDSystemInfo"] = system_dictionary(system)
    cids = {code: composite.cid(code) for code in composite.codes(shown.all_strings)}
    mode = integer(entry(entry(composite.font, "/Encoding"), "/WMode"))
    known = {code: cid for code, cid in cids.items() if cid}
    if composite.cmap is not None and min(composite.cmap.lengths) <= 4:  # noqa: PLR2004  # bytes of a code
        composite.font["/Encoding"] = write_cid_map(pdf, known, system, 1 if mode == 1 else 0)


def _mend_texts(pdf: Pdf, shown: ShownFont) -> None:
    """Say what each code shown reads, in words that every program reads."""
    program = _program_of(shown.font)
    known = read_to_unicode(shown.font)
    texts: dict[Code, str] = {}
    for glyph in glyphs_of(shown.font, program, codes_of(shown.font, shown.all_strings)):
        said = text_of(glyph, known)
        found = said if is_sound_text(said) else other_text(shown.font, glyph, said)
        if found:
            texts[glyph.code] = found
    if texts:
        shown.font["/ToUnicode"] = write_to_unicode(pdf, texts)
    elif "/ToUnicode" in shown.font:
        del shown.font["/ToUnicode"]


def _program_of(font: Dictionary) -> Program | None:
    return (
        None if kind_of(font) == "/Type3" else read_program(descendant_of(font) or font, is_needed=False)[0]
    )


def _mend_truetype(pdf: Pdf, shown: ShownFont) -> None:
    """Say whether codes lead to glyphs by themselves or by an encoding, where no viewer will see it."""
    font, program = shown.font, _program_of(shown.font)
    if kind_of(font) != "/TrueType" or not isinstance(program, TrueTypeProgram):
        return
    if not list(truetype_faults(font, program)):
        return
    codes = set(b"".join(shown.all_strings))
    for attempt in (_as_encoded, _as_symbols):
        before = _state(font)
        trial = attempt(pdf, font, program)
        if (
            trial is not None
            and not list(truetype_faults(font, trial))
            and _agrees(before, font, trial, codes)
        ):
            return
        _restore(font, before)


_State = tuple[object, object, object]


def _state(font: Dictionary) -> _State:
    descriptor = entry(font, "/FontDescriptor")
    return entry(font, "/Encoding"), entry(descriptor, "/Flags"), entry(descriptor, "/FontFile2")


def _restore(font: Dictionary, state: _State) -> None:
    descriptor = entry(font, "/FontDescriptor")
    for owner, key, value in (
        (font, "/Encoding", state[0]),
        (descriptor, "/Flags", state[1]),
        (descriptor, "/FontFile2", state[2]),
    ):
        if not isinstance(owner, Dictionary):
            continue
        if value is None and key in owner:
            del owner[key]
        elif value is not None:
            owner[key] = value


def _as_encoded(_pdf: Pdf, font: Dictionary, program: TrueTypeProgram) -> TrueTypeProgram | None:
    _set_symbolic(font, symbolic=False)
    return program


def _as_symbols(pdf: Pdf, font: Dictionary, program: TrueTypeProgram) -> TrueTypeProgram | None:
    """Codes lead to glyphs by the font's own cmap; others, which no viewer asks then, are left out."""
    _set_symbolic(font, symbolic=True)
    if "/Encoding" in font:
        del font["/Encoding"]
    if SYMBOL in program.cmaps or program.cmap_count == 1 or MAC not in program.cmaps:
        return program
    descriptor = entry(font, "/FontDescriptor")
    stream = entry(descriptor, "/FontFile2")
    if not isinstance(descriptor, Dictionary) or not isinstance(stream, Stream):
        return None
    descriptor["/FontFile2"] = pdf.make_stream(_with_mac_cmap_alone(stream.read_bytes()))
    return TrueTypeProgram(program.widths, {MAC: program.cmaps[MAC]}, 1, program.names)


def _with_mac_cmap_alone(data: bytes) -> bytes:
    font = TTFont(BytesIO(data), lazy=True, recalcBBoxes=False, recalcTimestamp=False)
    font.setGlyphOrder([f"g{index}" for index in range(font["maxp"].numGlyphs)])
    cmap = font["cmap"]
    cmap.tables = [table for table in cmap.tables if (table.platformID, table.platEncID) == MAC][:1]
    target = BytesIO()
    font.save(target, reorderTables=None)
    return target.getvalue()


def _set_symbolic(font: Dictionary, *, symbolic: bool) -> None:
    descriptor = entry(font, "/FontDescriptor")
    if isinstance(descriptor, Dictionary):
        flags = integer(entry(descriptor, "/Flags")) & ~(_SYMBOLIC | _NONSYMBOLIC)
        descriptor["/Flags"] = flags | (_SYMBOLIC if symbolic else _NONSYMBOLIC)


def _agrees(before: _State, font: Dictionary, program: TrueTypeProgram, codes: set[int]) -> bool:
    """Whether each code leads to a glyph, and to no other one by any way that a viewer may have gone."""
    now = dict(_indices(font, program, codes))
    ways = [dict(_encoded(before, program, codes)), {code: program.by_code(code) for code in codes}]
    return all(now.values()) and all(way[code] in (0, now[code]) for way in ways for code in codes)


def _indices(font: Dictionary, program: TrueTypeProgram, codes: set[int]) -> Iterator[tuple[int, int]]:
    if is_symbolic(font):
        yield from ((code, program.by_code(code)) for code in codes)
    else:
        yield from _names(font, program, codes)


def _encoded(before: _State, program: TrueTypeProgram, codes: set[int]) -> Iterator[tuple[int, int]]:
    if before[0] is None:
        yield from ((code, 0) for code in codes)
    else:
        yield from _names(Dictionary(Encoding=before[0]), program, codes)


def _names(font: Dictionary, program: TrueTypeProgram, codes: set[int]) -> Iterator[tuple[int, int]]:
    for glyph in simple_glyphs(font, program, codes):
        yield glyph.code[0], program.by_name(glyph.name) if glyph.name else 0
