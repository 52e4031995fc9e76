"""Signs: small pictures in the language of the tiles, to stand beside the words that explain them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Literal

from report_pdf.charts.canvas import Box, Canvas
from report_pdf.charts.chart import Chart, DataTable
from report_pdf.charts.style import MM_PER_PT, ChartStyle
from report_pdf.charts.tiles import TileGrid, by_rows, flush_pitch_mm, groove_mm

SignName = Literal["tessera", "tratteggio", "colonne", "fine", "manca", "somma"]
SIDE_MM = 9.0
_INK = "notte"
_WHOLE = Box(0, 0, SIDE_MM, SIDE_MM)
_COLUMN_MM, _HEIGHTS_MM = 2.25, (3.375, 5.625, 7.875)
# Height of the line under tiles, from the top, and of the ticks at its ends.
_LINE_MM, _TICK_MM = 6.75, 1.125


def sign(name: SignName, style: ChartStyle) -> Chart:
    """One sign, 9 mm square; decorative, so it has neither words nor numbers.

    Args:
        name: "tessera" one thing; "tratteggio" half a year; "colonne" a series; "fine" what is counted on the
            last day; "manca" no figure; "somma" a sum.
        style: the design.
    """
    canvas = Canvas(style, SIDE_MM, SIDE_MM, name)
    _DRAWN[name](canvas)
    return canvas.finish("", DataTable((), ()))


def _one_thing(canvas: Canvas) -> None:
    canvas.fill([_WHOLE], _INK)


def _half_a_year(canvas: Canvas) -> None:
    canvas.hatch([_WHOLE], _INK)


def _no_figure(canvas: Canvas) -> None:
    canvas.outline([_WHOLE], _INK)


def _series(canvas: Canvas) -> None:
    """Three columns that rise, on their base line."""
    foot = SIDE_MM - _stroke_mm(canvas)
    pitch = (SIDE_MM - _COLUMN_MM) / (len(_HEIGHTS_MM) - 1)
    lefts = (index * pitch for index in range(len(_HEIGHTS_MM)))
    columns = zip(lefts, _HEIGHTS_MM, strict=True)
    canvas.fill([Box(left, foot - height, _COLUMN_MM, height) for left, height in columns], _INK)
    y = SIDE_MM - _stroke_mm(canvas) / 2
    canvas.lines([[(0, y), (SIDE_MM, y)]], _INK)


def _last_day(canvas: Canvas) -> None:
    """A tile at the end of a stretch of time."""
    side = canvas.style.tokens.grid.tile
    canvas.fill([Box(SIDE_MM - side, _LINE_MM - _TICK_MM - side, side, side)], _INK)
    _draw_ends(canvas, _LINE_MM + _TICK_MM)


def _sum(canvas: Canvas) -> None:
    """Tiles in a bracket."""
    groove = groove_mm(canvas.style)
    pitch = flush_pitch_mm(SIDE_MM, 3, canvas.style)
    top = _LINE_MM - 2 * _TICK_MM - (pitch - groove)
    canvas.fill(TileGrid(0, top, pitch, groove).boxes(by_rows(3, 3)), _INK)
    _draw_ends(canvas, _LINE_MM - _TICK_MM)


def _draw_ends(canvas: Canvas, turned_mm: float) -> None:
    """A line over the whole width, its ends turned up or down to a height."""
    left = _stroke_mm(canvas) / 2
    right = SIDE_MM - left
    ends = [(left, turned_mm), (left, _LINE_MM), (right, _LINE_MM), (right, turned_mm)]
    canvas.lines([ends], _INK)


def _stroke_mm(canvas: Canvas) -> float:
    return canvas.style.lines.rule * MM_PER_PT


_DRAWN: Mapping[SignName, Callable[[Canvas], None]] = MappingProxyType(
    {
        "tessera": _one_thing,
        "tratteggio": _half_a_year,
        "colonne": _series,
        "fine": _last_day,
        "manca": _no_figure,
        "somma": _sum,
    }
)
