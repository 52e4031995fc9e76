"""A numeral with its two lines of words beside it, the second one bold: how figures are named directly."""

from __future__ import annotations

from report_pdf.charts.canvas import Canvas
from report_pdf.charts.text import width_mm
from report_pdf.italian import number

STEP = "h2"
_GAP_MM = 2.25
_LINE_MM = 3.375


def draw_numeral(
    canvas: Canvas,
    place_mm: tuple[float, float],
    value: int,
    lines: tuple[str, str],
    room_mm: float | None = None,
) -> float:
    """Set a numeral and its words; where it ends, in mm from the left.

    Args:
        canvas: the picture.
        place_mm: left edge and baseline of the numeral.
        value: the numeral.
        lines: the words beside it, the second one bold and on the baseline.
        room_mm: the width that numeral and words have; None for the rest of the canvas.
    """
    left, baseline = place_mm
    text = number(value)
    canvas.text(left, baseline, text, STEP, "notte")
    start = left + width_mm(text, STEP, canvas.style) + _GAP_MM
    room = None if room_mm is None else left + room_mm - start
    upper = canvas.text(start, baseline - _LINE_MM, lines[0], "chart", max_width_mm=room)
    lower = canvas.text(start, baseline, lines[1], "chart-bold", max_width_mm=room)
    return max(upper.right_mm, lower.right_mm)
