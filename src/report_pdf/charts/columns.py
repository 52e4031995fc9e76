"""Columns: one series, a column for each period, its figure above and the period below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from report_pdf.charts.alt import NO_NOTES, chart_words, series_table
from report_pdf.charts.bars import (
    Look,
    columns_in,
    draw_columns,
    draw_periods,
    fitting_scale,
    foot_mm,
    value_step,
)
from report_pdf.charts.canvas import Canvas
from report_pdf.charts.chart import Chart
from report_pdf.charts.style import ChartStyle
from report_pdf.indicators import Series
from report_pdf.periods import Period


def columns(  # noqa: PLR0913  # what is shown, and its place on the page
    series: Series,
    periods: Sequence[Period],
    style: ChartStyle,
    *,
    width_mm: float,
    height_mm: float,
    colour: str = "notte",
    notes: Mapping[Period, str] = NO_NOTES,
) -> Chart:
    """One series over the periods, from zero, without an axis: each column says its own figure.

    Args:
        series: the figures.
        periods: in time order.
        style: the design.
        width_mm: of the picture.
        height_mm: of the picture.
        colour: token of the columns.
        notes: a remark above the column of a period, in Italian.
    """
    canvas = Canvas(style, width_mm, height_mm, series.id)
    place = columns_in(0, width_mm, len(periods), height_mm - foot_mm([series], periods))
    look = Look(colour, value_step([series], periods, place.column_mm, style), 0.0, notes)
    scale = fitting_scale(series, periods, place.baseline_mm, look, style)
    draw_columns(canvas, series, periods, place, replace(look, mm_per_unit=scale or 0.0))
    draw_periods(canvas, series, periods, place, look.step)
    words = chart_words("Grafico a colonne.", [series], periods, [notes])
    return canvas.finish(words, series_table([series], periods))
