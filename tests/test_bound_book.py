"""The real edition with a designer's covers, its tables in the file, and a way from a text to an appendix."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest
from book import Book, headings, one_line
from projects import REAL_EDITION, real_project, report_pdf
from reportlab.pdfgen.canvas import Canvas

from report_pdf.readback.readback import check_structure

BLEED, WIDTH, HEIGHT = (mm * 72 / 25.4 for mm in (3, 210, 297))
COVERS = '[cover]\nfront = "covers/front.pdf"\nback = "covers/back.pdf"\n\n[period]\n'
TITLE = "Bilancio sociale, gennaio\u00a02019\u00a0– giugno\u00a02024, Anci Toscana"


def write_cover(path: Path, pages: int) -> None:
    """A sheet with bleed, red as the press makes it."""
    canvas = Canvas(str(path), pagesize=(WIDTH + 2 * BLEED, HEIGHT + 2 * BLEED), invariant=1)
    for _page in range(pages):
        canvas.setFillColorCMYK(0, 0.8, 0.7, 0)
        canvas.rect(0, 0, WIDTH + 2 * BLEED, HEIGHT + 2 * BLEED, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for page in pdf.pages:
            page.trimbox = pikepdf.Array([BLEED, BLEED, BLEED + WIDTH, BLEED + HEIGHT])
        pdf.save(path)


def covered(folder: Path) -> Path:
    """A project of the real edition, changed as said above."""
    project = real_project(folder)
    edition = project / REAL_EDITION
    (edition / "covers").mkdir()
    write_cover(edition / "covers" / "front.pdf", 1)
    write_cover(edition / "covers" / "back.pdf", 2)
    declared = (edition / "edition.toml").read_text(encoding="utf-8")
    declared = declared.replace("[period]\n", COVERS, 1)
    declared = declared.replace("identifier =", 'conformance = "pdf/a-3a"\nidentifier =', 1)
    (edition / "edition.toml").write_text(declared, encoding="utf-8")
    text = edition / "texts" / "organi.md"
    with text.open("a", encoding="utf-8") as stream:
        stream.write("\nSi veda [l’elenco](#B-2).\n")
    return project


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    project = covered(tmp_path_factory.mktemp("covered") / "project")
    ran = report_pdf(project, "build", "--edition", REAL_EDITION, "--draft")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return Book(project / "build" / "draft" / "bilancio-sociale-2019-2024.pdf", ran.stdout)


@pytest.mark.parametrize("flavour", ["3a", "ua1"])
def test_it_conforms(book: Book, verapdf: Callable[[Path, str], list[str]], flavour: str) -> None:
    assert verapdf(book.path, flavour) == []


def test_nothing_is_wrong_in_its_structure(book: Book) -> None:
    assert check_structure(book.data) == ()


def test_covers_show_their_trimmed_page_in_their_own_colours(book: Book) -> None:
    with pikepdf.open(book.path) as pdf:
        for index in (0, -2, -1):
            page = pdf.pages[index]
            assert [round(float(side), 1) for side in page.mediabox] == [0, 0, 595.3, 841.9]
        forms = pdf.pages[0].Resources.XObject
        spaces = [
            str(forms[name].Resources.get("/ColorSpace", ""))
            for name in forms.keys()  # noqa: SIM118  # not their values
        ]
        assert "/DefaultCMYK" in "".join(spaces)
    assert book.labels[:2] + book.labels[-2:] == [
        "Copertina",
        "Seconda di copertina",
        "Terza di copertina",
        "Quarta di copertina",
    ]


def test_the_front_cover_is_told_and_the_title_page_has_the_heading(book: Book) -> None:
    first = next(book.view.document.elements("Figure"))
    assert (first.page, first.says["Alt"]) == (0, TITLE)
    heading = next(headings(book.view.document))
    assert (heading.role, heading.text, heading.page) == ("H1", "bilancio sociale", 2)


def test_a_text_leads_into_an_appendix(book: Book) -> None:
    (link,) = (one for one in book.view.annotations if one.name.startswith("l’elenco"))
    assert link.target_page is not None
    assert book.labels[link.target_page] == "B-2"
    assert one_line(link.name) == "l’elenco, pagina B-2"


def test_the_tables_are_in_the_file_with_what_they_are(book: Book) -> None:
    with pikepdf.open(book.path) as pdf:
        found = {name: file.get_file().read_bytes() for name, file in pdf.attachments.items()}
        kinds = {str(file.UF): str(file.AFRelationship) for file in pdf.Root.AF}
    described = json.loads(found.pop("dati.json"))
    assert {table["nome"]: table["sha256"] for table in described["dati"]} == {
        name: sha256(content).hexdigest() for name, content in found.items()
    }
    assert "eventi.csv" in found
    assert kinds.pop("dati.json") == "/Supplement"
    assert set(kinds.values()) == {"/Data"}


def test_a_cover_of_another_size_is_refused_with_both_sizes(tmp_path: Path) -> None:
    project = covered(tmp_path / "project")
    canvas = Canvas(str(project / REAL_EDITION / "covers" / "front.pdf"), pagesize=(420, 595))
    canvas.showPage()
    canvas.save()
    ran = report_pdf(project, "build", "--edition", REAL_EDITION)
    assert ran.returncode == 3
    assert "data.cover-size" in ran.stdout
    assert not (project / "build").exists()
