"""A numeral with its two lines of words beside it, the second one bold: how figures are named directly."""

from __future__ import annotations

from report_pdf.charts.canvas import Canvas
from report_pdf.charts.style import ChartStyle
from report_pdf.charts.text import width_mm
from report_pdf.italian import number

STEP = "h2"
_GAP_MM = 2.25
_LINE_MM = 3.375


def draw_numeral(canvas: Canvas, place_mm: tuple[float, float], value: int, lines: tuple[str, str]) -> None:
    """Set a numeral and its words.

    Args:
        canvas: the picture.
        place_mm: left edge and baseline of the numeral.
        value: the numeral.
        lines: the words beside it, the second one bold and on the baseline.
    """
    left, baseline = place_mm
    canvas.text(left, baseline, number(value), STEP, "notte")
    start = left + width_mm(number(value), STEP, canvas.style) + _GAP_MM
    canvas.text(start, baseline - _LINE_MM, lines[0], "chart")
    canvas.text(start, baseline, lines[1], "chart-bold")


def numeral_width_mm(value: int, lines: tuple[str, str], style: ChartStyle) -> float:
    """Width of a numeral with its words."""
    words = max(width_mm(lines[0], "chart", style), width_mm(lines[1], "chart-bold", style))
    return width_mm(number(value), STEP, style) + _GAP_MM + words
