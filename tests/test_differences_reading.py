"""Both books are read in processes of their own; files that are none are told."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from differences_input import blank_pdf
from typeset_input import typeset_body

from report_pdf.differences import reading as reading_module
from report_pdf.differences.reading import read_books
from report_pdf.differences.sides import Found


def word_file() -> bytes:
    stream = io.BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "")
    return stream.getvalue()


def locked_pdf() -> bytes:
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(blank_pdf())) as pdf:
        pdf.save(stream, encryption=pikepdf.Encryption(owner="a", user="b"))
    return stream.getvalue()


def found(folder: Path, content: bytes, tables: tuple[str, ...] | None = None) -> Found:
    pdf = folder / "libro.pdf"
    pdf.write_bytes(content)
    (folder / "scratch").mkdir()
    return Found("libro", pdf, tables, "libro.pdf" if tables is None else "2022-2023/1.0")


def test_a_book_is_read_with_labels_sizes_pictures_and_texts(tmp_path: Path) -> None:
    pdf = typeset_body(tmp_path, "<h1>Eventi</h1><p class=page>Seconda.</p>").pdf
    book = found(tmp_path, pdf)
    ((reading, findings),) = read_books([book], [tmp_path / "scratch"])
    assert findings == ()
    assert reading is not None
    assert reading.language == "it"
    assert [(page.label, page.width_mm, page.height_mm) for page in reading.pages] == [
        ("1", 90, 120),
        ("2", 90, 120),
    ]
    assert [(one.page, one.text) for one in reading.paragraphs] == [(0, "Eventi"), (1, "Seconda.")]
    assert all((tmp_path / "scratch" / page.picture).is_file() for page in reading.pages)


def test_an_untagged_file_is_read_page_by_page_and_its_pages_counted(tmp_path: Path) -> None:
    with pikepdf.open(
        io.BytesIO(typeset_body(tmp_path, "<p>Prima.</p><p class=page>Seconda.</p>").pdf)
    ) as pdf:
        del pdf.Root.StructTreeRoot, pdf.Root.PageLabels
        stream = io.BytesIO()
        pdf.save(stream)
    ((reading, _findings),) = read_books([found(tmp_path, stream.getvalue())], [tmp_path / "scratch"])
    assert reading is not None
    assert [page.label for page in reading.pages] == ["1", "2"]
    assert [(one.role, one.text) for one in reading.paragraphs] == [("", "Prima."), ("", "Seconda.")]


@pytest.mark.parametrize(
    ("content", "rule", "said"),
    [
        (word_file(), "data.not-pdf", "Word (.docx)"),
        (b"nothing", "data.not-pdf", "the file is no PDF"),
        (blank_pdf()[:300], "data.unreadable", "damaged"),
        (blank_pdf(0), "data.unreadable", "no pages"),
        (locked_pdf(), "data.password", "password"),
    ],
    ids=["word", "text", "cut", "no pages", "locked"],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, content: bytes, rule: str, said: str) -> None:
    ((reading, (finding,)),) = read_books([found(tmp_path, content)], [tmp_path / "scratch"])
    assert (reading, finding.rule, finding.where.file) == (None, rule, "libro.pdf")
    assert said in finding.message


def test_a_file_that_takes_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_module, "_MOST_SECONDS", 0.01)
    ((_reading, (finding,)),) = read_books([found(tmp_path, blank_pdf())], [tmp_path / "scratch"])
    assert finding.rule == "data.endless"


def test_a_damaged_book_of_a_package_is_a_matter_of_integrity(tmp_path: Path) -> None:
    ((_reading, (finding,)),) = read_books([found(tmp_path, b"x", ())], [tmp_path / "scratch"])
    assert (finding.rule, finding.where.file) == ("integrity.not-pdf", "2022-2023/1.0/libro.pdf")
