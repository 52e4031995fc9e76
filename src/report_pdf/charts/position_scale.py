"""Position scale: a rating where it lies between the ends of its scale, which need not begin at zero."""

from __future__ import annotations

from decimal import Decimal

from report_pdf.charts.alt import name_of, unit_of
from report_pdf.charts.canvas import Box, Canvas
from report_pdf.charts.chart import Chart, DataTable
from report_pdf.charts.style import MM_PER_PT, ChartStyle
from report_pdf.charts.text import width_mm as text_width_mm
from report_pdf.indicators import Headline
from report_pdf.italian import NOT_AVAILABLE, cell_text, number, when_label
from report_pdf.messages import _

_HEIGHT_MM = 15.75
_LINE_MM = 6.75
_TICK_MM = 1.125
# Baselines under the line: figures of the scale, words at its ends.
_FIGURES_MM = 4.5
_WORDS_MM = 8.25
_MARKER_GAP_MM = 1.125
_MOST_TICKS = 11


def position_scale(  # noqa: PLR0913  # what is shown, and its place on the page
    rating: Headline,
    low: Headline,
    high: Headline,
    style: ChartStyle,
    *,
    width_mm: float,
    ends: tuple[str, str] = ("", ""),
) -> Chart:
    """A tile on a line from the lowest to the highest possible rating.

    Never a bar or filled stars: the scale does not start at zero, so a length would say nothing.

    Args:
        rating: the figure.
        low: the lowest figure that can be given.
        high: the highest.
        style: the design.
        width_mm: of the picture; it is 15,75 mm high.
        ends: what the lowest and the highest mean, in Italian.
    """
    canvas = Canvas(style, width_mm, _HEIGHT_MM, rating.id)
    first, last = low.cell.value, high.cell.value
    if first is None or last is None or first >= last:
        message = _("{chart}: the scale from {low} to {high} has no length")
        filled = message.format(chart=rating.id, low=first, high=last)
        canvas.report("layout.chart-no-scale", filled, _("the ends of the scale are indicators: mend them"))
    else:
        _draw_line(canvas, first, last, ends)
        _draw_marker(canvas, rating, first, last)
    return canvas.finish(_words(rating, low, high, ends), _table(rating, low, high))


def _draw_line(canvas: Canvas, first: Decimal, last: Decimal, ends: tuple[str, str]) -> None:
    """The line with a tick for each whole figure, and what its ends mean."""
    ticks = _ticks(first, last)
    xs = [_x_mm(canvas, tick, first, last) for tick in ticks]
    strokes = [[(x, _LINE_MM - _TICK_MM), (x, _LINE_MM + _TICK_MM)] for x in xs]
    canvas.lines([[(0, _LINE_MM), (canvas.width_mm, _LINE_MM)], *strokes], "nero", "rule")
    for tick, x in zip(ticks[1:-1], xs[1:-1], strict=True):
        canvas.text(x, _LINE_MM + _FIGURES_MM, number(tick), "chart-bold", anchor="middle")
    canvas.text(0, _LINE_MM + _FIGURES_MM, number(first), "chart-bold")
    canvas.text(canvas.width_mm, _LINE_MM + _FIGURES_MM, number(last), "chart-bold", anchor="end")
    canvas.text(0, _LINE_MM + _WORDS_MM, ends[0], "chart")
    canvas.text(canvas.width_mm, _LINE_MM + _WORDS_MM, ends[1], "chart", anchor="end")


def _ticks(first: Decimal, last: Decimal) -> list[Decimal]:
    """The whole figures from end to end; the ends alone when they are not whole or too many."""
    whole = first == int(first) and last == int(last)
    steps = int(last - first)
    if not whole or steps >= _MOST_TICKS:
        return [first, last]
    return [first + step for step in range(steps + 1)]


def _x_mm(canvas: Canvas, value: Decimal, first: Decimal, last: Decimal) -> float:
    """Where a figure lies; the ends are half a line inside the picture, so that their ticks are whole."""
    inset = canvas.style.lines.rule * MM_PER_PT / 2
    return inset + float((value - first) / (last - first)) * (canvas.width_mm - 2 * inset)


def _draw_marker(canvas: Canvas, rating: Headline, first: Decimal, last: Decimal) -> None:
    value = rating.cell.value
    if value is None:
        canvas.text(0, _LINE_MM - _MARKER_GAP_MM, NOT_AVAILABLE, "chart", "grigio")
        return
    if not first <= value <= last:
        message = _("{chart}: {value} is outside its scale, from {low} to {high}")
        filled = message.format(chart=rating.id, value=value, low=first, high=last)
        canvas.report("layout.chart-mark-clipped", filled)
        return
    tile = canvas.style.tokens.grid.tile
    left = min(max(0.0, _x_mm(canvas, value, first, last) - tile / 2), canvas.width_mm - tile)
    box = Box(left, _LINE_MM - tile / 2, tile, tile)
    canvas.fill([box], "cotto")
    text = cell_text(rating.cell)
    over = box.y - _MARKER_GAP_MM
    beyond = left + text_width_mm(text, "figure", canvas.style) > canvas.width_mm
    canvas.text(
        box.right if beyond else left, over, text, "figure", "notte", anchor="end" if beyond else "start"
    )


def _words(rating: Headline, low: Headline, high: Headline, ends: tuple[str, str]) -> str:
    named = [
        f"{cell_text(one.cell)} ({meaning})" if meaning else cell_text(one.cell)
        for one, meaning in zip((low, high), ends, strict=True)
    ]
    figure = f"{name_of(rating)} ({unit_of(rating)}, {when_label(rating.when)}): {cell_text(rating.cell)}"
    return f"Scala di valutazione. {figure}, su una scala da {named[0]} a {named[1]}."


def _table(*rows: Headline) -> DataTable:
    columns = ("indicatore", "unità", "periodo", "valore")
    cells = (
        (name_of(one), one.unit or NOT_AVAILABLE, when_label(one.when), cell_text(one.cell)) for one in rows
    )
    return DataTable(columns, tuple(cells))
