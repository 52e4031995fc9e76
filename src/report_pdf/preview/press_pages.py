"""The pages as they go to press: the files that the print shop gets, then what a preflight sees in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf

from report_pdf.build import typeset_book
from report_pdf.findings import BuildStopped, Finding, Severity, stop_if_blocked
from report_pdf.messages import _
from report_pdf.preflight.ordered import Ordered, ordered_of
from report_pdf.preflight.separations import find_ghostscript
from report_pdf.preflight.sheets import Sheet, sheets_of
from report_pdf.press.condition import read_condition
from report_pdf.press.print_edition import named_files, press_files
from report_pdf.press.proof import PressFile, examined
from report_pdf.preview.child import Report
from report_pdf.target import Target


@dataclass(frozen=True, slots=True)
class PressPages:
    """The files for the press.

    Attributes:
        files: by name, in the order in which their pages are shown.
        sheets: the pages of each file.
        profile: ICC, of the condition that they are printed in.
        ordered: where rules of the preflight do not hold, and what is wrong with the colours of the design.
        findings: what is known about them.
        is_examined: whether the preflight has seen them.
    """

    files: Mapping[str, PressFile]
    sheets: Mapping[str, tuple[Sheet, ...]]
    profile: bytes
    ordered: Ordered
    findings: tuple[Finding, ...]
    is_examined: bool = False


def press_pages(report: Report, edition: Path) -> PressPages:
    """Make the files; what a print shop would find wrong with them keeps them from nothing.

    Raises:
        BuildStopped: what keeps them from being made, or shown.
    """
    if find_ghostscript() is None:
        message = _("the proof for the press needs Ghostscript")
        hint = _("install ghostscript, or name another copy in GHOSTSCRIPT")
        stop_if_blocked([Finding("tool.no-ghostscript", Severity.BLOCK, message, hint=hint)])
    with typeset_book(edition, draft=False, report=report, target=Target.PRINT) as book:
        stop_if_blocked(book.findings)
        report(_("make the files for the press"))
        made, findings = press_files(book)
        if not made:
            raise BuildStopped(findings)
        # The cover comes first.
        files = dict(reversed(named_files(book, made).items()))
    project, settings = book.project, book.lexicon.edition
    condition, _read_before = read_condition(settings, project.styles, project.root)
    assert condition is not None  # noqa: S101  # or there would be no files
    return PressPages(
        files=files,
        sheets={name: _sheets(file.pdf) for name, file in files.items()},
        profile=condition.profile,
        ordered=ordered_of(project, book.lexicon.tokens, settings),
        findings=book.findings + findings,
    )


def preflighted(report: Report, pages: PressPages) -> PressPages:
    """The same files, looked at as a print shop does."""
    report(_("look at the files as a print shop does"))
    findings = pages.findings + pages.ordered.findings
    with TemporaryDirectory(prefix="report-pdf-") as folder:
        for name, file in pages.files.items():
            findings += examined(name, file, pages.ordered, Path(folder), draws=False).findings
    return replace(pages, findings=findings, is_examined=True)


def _sheets(pdf: bytes) -> tuple[Sheet, ...]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return sheets_of(opened)
