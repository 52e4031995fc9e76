from __future__ import annotations

from archival_input import WORDS, fonts, form, page, tint, type1_font
from pikepdf import Array, Dictionary, Name, Pdf

from report_pdf.parts.archival.judgement import page_faults


def _told(pdf: Pdf) -> list[tuple[int, str]]:
    return sorted((found.page, found.rule) for found in page_faults(pdf))


def test_a_fault_in_what_pages_share_is_told_of_each() -> None:
    pdf = Pdf.new()
    shared = form(pdf, b"1 foo", Resources=Dictionary())
    outer = form(pdf, b"/I Do", Resources=Dictionary(XObject=Dictionary(I=shared)))
    for content in (b"/I Do", b"1 w", b"/I Do"):
        page(content, {"/XObject": Dictionary(I=outer)}, pdf)
    assert _told(pdf) == [(1, "6.2.2"), (3, "6.2.2")]


def test_a_letter_is_missing_where_it_is_shown() -> None:
    pdf = Pdf.new()
    font = pdf.make_indirect(type1_font(pdf, Widths=Array([600, 600])))
    for words in (b"A", b"B", b"BA"):
        page(WORDS.replace(b"AB", words), fonts(font), pdf)
    assert _told(pdf) == [(2, "6.2.11.5"), (3, "6.2.11.5")]


def test_invisible_letters_need_no_width_but_a_text() -> None:
    pdf = Pdf.new()
    font = pdf.make_indirect(type1_font(pdf, Widths=Array([600, 600])))
    page(b"3 Tr " + WORDS, fonts(font), pdf)
    assert _told(pdf) == []
    font["/Encoding"] = Dictionary(Differences=Array([66, Name.g12]))
    assert _told(pdf) == [(1, "6.2.11.7.2")]


def test_a_spot_mixed_in_two_ways_is_told_of_both() -> None:
    pdf = Pdf.new()
    for colour in ((1, 0, 0), (1, 0, 0), (0, 1, 0)):
        space = Array([Name.Separation, Name.Verde, Name.DeviceRGB, tint(pdf, *colour)])
        page(b"/S cs 1 scn", {"/ColorSpace": Dictionary(S=space)}, pdf)
    assert {number for number, _rule in _told(pdf)} == {1, 2, 3}


def test_the_appearance_of_an_annotation_is_the_page_s() -> None:
    pdf = page(b"")
    appearance = form(pdf, b"0 0 0 1 k", Resources=Dictionary())
    pdf.pages[0].obj["/Annots"] = Array([Dictionary(AP=Dictionary(N=appearance))])
    assert _told(pdf) == [(1, "6.2.4.3")]
