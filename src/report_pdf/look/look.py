"""The command that shows a book: its pages drawn, compared with those before, written as a contact sheet."""

from __future__ import annotations

from pathlib import Path

from pypdfium2 import PdfiumError

from report_pdf.build import BoundBook, bound_book, output_folder, previous
from report_pdf.files import write_aside
from report_pdf.findings import Finding, Severity, Where, exit_code
from report_pdf.gather import Report
from report_pdf.look.changes import pair_pages
from report_pdf.look.contact_sheet import contact_sheet
from report_pdf.look.page_pictures import PagePicture, page_pictures
from report_pdf.messages import _
from report_pdf.readback.readback import check_structure

# Three pixels for two of CSS: sharp on screens that have more than one for each, and when zoomed.
DPI = 144
SHEET = "look.html"

BookBefore = tuple[str, tuple[PagePicture, ...], tuple[Finding, ...]]


def look(edition_dir: Path, out: Path | None, report: Report) -> tuple[Path | None, tuple[Finding, ...]]:
    """Write the contact sheet of an edition; give its path, None if it cannot be written, and all findings.

    The book is as `build` would make it; its findings are shown, and do not keep it from being seen.

    Raises:
        BuildStopped: findings that keep pages from being made at all.
    """
    book = bound_book(edition_dir, draft=False, report=report)
    findings = book.findings
    if not exit_code(findings, draft=True):
        report(_("inspect the file"))
        findings += check_structure(book.pdf)
    report(_("draw the pages"))
    folder, root = output_folder(book.project, out), book.project.root
    compared_with, before, unread = _before(book, folder)
    findings += unread
    pairs = pair_pages(before, page_pictures(book.pdf, DPI))
    sheet = contact_sheet(book.meta.title, pairs, findings, book.tokens, book.project.styles, compared_with)
    unwritten = write_aside(folder / SHEET, sheet, root)
    return (None if unwritten else folder / SHEET), findings + unwritten


def _before(book: BoundBook, folder: Path) -> BookBefore:
    """The last book that was written and is another: its file, its pages, and why it cannot be read."""
    last = folder / f"{book.name}.pdf"
    for path in (last, previous(last)):
        if path.is_file() and (pdf := path.read_bytes()) != book.pdf:
            name = path.relative_to(folder).as_posix()
            try:
                return name, page_pictures(pdf, DPI), ()
            except PdfiumError:
                message = _("no comparison with an earlier book: this is no PDF")
                return "", (), (Finding("tool.no-comparison", Severity.NOTE, message, Where(name)),)
    return "", (), ()
