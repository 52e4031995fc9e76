"""The key of the half year: one small hatched tile, to open the note that explains it."""

from __future__ import annotations

from report_pdf.charts.canvas import Box, Canvas
from report_pdf.charts.chart import Chart, DataTable
from report_pdf.charts.style import ChartStyle

SIDE_MM = 1.8


def half_year_key(style: ChartStyle, *, side_mm: float = SIDE_MM) -> Chart:
    """The hatched tile, square; decorative, so it has neither words nor numbers.

    In the colour of text: it explains columns of every colour.
    """
    canvas = Canvas(style, side_mm, side_mm, "half-year key")
    canvas.hatch([Box(0, 0, side_mm, side_mm)], "nero")
    return canvas.finish("", DataTable((), ()))
