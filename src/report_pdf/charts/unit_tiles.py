"""Tiles of a count: as many as there are things, row after row."""

from __future__ import annotations

from math import ceil

from report_pdf.charts.canvas import Canvas
from report_pdf.charts.chart import Chart
from report_pdf.charts.counts import headline_table, tiles_for, whole_count
from report_pdf.charts.style import ChartStyle
from report_pdf.charts.tiles import TileGrid, by_rows, flush_pitch_mm, groove_mm
from report_pdf.indicators import Headline
from report_pdf.italian import number

COLUMNS = 21


def unit_tiles(
    headline: Headline, style: ChartStyle, *, columns: int = COLUMNS, colour: str = "cotto"
) -> Chart:
    """A count in tiles, over the whole type area; one that is not whole becomes a finding.

    Args:
        headline: the figure.
        style: the design.
        columns: tiles that fill the width of the type area.
        colour: token of the tiles.
    """
    width = style.tokens.grid.type_width
    pitch, groove = flush_pitch_mm(width, columns, style), groove_mm(style)
    rows = max(1, ceil((headline.cell.value or 0) / columns))
    canvas = Canvas(style, width, rows * pitch - groove, headline.id)
    count = whole_count(canvas, headline)
    canvas.fill(TileGrid(0, 0, pitch, groove).boxes(by_rows(count, columns)), colour)
    words = f"{tiles_for(count, headline)}, {number(columns)} per riga."
    return canvas.finish(words, headline_table(headline))
