"""Tiles, one for each thing counted: where they stand on a canvas, shared by every form that has them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from report_pdf.charts.canvas import Box
from report_pdf.charts.style import MM_PER_PT, ChartStyle

Place = tuple[int, int]
"""Column and row of a tile, both 0-based, from the left and from the top."""


@dataclass(frozen=True, slots=True)
class TileGrid:
    """A grid of square tiles.

    Attributes:
        left_mm: of the first column, from the left of the canvas.
        top_mm: of the first row, from the top of the canvas.
        pitch_mm: from tile to tile.
        groove_mm: between two tiles.
    """

    left_mm: float
    top_mm: float
    pitch_mm: float
    groove_mm: float

    def box(self, place: Place) -> Box:
        """The tile at a place."""
        column, row = place
        side = self.pitch_mm - self.groove_mm
        return Box(self.left_mm + column * self.pitch_mm, self.top_mm + row * self.pitch_mm, side, side)

    def boxes(self, places: Iterable[Place]) -> list[Box]:
        """The tiles at so many places."""
        return [self.box(place) for place in places]

    def right_mm(self, columns: float) -> float:
        """Right edge of the first so many columns; of a broken number, where the last tile is cut."""
        return self.left_mm + columns * self.pitch_mm - self.groove_mm

    def bottom_mm(self, rows: int) -> float:
        """Bottom edge of the first so many rows."""
        return self.top_mm + rows * self.pitch_mm - self.groove_mm


def groove_mm(style: ChartStyle) -> float:
    """Between two tiles: as strong as a rule."""
    return style.lines.rule * MM_PER_PT


def flush_pitch_mm(width_mm: float, columns: int, style: ChartStyle) -> float:
    """From tile to tile when so many columns reach from edge to edge of a width."""
    return (width_mm + groove_mm(style)) / columns


def by_columns(count: int, rows: int, start: int = 0) -> list[Place]:
    """So many tiles from number `start` (0-based) on, filling column after column from the top."""
    return [divmod(number, rows) for number in range(start, start + count)]


def by_rows(count: int, columns: int) -> list[Place]:
    """So many tiles, filling row after row from the left."""
    return [(number % columns, number // columns) for number in range(count)]
