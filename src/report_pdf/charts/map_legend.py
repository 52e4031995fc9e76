"""The words in the empty corners of the map of tiles: the key of its colours, the comuni of each province."""

from __future__ import annotations

from report_pdf.charts.canvas import Box, Canvas
from report_pdf.charts.hatch import Point
from report_pdf.charts.map_look import MapLook
from report_pdf.charts.style import ChartStyle
from report_pdf.charts.text import ASCENT_EM, width_mm
from report_pdf.italian import number
from report_pdf.territory.territory import Territory

_GAP_MM = 2.25
_KEY_STEP_MM = 9.0
# Under the lowest line, for its descenders.
_FOOT_MM = 1.125
_NUMERAL = "label"
_COUNTS_MM = 28.5
_NAME_MM = 6.0
_LINE_MM = 4.5
_RULE_OVER_BASELINE_MM = 3.375
_SIGN_SHARE = 0.25


def sign_in(tile: Box) -> Box:
    """The square in the middle of a tile that marks the largest comuni."""
    side = _SIGN_SHARE * min(tile.width, tile.height)
    return Box(tile.x + (tile.width - side) / 2, tile.y + (tile.height - side) / 2, side, side)


def class_legend_size_mm(territory: Territory, style: ChartStyle) -> Point:
    """Width and height of the key of the colours."""
    names = max(width_mm(group.spoken, "chart", style) for group in territory.groups)
    rows = len(territory.groups) - 1
    return _names_mm(territory, style) + names, rows * _KEY_STEP_MM + style.tokens.grid.tile + _FOOT_MM


def draw_class_legend(canvas: Canvas, territory: Territory, look: MapLook) -> None:
    """A small tile, a numeral and a name for each colour, in the bottom left corner."""
    groups = territory.groups
    side = canvas.style.tokens.grid.tile
    top = canvas.height_mm - class_legend_size_mm(territory, canvas.style)[1]
    names = _names_mm(territory, canvas.style)
    rise = ASCENT_EM * canvas.style.size_mm(_NUMERAL)
    for row, group in enumerate(groups):
        fill = look.fill_at(group.start, territory)
        tile = Box(0, top + row * _KEY_STEP_MM, side, side)
        baseline = tile.y + (side + rise) / 2
        canvas.fill([tile], fill)
        if look.sign and fill == look.fills[-1]:
            canvas.fill([sign_in(tile)], look.sign)
        canvas.text(side + _GAP_MM, baseline, number(territory.count(group)), _NUMERAL, look.ink)
        canvas.text(names, baseline, group.spoken, "chart", look.ink)


def draw_province_counts(canvas: Canvas, territory: Territory, look: MapLook) -> None:
    """Each province and its comuni, most first, in the bottom right corner."""
    right, left = canvas.width_mm, canvas.width_mm - _COUNTS_MM
    ordered = sorted(territory.provinces, key=lambda province: (-territory.count_in(province), province.name))
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


def _names_mm(territory: Territory, style: ChartStyle) -> float:
    """Where the names of the classes begin, after the widest numeral."""
    numerals = (number(territory.count(group)) for group in territory.groups)
    widest = max(width_mm(numeral, _NUMERAL, style) for numeral in numerals)
    return style.tokens.grid.tile + _GAP_MM + widest + _GAP_MM
