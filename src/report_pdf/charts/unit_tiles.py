"""Tiles of a round unit: an amount told in as many tiles as it has units, each unit stated."""

from __future__ import annotations

from decimal import Decimal
from math import ceil

from report_pdf.charts.canvas import Canvas
from report_pdf.charts.chart import Chart, DataTable
from report_pdf.charts.counts import whole_count
from report_pdf.charts.style import ChartStyle
from report_pdf.charts.tiles import TileGrid, by_rows, flush_pitch_mm, groove_mm
from report_pdf.indicators import Headline
from report_pdf.italian import number

COLUMNS = 21
ONE = Decimal(1)


def unit_tiles(  # noqa: PLR0913  # what is shown, in which unit, and how
    headline: Headline,
    style: ChartStyle,
    *,
    unit: Decimal = ONE,
    unit_words: str = "",
    columns: int = COLUMNS,
    colour: str = "cotto",
) -> Chart:
    """A figure in tiles, row after row over the whole type area; one that does not divide becomes a finding.

    Args:
        headline: the figure.
        style: the design.
        unit: what one tile stands for, in the unit of the figure (0.1 for 100 thousand of a million).
        unit_words: the same in Italian ("100 mila"); "" when it is one of the unit of the figure.
        columns: tiles that fill the width of the type area.
        colour: token of the tiles.
    """
    width = style.tokens.grid.type_width
    pitch, groove = flush_pitch_mm(width, columns, style), groove_mm(style)
    value = headline.cell.value or Decimal(0)
    rows = max(1, ceil(value / unit / columns))
    canvas = Canvas(style, width, rows * pitch - groove, headline.id)
    count = whole_count(canvas, headline, unit)
    canvas.fill(TileGrid(0, 0, pitch, groove).boxes(by_rows(count, columns)), colour)
    printed, counted = number(value), headline.unit or "unità non dichiarata dalla fonte"
    words = (
        f"{number(count)} tessere, ognuna vale {unit_words or f'{number(unit)} ({counted})'}: "
        f"{headline.label}, {printed} ({counted}). Fonte: {headline.source.rstrip('.')}."
    )
    table = DataTable(
        ("indicatore", "unità", "valore"), ((headline.label, headline.unit or "n.d.", printed),)
    )
    return canvas.finish(words, table)
