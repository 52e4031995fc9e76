"""A numeral with its two lines of words beside it, the second one bold: how figures are named directly."""

from __future__ import annotations

from report_pdf.charts.canvas import Canvas
from report_pdf.italian import number

_GAP_MM = 2.25
_LINE_MM = 3.375


def draw_numeral(
    canvas: Canvas, place_mm: tuple[float, float], value: int, lines: tuple[str, str], *, step: str = "h2"
) -> None:
    """Set a numeral and its words.

    Args:
        canvas: the picture.
        place_mm: left edge and baseline of the numeral.
        value: the numeral.
        lines: the words beside it, the second one bold and on the baseline.
        step: of the numeral, in the type scale.
    """
    left, baseline = place_mm
    start = canvas.text(left, baseline, number(value), step, "notte").right_mm + _GAP_MM
    canvas.text(start, baseline - _LINE_MM, lines[0], "chart")
    canvas.text(start, baseline, lines[1], "chart-bold")
