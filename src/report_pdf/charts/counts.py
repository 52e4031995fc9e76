"""Whole numbers of things for forms that draw one tile each: what cannot be drawn so is a finding."""

from __future__ import annotations

from decimal import Decimal

from report_pdf.charts.alt import UNIT_NOT_DECLARED
from report_pdf.charts.canvas import Canvas
from report_pdf.charts.chart import DataTable
from report_pdf.indicators import Headline
from report_pdf.italian import NOT_AVAILABLE, cell_text, number
from report_pdf.messages import _

MOST_TILES = 5000
"""More than that are no longer seen as tiles, and take long to draw."""


def whole_count(
    canvas: Canvas, headline: Headline, unit: Decimal = Decimal(1), most: int = MOST_TILES
) -> int:
    """How many whole units a headline has; 0 and a finding where tiles cannot tell it, or are too many."""
    value = headline.cell.value
    if value is None:
        message = _("{indicator} has no figure to draw in tiles")
        canvas.report("layout.chart-no-figure", message.format(indicator=headline.id))
        return 0
    units = value / unit
    if units < 0 or units != units.to_integral_value():
        message = _("{indicator}: {value} is not a whole number of {unit}")
        filled = message.format(indicator=headline.id, value=number(value), unit=number(unit))
        canvas.report("layout.chart-not-whole", filled, _("choose a unit that divides the figure"))
        return 0
    if units > most:
        message = _("{indicator}: {count} tiles are more than {most}")
        filled = message.format(indicator=headline.id, count=number(units), most=number(Decimal(most)))
        canvas.report("layout.chart-too-many-tiles", filled, _("choose a larger unit, or another form"))
        return 0
    return int(units)


def tiles_for(count: int, headline: Headline) -> str:
    """In words, a tile for each thing: `273 tessere per 273 comuni`."""
    things = f" per {number(count)} {headline.unit}" if headline.unit else f" ({UNIT_NOT_DECLARED})"
    return f"{number(count)} tessere{things}"


def headline_table(headline: Headline) -> DataTable:
    """Columns `indicatore`, `unità`, `valore`; one row."""
    row = (headline.label, headline.unit or NOT_AVAILABLE, cell_text(headline.cell))
    return DataTable(("indicatore", "unità", "valore"), (row,))
