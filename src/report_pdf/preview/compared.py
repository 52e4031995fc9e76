"""The book on screen held against another version of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from report_pdf.differences.comparison import Comparison
from report_pdf.differences.diff import compare
from report_pdf.differences.sides import Found
from report_pdf.findings import BuildStopped, Finding
from report_pdf.messages import _
from report_pdf.preview.child import Report
from report_pdf.preview.drawn_pdf import DrawnPdf
from report_pdf.preview.other_version import COMMIT, OtherBook, OtherVersion, head, other_book
from report_pdf.preview.pictured_page import PicturedPage, page_of
from report_pdf.project import Project


@dataclass(frozen=True, slots=True)
class BookNow:
    """The book that is held against another.

    Attributes:
        name: of its file, without suffix.
        pdf: the file.
        tables: its figures, by the names of their files.
    """

    name: str
    pdf: bytes
    tables: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of it.

    Attributes:
        other: the other version.
        comparison: what differs from it.
        findings: what is wrong with either book.
    """

    other: OtherBook
    comparison: Comparison
    findings: tuple[Finding, ...]


def compared(
    report: Report, project: Project, version: OtherVersion, now: BookNow, known: OtherBook | None
) -> Compared:
    """Hold the book against another version.

    Args:
        report: told what is being done.
        project: whose book.
        version: the other.
        now: the book.
        known: what it was compared with before.

    Raises:
        BuildStopped: the other cannot be made, or one of both not be read.
    """
    other = known if known and _is_still(known, version, project) else None
    other = other or other_book(report, project, version, now.name)
    with TemporaryDirectory(prefix="report-pdf-") as folder:
        before = _laid_down(Path(folder, "other"), version.name, other.pdf, other.tables)
        after = _laid_down(Path(folder, "now"), _("now"), now.pdf, now.tables)
        folders = Path(folder, "pages-of-other"), Path(folder, "pages-now")
        comparison, findings = compare(before, after, folders, report)
    if comparison is None:
        raise BuildStopped(findings)
    return Compared(other, comparison, other.findings + findings)


def _is_still(known: OtherBook, version: OtherVersion, project: Project) -> bool:
    """Whether it is the last commit's, which takes long to build, and that is still the last."""
    return known.version.key == version.key == COMMIT and known.commit == head(project)


def _laid_down(folder: Path, name: str, pdf: bytes, tables: Mapping[str, bytes] | None) -> Found:
    folder.mkdir()
    path = folder / "book.pdf"
    path.write_bytes(pdf)
    for file, table in (tables or {}).items():
        (folder / file).write_bytes(table)
    return Found(name, path, None if tables is None else tuple(tables), name)


@dataclass(frozen=True, slots=True)
class ComparedBook:
    """The other version as the browser shows it.

    Attributes:
        made: what differs.
        pages: of the other version.
    """

    made: Compared
    pages: tuple[PicturedPage, ...]

    def page(self, key: str) -> PicturedPage:
        """The page of that key.

        Raises:
            LookupError: there is none, or none any more.
        """
        return page_of(self.pages, key)

    def close(self) -> None:
        """Give the memory back."""
        for page in self.pages:
            page.pdf.close()


def compared_book(made: Compared, before: ComparedBook | None) -> ComparedBook:
    """The pages of the other version; those that were shown before are closed."""
    if before:
        if before.made is made:
            return before
        before.close()
    pdf = DrawnPdf(made.other.pdf)
    pages = (PicturedPage(pdf, number, label) for number, label in enumerate(pdf.labels))
    return ComparedBook(made, tuple(pages))
