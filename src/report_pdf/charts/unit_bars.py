"""Unit bars: how many comuni are in each demographic class, one tile for each."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import ceil

from report_pdf.charts.canvas import Canvas
from report_pdf.charts.chart import Chart, DataTable
from report_pdf.charts.style import MM_PER_PT, ChartStyle
from report_pdf.charts.text import width_mm
from report_pdf.charts.tiles import Place, TileGrid, groove_mm
from report_pdf.italian import number, percent
from report_pdf.territory.territory import DemographicClass, Territory

ROWS = 3
_LEFT_MM = 45.0
_STEP_MM = 18.0
# Baselines from the top of a bar, which is 13.5 mm high.
_NUMERAL_MM, _SHARE_MM = 7.875, 12.375
_GAP_MM = 2.25
_BRACKET_GAP_MM = 4.5
_TICK_MM = 2.25
_LINE_MM = 3.375
_LABEL = "label"


def unit_bars(territory: Territory, style: ChartStyle) -> Chart:
    """A bar of tiles, three high, for each class; a bracket sums those of the first group, the smallest.

    A column that is not full stands on the foot of its bar.

    Args:
        territory: the comuni and their classes.
        style: the design; its grid says how large a tile is and how wide the picture.
    """
    pitch, groove = style.tokens.grid.tile, groove_mm(style)
    classes = territory.classes
    height = (len(classes) - 1) * _STEP_MM + ROWS * pitch - groove
    canvas = Canvas(style, style.tokens.grid.type_width, height, "comuni")
    small = territory.groups[0]
    ends = []
    for index, one in enumerate(classes):
        grid = TileGrid(_LEFT_MM, index * _STEP_MM, pitch, groove)
        count = territory.count(one)
        canvas.fill(grid.boxes(_bar(count)), "cotto" if one.start in small else "notte")
        share = percent(_share(count, territory))
        ends.append(_draw_labels(canvas, grid, (one.label, count, share)))
    bracketed = [one for one in classes if one.start in small]
    _draw_bracket(canvas, small, territory.count(small), (max(ends), len(bracketed)))
    return canvas.finish(_words(territory), _table(territory))


def _bar(count: int) -> list[Place]:
    """Full columns from the left, then what is left over, standing on the foot."""
    full, over = divmod(count, ROWS)
    last = [(full, ROWS - 1 - row) for row in range(over)]
    return [(column, row) for column in range(full) for row in range(ROWS)] + last


def _draw_labels(canvas: Canvas, grid: TileGrid, told: tuple[str, int, str]) -> float:
    """Name at the left, numeral and share at the end of the bar; where they end, mm from the left."""
    label, count, share = told
    top = grid.top_mm
    canvas.text(0, top + _NUMERAL_MM, label, "subject", max_width_mm=_LEFT_MM - _GAP_MM)
    start = grid.right_mm(ceil(count / ROWS)) + _GAP_MM
    numeral = canvas.text(start, top + _NUMERAL_MM, number(count), "h2", "notte")
    below = canvas.text(start, top + _SHARE_MM, share, "chart", "grigio")
    return max(numeral.right_mm, below.right_mm)


def _draw_bracket(canvas: Canvas, group: DemographicClass, count: int, reach: tuple[float, int]) -> None:
    """A line beside the first bars and their sum.

    Args:
        canvas: the picture.
        group: the classes that are summed.
        count: their sum.
        reach: where the labels of the bars end, mm from the left; how many bars, from the first.
    """
    ends, bars = reach
    x = ends + _BRACKET_GAP_MM
    foot = (bars - 1) * _STEP_MM + ROWS * canvas.style.tokens.grid.tile - groove_mm(canvas.style)
    top = canvas.style.lines.rule * MM_PER_PT / 2
    canvas.lines([[(x - _TICK_MM, top), (x, top), (x, foot - top), (x - _TICK_MM, foot - top)]], "nero")
    lines = (*_broken(group.label, canvas.width_mm - x - _GAP_MM, canvas.style), "abitanti")
    baseline = (foot - len(lines) * _LINE_MM) / 2
    canvas.text(x + _GAP_MM, baseline, number(count), _LABEL, "notte")
    for index, line in enumerate(lines, start=1):
        canvas.text(x + _GAP_MM, baseline + index * _LINE_MM + 1.125, line, "chart")


def _broken(text: str, room_mm: float, style: ChartStyle) -> Sequence[str]:
    """The text on one line, or before its last word on two."""
    if width_mm(text, "chart", style) <= room_mm:
        return (text,)
    return tuple(part for part in text.rpartition(" ")[::2] if part)


def _share(count: int, territory: Territory) -> Decimal:
    return Decimal(count) / len(territory.comuni)


def _words(territory: Territory) -> str:
    told = "; ".join(
        f"{one.spoken}, {number(count)} ({percent(_share(count, territory))})"
        for one in territory.classes
        for count in [territory.count(one)]
    )
    small = territory.groups[0]
    return (
        "Barre di tessere, una tessera per comune: i comuni per classe demografica. "
        f"{told[:1].upper()}{told[1:]}. "
        f"In tutto {number(len(territory.comuni))}, di cui {number(territory.count(small))} con "
        f"{small.spoken}. Fonte: {territory.source}."
    )


def _table(territory: Territory) -> DataTable:
    counted = [(one.label, territory.count(one)) for one in territory.classes]
    rows = [*counted, ("totale", len(territory.comuni))]
    return DataTable(
        ("abitanti", "comuni", "quota"),
        tuple((label, number(count), percent(_share(count, territory))) for label, count in rows),
    )
