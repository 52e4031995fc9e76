from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from archival_input import (
    WORDS,
    composite_font,
    drawn_font,
    fonts,
    page,
    truetype,
    truetype_font,
    type1_font,
)
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import cmap_classes
from pikepdf import Array, Dictionary, Name, Object, Pdf

from report_pdf.parts.archival.fonts.cmaps import read_to_unicode
from report_pdf.parts.archival.fonts.mending import mend_fonts
from report_pdf.parts.archival.fonts.program import read_truetype
from report_pdf.parts.archival.fonts.shown import ShownFonts, add, judge_font, shown_by
from report_pdf.parts.content.walk import contents


def _mended(pdf: Pdf, font: Dictionary, words: bytes = WORDS) -> tuple[Object, list[str]]:
    """The font after mending, and the rules that it still breaks."""
    page(words, fonts(pdf.make_indirect(font)), pdf)
    shown: ShownFonts = {}
    for content in contents(pdf):
        add(shown, shown_by(content))
    mend_fonts(pdf, shown)
    (only,) = shown.values()
    return only.font, [rule for rule, _message in judge_font(only).faults(only)]


def _texts(pdf: Pdf, *texts: str) -> Object:
    lines = " ".join(f"<{65 + number:02X}> <{text}>" for number, text in enumerate(texts))
    return pdf.make_stream(f"begincmap {len(texts)} beginbfchar {lines} endbfchar endcmap".encode())


def test_codes_that_are_shown_read_something() -> None:
    pdf = Pdf.new()
    font, faults = _mended(pdf, truetype_font(pdf, ToUnicode=_texts(pdf, "0061", "FEFF", "0063")))
    found = read_to_unicode(font)
    assert ([found.text(code) for code in (65, 66, 67)], faults) == (["a", "B", None], [])


def test_text_comes_from_the_font_program() -> None:
    pdf = Pdf.new()
    font, faults = _mended(pdf, composite_font(pdf), b"BT /F 9 Tf <00010002> Tj ET")
    assert (read_to_unicode(font).text(1), faults) == ("A", [])


@pytest.mark.parametrize(
    ("cmap", "first", "flags", "encoding", "symbolic"),
    [
        ((3, 1), 0, 4, Name.WinAnsiEncoding, False),
        ((3, 0), 0xF000, 32, Name.WinAnsiEncoding, True),
        ((3, 0), 0xF000, 4, Name.WinAnsiEncoding, True),
        ((1, 0), 0, 32, None, True),
    ],
)
def test_truetype_fonts_say_how_codes_lead_to_glyphs(  # a table
    cmap: tuple[int, int],
    first: int,
    flags: int,
    encoding: Object | None,
    symbolic: bool,  # noqa: FBT001
) -> None:
    pdf = Pdf.new()
    program = truetype(cmap=cmap, page_of_codes=first)
    made = truetype_font(pdf, program, flags, Encoding=encoding, ToUnicode=_texts(pdf, "0041", "0042"))
    font, faults = _mended(pdf, made)
    assert faults == []
    assert font["/FontDescriptor"]["/Flags"] == (4 if symbolic else 32)
    assert ("/Encoding" in font) is not symbolic


def _two_cmaps() -> bytes:
    font = TTFont(BytesIO(truetype(cmap=(1, 0))), recalcTimestamp=False)
    (mac,) = font["cmap"].tables
    table = cmap_classes[4](4)
    table.platformID, table.platEncID, table.language, table.cmap = 0, 3, 0, mac.cmap
    font["cmap"].tables.append(table)
    file = BytesIO()
    font.save(file)
    return file.getvalue()


def test_cmaps_that_no_viewer_asks_are_left_out() -> None:
    pdf = Pdf.new()
    made = truetype_font(pdf, _two_cmaps(), 4, Encoding=None, ToUnicode=_texts(pdf, "0041", "0042"))
    font, faults = _mended(pdf, made)
    assert faults == []
    assert list(read_truetype(font["/FontDescriptor"]["/FontFile2"].read_bytes()).cmaps) == [(1, 0)]


def test_where_ways_lead_to_two_glyphs_nothing_is_chosen() -> None:
    pdf = Pdf.new()
    swapped = Dictionary(BaseEncoding=Name.WinAnsiEncoding, Differences=Array([65, Name.B, Name.A]))
    made = truetype_font(pdf, truetype(cmap=(1, 0)), 4, Encoding=swapped, Widths=Array([700, 600]))
    font, faults = _mended(pdf, made)
    assert faults == ["6.2.11.6"]
    assert font["/Encoding"] == swapped


@pytest.mark.parametrize(
    ("entries", "faults"),
    [
        ({"LastChar": 70}, []),
        ({"LastChar": None}, []),
        ({"LastChar": 65}, ["6.2.11.2"]),
        ({"FirstChar": None, "LastChar": 66, "Widths": Array([0] * 65 + [600, 700])}, []),
        ({"Widths": Array([600])}, ["6.2.11.2"]),
    ],
)
def test_tables_of_widths(entries: dict[str, Any], faults: list[str]) -> None:
    pdf = Pdf.new()
    assert _mended(pdf, type1_font(pdf, **entries))[1] == faults


def test_names_and_types_are_put_right() -> None:
    pdf = Pdf.new()
    made = type1_font(pdf, BaseFont=Object.parse(b"/T#e9"), Type=None)
    made["/FontDescriptor"]["/CIDSet"] = pdf.make_stream(b"")
    made["/FontDescriptor"]["/FontFile"]["/Subtype"] = Name.Type1
    font, faults = _mended(pdf, made)
    assert (str(font["/BaseFont"]), faults) == ("/xT_E9", [])
    assert "/CIDSet" not in font["/FontDescriptor"]


def test_drawings_are_called_by_text() -> None:
    pdf = Pdf.new()
    glyphs = {"/A": b"600 0 d0 1 w", "/B": b"700 0 d0 1 w"}
    made = drawn_font(pdf, glyphs, ToUnicode=_texts(pdf, "0041", "0042"))
    odd = Object.parse(b"<< /B#e9 1 >>")
    for name in list(odd.keys()):
        made["/CharProcs"][name] = made["/CharProcs"]["/B"]
    made["/Encoding"]["/Differences"] = Array([65, Name.A, Object.parse(b"/B#e9")])
    font, faults = _mended(pdf, made)
    assert faults == []
    assert "/xB_E9" in font["/CharProcs"]
