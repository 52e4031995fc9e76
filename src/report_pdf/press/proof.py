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
from report_pdf.preflight.report import PreflightReport
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
            found = examined(name, file, ordered, Path(folder), draws=True)
            findings += found.findings
            reports[f"{Path(name).stem}-preflight.html"] = report_page(found)
    return reports, findings


def examined(name: str, file: PressFile, ordered: Ordered, folder: Path, *, draws: bool) -> PreflightReport:
    """What the preflight sees in one file; what exceptions let off does not count.

    Args:
        name: that the file will have.
        file: it.
        ordered: where rules do not hold.
        folder: that the file is written into.
        draws: whether the report is to hold pictures of the pages.
    """
    path = folder / name
    path.write_bytes(file.pdf)
    found = preflight(path, order=file.order, draws=draws)
    counting, meant = let_off(found.findings, ordered.exemptions)
    return replace(found, findings=counting, exempted=ordered.exempted + meant)
