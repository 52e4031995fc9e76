from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from part_input import REAL, book_of, drawn_part, kids_of, part_of, request, typeset_part
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from report_pdf.parts.interactive.interactive import normalise
from report_pdf.parts.part import Treatment
from report_pdf.parts.tags.page_structure import wrap_pages
from report_pdf.parts.tags.page_words import page_words
from report_pdf.readback.pdf_reader import read_pdf
from report_pdf.readback.readback import check_structure

FIGURE, TEXT, IMAGE, ARTIFACT = Treatment.FIGURE, Treatment.TEXT, Treatment.IMAGE, Treatment.ARTIFACT


def alternatives(pdf: Pdf) -> list[str]:
    return [str(kid.get("/Alt", "")) for kid in kids_of(part_of(pdf))]


@pytest.mark.parametrize(("treatment", "flavour"), [(FIGURE, "ua1"), (FIGURE, "2a"), (TEXT, "ua1")])
def test_the_offices_pages_without_tags_pass(
    treatment: Treatment, flavour: str, tmp_path: Path, verapdf: Callable[[Path, str], list[str]]
) -> None:
    with pikepdf.open(REAL / "comuni-per-classe.pdf") as pdf:
        words = page_words(REAL / "comuni-per-classe.pdf", 2) if treatment is TEXT else ()
        assert wrap_pages(pdf, request(), treatment, words) == ()
        book = book_of(pdf)
    (tmp_path / "book.pdf").write_bytes(book)
    assert check_structure(book) == ()
    assert verapdf(tmp_path / "book.pdf", flavour) == []


def test_the_words_of_a_page_read_whole(tmp_path: Path) -> None:
    pdf = typeset_part(
        "<p style='width:4cm; hyphens:auto' lang=it>Tutte le amministrazioni della Toscana</p>"
    )
    pdf.save(tmp_path / "a.pdf")
    wrap_pages(pdf, request(), TEXT, page_words(tmp_path / "a.pdf", 1))
    (paragraph,) = kids_of(part_of(pdf))
    assert str(paragraph["/ActualText"]).startswith("Tutte le amministrazioni della Toscana")


def test_a_page_is_named_by_the_office_or_by_its_place() -> None:
    pdf = drawn_part(b"0 0 9 9 re f", pages=2)
    wrap_pages(pdf, request(alternatives={2: "La mappa"}), FIGURE)
    assert alternatives(pdf) == ["Allegato B, pagina 1 di 2: elenco di prova", "La mappa"]


def test_an_image_says_where_its_text_is() -> None:
    pdf = drawn_part(b"0 0 9 9 re f")
    wrap_pages(pdf, request(), IMAGE)
    (said,) = alternatives(pdf)
    assert said.startswith(
        "Allegato B: elenco di prova. Immagine della pagina: il testo è nel documento originale"
    )


def test_what_we_say_is_italian_in_a_part_that_is_not() -> None:
    pdf = drawn_part(b"0 0 9 9 re f")
    wrap_pages(pdf, request(language="en"), FIGURE)
    (figure,) = kids_of(part_of(pdf))
    assert str(figure["/Lang"]) == "it"


def test_the_content_is_in_a_form_that_keeps_its_state_and_layers_to_itself() -> None:
    content = b"q /P <</MCID 0>> BDC /OC /L BDC 0 0 9 9 re f EMC EMC 2 0 0 2 0 0 cm"
    pdf = drawn_part(content, "/Properties << /L << /Type /OCG /Name (x) >> >>")
    pdf.pages[0].obj["/Group"] = Dictionary(S=Name.Transparency)
    wrap_pages(pdf, request(), FIGURE)
    page = pdf.pages[0].obj
    form = page.Resources.XObject.X
    assert page.Contents.read_bytes().split() == b"/Figure <</MCID 0>> BDC q /X Do Q EMC".split()
    assert form.read_bytes().split() == b"q /OC /L BDC 0 0 9 9 re f EMC 2 0 0 2 0 0 cm Q".split()
    assert form.Resources.Properties.L.Name == "x"
    assert Name.Transparency == page.Group.S
    (figure,) = kids_of(part_of(pdf))
    assert [float(side) for side in figure["/A"]["/BBox"]] == [0, 0, 200, 200]


def test_marks_in_forms_go_too() -> None:
    pdf = drawn_part(b"/F Do")
    inner = Stream(
        pdf, b"/P <</MCID 0>> BDC f EMC", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9])
    )
    inner["/StructParents"] = 3
    outer = Stream(pdf, b"/F Do", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    outer["/Resources"] = Dictionary(XObject=Dictionary(F=pdf.make_indirect(inner)))
    pdf.pages[0].obj["/Resources"] = Dictionary(XObject=Dictionary(F=pdf.make_indirect(outer)))
    wrap_pages(pdf, request(), FIGURE)
    form = pdf.pages[0].obj.Resources.XObject.X.Resources.XObject.F.Resources.XObject.F
    assert form.read_bytes() == b"f"
    assert "/StructParents" not in form


def test_a_blank_page_is_no_picture() -> None:
    pdf = drawn_part(b"0 0 9 9 re f", pages=2)
    pdf.pages[1].obj["/Contents"] = pdf.make_stream(b"q Q")
    wrap_pages(pdf, request(), FIGURE)
    assert alternatives(pdf) == ["Allegato B, pagina 1 di 2: elenco di prova"]
    assert pdf.pages[1].obj.Contents.read_bytes().startswith(b"/Artifact BMC")


def test_decoration_without_links_has_no_structure() -> None:
    pdf = drawn_part(b"0 0 9 9 re f")
    wrap_pages(pdf, request(), ARTIFACT)
    assert not {"/StructTreeRoot", "/MarkInfo"} & set(pdf.Root.keys())
    assert pdf.pages[0].obj.Contents.read_bytes().startswith(b"/Artifact BMC")


def test_links_keep_working_and_are_read() -> None:
    for treatment in (FIGURE, ARTIFACT):
        pdf = typeset_part('<p><a href="https://www.example.org/a">sito</a></p>')
        normalise(pdf, request())
        wrap_pages(pdf, request(), treatment)
        book = book_of(pdf)
        (link,) = read_pdf(book).annotations
        assert (link.name, link.target) == ("Collegamento a example.org/a", "https://www.example.org/a")
        assert check_structure(book) == ()


def test_fields_and_comments_are_drawn_into_the_page(
    tmp_path: Path, verapdf: Callable[[Path, str], list[str]]
) -> None:
    pdf = drawn_part(b"0 0 9 9 re f")
    look = Stream(pdf, b"/Tx BMC 0 0 50 20 re f EMC", BBox=Array([0, 0, 50, 20]))
    stamp = Dictionary(
        Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([10, 20, 110, 60]), AP=Dictionary(N=look)
    )
    field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("a"))
    field["/Rect"], field["/AP"] = Array([0, 0, 50, 20]), Dictionary(N=look)
    pdf.pages[0].obj["/Annots"] = Array([pdf.make_indirect(stamp), pdf.make_indirect(field)])
    pdf.Root["/AcroForm"] = Dictionary(Fields=Array([pdf.pages[0].obj.Annots[1]]))
    normalise(pdf, request())
    (told,) = wrap_pages(pdf, request(), FIGURE)
    book = book_of(pdf)
    (tmp_path / "book.pdf").write_bytes(book)
    assert told.rule == "data.appendix-fields-drawn"
    assert "/AcroForm" not in pdf.Root
    assert "/Annots" not in pdf.pages[0].obj
    assert (
        b"q 2.0000 0.0000 0.0000 2.0000 10.0000 20.0000 cm /A1 Do Q" in pdf.pages[0].obj.Contents.read_bytes()
    )
    assert check_structure(book) == ()
    assert verapdf(tmp_path / "book.pdf", "ua1") == []
