from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, String
from sound_parts import CSS, FACTS, bound, sound_part
from typeset_input import BOOK, typeset_body

from report_pdf.binding.bind import BoundPart, bind
from report_pdf.parts.part import PreparedPart
from report_pdf.readback.pdf_reader import read_pdf
from report_pdf.readback.pdf_view import Element, PdfView
from report_pdf.readback.readback import check_structure
from report_pdf.typeset.xmp import document_id

ROOT = Path(__file__).parents[1]
LABELS = ["Copertina", "1", "Allegato B", "B-1", "B-2", "Allegato C", "C-1", "C-2", "C-3", "9"]


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> list[PreparedPart]:
    root = tmp_path_factory.mktemp("parts")
    return [sound_part(root / "B", "B", 2), sound_part(root / "C", "C", 3)]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory, parts: list[PreparedPart]) -> bytes:
    return bound(tmp_path_factory.mktemp("book"), parts)


@pytest.fixture(scope="module")
def view(book: bytes) -> PdfView:
    return read_pdf(book)


def test_the_book_keeps_both_profiles(
    book: bytes, tmp_path: Path, verapdf: Callable[[Path, str], list[str]]
) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(book)
    assert verapdf(path, "2a") == verapdf(path, "ua1") == []


def test_nothing_is_wrong_that_validators_do_not_see(book: bytes) -> None:
    assert check_structure(book) == ()
    with pikepdf.open(BytesIO(book)) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_pages_stand_where_they_were_announced(view: PdfView) -> None:
    assert [page.label for page in view.pages] == LABELS
    assert "Pagina 2" in view.pages[4].text
    assert "Allegato B - pag. 2" in view.pages[4].text
    assert "Pagina 3" in view.pages[8].text


@pytest.mark.parametrize("places", [1, 3])
def test_a_part_with_another_number_of_pages_than_places_is_not_bound(
    places: int, parts: list[PreparedPart], tmp_path: Path
) -> None:
    body = typeset_body(tmp_path, "<p>a</p>" * 2 + "<div style='break-before: page'>b</div>" * 3, CSS).pdf
    with pytest.raises(ValueError, match=f"2 pages, {places} places"):
        bind(body, [BoundPart(parts[0], tuple(range(1, 1 + places)))], FACTS)


def test_parts_are_read_between_their_divider_and_what_follows(view: PdfView) -> None:
    kids = [kid for kid in view.document.kids if isinstance(kid, Element)]
    names = [kid.says.get("T", kid.role) for kid in kids]
    first, second = names.index("Allegato B"), names.index("Allegato C")
    assert {kids[first].role, kids[second].role} == {"Part"}
    assert [kids[place - 1].page for place in (first, second)] == [2, 5]
    assert kids[second + 1].text == "Fine"
    headings = [e.text for e in view.document.elements("H1", "H2", "H3")]
    assert headings == [
        *("Libro", "Allegato B", "Pagina 1", "Pagina 2"),
        *("Allegato C", "Pagina 1", "Pagina 2", "Pagina 3", "Fine"),
    ]


def test_links_lead_into_their_own_part(view: PdfView) -> None:
    targets = [view.pages[link.target_page or 0].label for link in view.annotations]
    assert targets == ["Allegato B", "Allegato C", *["B-1"] * 3, *["C-1"] * 4, "9"]


def test_what_leads_to_an_empty_page_leads_to_the_top_of_what_fills_it(book: bytes) -> None:
    with pikepdf.open(BytesIO(book)) as pdf:
        names = list(pdf.Root.Names.Dests.Names)
        found = dict(zip(map(str, names[::2]), names[1::2], strict=True))
        assert found["B-2"][0].objgen == pdf.pages[4].obj.objgen
        corner = pdf.pages[4].obj["/MediaBox"]
        assert [float(at) for at in list(found["B-2"])[2:4]] == [float(corner[0]), float(corner[3])]
        assert float(found["B:p2"][3]) < float(corner[3])
        assert list(map(str, names[::2])) == sorted(map(str, names[::2]))


def test_the_outline_of_a_part_lies_closed_below_its_divider(book: bytes, view: PdfView) -> None:
    assert [(entry.level, entry.title, entry.page) for entry in view.outline] == [
        (1, "Libro", 0),
        (2, "Allegato B", 2),
        (3, "Pagina 1", 3),
        (3, "Pagina 2", 4),
        (2, "Allegato C", 5),
        (3, "Pagina 1", 6),
        (3, "Pagina 2", 7),
        (3, "Pagina 3", 8),
        (2, "Fine", 9),
    ]
    with pikepdf.open(BytesIO(book)) as pdf:
        top = pdf.Root.Outlines.First
        divider = top.First
        assert divider.First.Parent.objgen == divider.Last.Parent.objgen == divider.objgen
        assert [int(entry.Count) for entry in (pdf.Root.Outlines, top, divider, divider.Next)] == [
            4,
            3,
            -2,
            -3,
        ]


def test_the_file_is_no_larger_than_its_parts(book: bytes, parts: list[PreparedPart], tmp_path: Path) -> None:
    alone = bound(tmp_path, [])
    sizes = [part.pdf.stat().st_size for part in parts if part.pdf]
    assert len(book) < 1.1 * (len(alone) + sum(sizes))
    assert book.startswith(b"%PDF-1.7")


def test_the_file_says_which_book_it_is(book: bytes, tmp_path: Path) -> None:
    other = bound(tmp_path, [])
    with pikepdf.open(BytesIO(book)) as pdf, pikepdf.open(BytesIO(other)) as changed:
        assert bytes(pdf.trailer.ID[0]) == bytes(changed.trailer.ID[0]) == document_id(BOOK).bytes
        assert bytes(pdf.trailer.ID[1]) != bytes(changed.trailer.ID[1])
        assert str(document_id(BOOK)) in pdf.Root.Metadata.read_bytes().decode()
        assert str(pdf.docinfo.Producer).startswith("WeasyPrint")


BIND = """import sys; sys.path[:0] = sys.argv[1:3]
from pathlib import Path
from sound_parts import bound, sound_part
root = Path(sys.argv[3]); parts = [sound_part(root / key, key, 2) for key in "BC"]
(root / "book.pdf").write_bytes(bound(root, parts))"""


def test_the_same_book_has_the_same_bytes(tmp_path: Path) -> None:
    books = []
    for seed in ("1", "77"):
        folder = tmp_path / f"in-{seed}"
        folder.mkdir()
        arguments = [sys.executable, "-c", BIND, str(ROOT / "src"), str(ROOT / "tests"), str(folder)]
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC+{seed[0]}"}
        subprocess.run(arguments, check=True, cwd=folder, env=environment)  # noqa: S603  # our own
        books.append((folder / "book.pdf").read_bytes())
    assert books[0] == books[1]


def cover(root: Path, key: str) -> PreparedPart:
    """A cover of one page that is one picture."""

    def as_picture(pdf: Pdf) -> None:
        page = pdf.pages[0].obj
        content = page["/Contents"].read_bytes()
        marked = b"/Figure <</MCID 0>> BDC " + without_marks(content) + b" EMC"
        page["/Contents"] = pdf.make_stream(marked)
        del page["/Annots"]
        structure = pdf.Root.StructTreeRoot
        top = structure.K
        words = f"La copertina {key}"
        figure = pdf.make_indirect(Dictionary(S=Name.Figure, P=top, Pg=page, K=0, Alt=String(words)))
        top["/K"] = Array([figure])
        structure["/ParentTree"] = Dictionary(Nums=Array([page["/StructParents"], Array([figure])]))
        structure["/IDTree"] = Dictionary(Names=Array())
        del pdf.Root["/Outlines"]

    return sound_part(root / key, key, 1, as_picture)


def without_marks(content: bytes) -> bytes:
    with Pdf.new() as pdf:
        steps = pikepdf.parse_content_stream(pdf.make_stream(content))
        kept = [step for step in steps if str(step.operator) not in {"BDC", "EMC", "BMC"}]
        return pikepdf.unparse_content_stream(kept)


def test_covers_are_read_first_and_last(tmp_path: Path, verapdf: Callable[[Path, str], list[str]]) -> None:
    body = typeset_body(
        tmp_path,
        """<section data-page-label="Copertina"></section><h1 class="page">Libro</h1>
<section class="page" data-page-label="Quarta di copertina"></section>""",
        CSS + "section { height: 1mm }",
    )
    at = [BoundPart(cover(tmp_path, "back"), (2,)), BoundPart(cover(tmp_path, "front"), (0,))]
    book = bind(body.pdf, at, FACTS)
    assert check_structure(book) == ()
    assert read_pdf(book).document.text == "La copertina front\nLibro\nLa copertina back"
    (tmp_path / "book.pdf").write_bytes(book)
    assert verapdf(tmp_path / "book.pdf", "2a") == verapdf(tmp_path / "book.pdf", "ua1") == []


def entries(pdf: Pdf, kind: str) -> list[Object]:
    return [o for o in pdf.objects if isinstance(o, Dictionary) and o.get("/Type") == kind]


def test_nothing_of_the_empty_pages_is_left(book: bytes) -> None:
    with pikepdf.open(BytesIO(book)) as pdf:
        assert len(entries(pdf, "/Page")) == len(pdf.pages)
        assert len(entries(pdf, "/Pages")) == 1
        assert len(entries(pdf, "/Catalog")) == 1
        keys = list(pdf.Root.StructTreeRoot.ParentTree.Nums)[::2]
        assert int(pdf.Root.StructTreeRoot.ParentTreeNextKey) == max(map(int, keys)) + 1
