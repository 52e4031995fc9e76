"""Fonts: what is shown is there, as wide as said, and reads (ISO 19005-2, 6.2.11; ISO 14289-1, 7.21)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from zlib import crc32

from pikepdf import Array, Dictionary, Stream

from report_pdf.messages import _
from report_pdf.parts.archival.fonts.cmaps import CMap, Code, read_to_unicode
from report_pdf.parts.archival.fonts.encodings import NOTDEF, base_encoding, differences, text_of_glyph
from report_pdf.parts.archival.fonts.glyphs import (
    Glyph,
    Program,
    composite_glyphs,
    is_symbolic,
    simple_glyphs,
    type3_glyphs,
)
from report_pdf.parts.archival.fonts.kinds import (
    SIMPLE,
    character_system,
    composite_of,
    descendant_of,
    kind_of,
    read_program,
    readable_name,
)
from report_pdf.parts.archival.fonts.program import (
    SYMBOL,
    UNICODE,
    TrueTypeProgram,
)
from report_pdf.parts.content.scan import INHERITED_FONT, NO_FONT
from report_pdf.parts.content.walk import Content, font_of_state
from report_pdf.parts.faults import Found
from report_pdf.parts.objects.broken import BROKEN
from report_pdf.parts.objects.entries import array, entry, identity
from report_pdf.parts.objects.names import exact_name

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
    seen: dict[Code, Found] = field(default_factory=dict)
    any: dict[Code, Found] = field(default_factory=dict)

    def faults(self, shown: ShownFont) -> Iterator[Found]:
        """The faults of what is shown in one place."""
        yield from self.whole
        if self.seen or self.any:
            seen, hidden = (set(codes_of(shown.font, strings)) for strings in (shown.visible, shown.hidden))
            yield from (self.seen[code] for code in seen & self.seen.keys())
            yield from (self.any[code] for code in (seen | hidden) & self.any.keys())


def judge_font(shown: ShownFont) -> FontVerdict:
    """What keeps a font from being archived, of all that is shown in it."""
    verdict = FontVerdict()
    try:
        verdict.whole += _faults(shown, verdict)
    except BROKEN:
        message = _("the font {name} is damaged").format(name=readable_name(shown.font))
        verdict.whole.append(("6.2.11", message))
    return verdict


def _faults(shown: ShownFont, verdict: FontVerdict) -> Iterator[Found]:
    font, kind = shown.font, kind_of(shown.font)
    name = readable_name(font)
    if exact_name(entry(font, "/Type")) != "/Font" or kind not in SIMPLE | {"/Type0", "/Type3"}:
        yield "6.2.11.2", _("the font {name} is of a kind that archives refuse").format(name=name)
        return
    if kind != "/Type3" and not exact_name(entry(font, "/BaseFont")):
        yield "6.2.11.2", _("a font has no name")
    is_needed = bool(shown.visible) and kind != "/Type3"
    program, faults = read_program(descendant_of(font) or font, is_needed=is_needed)
    faults += _table_faults(shown) if kind != "/Type0" else _composite_faults(font)
    if isinstance(program, TrueTypeProgram) and kind == "/TrueType":
        faults += truetype_faults(font, program)
    # The first says enough: what follows from it is not told too.
    yield from faults[:1]
    if not faults:
        _judge_glyphs(shown, program, verdict)


def _table_faults(shown: ShownFont) -> Iterator[Found]:
    """The encoding and the table of widths of a simple font (6.2.11.2)."""
    if base_encoding(shown.font) == "/MacExpertEncoding":
        message = _("the font {name} finds its letters in a way that cannot be checked")
        yield "6.2.11", message.format(name=readable_name(shown.font))
    first, last = entry(shown.font, "/FirstChar"), entry(shown.font, "/LastChar")
    widths = entry(shown.font, "/Widths")
    is_whole = isinstance(first, int) and isinstance(last, int) and isinstance(widths, Array)
    if not is_whole or len(array(shown.font, "/Widths")) != int(last) - int(first) + 1:  # type: ignore[call-overload]
        message = _("the font {name} does not say how wide its letters are")
        yield "6.2.11.2", message.format(name=readable_name(shown.font))


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
    seen, hidden = codes_of(font, shown.visible), codes_of(font, shown.hidden)
    for glyph in glyphs_of(font, program, seen | hidden):
        wrong_where_seen = _wrong_where_seen(font, glyph) if glyph.code in seen else None
        if found := _always_wrong(font, glyph):
            verdict.any[glyph.code] = found
        elif wrong_where_seen:
            verdict.seen[glyph.code] = wrong_where_seen
        if not found and (glyph.code in hidden or not wrong_where_seen):
            _tell_unreadable(font, glyph, texts, verdict)


def _always_wrong(font: Dictionary, glyph: Glyph) -> Found | None:
    name = readable_name(font)
    if glyph.name == NOTDEF:
        message = _("the font {name} shows boxes in place of letters that it does not have")
        return "6.2.11.8", message.format(name=name)
    if glyph.name and not glyph.name.isascii():
        return "6.1.8", _("the font {name} calls letters by names that are no text").format(name=name)
    return None


def _tell_unreadable(font: Dictionary, glyph: Glyph, texts: CMap, verdict: FontVerdict) -> None:
    if not is_sound_text(text_of(glyph, texts)):
        message = _("letters of the font {name} cannot be read as text")
        verdict.any[glyph.code] = "6.2.11.7.2", message.format(name=readable_name(font))


def _wrong_where_seen(font: Dictionary, glyph: Glyph) -> Found | None:
    name = readable_name(font)
    if glyph.is_there is False:
        return "6.2.11.4.1", _("letters are missing from the font {name}").format(name=name)
    if is_misfit(glyph):
        return "6.2.11.5", _("the letters of the font {name} are not as wide as the file says").format(
            name=name
        )
    return None


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
