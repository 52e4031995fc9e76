"""The set diagram: two overlapping sets along a strip of tiles, one tile for each member of the whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from report_pdf.charts.canvas import Canvas, Point
from report_pdf.charts.chart import Chart, DataTable
from report_pdf.charts.counts import tiles_for, whole_count
from report_pdf.charts.numerals import draw_numeral
from report_pdf.charts.style import ChartStyle
from report_pdf.charts.tiles import TileGrid, by_columns, flush_pitch_mm, groove_mm
from report_pdf.indicators import Headline
from report_pdf.italian import number
from report_pdf.messages import _

ROWS = 7
# Of the numerals but that of the two sets together, which is what the picture is about.
_PART = "label"
# Baselines and lines from the top of the picture, mm; the strip stands between.
_UNION_MM, _FIRST_MM, _STRIP_MM = 6.75, 20.25, 27.0
# From the foot of the strip.
_PARTS_MM, _SECOND_LINE_MM, _SECOND_MM, _FOOT_MM = 9.0, 14.625, 22.5, 24.75
_LINE_GAP_MM = 2.25
_TICK_MM = 2.25


@dataclass(frozen=True, slots=True)
class Sets:
    """Two sets in a whole, as the office counted them.

    Attributes:
        first: members of the first set.
        second: members of the second set.
        both: members of both.
        union: members of one at least: first + second - both.
        whole: all there are.
    """

    first: Headline
    second: Headline
    both: Headline
    union: Headline
    whole: Headline


_Lines = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Names:
    """What is printed beside the numerals, each on two lines."""

    first: _Lines
    second: _Lines
    both: _Lines
    union: _Lines
    only_first: _Lines
    only_second: _Lines
    neither: _Lines


@dataclass(frozen=True, slots=True)
class _Counts:
    """How many of each; `only_first` + `both` + `only_second` + `neither` = `whole`."""

    first: int
    second: int
    both: int
    whole: int

    @property
    def union(self) -> int:
        return self.first + self.second - self.both

    @property
    def only_first(self) -> int:
        return self.first - self.both

    @property
    def only_second(self) -> int:
        return self.second - self.both

    @property
    def neither(self) -> int:
        return self.whole - self.union


def set_diagram(sets: Sets, style: ChartStyle) -> Chart:
    """Only the first, both, only the second, neither, side by side; brackets for each set and for the two.

    Each part is computed from the two sets, their overlap and the whole; a union that does not agree, or a
    part below zero, becomes a finding.
    """
    width = style.tokens.grid.type_width
    columns = max(1, ceil((sets.whole.cell.value or 0) / ROWS))
    grid = TileGrid(0, _STRIP_MM, flush_pitch_mm(width, columns, style), groove_mm(style))
    foot = grid.bottom_mm(ROWS)
    canvas = Canvas(style, width, foot + _FOOT_MM, sets.union.id)
    counts, names = _counts(canvas, sets), _names(sets)
    _draw_tiles(canvas, grid, counts)
    _draw_above(canvas, grid, counts, names)
    _draw_below(canvas, grid, counts, names)
    return canvas.finish(_words(counts, sets, names), _table(counts, sets, names))


def _counts(canvas: Canvas, sets: Sets) -> _Counts:
    """The numbers; nothing at all where they are no two sets in a whole."""
    first, second, both, union, whole = (
        whole_count(canvas, headline)
        for headline in (sets.first, sets.second, sets.both, sets.union, sets.whole)
    )
    counts = _Counts(first, second, both, whole)
    if counts.union != union:
        message = _("{first} + {second} - {both} = {sum}, but {indicator} is {union}")
        filled = message.format(
            first=first, second=second, both=both, sum=counts.union, indicator=sets.union.id, union=union
        )
        canvas.report("layout.chart-sets-disagree", filled)
    if min(counts.only_first, counts.only_second, counts.neither) < 0:
        message = _("{first} and {second} with {both} in both are not two sets in {whole}")
        filled = message.format(first=first, second=second, both=both, whole=whole)
        canvas.report("layout.chart-not-sets", filled)
        return _Counts(0, 0, 0, whole)
    return counts


def _names(sets: Sets) -> _Names:
    """The office's labels; what the label of the union already says is set apart from what the others add."""
    common = sets.union.label
    first, second = (_lines(one.label, common) for one in (sets.first, sets.second))
    return _Names(
        first=first,
        second=second,
        both=_lines(sets.both.label, common),
        union=(common, "in tutto"),
        only_first=("solo", first[1]),
        only_second=("solo", second[1]),
        neither=(f"altri {sets.whole.unit or ''}".rstrip(), "in nessuno dei due"),
    )


def _lines(label: str, common: str) -> _Lines:
    if label.startswith(f"{common} "):
        return common, label.removeprefix(common).strip()
    words = label.split()
    cut = min(range(len(words)), key=lambda n: abs(2 * len(" ".join(words[:n])) - len(label)))
    return " ".join(words[:cut]), " ".join(words[cut:])


def _draw_tiles(canvas: Canvas, grid: TileGrid, counts: _Counts) -> None:
    canvas.fill(grid.boxes(by_columns(counts.only_first, ROWS)), "cotto")
    canvas.fill(grid.boxes(by_columns(counts.both, ROWS, counts.only_first)), "notte")
    canvas.fill(grid.boxes(by_columns(counts.only_second, ROWS, counts.first)), "cielo")
    canvas.outline(grid.boxes(by_columns(counts.neither, ROWS, counts.union)), "grigio-60", "hairline")


def _draw_above(canvas: Canvas, grid: TileGrid, counts: _Counts, names: _Names) -> None:
    """The two sets together, under them the first; at the right those in neither."""
    draw_numeral(canvas, (0, _UNION_MM), counts.union, names.union)
    draw_numeral(canvas, (0, _FIRST_MM), counts.first, names.first, step=_PART)
    brackets = ((counts.union, _UNION_MM), (counts.first, _FIRST_MM))
    canvas.lines([_bracket(grid, 0, end, y + _LINE_GAP_MM, _TICK_MM) for end, y in brackets], "nero")
    start = grid.box((ceil(counts.union / ROWS), 0)).x
    draw_numeral(canvas, (start, _FIRST_MM), counts.neither, names.neither, step=_PART)


def _draw_below(canvas: Canvas, grid: TileGrid, counts: _Counts, names: _Names) -> None:
    """Each part under its first whole column, under them the second set."""
    foot = grid.bottom_mm(ROWS)
    parts = (
        (0, counts.only_first, names.only_first),
        (counts.only_first, counts.both, names.both),
        (counts.first, counts.only_second, names.only_second),
    )
    for start, count, lines in parts:
        draw_numeral(canvas, (_x(grid, start), foot + _PARTS_MM), count, lines, step=_PART)
    line = _bracket(grid, counts.only_first, counts.union, foot + _SECOND_LINE_MM, -_TICK_MM)
    canvas.lines([line], "nero")
    draw_numeral(
        canvas, (_x(grid, counts.only_first), foot + _SECOND_MM), counts.second, names.second, step=_PART
    )


def _x(grid: TileGrid, tiles: int) -> float:
    """Where the tile after so many stands: at 1/7 of a column for each tile, so that lengths are numbers."""
    return grid.left_mm + tiles / ROWS * grid.pitch_mm


def _bracket(grid: TileGrid, start: int, end: int, y: float, tick: float) -> list[Point]:
    """A line over so many tiles at a height `y`, its ends turned towards them by `tick`; mm."""
    inside = grid.groove_mm / 2
    left, right = _x(grid, start) + inside, grid.right_mm(end / ROWS) - inside
    return [(left, y + tick), (left, y), (right, y), (right, y + tick)]


def _told(counts: _Counts, names: _Names) -> Iterator[tuple[str, int]]:
    yield " ".join(names.only_first), counts.only_first
    yield " ".join(names.both), counts.both
    yield " ".join(names.only_second), counts.only_second
    yield " ".join(names.neither), counts.neither
    yield " ".join(names.first), counts.first
    yield " ".join(names.second), counts.second
    yield " ".join(names.union), counts.union


def _words(counts: _Counts, sets: Sets, names: _Names) -> str:
    told = (f"{label}: {number(count)}." for label, count in _told(counts, names))
    parts = " ".join(sentence[:1].upper() + sentence[1:] for sentence in told)
    tiles = tiles_for(counts.whole, sets.whole)
    return f"Striscia di {tiles}, divisa in due insiemi che si sovrappongono. {parts}"


def _table(counts: _Counts, sets: Sets, names: _Names) -> DataTable:
    rows = [(label, number(count)) for label, count in _told(counts, names)]
    return DataTable(("insieme", sets.whole.unit or "valore"), (*rows, ("totale", number(counts.whole))))
