"""What every form of chart gives: a picture, its words, and its numbers."""

from __future__ import annotations

from dataclasses import dataclass

from report_pdf.findings import Finding


@dataclass(frozen=True, slots=True)
class DataTable:
    """The numbers behind a chart, as printed (Italian, "n.d." and "-" apart).

    Attributes:
        columns: the headings, the first one over the row labels.
        rows: one tuple a row, as long as `columns`.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn chart.

    Attributes:
        svg: the picture, real text in the report's fonts, 1 user unit = 1 pt.
        width_mm: width on the page.
        height_mm: height on the page.
        alt: what the picture says, in Italian, for those who do not see it.
        table: its numbers.
        findings: labels that do not fit, clipped marks and the like.
        indicators: the ids of those that it draws.
    """

    svg: bytes
    width_mm: float
    height_mm: float
    alt: str
    table: DataTable
    findings: tuple[Finding, ...] = ()
    indicators: tuple[str, ...] = ()
