"""The state as the browser reads it."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from report_pdf.console import severity_name, sort_findings
from report_pdf.findings import Finding
from report_pdf.look.sheet_words import page_title
from report_pdf.preview.desk import State
from report_pdf.preview.shown_book import ShownPage

Told = dict[str, object]


def told(state: State) -> Told:
    """All of it, as JSON."""
    book = state.book
    return {
        "revision": state.revision,
        "title": book.title if book else "",
        "pages": [_page(page, index) for index, page in enumerate(book.pages)] if book else [],
        "findings": _findings(book.findings) if book else [],
        "stopped": _findings(state.stopped),
        "doing": state.doing,
        "settled": state.is_settled,
        "took": state.took_ms,
        "design": sha256(repr(book.tokens).encode()).hexdigest() if book else "",
    }


def _page(page: ShownPage, index: int) -> Told:
    width, height = page.size_mm
    return {
        "key": page.key,
        "label": page.label,
        "name": page_title(page.label),
        # The first page of a book is a right-hand one.
        "side": "verso" if index % 2 else "recto",
        "width": round(width, 3),
        "height": round(height, 3),
    }


def _findings(findings: Iterable[Finding]) -> list[Told]:
    return [_finding(finding) for finding in sort_findings(findings)]


def _finding(finding: Finding) -> Told:
    where = finding.where
    return {
        "area": finding.area,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "severityName": severity_name(finding.severity),
        "message": finding.message,
        "hint": finding.hint,
        "file": where.file,
        "line": where.line,
        "place": ":".join([where.file, *(str(at) for at in (where.line, where.column) if at)]),
        "page": where.page,
        "at": list(where.at_mm),
    }
