"""Labels over marks: what stands wholly on a fill it contrasts with is sound, what crosses an edge is not."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.path import Path
from matplotlib.transforms import Bbox

from report_pdf.charts.mark import Mark
from report_pdf.charts.style import MM_PER_PT, ChartStyle
from report_pdf.charts.text import Label, ink_mm
from report_pdf.colour_sight import contrast, least_contrast
from report_pdf.messages import _

# Ink is looked at on a grid of this pitch, and may touch a mark by so much.
_STEP_MM, _TOUCH_MM = 0.2, 0.05


def fault_over_marks(label: Label, marks: Sequence[Mark], style: ChartStyle) -> str:
    """What is wrong with a label over the marks below it, with `{label}` to fill in; "" if nothing."""
    left, top, right, bottom = ink_mm(label, style)
    if right <= left:
        return ""
    ink = Bbox.from_extents(left + _TOUCH_MM, top + _TOUCH_MM, right - _TOUCH_MM, bottom - _TOUCH_MM)
    grounds = _grounds(ink, [mark for mark in marks if not mark.stroke_pt])
    if len(grounds) > 1 or any(_crosses(ink, mark) for mark in marks if mark.stroke_pt):
        return _("the label {label} crosses the edge of a mark")
    ground = next(iter(grounds))
    if not ground:
        return ""
    ratio = contrast(style.colour(label.colour), style.colour(ground))
    if ratio < least_contrast(style.step(label.step).size, style.face(label.step).weight):
        message = _("the label {label} has a contrast of {ratio} on {ground}")
        return message.format(label="{label}", ratio=f"{ratio:.2f}", ground=ground)
    return ""


def _grounds(ink: Bbox, fills: Sequence[Mark]) -> set[str]:
    """The colours under the ink, topmost; "" where there is none."""
    met = [
        (mark.colour, Path(one.points)) for mark in fills for one in mark.outlines if one.meets(ink.extents)
    ]
    if not met:
        return {""}
    xs = np.linspace(ink.x0, ink.x1, max(2, round(ink.width / _STEP_MM)))
    ys = np.linspace(ink.y0, ink.y1, max(2, round(ink.height / _STEP_MM)))
    points = np.array([(x, y) for x in xs for y in ys])
    seen = np.full(len(points), "", dtype=object)
    for colour, path in met:
        seen[path.contains_points(points)] = colour
    return set(seen)


def _crosses(ink: Bbox, mark: Mark) -> bool:
    half = mark.stroke_pt * MM_PER_PT / 2
    around = ink.padded(half)
    near = (Path(one.points) for one in mark.outlines if one.meets(ink.extents, half))
    return any(path.intersects_bbox(around, filled=False) for path in near)
