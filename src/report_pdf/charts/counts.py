"""Whole numbers of things for forms that draw one tile each: what cannot be drawn so is a finding."""

from __future__ import annotations

from decimal import Decimal

from report_pdf.charts.canvas import Canvas
from report_pdf.charts.chart import DataTable
from report_pdf.indicators import Headline
from report_pdf.italian import NOT_AVAILABLE, cell_text, number
from report_pdf.messages import _


def whole_count(canvas: Canvas, headline: Headline, unit: Decimal = Decimal(1)) -> int:
    """How many whole units a headline has; 0 and a finding where tiles cannot tell it."""
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
    return int(units)


def headline_table(headline: Headline) -> DataTable:
    """Columns `indicatore`, `unità`, `valore`; one row."""
    row = (headline.label, headline.unit or NOT_AVAILABLE, cell_text(headline.cell))
    return DataTable(("indicatore", "unità", "valore"), (row,))
