from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from typeset_input import typeset_body

from report_pdf.readback.readback import check_structure

BODY = """<section data-page-label="Copertina"><h1>Libro</h1></section>
<nav class="page" role="doc-toc"><ol><li><a href="#due">Due</a></li></ol></nav>
<h2 class="page" id="due">Due</h2><p>Con <a href="#due">un rimando</a> e <a href="#due">un altro</a>.</p>
<p>Altro testo.</p><img src="asset:drawing" alt="Disegno">"""
CSS = """@page :first { @bottom-left { content: none } } @page :nth(2) { counter-reset: page 1 }
nav a::after { content: " " target-counter(attr(href), page) }"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    done = typeset_body(tmp_path_factory.mktemp("project"), BODY, CSS)
    assert done.findings == ()
    return done.pdf


def test_a_sound_book_has_nothing_to_tell(book: bytes) -> None:
    assert check_structure(book) == ()


def element(pdf: Pdf, role: str) -> pikepdf.Object:
    found = [o for o in pdf.objects if isinstance(o, Dictionary) and o.get("/S") == f"/{role}"]
    return found[0]


def links_of(pdf: Pdf) -> pikepdf.Object:
    return pdf.pages[2].obj["/Annots"]


def swap_struct_parents(pdf: Pdf) -> None:
    one, other = links_of(pdf)
    one["/StructParent"], other["/StructParent"] = other["/StructParent"], one["/StructParent"]


def name_another_page(pdf: Pdf) -> None:
    links_of(pdf)[0]["/P"] = pdf.pages[0].obj


def take_the_name(pdf: Pdf) -> None:
    del links_of(pdf)[0]["/Contents"]


def reach_twice(pdf: Pdf) -> None:
    element(pdf, "Document")["/K"].append(element(pdf, "H2"))


def point_elsewhere(pdf: Pdf) -> None:
    element(pdf, "H2")["/P"] = element(pdf, "P")


def hang_outside(pdf: Pdf) -> None:
    document = element(pdf, "Document")
    document["/K"] = Array([kid for kid in document["/K"] if kid.get("/S") != "/H2"])


def break_destination(pdf: Pdf) -> None:
    links_of(pdf)[0]["/Dest"] = String("tre")


def break_outline(pdf: Pdf) -> None:
    pdf.Root["/Outlines"]["/First"]["/Dest"] = String("tre")


def relabel(pdf: Pdf) -> None:
    pdf.Root["/PageLabels"]["/Nums"][3]["/St"] = 5


def take_alternative(pdf: Pdf) -> None:
    del element(pdf, "Figure")["/Alt"]


def skip_level(pdf: Pdf) -> None:
    element(pdf, "H2")["/S"] = Name("/H3")


def take_font(pdf: Pdf) -> None:
    descriptor = next(o for o in pdf.objects if isinstance(o, Dictionary) and "/FontFile2" in o)
    del descriptor["/FontFile2"]


def paint_outside(pdf: Pdf) -> None:
    page = pdf.pages[2]
    content = page.obj["/Contents"].read_bytes()
    page.obj["/Contents"] = pdf.make_stream(content.replace(b"/Span\n<</MCID 0>>\nBDC", b"/Span\nBMC"))


def claim_twice(pdf: Pdf) -> None:
    heading = element(pdf, "H2")
    heading["/K"] = Array([0, 0])


def claim_what_is_not_there(pdf: Pdf) -> None:
    heading = element(pdf, "H2")
    heading["/K"] = Array([0, 99])


DAMAGES: list[tuple[Callable[[Pdf], None], set[str], str]] = [
    (swap_struct_parents, {"link-outside"}, "2"),
    (name_another_page, {"link-page"}, "2"),
    (take_the_name, {"link-unnamed"}, "2"),
    (reach_twice, {"element-twice", "content-twice"}, "2"),
    (point_elsewhere, {"wrong-parent"}, "2"),
    (hang_outside, {"content-outside"}, "2"),
    (break_destination, {"dead-link"}, "2"),
    (break_outline, {"dead-link"}, ""),
    (relabel, {"folio"}, "5"),
    (take_alternative, {"no-alternative"}, "2"),
    (skip_level, {"heading-skipped"}, "2"),
    (take_font, {"font-not-embedded"}, ""),
    (paint_outside, {"content-outside", "content-missing"}, "2"),
    (claim_twice, {"content-twice"}, "2"),
    (claim_what_is_not_there, {"content-missing"}, "2"),
]


@pytest.mark.parametrize(("damage", "rules", "page"), DAMAGES, ids=[damage[0].__name__ for damage in DAMAGES])
def test_what_a_validator_does_not_see_is_found(
    book: bytes, damage: Callable[[Pdf], None], rules: set[str], page: str
) -> None:
    damaged = BytesIO()
    with pikepdf.open(BytesIO(book)) as pdf:
        damage(pdf)
        pdf.save(damaged)
    findings = check_structure(damaged.getvalue())
    assert {finding.rule for finding in findings} == {f"conformance.{rule}" for rule in rules}
    assert findings[0].where.page == page


def test_the_number_that_weasyprint_prints_wrong_in_a_flex_row_is_found(tmp_path: Path) -> None:
    css = CSS + "nav a { display: flex }"
    found = check_structure(typeset_body(tmp_path, BODY, css).pdf)
    assert [finding.rule for finding in found] == ["conformance.folio"]


def test_a_file_without_structure_is_told(tmp_path: Path) -> None:
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "blank.pdf")
    with pytest.raises(ValueError, match="structure"):
        check_structure((tmp_path / "blank.pdf").read_bytes())
