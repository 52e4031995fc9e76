"""Towers of tiles: how many comuni are in each demographic class, one tile for each, on one base line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from report_pdf.charts.canvas import Canvas
from report_pdf.charts.chart import Chart, DataTable
from report_pdf.charts.map_look import ON_WHITE
from report_pdf.charts.style import MM_PER_PT, ChartStyle
from report_pdf.charts.text import ASCENT_EM
from report_pdf.charts.tiles import Place, TileGrid, groove_mm
from report_pdf.italian import number, percent
from report_pdf.territory.territory import DemographicClass, Territory

# Tiles beside each other in a tower: fewer look like a line, more like a field.
_WIDTHS = range(5, 10)
_BETWEEN_MM = 2.25
_NUMERAL, _SHARE, _LABEL, _SUM, _WORDS = "h2", "chart", "subject", "label", "chart"
_NUMERAL_GAP_MM = 2.25
# Over the highest numeral: round figures reach above the height of capitals.
_HEAD_MM = 1.125
# From the foot of the tiles: the base line, the names of the classes, the brackets, the sums, the end.
_RULE_MM, _NAMES_MM, _BRACKETS_MM, _SUMS_MM, _FOOT_MM = 0.75, 5.625, 9.0, 15.75, 18.0
_TICK_MM = 1.125
_SPACE_MM = 1.5


@dataclass(frozen=True, slots=True)
class _Towers:
    """Where the towers stand.

    Attributes:
        across: tiles beside each other in each.
        pitch_mm: from tower to tower.
        tile_mm: side of a tile with its groove.
        groove_mm: between two tiles.
        foot_mm: of the tiles, from the top of the canvas.
    """

    across: int
    pitch_mm: float
    tile_mm: float
    groove_mm: float
    foot_mm: float

    def left_mm(self, tower: int) -> float:
        """Left edge of a tower (0-based)."""
        return tower * self.pitch_mm

    def right_mm(self, tower: int) -> float:
        """Right edge of a tower (0-based)."""
        return self.left_mm(tower) + self.across * self.tile_mm - self.groove_mm

    def top_mm(self, count: int) -> float:
        """Top edge of a tower of so many tiles."""
        return self.foot_mm - ceil(count / self.across) * self.tile_mm

    def grid(self, tower: int, count: int) -> TileGrid:
        """The grid of a tower; its first row is the highest course."""
        top = self.top_mm(count) + self.groove_mm
        return TileGrid(self.left_mm(tower), top, self.tile_mm, self.groove_mm)


def class_towers(territory: Territory, style: ChartStyle) -> Chart:
    """A tower of tiles for each class, from the smallest comuni on; brackets sum the groups of classes.

    All towers are as wide as leaves the fewest courses incomplete; what is left over lies on the top,
    from the left.

    Args:
        territory: the comuni, their classes and groups.
        style: the design; the towers fill the width of its type area.
    """
    counts = [territory.count(one) for one in territory.classes]
    towers = _towers(counts, style)
    canvas = Canvas(style, style.tokens.grid.type_width, towers.foot_mm + _FOOT_MM, "comuni")
    colours = [ON_WHITE.fill_at(one.start, territory) for one in territory.classes]
    for colour in dict.fromkeys(colours):
        boxes = [
            box
            for tower, count in enumerate(counts)
            if colours[tower] == colour
            for box in towers.grid(tower, count).boxes(_courses(count, towers.across))
        ]
        canvas.fill(boxes, colour)
    for tower, (one, count) in enumerate(zip(territory.classes, counts, strict=True)):
        _draw_labels(canvas, towers, tower, (one.label, count, _share(count, territory)))
    y = towers.foot_mm + _RULE_MM
    canvas.lines([[(0, y), (canvas.width_mm, y)]], "nero")
    for group in territory.groups:
        _draw_bracket(canvas, towers, territory, group)
    return canvas.finish(_words(territory), _table(territory))


def best_width(counts: Iterable[int]) -> int:
    """From 5 to 9 tiles: what leaves the fewest courses incomplete, then the fewest gaps in them."""
    known = list(counts)

    def faults(width: int) -> tuple[int, int]:
        gaps = [-count % width for count in known]
        return sum(gap > 0 for gap in gaps), sum(gaps)

    return min(_WIDTHS, key=faults)


def _towers(counts: Sequence[int], style: ChartStyle) -> _Towers:
    """Flush with both edges of the type area, unless tiles would be larger than those of the design."""
    across, groove = best_width(counts), groove_mm(style)
    width = style.tokens.grid.type_width
    tower = (width + _BETWEEN_MM) / len(counts) - _BETWEEN_MM
    tile = min((tower + groove) / across, style.tokens.grid.tile)
    head = _HEAD_MM + ASCENT_EM * style.size_mm(_NUMERAL) + _NUMERAL_GAP_MM
    foot = head + ceil(max(counts) / across) * tile
    return _Towers(across, tower + _BETWEEN_MM, tile, groove, foot)


def _courses(count: int, across: int) -> list[Place]:
    """Tiles from the highest course down; only the highest may be incomplete, and begins at the left."""
    over = count % across
    rows = ceil(count / across)
    top = [(column, 0) for column in range(over)]
    return top + [(column, row) for row in range(1 if over else 0, rows) for column in range(across)]


def _draw_labels(canvas: Canvas, towers: _Towers, tower: int, told: tuple[str, int, str]) -> None:
    """Numeral and share over a tower, the name of its class under the base line."""
    label, count, share = told
    left, room = towers.left_mm(tower), towers.pitch_mm
    over = towers.top_mm(count) - _NUMERAL_GAP_MM
    numeral = canvas.text(left, over, number(count), _NUMERAL, "notte")
    start = numeral.right_mm + _SPACE_MM
    canvas.text(start, over, share, _SHARE, "grigio", max_width_mm=left + room - start)
    canvas.text(left, towers.foot_mm + _NAMES_MM, label, _LABEL, max_width_mm=room)


def _draw_bracket(canvas: Canvas, towers: _Towers, territory: Territory, group: DemographicClass) -> None:
    """A line under the classes of a group, its ends turned up, with their sum and its words."""
    summed = [index for index, one in enumerate(territory.classes) if one.start in group]
    inset = canvas.style.lines.rule * MM_PER_PT / 2
    left, right = towers.left_mm(summed[0]) + inset, towers.right_mm(summed[-1]) - inset
    y = towers.foot_mm + _BRACKETS_MM
    canvas.lines([[(left, y - _TICK_MM), (left, y), (right, y), (right, y - _TICK_MM)]], "nero")
    baseline = towers.foot_mm + _SUMS_MM
    numeral = canvas.text(towers.left_mm(summed[0]), baseline, number(territory.count(group)), _SUM, "notte")
    start = numeral.right_mm + _SPACE_MM
    canvas.text(start, baseline, group.spoken, _WORDS, max_width_mm=right - start + inset)


def _share(count: int, territory: Territory) -> str:
    return percent(Decimal(count) / len(territory.comuni))


def _words(territory: Territory) -> str:
    classes, groups = (
        "; ".join(
            f"{one.spoken}, {number(territory.count(one))} ({_share(territory.count(one), territory)})"
            for one in parts
        )
        for parts in (territory.classes, territory.groups)
    )
    return (
        "Torri di tessere, una tessera per comune: i comuni per classe demografica. "
        f"{classes[:1].upper()}{classes[1:]}. Somme: {groups}. In tutto {number(len(territory.comuni))}."
    )


def _table(territory: Territory) -> DataTable:
    counted = [(one.label, territory.count(one)) for one in territory.classes]
    rows = [*counted, ("totale", len(territory.comuni))]
    return DataTable(
        ("abitanti", "comuni", "quota"),
        tuple((label, number(count), _share(count, territory)) for label, count in rows),
    )
