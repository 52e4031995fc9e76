"""Chart-table: series above each other on one set of columns, with a row of figures in the same columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import cycle

from report_pdf.charts.alt import chart_words, counts_half_a_year, period_words, series_table
from report_pdf.charts.bars import (
    BOLD,
    GAP_MM,
    Columns,
    Look,
    column_width_mm,
    draw_columns,
    draw_periods,
    fitting_scale,
    foot_mm,
)
from report_pdf.charts.canvas import Canvas
from report_pdf.charts.chart import Chart, DataTable
from report_pdf.charts.panel import TILE_DROP_MM, draw_name
from report_pdf.charts.style import MM_PER_PT, ChartStyle
from report_pdf.indicators import Series
from report_pdf.italian import NOT_AVAILABLE, list_of, number
from report_pdf.messages import _
from report_pdf.periods import Period

_COLOURS = ("notte", "cotto")
_LABELS_MM = 45.0
# The derived row: its height with both hairlines, and its baseline from the upper one.
_RATIO_MM = 6.75
_RATIO_BASELINE_MM = 4.3
_FORM = "Grafici a colonne uno sopra l’altro, con lo stesso tempo; ogni serie ha la sua scala."


@dataclass(frozen=True, slots=True)
class Ratio:
    """A row of figures made from two series, period by period.

    Attributes:
        label: as printed ("partecipanti per evento").
        over: the dividend.
        under: the divisor.
        decimals: digits after the comma.
    """

    label: str
    over: Series
    under: Series
    decimals: int = 1

    def text(self, period: Period) -> str:
        """The figure as printed; `n.d.` where one of the two is missing or the divisor is zero."""
        over, under = self.over.cells[period].value, self.under.cells[period].value
        return NOT_AVAILABLE if over is None or not under else number(over / under, self.decimals)


def chart_table(  # noqa: PLR0913  # what is shown, and its place on the page
    series: Sequence[Series],
    periods: Sequence[Period],
    style: ChartStyle,
    *,
    width_mm: float,
    height_mm: float,
    ratio: Ratio | None = None,
) -> Chart:
    """Series one above the other, each on a scale of its own, and a derived row under a hairline.

    Names stand at the left in 45 mm; columns and figures share the rest and are flush right with each other.

    Args:
        series: from the top down.
        periods: in time order.
        style: the design.
        width_mm: of the picture.
        height_mm: of the picture.
        ratio: the derived row; None for none.
    """
    canvas = Canvas(style, width_mm, height_mm, ", ".join(one.id for one in series))
    _check_one_kind_of_period(canvas, series, periods)
    places = _places(series, periods, style, (width_mm, height_mm), derived=ratio is not None)
    for one, place, colour in zip(series, places, cycle(_COLOURS), strict=False):
        look = Look(colour, BOLD, 0.0)
        rise = places[0].baseline_mm
        scale = fitting_scale(one, periods, rise, look, style)
        draw_columns(canvas, one, periods, place, replace(look, mm_per_unit=scale or 0.0))
        name_at = (0.0, place.baseline_mm - TILE_DROP_MM, _LABELS_MM)
        draw_name(canvas, one, colour, name_at, group=True)
    draw_periods(canvas, series[0], periods, places[-1], BOLD)
    words = chart_words(_FORM, series, periods)
    table = series_table(series, periods)
    if ratio is None:
        return canvas.finish(words, table)
    _draw_ratio(canvas, ratio, periods, places[-1])
    rows = (*table.rows, _ratio_row(ratio, periods))
    return canvas.finish(f"{words} {_ratio_words(ratio, periods)}", DataTable(table.columns, rows))


def _check_one_kind_of_period(canvas: Canvas, series: Sequence[Series], periods: Sequence[Period]) -> None:
    for period in periods:
        if len({counts_half_a_year(one, period) for one in series}) > 1:
            message = _("{chart}: {period} is half a year for some series and a date for others")
            hint = _("a stock and a flow cannot stand over one heading: use small multiples")
            filled = message.format(chart=", ".join(one.id for one in series), period=period.id)
            canvas.report("layout.chart-mixed-periods", filled, hint)


def _places(
    series: Sequence[Series],
    periods: Sequence[Period],
    style: ChartStyle,
    size_mm: tuple[float, float],
    *,
    derived: bool,
) -> list[Columns]:
    """The columns of each series, in rows of one height."""
    width, height = size_mm
    pitch = (width - _LABELS_MM) / len(periods)
    column = column_width_mm(width - _LABELS_MM, len(periods))
    bottom = height - foot_mm(series, periods) - (_RATIO_MM + GAP_MM if derived else 0.0)
    gap = style.tokens.grid.gutter
    rise = (bottom - (len(series) - 1) * gap) / len(series)
    return [
        Columns(_LABELS_MM + pitch - column, pitch, column, rise + row * (rise + gap))
        for row in range(len(series))
    ]


def _draw_ratio(canvas: Canvas, ratio: Ratio, periods: Sequence[Period], place: Columns) -> None:
    """The derived row between two hairlines."""
    line = canvas.style.lines.hairline * MM_PER_PT / 2
    top = canvas.height_mm - _RATIO_MM
    for y in (top + line, canvas.height_mm - line):
        canvas.lines([[(0.0, y), (canvas.width_mm, y)]], "grigio", "hairline")
    baseline = top + _RATIO_BASELINE_MM
    canvas.text(0, baseline, ratio.label, "chart", max_width_mm=_LABELS_MM)
    for index, period in enumerate(periods):
        canvas.text(place.right(index), baseline, ratio.text(period), "chart", anchor="end")


def _ratio_words(ratio: Ratio, periods: Sequence[Period]) -> str:
    """All its figures: no table of the book has them."""
    told = [f"{ratio.text(period)} ({period_words(period, ratio.over)})" for period in periods]
    return f"{ratio.label[:1].upper()}{ratio.label[1:]}: {list_of(told)}."


def _ratio_row(ratio: Ratio, periods: Sequence[Period]) -> tuple[str, ...]:
    unit = f"{ratio.over.unit or NOT_AVAILABLE}/{ratio.under.unit or NOT_AVAILABLE}"
    label = ratio.label[:1].upper() + ratio.label[1:]
    return (label, unit, *(ratio.text(period) for period in periods))
