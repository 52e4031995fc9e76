"""Findings enough to go on with: of the thousands that one broken file can give, the first and a number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from report_pdf.findings import Finding, Severity, Where
from report_pdf.messages import _

MOST = 100
"""Findings on one file. Who has mended a hundred runs the program again."""


def enough(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The first `MOST` findings on each file; one more says how many are left out, as severe as they are."""
    seen: Counter[str] = Counter()
    left_out: Counter[tuple[str, str, Severity]] = Counter()
    kept = []
    for finding in findings:
        seen[finding.where.file] += 1
        if seen[finding.where.file] <= MOST:
            kept.append(finding)
        else:
            left_out[finding.where.file, finding.area, finding.severity] += 1
    return (*kept, *(_more(number, *of) for of, number in left_out.items()))


def _more(number: int, file: str, area: str, severity: Severity) -> Finding:
    message = _("{number} more findings on this file").format(number=number)
    return Finding(f"{area}.more-findings", severity, message, Where(file), _("mend these first"))
