from __future__ import annotations

import pytest
from archival_input import (
    cff,
    composite_font,
    descriptor,
    page,
    put,
    simple_font,
    truetype,
    truetype_font,
    type1,
)
from pikepdf import Array, Dictionary, Name, Pdf

from report_pdf.parts.archival.fonts.kinds import (
    character_system,
    composite_of,
    descendant_of,
    read_program,
    readable_name,
)


@pytest.mark.parametrize(
    ("kind", "key", "program", "subtype", "is_read"),
    [
        ("/TrueType", "/FontFile2", truetype(), "", True),
        ("/TrueType", "/FontFile3", truetype(), "/OpenType", True),
        ("/TrueType", "/FontFile3", cff(), "/Type1C", False),
        ("/TrueType", "/FontFile", type1(), "", False),
        ("/Type1", "/FontFile", type1(), "", True),
        ("/Type1", "/FontFile3", cff(), "/Type1C", True),
        ("/Type1", "/FontFile3", cff(), "/CIDFontType0C", False),
        ("/Type1", "/FontFile2", truetype(), "", False),
        ("/CIDFontType0", "/FontFile3", cff(), "/CIDFontType0C", True),
        ("/CIDFontType0", "/FontFile3", cff(), "", False),
        ("/CIDFontType2", "/FontFile2", truetype(), "", True),
    ],
)
def test_a_program_fits_its_font(kind: str, key: str, program: bytes, subtype: str, is_read: bool) -> None:  # noqa: FBT001  # the expected value
    pdf = Pdf.new()
    page(b"", {}, pdf)
    found, faults = read_program(simple_font(kind, descriptor(pdf, key, program, subtype)), is_needed=True)
    assert (found is not None, [rule for rule, _message in faults]) == (
        is_read,
        [] if is_read else ["6.2.11.4.1"],
    )


def test_a_font_that_is_not_seen_needs_no_program() -> None:
    assert read_program(Dictionary(), is_needed=False) == (None, [])
    assert [rule for rule, _message in read_program(Dictionary(), is_needed=True)[1]] == ["6.2.11.4.1"]


def test_names_are_for_people() -> None:
    assert readable_name(Dictionary(BaseFont=Name("/ABCDEF+Times,Bold"))) == "Times,Bold"
    assert readable_name(Dictionary()) == "?"


def test_composite_fonts() -> None:
    pdf = Pdf.new()
    page(b"", {}, pdf)
    font = composite_font(pdf)
    assert composite_of(font) is not None
    assert character_system(descendant_of(font)) == ("Adobe", "Identity", 0)
    assert composite_of(put(font, Encoding=Name("/UniGB-UCS2-H"))) is None
    assert composite_of(put(font, DescendantFonts=Array([]))) is None
    assert character_system(truetype_font(pdf)) is None


@pytest.mark.parametrize(
    "cmap",
    [
        b"begincodespacerange <00> <7f> <8000> <ffff> endcodespacerange begincidchar <41> 1 endcidchar",
        b"/Identity-H usecmap begincodespacerange <0000> <ffff> endcodespacerange",
        b"",
    ],
)
def test_cmaps_that_cannot_be_checked(cmap: bytes) -> None:
    pdf = Pdf.new()
    page(b"", {}, pdf)
    assert composite_of(composite_font(pdf, pdf.make_stream(cmap))) is None
