"""Period strip: the time of the report, a block a year, half a block a half year, brackets for spans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from report_pdf.charts.alt import half_year_words
from report_pdf.charts.bars import BOLD, LINE_MM, REGULAR
from report_pdf.charts.canvas import Box, Canvas
from report_pdf.charts.chart import Chart, DataTable
from report_pdf.charts.style import MM_PER_PT, ChartStyle
from report_pdf.charts.text import ASCENT_EM
from report_pdf.charts.text import width_mm as text_width_mm
from report_pdf.italian import list_of, period_label, period_lines, span_label
from report_pdf.messages import _
from report_pdf.periods import Period

_COLOUR = "notte"
_BLOCK_MM = 13.5
_PADDING_MM = 2.25
_LABEL_GAP_MM = 1.5
# From the blocks, or from a bracket, to the next bracket; from a bracket to the baseline of its label.
_BRACKET_MM = 3.375
_BRACKET_PITCH_MM = 7.875
_TICK_MM = 1.125
_FOOT_MM = 1.125


@dataclass(frozen=True, slots=True)
class Span:
    """A part of the strip that something speaks of.

    Attributes:
        label: what ("dati contabili"); the years are added to it.
        first: the period it begins with.
        last: the period it ends with, included.
    """

    label: str
    first: Period
    last: Period

    @property
    def text(self) -> str:
        """What and when."""
        return f"{self.label}: {span_label(self.first, self.last)}"


def period_strip(
    periods: Sequence[Period],
    style: ChartStyle,
    *,
    width_mm: float,
    spans: Sequence[Span] = (),
) -> Chart:
    """The periods of the report as blocks; a half year is half as wide, and hatched.

    Args:
        periods: in time order.
        style: the design.
        width_mm: of the picture; its height follows from the number of spans.
        spans: brackets under the blocks, from the top down.
    """
    height = _BLOCK_MM + (_BRACKET_MM + LINE_MM + _FOOT_MM if spans else 0.0)
    canvas = Canvas(style, width_mm, height + max(0, len(spans) - 1) * _BRACKET_PITCH_MM, "periods")
    blocks = _blocks(periods, style, width_mm)
    canvas.fill([box for period, box in blocks.items() if not period.is_partial], _COLOUR)
    canvas.hatch([box for period, box in blocks.items() if period.is_partial], _COLOUR)
    for period, box in blocks.items():
        _draw_name(canvas, period, box)
    for number, span in enumerate(spans):
        _draw_span(canvas, span, blocks, _BLOCK_MM + _BRACKET_MM + number * _BRACKET_PITCH_MM)
    return canvas.finish(_words(periods, spans), _table(periods))


def _blocks(periods: Sequence[Period], style: ChartStyle, width_mm: float) -> Mapping[Period, Box]:
    """The block of each period; a half year has the left half of its place, its name the right."""
    gap = style.tokens.grid.gutter
    place = (width_mm + gap) / len(periods)
    year = place - gap
    return {
        period: Box(index * place, 0, year / 2 if period.is_partial else year, _BLOCK_MM)
        for index, period in enumerate(periods)
    }


def _draw_name(canvas: Canvas, period: Period, box: Box) -> None:
    if period.is_partial:
        first = box.y + (_BLOCK_MM + ASCENT_EM * canvas.style.size_mm(BOLD) - LINE_MM) / 2
        for number, line in enumerate(period_lines(period)):
            baseline, step = first + number * LINE_MM, REGULAR[BOLD] if number else BOLD
            canvas.text(box.right + _LABEL_GAP_MM, baseline, line, step, max_width_mm=box.width)
        return
    (name,) = period_lines(period)
    room = box.width - 2 * _PADDING_MM
    step = "label" if text_width_mm(name, "label", canvas.style) <= room else "figure"
    baseline = box.y + (_BLOCK_MM + ASCENT_EM * canvas.style.size_mm(step)) / 2
    canvas.text(box.x + _PADDING_MM, baseline, name, step, "bianco", max_width_mm=room)


def _draw_span(canvas: Canvas, span: Span, blocks: Mapping[Period, Box], y: float) -> None:
    """A bracket, open towards the blocks, with its text below."""
    if span.first not in blocks or span.last not in blocks:
        message = _("{span!r} does not lie within the periods of the report")
        canvas.report("layout.chart-mark-clipped", message.format(span=span.text))
        return
    inset = canvas.style.lines.rule * MM_PER_PT / 2
    left, right = blocks[span.first].x + inset, blocks[span.last].right - inset
    canvas.lines([[(left, y - _TICK_MM), (left, y), (right, y), (right, y - _TICK_MM)]], "nero", "rule")
    canvas.text(blocks[span.first].x, y + LINE_MM, span.text, "chart")


def _words(periods: Sequence[Period], spans: Sequence[Span]) -> str:
    years = [period_label(period) for period in periods if not period.is_partial]
    halves = [half_year_words(period) for period in periods if period.is_partial]
    parts = ["Striscia del tempo."]
    parts += [f"Anni interi: {list_of(years)}."] if years else []
    parts += [f"Mezzo anno, a tratteggio: {list_of(halves)}."] if halves else []
    parts += [f"{span.text[:1].upper()}{span.text[1:]}." for span in spans]
    return " ".join(parts)


def _table(periods: Sequence[Period]) -> DataTable:
    rows = (
        (period_label(period), "mezzo anno" if period.is_partial else "anno intero") for period in periods
    )
    return DataTable(("periodo", "durata"), tuple(rows))
