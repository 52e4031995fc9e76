from __future__ import annotations

import pytest
from part_input import drawn_part
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String
from zoo.animal import dictionary

from report_pdf.parts.interactive.forms import normalise_form


def look(pdf: Pdf) -> Object:
    return pdf.make_indirect(Stream(pdf, b"0 0 9 9 re f", BBox=Array([0, 0, 9, 9])))


def widget(pdf: Pdf, entries: str, *, has_look: bool = False) -> Object:
    """A field of the first page."""
    made = pdf.make_indirect(dictionary(f"/Type /Annot /Subtype /Widget /Rect [10 10 60 30] {entries}"))
    page = pdf.pages[0].obj
    page["/Annots"] = Array([*page.get("/Annots", Array()), made])
    if has_look:
        made["/AP"] = Dictionary(N=look(pdf), D=look(pdf))
    return made


def form(pdf: Pdf, *fields: Object) -> None:
    pdf.Root["/AcroForm"] = dictionary("/NeedAppearances true /XFA [] /SigFlags 3 /CO [] /DA (/Helv 0 Tf)")
    pdf.Root.AcroForm["/Fields"] = Array(fields)


def test_fields_hang_under_one_of_the_parts_name() -> None:
    pdf = drawn_part(b"")
    group = pdf.make_indirect(Dictionary(T=String("dati"), FT=Name.Tx, AA=Dictionary()))
    one, two = (
        widget(pdf, "/T (uno)", has_look=True),
        widget(pdf, "/T (due) /FT /Tx /TU (Il nome)", has_look=True),
    )
    one["/Parent"], group["/Kids"] = group, Array([one, pdf.make_indirect(Dictionary(T=String("mai visto")))])
    form(pdf, group, two)
    assert normalise_form(pdf, "B") == ()
    acro = pdf.Root.AcroForm
    (top,) = acro.Fields
    assert str(top.T) == "B"
    assert [str(each.T) for each in top.Kids] == ["dati", "due"]
    assert [each.objgen for each in group.Kids] == [one.objgen]
    assert (str(one.TU), str(two.TU)) == ("uno", "Il nome")
    assert set(one.AP.keys()) == {"/N"}
    assert "/AA" not in group
    assert set(acro.keys()) == {"/Fields", "/DA"}


def test_of_what_is_said_of_all_fields_only_that_is_kept_which_is_what_it_should_be() -> None:
    pdf = drawn_part(b"")
    form(pdf, widget(pdf, "/FT /Tx /T (a)", has_look=True))
    pdf.Root.AcroForm["/DR"] = dictionary(
        "/Font << /Helv << /Type /Font >> >> /ProcSet [/PDF /Text] /XObject 7"
    )
    pdf.Root.AcroForm["/Q"] = Name.Center
    normalise_form(pdf, "B")
    acro = pdf.Root.AcroForm
    assert set(acro.keys()) == {"/Fields", "/DA", "/DR"}
    assert set(acro.DR.keys()) == {"/Font"}


def test_a_field_that_is_empty_needs_no_look_and_one_that_is_not_does() -> None:
    pdf = drawn_part(b"")
    empty, filled = widget(pdf, "/FT /Tx /T (a) /V ( )"), widget(pdf, "/FT /Tx /T (b) /V (Zeri)")
    form(pdf, empty, filled)
    assert normalise_form(pdf, "B") == (1,)
    assert [float(side) for side in empty.AP.N.BBox] == [0, 0, 50, 20]


def test_buttons_keep_the_looks_of_their_states() -> None:
    pdf = drawn_part(b"")
    good, bad = widget(pdf, "/FT /Btn /T (a) /AS /Yes"), widget(pdf, "/FT /Btn /T (b) /AS /Yes")
    good["/AP"] = Dictionary(N=Dictionary(Yes=look(pdf), Off=3), D=Dictionary())
    bad["/AP"] = Dictionary(N=Dictionary(Yes=3))
    form(pdf, good, bad)
    assert normalise_form(pdf, "B") == (1,)
    assert (list(good.AP.N.keys()), good.AS) == (["/Yes"], Name.Yes)


@pytest.mark.parametrize("entries", ["/FT /Sig /T (firma)", "/FT /Btn /Ff 65536 /T (invia)", "/T (boh)"])
def test_signatures_and_push_buttons_are_drawn_into_the_page(entries: str) -> None:
    pdf = drawn_part(b"q 1 0 0 rg")
    form(pdf, widget(pdf, entries, has_look=True))
    assert normalise_form(pdf, "B") == ()
    page = pdf.pages[0].obj
    assert "/AcroForm" not in pdf.Root
    assert not list(page.Annots)
    content = page.Contents.read_bytes().split(b"\n")
    assert content[-3:] == [
        b"Q /Artifact BMC",
        b"q 5.5556 0.0000 0.0000 2.2222 10.0000 10.0000 cm /Over1 Do Q",
        b"EMC",
    ]
    assert b"Over1" in bytes(str(list(page.Resources.XObject.keys())), "ascii")


def test_fields_in_a_ring_end() -> None:
    pdf = drawn_part(b"")
    field = widget(pdf, "/FT /Tx /T (a)", has_look=True)
    other = pdf.make_indirect(Dictionary(Parent=field, T=String("b")))
    field["/Parent"], field["/Kids"] = other, Array([field])
    form(pdf, field)
    assert normalise_form(pdf, "B") == ()
    (top,) = pdf.Root.AcroForm.Fields
    assert (top.Kids[0].objgen, "/Kids" in field) == (other.objgen, False)


def test_a_field_that_the_form_forgot_is_found_on_its_page() -> None:
    pdf = drawn_part(b"")
    field = widget(pdf, "/FT /Tx /T (a)", has_look=True)
    normalise_form(pdf, "B")
    assert pdf.Root.AcroForm.Fields[0].Kids[0].objgen == field.objgen


def test_a_page_without_fields_has_no_form() -> None:
    pdf = drawn_part(b"")
    form(pdf, pdf.make_indirect(Dictionary(T=String("mai visto"), FT=Name.Tx)))
    assert normalise_form(pdf, "B") == ()
    assert "/AcroForm" not in pdf.Root


def test_a_field_in_the_tree_of_pages_leaves_the_pages_as_they_are() -> None:
    pdf = drawn_part(b"")
    pages = pdf.Root.Pages
    before = pages.unparse(resolved=True)
    of_page, of_all = widget(pdf, "/FT /Tx /T (a)"), widget(pdf, "/FT /Tx /T (b)")
    of_page["/Parent"], of_all["/Parent"] = pdf.pages[0].obj, pages
    form(pdf, of_page, of_all)
    assert normalise_form(pdf, "B") == ()
    assert pages.unparse(resolved=True) == before
    assert [str(each.T) for each in pdf.Root.AcroForm.Fields[0].Kids] == ["a", "b"]
