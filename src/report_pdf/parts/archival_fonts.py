"""Fonts: what is shown is there, as wide as said, and reads (ISO 19005-2, 6.2.11; ISO 14289-1, 7.21)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from zlib import crc32

from pikepdf import Array, Dictionary, Stream

from report_pdf.messages import _
from report_pdf.parts.archival_faults import Found
from report_pdf.parts.archival_fonts_cmaps import CMap, Code, read_to_unicode
from report_pdf.parts.archival_fonts_encodings import NOTDEF, base_encoding, differences, text_of_glyph
from report_pdf.parts.archival_fonts_glyphs import (
    IDENTITY,
    Composite,
    Glyph,
    Program,
    composite_glyphs,
    is_symbolic,
    simple_glyphs,
    type3_glyphs,
)
from report_pdf.parts.archival_fonts_program import (
    SYMBOL,
    UNICODE,
    CidProgram,
    TrueTypeProgram,
    read_cff,
    read_sfnt,
    read_truetype,
)
from report_pdf.parts.archival_fonts_type1 import read_type1
from report_pdf.parts.archival_objects import BROKEN, exact_name
from report_pdf.parts.archival_scan import INHERITED_FONT, NO_FONT
from report_pdf.parts.archival_walk import Content, font_of_state
from report_pdf.parts.objects import array, entry, identity

_SIMPLE = frozenset({"/Type1", "/MMType1", "/TrueType"})
_OUTLINE_KINDS = frozenset({"/Type1", "/MMType1", "/CIDFontType0"})
_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_STANDARD_ENCODINGS = frozenset({"/WinAnsiEncoding", "/MacRomanEncoding"})
_WIDEST_GAP = 1.0
# Between these, rounding decides whether a reader sees more than the gap.
_SAFE_GAP = 0.9995
_FORBIDDEN_TEXT = frozenset("\0\ufeff\ufffe")
_PRIVATE = ((0xE000, 0xF8FF), (0xF0000, 0xFFFFD), (0x100000, 0x10FFFD))
_SURROGATES = (0xD800, 0xDFFF)


@dataclass(slots=True)
class ShownFont:
    """A font and the strings shown in it.

    Attributes:
        font: its dictionary.
        visible: strings painted.
        hidden: strings that paint nothing.
    """

    font: Dictionary
    visible: set[bytes] = field(default_factory=set)
    hidden: set[bytes] = field(default_factory=set)

    @property
    def all_strings(self) -> set[bytes]:
        """Every string shown."""
        return self.visible | self.hidden


ShownFonts = dict[tuple[int, int], ShownFont]
"""by the number of the font's object"""


def shown_by(content: Content) -> ShownFonts:
    """What a content stream shows, in fonts that the file holds."""
    fonts: ShownFonts = {}
    for use, strings in content.scan.shown.items() if content.scan else ():
        found = content.resource(use.source, use.name) if use.name not in {NO_FONT, INHERITED_FONT} else None
        font = font_of_state(found) if use.source == "/ExtGState" else found
        if isinstance(font, Dictionary):
            shown = fonts.setdefault(_number(font), ShownFont(font))
            (shown.visible if use.is_visible else shown.hidden).update(strings)
    return fonts


def _number(font: Dictionary) -> tuple[int, int]:
    """The number of its object; one that stands inside another is known by what it says."""
    return identity(font) if font.is_indirect else (0, crc32(font.unparse()))


def add(fonts: ShownFonts, more: ShownFonts) -> None:
    """Add what is shown elsewhere in the same fonts, or in others."""
    for number, shown in more.items():
        known = fonts.setdefault(number, ShownFont(shown.font))
        known.visible |= shown.visible
        known.hidden |= shown.hidden


@dataclass(slots=True)
class FontVerdict:
    """What keeps a font from being archived.

    Attributes:
        whole: whatever is shown in it.
        seen: where a code is shown that paints.
        any: where a code is shown at all.
    """

    whole: list[Found] = field(default_factory=list)
    seen: dict[Code, set[Found]] = field(default_factory=dict)
    any: dict[Code, set[Found]] = field(default_factory=dict)

    def faults(self, shown: ShownFont) -> Iterator[Found]:
        """The faults of what is shown in one place."""
        yield from self.whole
        if self.seen or self.any:
            seen, hidden = (set(codes_of(shown.font, strings)) for strings in (shown.visible, shown.hidden))
            for code in seen:
                yield from self.seen.get(code, ())
            for code in seen | hidden:
                yield from self.any.get(code, ())


def judge_font(shown: ShownFont) -> FontVerdict:
    """What keeps a font from being archived, of all that is shown in it."""
    verdict = FontVerdict()
    try:
        verdict.whole += _faults(shown, verdict)
    except BROKEN:
        message = _("the font {name} is damaged").format(name=readable_name(shown.font))
        verdict.whole.append(("6.2.11", message))
    return verdict


def readable_name(font: object) -> str:
    """The name of a font for people, without the tag of a subset."""
    name = exact_name(entry(font, "/BaseFont")) or exact_name(entry(font, "/Name"))
    return name.encode("ascii", "replace").decode()[1:].rpartition("+")[2] or "?"


def kind_of(font: object) -> str:
    """The kind of a font, with slash."""
    return exact_name(entry(font, "/Subtype"))


def _faults(shown: ShownFont, verdict: FontVerdict) -> Iterator[Found]:
    font, kind = shown.font, kind_of(shown.font)
    name = readable_name(font)
    if exact_name(entry(font, "/Type")) != "/Font" or kind not in _SIMPLE | {"/Type0", "/Type3"}:
        yield "6.2.11.2", _("the font {name} is of a kind that archives refuse").format(name=name)
        return
    if kind != "/Type3" and not exact_name(entry(font, "/BaseFont")):
        yield "6.2.11.2", _("a font has no name")
    is_needed = bool(shown.visible) and kind != "/Type3"
    program, faults = read_program(descendant_of(font) or font, is_needed=is_needed)
    yield from faults
    if faults:
        return
    if kind != "/Type0":
        yield from _table_faults(shown)
    if kind == "/Type0":
        yield from _composite_faults(font)
    if isinstance(program, TrueTypeProgram) and kind == "/TrueType":
        yield from truetype_faults(font, program)
    _judge_glyphs(shown, program, verdict)


def _table_faults(shown: ShownFont) -> Iterator[Found]:
    """The table of widths of a simple font (6.2.11.2)."""
    first, last = entry(shown.font, "/FirstChar"), entry(shown.font, "/LastChar")
    widths = entry(shown.font, "/Widths")
    is_whole = isinstance(first, int) and isinstance(last, int) and isinstance(widths, Array)
    if not is_whole or len(array(shown.font, "/Widths")) != int(last) - int(first) + 1:  # type: ignore[call-overload]
        message = _("the font {name} does not say how wide its letters are")
        yield "6.2.11.2", message.format(name=readable_name(shown.font))


def descendant_of(font: object) -> Dictionary | None:
    """The CIDFont of a composite font."""
    listed = array(font, "/DescendantFonts")
    return listed[0] if listed and isinstance(listed[0], Dictionary) else None


def composite_of(font: Dictionary) -> Composite | None:
    """A composite font whose codes can be read."""
    encoding, descendant = entry(font, "/Encoding"), descendant_of(font)
    if descendant is None:
        return None
    if exact_name(encoding) in IDENTITY:
        return Composite(font, descendant, None)
    if not isinstance(encoding, Stream) or "/UseCMap" in encoding:
        return None
    cmap = CMap.of(encoding.read_bytes())
    return Composite(font, descendant, cmap) if cmap.is_whole and len(cmap.lengths) == 1 else None


def read_program(font: Dictionary, *, is_needed: bool) -> tuple[Program | None, list[Found]]:
    """The program of a simple font or of a CIDFont, and what is wrong with it."""
    name = readable_name(font)
    descriptor = entry(font, "/FontDescriptor")
    files = [key for key in _FILES if isinstance(entry(descriptor, key), Stream)]
    if not files:
        message = _("the font {name} is not embedded").format(name=name)
        return None, [("6.2.11.4.1", message)] if is_needed else []
    try:
        if len(files) == 1:
            return _program(kind_of(font), files[0], entry(descriptor, files[0])), []
    except Exception:  # noqa: BLE001, S110  # a hostile font program fails in every way there is
        pass
    return None, [("6.2.11.4.1", _("the font {name} is damaged").format(name=name))]


def _program(kind: str, key: str, stream: object) -> Program:
    """The program in a stream.

    Raises:
        Exception: any of `BROKEN`: it is none that fits the font.
    """
    if not isinstance(stream, Stream):
        raise TypeError(key)
    said, data = exact_name(entry(stream, "/Subtype")), stream.read_bytes()
    is_cff = kind in _OUTLINE_KINDS
    if key == "/FontFile3" and said == "/OpenType":
        return _fitting(kind, read_sfnt(data, is_cff=is_cff))
    if key == "/FontFile3" and is_cff and said == {"/CIDFontType0": "/CIDFontType0C"}.get(kind, "/Type1C"):
        return _fitting(kind, read_cff(data))
    if key == "/FontFile2" and kind in {"/TrueType", "/CIDFontType2"} and not said:
        return read_truetype(data)
    if key == "/FontFile" and kind in {"/Type1", "/MMType1"} and not said:
        return read_type1(data)
    raise ValueError(said)


def _fitting(kind: str, program: Program) -> Program:
    if isinstance(program, CidProgram) and kind in _SIMPLE:
        raise TypeError(kind)
    return program


def _composite_faults(font: Dictionary) -> Iterator[Found]:
    """Which CMaps and CIDFonts go together (6.2.11.3)."""
    composite = composite_of(font)
    name = readable_name(font)
    if composite is None:
        yield (
            "6.2.11.3",
            _("the font {name} finds its letters in a way that cannot be checked").format(name=name),
        )
        return
    descendant = composite.descendant
    is_font = exact_name(entry(descendant, "/Type")) == "/Font" and exact_name(entry(descendant, "/BaseFont"))
    if not is_font or kind_of(descendant) not in {"/CIDFontType0", "/CIDFontType2"}:
        yield "6.2.11.2", _("the font {name} is of a kind that archives refuse").format(name=name)
    if kind_of(descendant) == "/CIDFontType2" and not _maps_glyphs(descendant):
        yield "6.2.11.3.2", _("the font {name} does not say which letter is which").format(name=name)
    if composite.cmap is not None and not _fits(entry(font, "/Encoding"), descendant):
        yield "6.2.11.3.1", _("the font {name} and its list of letters are not of one kind").format(name=name)


def _maps_glyphs(descendant: Dictionary) -> bool:
    found = entry(descendant, "/CIDToGIDMap")
    return isinstance(found, Stream) or exact_name(found) == "/Identity"


def _fits(encoding: object, descendant: Dictionary) -> bool:
    mine, other = (character_system(each) for each in (encoding, descendant))
    mode = entry(encoding, "/WMode")
    data = encoding.read_bytes() if isinstance(encoding, Stream) else b""
    is_ours = bool(exact_name(entry(encoding, "/CMapName"))) and f"/WMode {mode or 0} def".encode() in data
    return (
        mine is not None and other is not None and mine[:2] == other[:2] and other[2] <= mine[2] and is_ours
    )


def character_system(owner: object) -> tuple[str, str, int] | None:
    """Registry, ordering and supplement that a CIDFont or a CMap says; None where it does not."""
    system = entry(owner, "/CIDSystemInfo")
    registry, ordering = entry(system, "/Registry"), entry(system, "/Ordering")
    supplement = entry(system, "/Supplement")
    if registry is None or ordering is None or not isinstance(supplement, int):
        return None
    return str(registry), str(ordering), supplement


def truetype_faults(font: Dictionary, program: TrueTypeProgram) -> Iterator[Found]:
    """How a simple TrueType font may lead from codes to glyphs (6.2.11.6)."""
    has_symbols = SYMBOL in program.cmaps
    if is_symbolic(font):
        is_right = entry(font, "/Encoding") is None and (program.cmap_count == 1 or has_symbols)
    else:
        named = differences(font).values()
        is_told = base_encoding(font) in _STANDARD_ENCODINGS
        is_unicode = not named or (UNICODE in program.cmaps and all(text_of_glyph(each) for each in named))
        is_right = is_told and is_unicode and program.cmap_count > (1 if has_symbols else 0)
    if not is_right:
        message = _("the font {name} does not say which letter is which").format(name=readable_name(font))
        yield "6.2.11.6", message


def codes_of(font: Dictionary, strings: set[bytes]) -> set[Code]:
    """The codes in strings.

    Raises:
        ValueError: a string does not end with a whole code.
    """
    if kind_of(font) == "/Type0":
        composite = composite_of(font)
        return composite.codes(strings) if composite is not None else set()
    return {(code, 1) for code in set(b"".join(strings))}


def glyphs_of(font: Dictionary, program: Program | None, codes: set[Code]) -> Iterator[Glyph]:
    """The glyphs that codes show.

    Raises:
        ValueError: tables are not well formed.
    """
    kind = kind_of(font)
    if kind == "/Type0":
        composite = composite_of(font)
        if composite is not None:
            yield from composite_glyphs(composite, program, codes)
    elif kind == "/Type3":
        yield from type3_glyphs(font, [code for code, _length in codes])
    else:
        yield from simple_glyphs(font, program, [code for code, _length in codes])


def _judge_glyphs(shown: ShownFont, program: Program | None, verdict: FontVerdict) -> None:
    font, texts = shown.font, read_to_unicode(shown.font)
    seen = codes_of(font, shown.visible)
    for glyph in glyphs_of(font, program, seen | codes_of(font, shown.hidden)):
        if found := set(_always_wrong(font, glyph, texts)):
            verdict.any[glyph.code] = found
        if glyph.code in seen and (found := set(_wrong_where_seen(font, glyph))):
            verdict.seen[glyph.code] = found


def _wrong_where_seen(font: Dictionary, glyph: Glyph) -> Iterator[Found]:
    name = readable_name(font)
    if glyph.is_there is False:
        yield "6.2.11.4.1", _("letters are missing from the font {name}").format(name=name)
    if is_misfit(glyph):
        yield (
            "6.2.11.5",
            _("the letters of the font {name} are not as wide as the file says").format(name=name),
        )


def _always_wrong(font: Dictionary, glyph: Glyph, texts: CMap) -> Iterator[Found]:
    name = readable_name(font)
    if glyph.name == NOTDEF:
        message = _("the font {name} shows boxes in place of letters that it does not have")
        yield "6.2.11.8", message.format(name=name)
    if glyph.name and not glyph.name.isascii():
        yield "6.1.8", _("the font {name} calls letters by names that are no text").format(name=name)
    if not is_sound_text(text_of(glyph, texts)):
        yield "6.2.11.7.2", _("letters of the font {name} cannot be read as text").format(name=name)


def is_misfit(glyph: Glyph) -> bool:
    """Whether a glyph is not as wide as the font dictionary says (6.2.11.5)."""
    if glyph.width is None:
        return False
    gap = abs(glyph.width - glyph.said_width)
    return gap > _SAFE_GAP and gap != _WIDEST_GAP


def text_of(glyph: Glyph, texts: CMap) -> str | None:
    """What a glyph reads: as ToUnicode says, else by itself."""
    said = texts.text(glyph.code[0])
    return glyph.text if said is None else said


def is_sound_text(text: str | None) -> bool:
    """Whether a text says something to everyone (6.2.11.7.2, 6.2.11.7.3)."""
    if not text or _FORBIDDEN_TEXT & set(text):
        return False
    codes = [ord(character) for character in text]
    return not any(first <= code <= last for code in codes for first, last in (*_PRIVATE, _SURROGATES))
