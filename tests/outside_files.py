"""Small PDFs as they come from outside, and what is asked of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
from pikepdf import Pdf

from report_pdf.findings import Finding
from report_pdf.parts.bench import Bench
from report_pdf.parts.pages.raster import SCREEN_DPI
from report_pdf.parts.part import PartRequest, Treatment

A4_MM = (210.0, 297.0)
A4 = (595.2756, 841.8898)
RED_CORNER = b"1 0 0 rg 0 0 100 50 re f 0 0 1 rg 300 500 60 200 re f"
"""red in the lower left corner, a blue bar above"""

Change = Callable[[Pdf], None]


def request(file: Path | str = "data/b.pdf", **asked: object) -> PartRequest:
    """What is asked of "Allegato B" unless the test says more."""
    usual: dict[str, object] = {
        "key": "B",
        "name": "Allegato B",
        "title": "elenco dei comuni",
        "file": Path(file).name,
        "language": "it",
        "treatment": Treatment.AUTO,
        "heading_level": 3,
        "page_mm": A4_MM,
    }
    return PartRequest(**(usual | asked))  # type: ignore[arg-type]  # tests ask for what they name


def drawn_pdf(pages: int = 1, size: tuple[float, float] = A4, content: bytes = RED_CORNER) -> Pdf:
    """Pages that all show the same."""
    pdf = pikepdf.new()
    for _page in range(pages):
        pdf.add_blank_page(page_size=size)
        pdf.pages[-1].obj["/Contents"] = pdf.make_stream(content)
    return pdf


def written(path: Path, change: Change | None = None, pages: int = 1, content: bytes = RED_CORNER) -> Path:
    """A file of drawn pages after a change."""
    with drawn_pdf(pages, content=content) as pdf:
        if change is not None:
            change(pdf)
        pdf.save(path, fix_metadata_version=False)
    return path


def bench_of(path: Path) -> Bench:
    """A bench on which the file lies, beside which is worked."""
    return Bench(path, path, path.parent, lambda _page: None, SCREEN_DPI)


def rules(findings: tuple[Finding, ...]) -> list[str]:
    """Their rules in order."""
    return [finding.rule for finding in findings]
