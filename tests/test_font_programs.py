from __future__ import annotations

from io import BytesIO

import pydyf
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen

from report_pdf.typeset.font_programs import embed_bare_outlines


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
