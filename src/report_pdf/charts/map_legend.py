"""The words in the empty corners of the map of tiles: the key of its colours, the comuni of each province."""

from __future__ import annotations

from report_pdf.charts.canvas import Box, Canvas
from report_pdf.charts.map_look import MapLook
from report_pdf.charts.text import ASCENT_EM, width_mm
from report_pdf.italian import number
from report_pdf.territory.territory import Territory

_GAP_MM = 2.25
_KEY_STEP_MM = 5.625
# Under the lowest line, for its descenders.
_FOOT_MM = 1.125
_NUMERAL = "label"
_COUNTS_MM = 30.75
_NAME_MM = 6.75
_LINE_MM = 4.5
_RULE_OVER_BASELINE_MM = 3.375


def draw_class_legend(canvas: Canvas, territory: Territory, look: MapLook) -> None:
    """A small tile, a numeral and a name for each colour, in the bottom left corner."""
    groups = territory.groups
    side = canvas.style.tokens.grid.tile
    top = canvas.height_mm - _FOOT_MM - side - (len(groups) - 1) * _KEY_STEP_MM
    numerals = [number(territory.count(group)) for group in groups]
    start = side + _GAP_MM
    names = start + max(width_mm(numeral, _NUMERAL, canvas.style) for numeral in numerals) + _GAP_MM
    rise = ASCENT_EM * canvas.style.size_mm(_NUMERAL)
    for row, (group, numeral, fill) in enumerate(zip(groups, numerals, look.fills, strict=False)):
        tile = Box(0, top + row * _KEY_STEP_MM, side, side)
        baseline = tile.y + (side + rise) / 2
        canvas.fill([tile], fill)
        canvas.text(start, baseline, numeral, _NUMERAL, look.ink)
        canvas.text(names, baseline, group.spoken, "chart", look.ink)


def draw_province_counts(canvas: Canvas, territory: Territory, look: MapLook) -> None:
    """Each province and its comuni, most first, in the bottom right corner."""
    right, left = canvas.width_mm, canvas.width_mm - _COUNTS_MM
    ordered = sorted(territory.provinces, key=lambda province: (-territory.count_in(province), province.code))
    first = canvas.height_mm - _FOOT_MM - (len(ordered) - 1) * _LINE_MM
    canvas.text(right, first - _LINE_MM, "comuni per provincia", "chart", look.ink, anchor="end")
    baselines = [first + row * _LINE_MM for row in range(len(ordered))]
    for province, baseline in zip(ordered, baselines, strict=True):
        count = number(territory.count_in(province))
        canvas.text(left, baseline, province.code, "chart-bold", look.ink)
        canvas.text(left + _NAME_MM, baseline, province.name, "chart", look.ink)
        canvas.text(right, baseline, count, "chart-bold", look.ink, anchor="end")
    rules = (baseline - _RULE_OVER_BASELINE_MM for baseline in baselines)
    canvas.lines([[(left, y), (right, y)] for y in rules], "notte-60", "hairline")
