"""A panel of small multiples: one series, its heading, its columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from report_pdf.charts.alt import says_unit
from report_pdf.charts.bars import LINE_MM, Columns, Look, draw_columns, draw_periods
from report_pdf.charts.canvas import Box, Canvas
from report_pdf.charts.style import MM_PER_PT
from report_pdf.indicators import Series
from report_pdf.periods import Period

HEADING_MM = 6.75
"""From the top of a panel to the highest label above its columns."""
TILE_DROP_MM = 0.2
"""How far the tile of a name reaches under the baseline: its middle is that of the figures beside it."""
_TILE_MM = 2.4
_SPACE_MM = 1.5
_NO_UNIT = "unità non dichiarata"


@dataclass(frozen=True, slots=True)
class Panel:
    """One series with its look.

    Attributes:
        series: the figures.
        colour: token of the columns.
        scale: name of the scale that it shares with the panels of the same name; "" for its own.
        notes: a remark above the column of a period, in Italian.
    """

    series: Series
    colour: str = "notte"
    scale: str = ""
    notes: Mapping[Period, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlacedPanel:
    """A panel in its place.

    Attributes:
        panel: what it shows.
        top_mm: from the top of the canvas.
        columns: where its columns stand.
        right_mm: right edge, from the left of the canvas.
        names_group: whether its heading says the group: the first panel of a row does.
    """

    panel: Panel
    top_mm: float
    columns: Columns
    right_mm: float
    names_group: bool

    @property
    def rise_mm(self) -> float:
        """Height for columns and the labels above them."""
        return self.columns.baseline_mm - self.top_mm - HEADING_MM


def draw_panel(canvas: Canvas, placed: PlacedPanel, periods: Sequence[Period], look: Look) -> None:
    """The columns of a panel with the periods below."""
    draw_columns(canvas, placed.panel.series, periods, placed.columns, look)
    draw_periods(canvas, placed.panel.series, periods, placed.columns, look.step)


def draw_rule(canvas: Canvas, placed: PlacedPanel) -> None:
    """The hairline over a panel, where there are several rows."""
    y = placed.top_mm + canvas.style.lines.hairline * MM_PER_PT / 2
    canvas.lines([[(placed.columns.left_mm, y), (placed.right_mm, y)]], "grigio", "hairline")


def draw_heading(canvas: Canvas, placed: PlacedPanel, scale: str) -> None:
    """The name of the series, and at the end what is to be said of its scale."""
    left, baseline = placed.columns.left_mm, placed.top_mm + LINE_MM
    room = placed.right_mm - left
    draw_name(
        canvas, placed.panel.series, placed.panel.colour, (left, baseline, room), group=placed.names_group
    )
    if scale:
        canvas.text(placed.right_mm, baseline, scale, "chart-min", "grigio", anchor="end")


def draw_name(
    canvas: Canvas, series: Series, colour: str, at_mm: tuple[float, float, float], *, group: bool
) -> None:
    """A tile in the colour of the series, then its group, label and unit.

    Args:
        canvas: the picture.
        series: what is named.
        colour: token of the tile.
        at_mm: left, baseline and the width there is.
        group: whether the group is said.
    """
    left, baseline, room = at_mm
    canvas.fill([Box(left, baseline + TILE_DROP_MM - _TILE_MM, _TILE_MM, _TILE_MM)], colour)
    x = left + _TILE_MM + _SPACE_MM
    for text, step, ink in _name(series, group=group):
        x = canvas.text(x, baseline, text, step, ink, max_width_mm=left + room - x).right_mm + _SPACE_MM


def _name(series: Series, *, group: bool) -> list[tuple[str, str, str]]:
    """Text, step and colour of the parts of a name."""
    family = [(series.group, "figure", "notte")] if series.group and group else []
    label = [(series.label, "chart" if series.group else "chart-bold", "nero")]
    unit = [] if says_unit(series) else [(series.unit or _NO_UNIT, "chart", "grigio")]
    return [*family, *label, *unit]
