from __future__ import annotations

import pytest
from archival_input import composite_font, drawn_font, page, put, truetype, truetype_font, type1, type1_font
from pikepdf import Array, Dictionary, Name, Object, Pdf

from report_pdf.parts.archival.fonts.cmaps import CMap
from report_pdf.parts.archival.fonts.glyphs import (
    Composite,
    cid_widths,
    composite_glyphs,
    said_widths,
    simple_glyphs,
    type3_glyphs,
)
from report_pdf.parts.archival.fonts.kinds import descendant_of
from report_pdf.parts.archival.fonts.program import read_truetype
from report_pdf.parts.archival.fonts.type1 import read_type1


def test_widths_of_one_byte_fonts() -> None:
    pdf = Pdf.new()
    font = truetype_font(pdf, Widths=Array([600, None]))
    font["/FontDescriptor"]["/MissingWidth"] = 250
    found = said_widths(font)
    assert (found[65], found[66], found[67]) == (600, 250, 250)


@pytest.mark.parametrize(
    ("table", "widths"),
    [
        (Array([1, Array([600, 700])]), (600, 700, 500)),
        (Array([1, 2, 650]), (650, 650, 500)),
        (Array([1, 2, 650, 1, Array([600])]), (600, 650, 500)),
        (Array([1, 1, 1, 1, 3, 2]), (1, 2, 2)),
        (None, (500, 500, 500)),
    ],
)
def test_widths_of_cids(table: Object | None, widths: tuple[float, ...]) -> None:
    found = cid_widths(put(Dictionary(DW=500), W=table))
    assert tuple(found.of(cid) for cid in (1, 2, 3)) == widths


@pytest.mark.parametrize(
    "table", [Array([1]), Array([Name.A, 1, 2]), Array([1, 2]), Array([1, Array([Name.A])])]
)
def test_tables_that_are_none(table: Object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # the message is of no interest
        cid_widths(Dictionary(W=table))


def test_glyphs_of_truetype() -> None:
    pdf = Pdf.new()
    program = read_truetype(truetype())
    first, second = simple_glyphs(truetype_font(pdf), program, [65, 67])
    assert (first.name, first.is_there, first.width, first.said_width, first.text) == (
        "A",
        True,
        600,
        600,
        "A",
    )
    assert (second.name, second.is_there, second.width) == ("C", False, None)


def test_glyphs_of_type_1() -> None:
    pdf = Pdf.new()
    program = read_type1(type1())
    font = type1_font(pdf, Encoding=Dictionary(Differences=Array([66, Name.A, Name("/.notdef")])))
    one, other, none = simple_glyphs(font, program, [65, 66, 67])
    assert (one.name, one.width, other.name, other.width) == ("A", 600, "A", 600)
    assert (none.name, none.is_there) == (".notdef", False)


def test_what_the_standard_encoding_names_must_be_what_the_program_names() -> None:
    pdf = Pdf.new()
    program = read_type1(type1().replace(b"dup 65 /A", b"dup 65 /B"))
    (glyph,) = simple_glyphs(type1_font(pdf, Encoding=Name.StandardEncoding), program, [65])
    assert (glyph.is_there, glyph.width) == (True, 700)


def test_glyphs_that_are_drawings() -> None:
    pdf = Pdf.new()
    font = drawn_font(pdf, {"/A": b"600 0 d0 1 w", "/B": b"1 w 700 0 d0"})
    first, second, third = type3_glyphs(font, [65, 66, 67])
    assert (first.is_there, first.width) == (True, 600)
    assert (second.is_there, third.is_there) == (False, False)


def test_glyphs_of_longer_codes() -> None:
    pdf = Pdf.new()
    font = composite_font(pdf)
    page(b"", {}, pdf)
    descendant = descendant_of(font)
    assert descendant is not None
    found = Composite(font, descendant, None)
    codes = found.codes({b"\0\1\0\2", b"\0\0"})
    assert codes == {(0, 2), (1, 2), (2, 2)}
    none, first, _second = composite_glyphs(found, read_truetype(truetype()), codes)
    assert (none.is_there, none.name) == (False, ".notdef")
    assert (first.is_there, first.width, first.said_width, first.text) == (True, 600, 600, "A")
    with pytest.raises(ValueError):  # noqa: PT011  # half a code
        found.codes({b"\0"})


def test_a_cmap_of_its_own() -> None:
    font = Dictionary()
    cmap = CMap.of(
        b"begincodespacerange <00> <ff> endcodespacerange begincidchar <41> 2 <42> 70000 endcidchar"
    )
    found = Composite(font, font, cmap)
    assert found.codes({b"AB"}) == {(65, 1), (66, 1)}
    assert (found.cid((65, 1)), found.cid((66, 1))) == (2, 0)
