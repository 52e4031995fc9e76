"""How what is wrong with a finished file is told."""

from __future__ import annotations

from report_pdf.findings import NOWHERE, Finding, Severity, Where
from report_pdf.readback.pdf_view import PdfView


def finding(rule: str, message: str, view: PdfView, page: int | None) -> Finding:
    """What is wrong on a page, by its 0-based index; None for the whole file."""
    where = NOWHERE if page is None else Where(page=view.pages[page].label)
    return Finding(f"conformance.{rule}", Severity.WARN, message, where)
