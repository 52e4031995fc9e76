from __future__ import annotations

import pytest
from archival_input import fonts, form, image, page, truetype_font
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf

from report_pdf.parts.archival.syntax import content_faults, has_odd_tokens, mend_content, mend_page_resources
from report_pdf.parts.content.walk import contents


def _mended(pdf: Pdf) -> str:
    mend_page_resources(pdf)
    for content in contents(pdf):
        mend_content(pdf, content, lambda _image: None)
    return pdf.pages[0].obj["/Contents"].read_bytes().decode()


def _rules(pdf: Pdf) -> list[str]:
    return [rule for content in contents(pdf) for rule, _message in content_faults(content)]


def test_what_paints_nothing_goes() -> None:
    assert _mended(page(b"1 foo /I Do /H sh /G gs /Wrong ri 1 w")) == "/RelativeColorimetric ri\n1 w"


def test_what_may_be_a_number_stays_and_is_told() -> None:
    pdf = page(b"1.2.3 w")
    assert _mended(pdf) == "1.2.3 w"
    assert _rules(pdf) == ["6.2.2"]


def test_names_are_plain_in_content_and_resources() -> None:
    pdf = Pdf.new()
    page(b"/a#20b Do", {"/XObject": Dictionary({"/a b": image(pdf)})}, pdf)
    assert _mended(pdf) == "/xa_20b Do"
    assert list(pdf.pages[0].obj["/Resources"]["/XObject"].keys()) == ["/xa_20b"]
    assert _rules(pdf) == []


def test_resources_shared_by_two_pages_are_renamed_in_both() -> None:
    pdf = Pdf.new()
    shared = pdf.make_indirect(Dictionary({"/a b": image(pdf)}))
    for _page in range(2):
        page(b"/a#20b Do", {"/XObject": shared}, pdf)
    _mended(pdf)
    assert [page.obj["/Contents"].read_bytes() for page in pdf.pages] == [b"/xa_20b Do"] * 2


def test_inherited_resources_become_the_page_s_own() -> None:
    pdf = page(b"/F 9 Tf")
    leaf = pdf.pages[0].obj
    pdf.Root["/Pages"]["/Resources"] = Dictionary(fonts(truetype_font(pdf)))
    del leaf["/Resources"]
    _mended(pdf)
    assert "/F" in leaf["/Resources"]["/Font"]


def test_a_form_s_resources_become_its_own() -> None:
    pdf = Pdf.new()
    drawing = form(pdf, b"/G gs")
    page(b"/I Do", {"/XObject": Dictionary(I=drawing), "/ExtGState": Dictionary(G=Dictionary(ca=1))}, pdf)
    assert _rules(pdf) == ["6.2.2"]
    _mended(pdf)
    assert drawing["/Resources"]["/ExtGState"]["/G"]["/ca"] == 1
    assert _rules(pdf) == []


def test_an_image_in_the_content_that_readers_take_apart_differently_becomes_an_object() -> None:
    pdf = page(b"q BI /W 1 /H 1 /BPC 8 /CS /CMYK ID abcd EI Q")
    seen: list[object] = []
    for content in contents(pdf):
        mend_content(pdf, content, seen.append)
    (drawn,) = seen
    assert drawn["/ColorSpace"] == Name.DeviceCMYK  # type: ignore[index]
    assert b" Do" in pdf.pages[0].obj["/Contents"].read_bytes()


def test_an_image_in_the_content_has_no_operands() -> None:
    pdf = page(b"/potato BI /W 1 /H 1 /BPC 8 /CS /G ID a EI")
    for content in contents(pdf):
        mend_content(pdf, content, lambda _drawn: None)
    assert pdf.pages[0].obj["/Contents"].read_bytes().startswith(b"BI")


@pytest.mark.parametrize(
    ("content", "is_odd"),
    [
        (b"<41> Tj", False),
        (b"<4 1\n> Tj", False),
        (b"<414> Tj", True),
        (b"<4g> Tj", True),
        (b"(<414> 99999999999) Tj", False),
        (b"<</MCID 0>> BDC", False),
        (b"<00270027002700270027> Tj", False),
        (b"99999999999 w", True),
        (b"2147483647 w", False),
        (b"0.12345678901234567890 w", False),
        (b"0." + b"0" * 40 + b"1 w", True),
        (b"BI /W 1 ID <414> EI", False),
        (b"[" * 30 + b"]" * 30 + b" TJ", True),
        (b"/potato BI /W 1 ID a EI", True),
        (b"5 BI /W 1 ID a EI", True),
        (b"9 0 d0 BI /W 1 ID a EI", False),
        (b"/G gs BI /W 1 ID a EI (/G BI ) Tj", False),
        (b"([[[[[[[[[[[[[[[[[[[[[[[[) Tj [(a) 5 (b)] TJ", False),
    ],
)
def test_odd_tokens(content: bytes, is_odd: bool) -> None:  # noqa: FBT001  # the expected value
    pdf = page(content)
    assert has_odd_tokens(pdf.pages[0].obj) is is_odd


@given(st.binary(max_size=40))
def test_an_odd_number_of_digits_is_odd_wherever_it_stands(text: bytes) -> None:
    pdf = Pdf.new()
    stream = pdf.make_stream(b"<%s> Tj <%s> Tj" % (text.hex().encode(), b"414"))
    assert has_odd_tokens(stream)


def test_content_in_pieces_is_written_whole() -> None:
    pdf = page(b"")
    pdf.pages[0].obj["/Contents"] = Array([pdf.make_stream(b"1 foo"), pdf.make_stream(b"2 w")])
    assert _mended(pdf) == "2 w"
