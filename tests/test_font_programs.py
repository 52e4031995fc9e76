from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pydyf
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont

from report_pdf.typeset.font_programs import FontUse, embed_bare_outlines, united


def postscript_font() -> bytes:
    """An OpenType font with PostScript outlines and one letter."""
    pen = T2CharStringPen(600, None)
    for draw, point in ((pen.moveTo, (0, 0)), (pen.lineTo, (500, 0)), (pen.lineTo, (250, 700))):
        draw(point)
    pen.closePath()
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder([".notdef", "A"])
    builder.setupCharacterMap({65: "A"})
    letter = pen.getCharString()
    builder.setupCFF("Prova", {}, {".notdef": letter, "A": letter}, {})
    builder.setupHorizontalMetrics({".notdef": (600, 0), "A": (600, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Prova", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    file = BytesIO()
    builder.save(file)
    return file.getvalue()


def test_postscript_outlines_are_embedded_bare_and_other_fonts_left_alone() -> None:
    pdf = pydyf.PDF()
    opentype = pydyf.Stream([postscript_font()], pydyf.Dictionary({"Subtype": "/OpenType"}))
    truetype = pydyf.Stream([b"\x00\x01\x00\x00"], pydyf.Dictionary({"Length1": 4}))
    pdf.add_object(opentype)
    pdf.add_object(truetype)
    embed_bare_outlines(pdf)
    assert opentype.extra["Subtype"] == "/CIDFontType0C"
    assert opentype.stream[0][:2] == b"\x01\x00", "a CFF table begins with its version"
    assert truetype.stream == [b"\x00\x01\x00\x00"]


FONT = (Path(__file__).parents[1] / "styles/fonts/source-sans-pro/SourceSansPro-Regular.ttf").read_bytes()
FACTS = {"index": 0, "tables": ["glyf"], "png": False, "svg": False, "colr": False, "hash": "ABCDEF"}


def use_of(letters: str) -> FontUse:
    """What a text of these letters uses of the font."""
    with TTFont(BytesIO(FONT)) as font:
        glyphs = {font.getGlyphID(font.getBestCmap()[ord(letter)]): letter for letter in letters}
    return FontUse(7, "sha", FACTS, dict.fromkeys(glyphs, 500), glyphs, {})


def test_a_font_is_what_all_parts_of_the_book_use_of_it_at_the_same_numbers() -> None:
    (font,) = united([use_of("ab"), use_of("bc")], {"sha": FONT}).values()
    assert list(font.to_unicode.values()) == ["a", "b", "c"]
    font.clean(font.to_unicode, hinting=False)
    with TTFont(BytesIO(FONT)) as whole, TTFont(BytesIO(font.file_content)) as cut:
        drawn = {
            number
            for number in range(len(cut.getGlyphOrder()))
            if cut["glyf"][cut.getGlyphName(number)].numberOfContours
        }
        assert drawn == set(font.to_unicode)
        for number in drawn:
            names = whole.getGlyphName(number), cut.getGlyphName(number)
            one, other = (
                font["glyf"][name].coordinates for font, name in zip((whole, cut), names, strict=True)
            )
            assert list(one) == list(other)
    assert len(font.file_content) < len(FONT) / 10


def test_parts_in_another_order_give_another_map_and_the_same_glyphs() -> None:
    one, other = (
        next(iter(united(uses, {"sha": FONT}).values()))
        for uses in ([use_of("ab"), use_of("bc")], [use_of("bc"), use_of("ab")])
    )
    for font in (one, other):
        font.clean(font.to_unicode, hinting=False)
    assert one.file_content == other.file_content
