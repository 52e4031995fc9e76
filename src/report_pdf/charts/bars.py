"""Columns on a baseline, shared by every form that has them: places, scale, marks and labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from report_pdf.charts.alt import counts_half_a_year
from report_pdf.charts.canvas import Box, Canvas
from report_pdf.charts.style import ChartStyle
from report_pdf.charts.text import ASCENT_EM, width_mm
from report_pdf.indicators import Series, State
from report_pdf.italian import cell_text, number, period_lines
from report_pdf.messages import _
from report_pdf.periods import Period

# Widths of columns in mm, by the grid; the last is for three panels beside each other.
_COLUMNS_MM = (25.5, 16.5, 10.5, 7.2)
_LEAST_GAP_MM = 2.25
# Of the width of a column with its gap, where none of the above has room.
_COLUMN_SHARE = 0.75
GAP_MM = 1.125
"""Between a column and the label above it, and under a baseline; a quarter of the row of the grid."""
LINE_MM = 3.375
"""Between the lines of labels."""
BOLD, SMALL_BOLD = "chart-bold", "chart-min-bold"
REGULAR = {BOLD: "chart", SMALL_BOLD: "chart-min"}
"""The step of periods and of missing figures, by that of the figures above the columns."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of one series stand.

    Attributes:
        left_mm: of the first column, from the left of the canvas.
        pitch_mm: from one column to the next.
        column_mm: width of a column.
        baseline_mm: from the top of the canvas.
    """

    left_mm: float
    pitch_mm: float
    column_mm: float
    baseline_mm: float

    def left(self, index: int) -> float:
        """Left edge of a column (0-based) in mm."""
        return self.left_mm + index * self.pitch_mm

    def right(self, index: int) -> float:
        """Right edge of a column (0-based) in mm."""
        return self.left(index) + self.column_mm


@dataclass(frozen=True, slots=True)
class Look:
    """How the columns of one series look.

    Attributes:
        colour: token of the columns.
        step: type step of the figures above them.
        mm_per_unit: height of 1.
        notes: a remark above the column of a period.
    """

    colour: str
    step: str
    mm_per_unit: float
    notes: Mapping[Period, str] = field(default_factory=dict)


def columns_in(left_mm: float, width_mm: float, count: int, baseline_mm: float) -> Columns:
    """So many columns over the whole of a width, the first and the last flush with its ends."""
    column = column_width_mm(width_mm, count)
    pitch = (width_mm - column) / (count - 1) if count > 1 else 0.0
    return Columns(left_mm, pitch, column, baseline_mm)


def column_width_mm(width_mm: float, count: int) -> float:
    """The widest column of the design that leaves a gap between so many."""
    for column in _COLUMNS_MM:
        if count * column + (count - 1) * _LEAST_GAP_MM <= width_mm:
            return column
    return _COLUMN_SHARE * width_mm / (count - 1 + _COLUMN_SHARE)


def value_step(
    series: Iterable[Series], periods: Sequence[Period], column_mm: float, style: ChartStyle
) -> str:
    """The step in which every figure is no wider than a column: the usual one, or else the smallest."""
    texts = (_value_text(one, period) for one in series for period in periods)
    widest = max((width_mm(text, BOLD, style) for text in texts), default=0.0)
    return BOLD if widest <= column_mm else SMALL_BOLD


def foot_mm(series: Iterable[Series], periods: Sequence[Period]) -> float:
    """Height of the names of the periods under a baseline."""
    lines = max(len(lines_of(one, period)) for one in series for period in periods)
    return lines * LINE_MM + GAP_MM


def fitting_scale(
    series: Series, periods: Sequence[Period], rise_mm: float, look: Look, style: ChartStyle
) -> float | None:
    """The most mm per unit at which each column and the labels above it keep within `rise_mm`.

    None when no figure is above zero: then every scale does.
    """
    scales = [
        (rise_mm - _room_mm(series, period, look, style)) / float(value)
        for period in periods
        if (value := series.cells[period].value) is not None and value > 0
    ]
    return max(0.0, min(scales)) if scales else None


def draw_columns(
    canvas: Canvas, series: Series, periods: Sequence[Period], place: Columns, look: Look
) -> None:
    """Columns, the line they stand on, and the figure above each; a missing figure is a word on the line."""
    solid: list[Box] = []
    hatched: list[Box] = []
    ends = place.left_mm, place.right(len(periods) - 1)
    for index, period in enumerate(periods):
        height = _height_mm(canvas, series, period, look)
        box = Box(place.left(index), place.baseline_mm - height, place.column_mm, height)
        if height > 0:
            (hatched if counts_half_a_year(series, period) else solid).append(box)
        _draw_value(canvas, series, period, (place.right(index), box.y), look)
        _draw_note(canvas, _note_lines(series, period, look), box, ends)
    canvas.fill(solid, look.colour)
    canvas.hatch(hatched, look.colour)
    ends = place.left_mm, place.right(len(periods) - 1)
    canvas.lines([[(x, place.baseline_mm) for x in ends]], "nero", "rule")


def draw_periods(
    canvas: Canvas, series: Series, periods: Sequence[Period], place: Columns, step: str
) -> None:
    """The names of the periods under the baseline, flush right with the columns."""
    for index, period in enumerate(periods):
        lines = lines_of(series, period)
        for number_, line in enumerate(lines):
            bold = number_ == 0 and len(lines) > 1
            baseline = place.baseline_mm + (number_ + 1) * LINE_MM
            canvas.text(place.right(index), baseline, line, step if bold else REGULAR[step], anchor="end")


def lines_of(series: Series, period: Period) -> tuple[str, ...]:
    """What is printed for a period: the year, and under it the months or the day where it is cut short."""
    return period_lines(period, stock=not counts_half_a_year(series, period))


def _height_mm(canvas: Canvas, series: Series, period: Period, look: Look) -> float:
    value = series.cells[period].value or 0
    if value < 0:
        message = _("{chart}: {value} in {period} is below zero, where columns do not go")
        canvas.report("layout.chart-negative", message.format(chart=series.id, value=value, period=period.id))
    if value > 0 and look.mm_per_unit == 0:
        message = _("{chart}: the picture is too low for the column of {period}")
        hint = _("give the chart more height")
        canvas.report("layout.chart-too-low", message.format(chart=series.id, period=period.id), hint)
    return max(0.0, float(value)) * look.mm_per_unit


def _value_text(series: Series, period: Period) -> str:
    cell = series.cells[period]
    return cell_text(cell) if cell.value is None else number(cell.value)


def _draw_value(
    canvas: Canvas, series: Series, period: Period, corner_mm: tuple[float, float], look: Look
) -> None:
    right, top = corner_mm
    missing = series.cells[period].is_missing
    step, colour = (REGULAR[look.step], "grigio") if missing else (look.step, "nero")
    canvas.text(right, top - GAP_MM, _value_text(series, period), step, colour, anchor="end")


def _note_lines(series: Series, period: Period, look: Look) -> list[str]:
    state = series.cells[period].state
    marked = [state.value] if state in (State.ESTIMATE, State.REVISED) else []
    return [*marked, *([look.notes[period]] if period in look.notes else [])]


def _draw_note(canvas: Canvas, lines: Sequence[str], box: Box, ends_mm: tuple[float, float]) -> None:
    """Remarks over the figure, from the lowest up; flush right where the columns before leave room."""
    left, right = ends_mm
    step = REGULAR[SMALL_BOLD]
    for number_, line in enumerate(lines, start=1):
        baseline = box.y - GAP_MM - number_ * LINE_MM
        if width_mm(line, step, canvas.style) <= box.right - left:
            canvas.text(box.right, baseline, line, step, anchor="end")
        else:
            canvas.text(box.x, baseline, line, step, max_width_mm=right - box.x)


def _room_mm(series: Series, period: Period, look: Look, style: ChartStyle) -> float:
    """Height of the labels above a column."""
    lines = len(_note_lines(series, period, look))
    return GAP_MM + ASCENT_EM * style.size_mm(look.step) + lines * LINE_MM
