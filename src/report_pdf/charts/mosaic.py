"""The mosaic: so many things as a block of tiles, one of them picked out to say what a tile is."""

from __future__ import annotations

from math import ceil

from report_pdf.charts.canvas import Canvas
from report_pdf.charts.chart import Chart, DataTable
from report_pdf.charts.counts import whole_count
from report_pdf.charts.style import ChartStyle
from report_pdf.charts.tiles import TileGrid, by_rows, groove_mm
from report_pdf.indicators import Headline
from report_pdf.italian import number

# Tiles in a row: 273 are 13 times 21.
_COLUMNS = 13


def mosaic(total: Headline, style: ChartStyle, *, width_mm: float) -> Chart:
    """One tile a unit, row after row, the first tile in the colour of emphasis.

    Args:
        total: how many tiles.
        style: the design.
        width_mm: of the picture; tiles are as large as it allows.
    """
    groove = groove_mm(style)
    pitch = (width_mm + groove) / _COLUMNS
    rows = max(1, ceil((total.cell.value or 0) / _COLUMNS))
    canvas = Canvas(style, width_mm, rows * pitch - groove, total.id)
    grid = TileGrid(0, 0, pitch, groove)
    tiles = grid.boxes(by_rows(whole_count(canvas, total), _COLUMNS))
    canvas.fill(tiles[1:], "notte")
    canvas.fill(tiles[:1], "cotto")
    value, unit = number(total.cell.value or 0), total.unit or "unità"
    words = (
        f"Mosaico di {value} tessere, {_COLUMNS} per riga: una tessera, uno dei {value} {unit}. "
        "Una tessera è in evidenza."
    )
    return canvas.finish(words, DataTable(("indicatore", "unità", "valore"), ((total.label, unit, value),)))
