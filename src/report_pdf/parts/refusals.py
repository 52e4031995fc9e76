"""Findings about a part: what is refused, and what is only told."""

from __future__ import annotations

from report_pdf.findings import Finding, Severity, Where
from report_pdf.messages import _
from report_pdf.parts.part import PartRequest


class RefusedError(Exception):
    """A part that cannot be bound; carries the finding that says why."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        super().__init__(finding.message)


def told(request: PartRequest, what: str, severity: Severity, message: str, hint: str = "") -> Finding:
    """A finding about a part; covers and appendices have rules of their own."""
    rule = f"data.{'cover' if request.is_cover else 'appendix'}-{what}"
    return Finding(rule, severity, message, Where(request.file), hint)


def refused(request: PartRequest, what: str, message: str, hint: str) -> RefusedError:
    """What to raise for a part that cannot be bound."""
    return RefusedError(told(request, what, Severity.BLOCK, message, hint))


def too_heavy(request: PartRequest, reason: str) -> RefusedError:
    """What to raise for a part that takes more of the machine than any document should."""
    message = _("the file is too heavy to be bound: {reason}").format(reason=reason)
    hint = _('print it to a new PDF, divide it, or ask for treatment = "attach"')
    return refused(request, "too-heavy", message, hint)


def unreadable(request: PartRequest, reason: str = "") -> RefusedError:
    """What to raise for a file that is damaged beyond reading."""
    message = _("the file is damaged and cannot be read")
    if reason:
        message = _("the file is damaged and cannot be read: {reason}").format(reason=reason)
    hint = _(
        "open it in a PDF viewer: if it opens there, print it to a new PDF; if not, ask for another copy"
    )
    return refused(request, "unreadable", message, hint)
