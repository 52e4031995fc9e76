"""The files held against the order by the preflight, which knows nothing of how they were made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from report_pdf.findings import Finding
from report_pdf.preflight.exceptions import let_off
from report_pdf.preflight.order import Order
from report_pdf.preflight.ordered import Ordered
from report_pdf.preflight.preflight import preflight
from report_pdf.preflight.report_page import report_page


@dataclass(frozen=True, slots=True)
class PressFile:
    """A file for the print shop.

    Attributes:
        pdf: it.
        order: what was ordered of it.
    """

    pdf: bytes
    order: Order


def proved(files: Mapping[str, PressFile], ordered: Ordered) -> tuple[dict[str, bytes], tuple[Finding, ...]]:
    """The reports of the preflight by the names of their files, and what counts of what was found.

    Args:
        files: by the names that they will have.
        ordered: where rules do not hold, and what is wrong with the colours of the design.
    """
    findings = ordered.findings
    reports: dict[str, bytes] = {}
    with TemporaryDirectory(prefix="report-pdf-") as folder:
        for name, file in files.items():
            path = Path(folder, name)
            path.write_bytes(file.pdf)
            found = preflight(path, order=file.order, draws=True)
            counting, meant = let_off(found.findings, ordered.exemptions)
            findings += counting
            reports[f"{path.stem}-preflight.html"] = report_page(
                replace(found, findings=counting, exempted=ordered.exempted + meant)
            )
    return reports, findings
