"""The command that compares two books: versions of the archive, packages, or PDF files."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from report_pdf.archive.checksums import digest_of
from report_pdf.differences.book_reading import BookReading
from report_pdf.differences.comparison import Comparison, FigureChange, Side
from report_pdf.differences.difference_page import difference_page
from report_pdf.differences.figures import figure_changes, read_tables
from report_pdf.differences.pages import page_pairs, pictured
from report_pdf.differences.reading import read_books
from report_pdf.differences.sides import Found, find
from report_pdf.differences.texts import text_changes
from report_pdf.differences.told import as_json, told
from report_pdf.files import write_aside
from report_pdf.findings import Finding
from report_pdf.messages import _

_UNFIT_FOR_A_NAME = re.compile(r"[^\w.]+")
_MOST_OF_A_NAME = 60
"""characters: two names in one, and no file system takes more than 255 bytes"""


@dataclass(frozen=True, slots=True)
class DiffResult:
    """What came of a comparison.

    Attributes:
        path: the page of HTML; None if it could not be written, or there was nothing to compare.
        lines: the outcome for people.
        data: the outcome for programs; None if there was nothing to compare.
        findings: why a book could not be read, or the page not be written.
    """

    path: Path | None
    lines: tuple[str, ...]
    data: Mapping[str, object] | None
    findings: tuple[Finding, ...]


def diff(old: str, new: str, *, archive: Path, out: Path, report: Callable[[str], None]) -> DiffResult:
    """Compare two books and write what differs as a page of HTML into `out`.

    Args:
        old: a version of the archive ("1.0"), else the folder of a package or a PDF.
        new: the other, in the same ways.
        archive: folder of the edition in the archive.
        out: folder to write into.
        report: told what is being done.
    """
    (before, of_before), (now, of_now) = find(old, archive), find(new, archive)
    found = of_before + of_now
    if before is None or now is None:
        return DiffResult(None, (), None, found)
    with TemporaryDirectory() as scratch:
        folders = Path(scratch, "before"), Path(scratch, "now")
        comparison, findings = compare(before, now, folders, report)
        if comparison is None:
            return DiffResult(None, (), None, found + findings)
        comparison = replace(comparison, pairs=pictured(comparison.pairs, folders))
    path = out / f"diff-{_name(before)}-{_name(now)}.html"
    unwritten = write_aside(path, difference_page(comparison), out.parent)
    written = None if unwritten else path
    return DiffResult(written, told(comparison), as_json(comparison), found + findings + unwritten)


def _name(book: Found) -> str:
    return _UNFIT_FOR_A_NAME.sub("-", book.name)[:_MOST_OF_A_NAME]


def compare(
    before: Found, now: Found, folders: tuple[Path, Path], report: Callable[[str], None]
) -> tuple[Comparison | None, tuple[Finding, ...]]:
    """What differs between two books, and what is wrong with them; None if one of them cannot be read.

    Args:
        before: the older.
        now: the newer.
        folders: not there yet; pictures of the pages of each are written into them.
        report: told what is being done.
    """
    report(_("read both books"))
    for folder in folders:
        folder.mkdir()
    (old, of_old), (new, of_new) = read_books((before, now), folders)
    figures, of_figures = _figures(before, now)
    findings = of_old + of_new + of_figures
    if old is None or new is None:
        return None, findings
    report(_("compare the texts"))
    texts = text_changes(old, new)
    report(_("compare the pages"))
    pairs = page_pairs(old.pages, new.pages, folders)
    sides = _side(before, now, old), _side(now, before, new)
    return Comparison(*sides, figures, texts, pairs), findings


def _figures(before: Found, now: Found) -> tuple[tuple[FigureChange, ...], tuple[Finding, ...]]:
    if before.tables is None or now.tables is None:
        return (), ()
    old, of_old = read_tables(before.pdf.parent, before.tables)
    new, of_new = read_tables(now.pdf.parent, now.tables)
    return figure_changes(old, new), of_old + of_new


def _side(book: Found, other: Found, reading: BookReading) -> Side:
    """What is told of a book; of two with one name the folder as well."""
    return Side(
        name=book.name if book.name != other.name else f"{book.pdf.absolute().parent.name}/{book.name}",
        file=book.pdf.name,
        sha256=digest_of(book.pdf).sha256,
        pages=len(reading.pages),
        language=reading.language,
        has_tables=book.tables is not None,
    )
