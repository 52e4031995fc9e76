"""The strip: a whole in tiles, seven rows high, its parts side by side in colours of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, pairwise
from math import ceil

from report_pdf.charts.canvas import Canvas
from report_pdf.charts.chart import Chart, DataTable
from report_pdf.charts.map_look import ON_WHITE
from report_pdf.charts.style import ChartStyle
from report_pdf.charts.text import width_mm
from report_pdf.charts.tiles import TileGrid, by_columns, flush_pitch_mm, groove_mm
from report_pdf.italian import number, percent
from report_pdf.territory.territory import Territory

ROWS = 7
_NUMERAL, _WORDS = "label", "subject"
# From the foot of the strip.
_NUMERAL_MM, _WORDS_MM, _FOOT_MM = 6.75, 11.25, 12.375


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the whole.

    Attributes:
        count: how many tiles.
        words: what it is ("meno di 5.000 abitanti").
        colour: token of its tiles.
    """

    count: int
    words: str
    colour: str


def strip_of_groups(territory: Territory, style: ChartStyle) -> Chart:
    """All comuni, from the smallest group of classes on."""
    parts = [
        Part(territory.count(group), group.spoken, ON_WHITE.fill_at(group.start, territory))
        for group in territory.groups
    ]
    return strip(parts, "comuni", style)


def strip(parts: Sequence[Part], unit: str, style: ChartStyle) -> Chart:
    """The parts in order, over the width of the type area, each named under its first tile.

    A name that would leave the picture ends with it.

    Args:
        parts: from the left; together they are the whole.
        unit: what is counted, in the plural ("comuni").
        style: the design.
    """
    width = style.tokens.grid.type_width
    starts = list(accumulate((part.count for part in parts), initial=0))
    pitch = flush_pitch_mm(width, max(1, ceil(starts[-1] / ROWS)), style)
    grid = TileGrid(0, 0, pitch, groove_mm(style))
    foot = grid.bottom_mm(ROWS)
    canvas = Canvas(style, width, foot + _FOOT_MM, unit)
    for part, (start, end) in zip(parts, pairwise(starts), strict=True):
        canvas.fill(grid.boxes(by_columns(end - start, ROWS, start)), part.colour)
        _draw_name(canvas, grid.box((start // ROWS, 0)).x, foot, f"{number(part.count)} {unit}", part)
    return canvas.finish(_words(parts, unit), _table(parts, unit))


def _draw_name(canvas: Canvas, start: float, foot: float, numeral: str, part: Part) -> None:
    """How many over what; nothing for a part that has no tile."""
    if not part.count:
        return
    widest = max(width_mm(numeral, _NUMERAL, canvas.style), width_mm(part.words, _WORDS, canvas.style))
    fits = start + widest <= canvas.width_mm
    x = start if fits else canvas.width_mm
    canvas.text(x, foot + _NUMERAL_MM, numeral, _NUMERAL, "notte", anchor="start" if fits else "end")
    canvas.text(x, foot + _WORDS_MM, part.words, _WORDS, anchor="start" if fits else "end")


def _words(parts: Sequence[Part], unit: str) -> str:
    told = "; ".join(f"{number(part.count)}, {part.words} ({_percent(part, parts)})" for part in parts)
    whole = number(sum(part.count for part in parts))
    return f"Striscia di {whole} tessere per {whole} {unit}. Da sinistra: {told}."


def _table(parts: Sequence[Part], unit: str) -> DataTable:
    rows = [(part.words, number(part.count), _percent(part, parts)) for part in parts]
    whole = Part(sum(part.count for part in parts), "totale", "")
    return DataTable(("", unit, "quota"), (*rows, (whole.words, number(whole.count), _percent(whole, parts))))


def _percent(part: Part, parts: Sequence[Part]) -> str:
    return percent(Decimal(part.count) / (sum(one.count for one in parts) or 1))
