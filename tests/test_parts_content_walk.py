from __future__ import annotations

from archival_input import WORDS, composite_font, drawn_font, fonts, form, page
from pikepdf import Array, Dictionary, Name, Pdf

from report_pdf.parts.content.walk import Content, contents, drawn, roots


def _contents(pdf: Pdf) -> list[bytes]:
    return [_bytes(content) for content in contents(pdf)]


def _bytes(content: Content) -> bytes:
    owner = content.owner["/Contents"] if content.is_page else content.owner
    return bytes(owner.read_bytes())


def test_what_is_drawn_is_read_once() -> None:
    pdf = Pdf.new()
    inner = form(pdf, b"1 w")
    outer = form(pdf, b"/B Do /B Do", Resources=Dictionary(XObject=Dictionary(B=inner)))
    for _page in range(2):
        page(b"/A Do", {"/XObject": Dictionary(A=outer, C=form(pdf, b"unused"))}, pdf)
    assert _contents(pdf) == [b"/A Do", b"/B Do /B Do", b"1 w", b"/A Do"]


def test_all_that_paints_is_read() -> None:
    pdf = Pdf.new()
    mask = Dictionary(SMask=Dictionary(S=Name.Alpha, G=form(pdf, b"2 w")))
    resources: dict[str, object] = {
        "/ExtGState": Dictionary(G=mask),
        "/Pattern": Dictionary(P=form(pdf, b"3 w")),
    }
    page(b"/G gs /Pattern cs /P scn " + WORDS, resources | fonts(drawn_font(pdf)), pdf)
    states = Dictionary(On=form(pdf, b"4 w"), Off=3)
    annotations = Array(
        [Dictionary(AP=Dictionary(N=states)), Dictionary(AP=Dictionary(N=form(pdf, b"5 w"))), 7]
    )
    pdf.pages[0].obj["/Annots"] = annotations
    found = set(_contents(pdf))
    assert {b"2 w", b"3 w", b"4 w", b"5 w", b"600 0 d0 0 0 500 500 re f"} <= found
    assert len(list(roots(pdf.pages[0]))) == 3


def test_a_form_may_find_what_it_lacks_in_the_page() -> None:
    pdf = Pdf.new()
    page(b"/A Do", {"/XObject": Dictionary(A=form(pdf, b"/F 9 Tf (a) Tj"))} | fonts(composite_font(pdf)), pdf)
    first, second = contents(pdf)
    assert second.resource("/Font", "/F") == first.resource("/Font", "/F")
    assert second.resource("/Font", "/G") is None
    assert [each.owner for each in drawn(first)] == [second.owner]


def test_what_cannot_be_read_has_no_scan() -> None:
    pdf = page(b"")
    pdf.pages[0].obj["/Contents"] = pdf.make_stream(b"no", {"/Filter": Name.FlateDecode})
    (found,) = contents(pdf)
    assert found.scan is None
