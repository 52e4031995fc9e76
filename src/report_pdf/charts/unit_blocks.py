"""Blocks of tiles: an amount told in tiles of a round unit, a block for each whole unit of the figure."""

from __future__ import annotations

from decimal import Decimal
from math import ceil

from report_pdf.charts.alt import UNIT_NOT_DECLARED
from report_pdf.charts.bars import BOLD, REGULAR
from report_pdf.charts.canvas import Canvas
from report_pdf.charts.chart import Chart
from report_pdf.charts.counts import headline_table, whole_count
from report_pdf.charts.style import ChartStyle
from report_pdf.charts.text import width_mm
from report_pdf.charts.tiles import Place, TileGrid, groove_mm
from report_pdf.indicators import Headline
from report_pdf.italian import number

_ROWS = 5
_BETWEEN_MM = 2.25
_MOST_TILE_MM = 9.0
_MOST_BLOCKS = 40
# From the foot of the tiles.
_LABEL_MM, _FOOT_MM = 4.5, 5.625


def unit_blocks(
    headline: Headline,
    style: ChartStyle,
    *,
    per_unit: int,
    unit_words: str = "",
    colour: str = "cotto",
) -> Chart:
    """A block of so many tiles for each whole unit, five high; the sum so far stands where each ends.

    What is over fills the last block from the foot up, and the figure itself ends with it.

    Args:
        headline: the figure.
        style: the design; the blocks fill the width of its type area.
        per_unit: tiles in a block, which is one of the unit of the figure (10 tiles for one million).
        unit_words: what one tile is worth, in Italian ("centomila"); "" for the fraction in figures.
        colour: token of the tiles.
    """
    value = headline.cell.value or Decimal(0)
    blocks = max(1, ceil(value)) if value <= _MOST_BLOCKS else 1
    across = ceil(per_unit / _ROWS)
    groove, width = groove_mm(style), style.tokens.grid.type_width
    tile = min(_MOST_TILE_MM, (width + groove - (blocks - 1) * _BETWEEN_MM) / (blocks * across))
    pitch = across * tile + _BETWEEN_MM
    foot = min(_ROWS, per_unit) * tile - groove
    canvas = Canvas(style, width, foot + _FOOT_MM, headline.id)
    count = whole_count(canvas, headline, Decimal(1) / per_unit, _MOST_BLOCKS * per_unit)
    boxes = [
        box
        for block in range(blocks)
        for box in TileGrid(block * pitch, 0, tile, groove).boxes(
            _from_foot(min(per_unit, count - block * per_unit), across, min(_ROWS, per_unit))
        )
    ]
    canvas.fill(boxes, colour)
    rights = [block * pitch + across * tile - groove for block in range(blocks)]
    for block, right in enumerate(rights[:-1], start=1):
        canvas.text(right, foot + _LABEL_MM, number(block), REGULAR[BOLD], anchor="end")
    told = f"{number(value)} {headline.unit or ''}".rstrip()
    # Wider than its block, it begins with it.
    start = max((blocks - 1) * pitch, rights[-1] - width_mm(told, BOLD, style))
    canvas.text(start, foot + _LABEL_MM, told, BOLD)
    return canvas.finish(_words(headline, count, per_unit, unit_words), headline_table(headline))


def _from_foot(count: int, across: int, rows: int) -> list[Place]:
    """So many tiles, row after row from the lowest, each from the left."""
    return [(number_ % across, rows - 1 - number_ // across) for number_ in range(count)]


def _words(headline: Headline, count: int, per_unit: int, unit_words: str) -> str:
    unit = headline.unit or f"({UNIT_NOT_DECLARED})"
    worth = unit_words or f"{number(Decimal(1) / per_unit)} {unit}"
    return (
        f"{number(count)} tessere, ognuna vale {worth}, in blocchi di {number(per_unit)}: "
        f"{headline.label}, {number(headline.cell.value or 0)} {unit}."
    )
