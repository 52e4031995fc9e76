"""Unit columns: small integers told one by one, a tile for each, the series side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import cycle

from report_pdf.charts.alt import chart_words, counts_half_a_year, series_table, units_of
from report_pdf.charts.bars import BOLD, GAP_MM, LINE_MM, REGULAR, foot_mm, lines_of
from report_pdf.charts.canvas import Box, Canvas
from report_pdf.charts.chart import Chart
from report_pdf.charts.style import ChartStyle
from report_pdf.charts.text import ASCENT_EM
from report_pdf.charts.text import width_mm as text_width_mm
from report_pdf.charts.tiles import groove_mm
from report_pdf.indicators import Cell, Series, State
from report_pdf.italian import cell_text, number
from report_pdf.messages import _
from report_pdf.periods import Period

_PITCH_MM = 30.0
_GAP_MM = 1.5
_MOST_UNITS = 15
_NUMERAL = "label"
_NUMERAL_GAP_MM = 1.5
# From the foot of the tiles to the rule under them.
_RULE_MM = 0.75
_MARKED = (State.ESTIMATE, State.REVISED)
_COLOURS = ("notte", "cotto")
_FORM = "Colonne di tessere; ogni tessera vale uno."


def unit_columns(
    series: Sequence[Series],
    periods: Sequence[Period],
    style: ChartStyle,
    *,
    width_mm: float,
    tile_mm: float = 9,
) -> Chart:
    """Columns of tiles, one tile a unit, the numeral over each; as high as its largest figure asks.

    Figures over 15, with decimals or below zero are no matter for tiles: they become findings.

    Args:
        series: one or two, side by side in each period.
        periods: in time order.
        style: the design.
        width_mm: of the picture; where it has no room for a pitch of 30 mm, the columns fill it.
        tile_mm: side of a tile with its groove.
    """
    head = _head_mm(series, periods, style)
    most = max(_units(one, period) for one in series for period in periods)
    baseline = head + most * tile_mm
    height = baseline + _RULE_MM + foot_mm(series, periods)
    canvas = Canvas(style, width_mm, height, ", ".join(one.id for one in series))
    _check_one_unit(canvas, series)
    group = len(series) * (tile_mm + _GAP_MM) - _GAP_MM - groove_mm(style)
    # 30 mm as the columns of the page, or less where that has no room.
    pitch = min(_PITCH_MM, (width_mm - group) / max(1, len(periods) - 1))
    lefts = [index * pitch for index in range(len(periods))]
    for beside, (one, colour) in enumerate(zip(series, cycle(_COLOURS), strict=False)):
        starts = [left + beside * (tile_mm + _GAP_MM) for left in lefts]
        _draw_series(canvas, one, dict(zip(periods, starts, strict=True)), (baseline, tile_mm), colour)
    for period, left in zip(periods, lefts, strict=True):
        _draw_foot(canvas, series, period, (left, baseline + _RULE_MM, group))
    return canvas.finish(chart_words(_FORM, series, periods), series_table(series, periods))


def _check_one_unit(canvas: Canvas, series: Sequence[Series]) -> None:
    units = units_of(series)
    if len(units) > 1:
        message = _("{chart}: tiles side by side stand for different units: {units}")
        filled = message.format(chart=", ".join(one.id for one in series), units=", ".join(units))
        hint = _("draw one figure for each unit: heights of different things do not compare")
        canvas.report("layout.chart-two-units", filled, hint)


def _head_mm(series: Sequence[Series], periods: Sequence[Period], style: ChartStyle) -> float:
    """Height of the labels over the highest tile."""
    marked = any(one.cells[period].state in _MARKED for one in series for period in periods)
    return _NUMERAL_GAP_MM + ASCENT_EM * style.size_mm(_NUMERAL) + (LINE_MM if marked else 0.0)


def _units(series: Series, period: Period) -> int:
    """How many tiles; none where the figure is missing or no matter for tiles."""
    value = series.cells[period].value
    return int(value) if value is not None and _is_small_integer(value) else 0


def _is_small_integer(value: Decimal) -> bool:
    return 0 <= value <= _MOST_UNITS and value == value.to_integral_value()


def _draw_series(
    canvas: Canvas,
    series: Series,
    starts: Mapping[Period, float],
    stand_mm: tuple[float, float],
    colour: str,
) -> None:
    """The tiles and numerals of one series.

    Args:
        canvas: the picture.
        series: the figures.
        starts: left edge of the column of each period, mm.
        stand_mm: the foot of the columns, from the top of the canvas; the side of a tile.
        colour: token of the tiles.
    """
    baseline, tile = stand_mm
    solid: list[Box] = []
    hatched: list[Box] = []
    for period, left in starts.items():
        _check_small_integer(canvas, series, period)
        stack = _stack(left, baseline, tile, canvas.style, _units(series, period))
        (hatched if counts_half_a_year(series, period) else solid).extend(stack)
        _draw_numeral(canvas, series.cells[period], left, baseline - len(stack) * tile)
    canvas.fill(solid, colour)
    canvas.hatch(hatched, colour)


def _stack(left: float, baseline: float, tile: float, style: ChartStyle, count: int) -> list[Box]:
    """Square tiles from the foot up, with a groove as strong as a rule over each."""
    groove = groove_mm(style)
    side = tile - groove
    return [Box(left, baseline - (n + 1) * tile + groove, side, side) for n in range(count)]


def _check_small_integer(canvas: Canvas, series: Series, period: Period) -> None:
    value = series.cells[period].value
    if value is not None and not _is_small_integer(value):
        message = _("{chart}: {value} in {period} cannot be told in tiles, which go from 0 to {most}")
        filled = message.format(chart=series.id, value=value, period=period.id, most=_MOST_UNITS)
        canvas.report("layout.chart-not-units", filled, _("draw this series as columns"))


def _draw_numeral(canvas: Canvas, cell: Cell, left: float, top: float) -> None:
    if cell.value is None:
        canvas.text(left, top - GAP_MM, cell_text(cell), "chart", "grigio")
        return
    canvas.text(left, top - _NUMERAL_GAP_MM, number(cell.value), _NUMERAL, "notte")
    if cell.state in _MARKED:
        over = top - _NUMERAL_GAP_MM - ASCENT_EM * canvas.style.size_mm(_NUMERAL) - GAP_MM
        canvas.text(left, over, cell.state.value, "chart-min")


def _draw_foot(
    canvas: Canvas, series: Sequence[Series], period: Period, at_mm: tuple[float, float, float]
) -> None:
    """The rule under the columns of a period, and its name; `at_mm` is left, height and width of the rule."""
    left, rule, width = at_mm
    canvas.lines([[(left, rule), (left + width, rule)]], "nero", "rule")
    for number_, line in enumerate(lines_of(series[0], period)):
        step = BOLD if number_ == 0 else REGULAR[BOLD]
        x = min(left, canvas.width_mm - text_width_mm(line, step, canvas.style))
        canvas.text(x, rule + (number_ + 1) * LINE_MM, line, step)
