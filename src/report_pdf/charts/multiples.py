"""Small multiples: one panel of columns a series, never two measures in one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from report_pdf.charts.alt import chart_words, name_of, series_table, units_of
from report_pdf.charts.bars import Look, columns_in, fitting_scale, foot_mm, value_step
from report_pdf.charts.canvas import Canvas
from report_pdf.charts.chart import Chart
from report_pdf.charts.panel import Panel, PlacedPanel, draw_heading, draw_panel, draw_rule
from report_pdf.charts.style import ChartStyle
from report_pdf.italian import list_of
from report_pdf.messages import _
from report_pdf.periods import Period

__all__ = ["Panel", "multiples"]

_SAME_SCALE, _OWN_SCALE = "stessa scala", "scala propria"

_Rows = Sequence[Sequence[Panel | None]]
_Shared = Mapping[str, Sequence[Panel]]


def multiples(
    rows: _Rows, periods: Sequence[Period], style: ChartStyle, *, width_mm: float, height_mm: float
) -> Chart:
    """Panels of columns in rows and columns, all of one size, each from zero.

    Panels share a scale only where that is asked for, and only if their unit is the same.

    Args:
        rows: the panels; None leaves a place empty.
        periods: in time order.
        style: the design.
        width_mm: of the picture.
        height_mm: of the picture, shared out to the rows.
    """
    panels = [panel for row in rows for panel in row if panel is not None]
    series = [panel.series for panel in panels]
    canvas = Canvas(style, width_mm, height_mm, _ids(panels))
    shared = _shared_scales(canvas, panels)
    placed = list(_placed(rows, periods, style, (width_mm, height_mm)))
    for one, look in zip(placed, _looks(placed, periods, shared, style), strict=True):
        draw_panel(canvas, one, periods, look)
        draw_heading(canvas, one, _scale_words(one.panel, shared))
        if len(rows) > 1:
            draw_rule(canvas, one)
    words = chart_words(_form(panels, shared), series, periods, [panel.notes for panel in panels])
    return canvas.finish(words, series_table(series, periods))


def _shared_scales(canvas: Canvas, panels: Sequence[Panel]) -> _Shared:
    """The panels of each scale that is shared; a scale for two units is refused, so each keeps its own."""
    named: dict[str, list[Panel]] = {}
    for panel in panels:
        if panel.scale:
            named.setdefault(panel.scale, []).append(panel)
    return {
        name: members
        for name, members in named.items()
        if _has_one_unit(canvas, name, members) and len(members) > 1
    }


def _has_one_unit(canvas: Canvas, scale: str, panels: Sequence[Panel]) -> bool:
    units = units_of([panel.series for panel in panels])
    if len(units) > 1:
        message = _("{chart}: the scale {scale!r} is shared by different units: {units}")
        hint = _("give each unit its own scale: heights of different things do not compare")
        filled = message.format(chart=_ids(panels), scale=scale, units=", ".join(units))
        canvas.report("layout.chart-two-units", filled, hint)
    return len(units) == 1


def _scale_words(panel: Panel, shared: _Shared) -> str:
    """Whether the panel compares with others; nothing where none does."""
    if not shared:
        return ""
    return _SAME_SCALE if panel.scale in shared else _OWN_SCALE


def _placed(
    rows: _Rows, periods: Sequence[Period], style: ChartStyle, size_mm: tuple[float, float]
) -> Iterator[PlacedPanel]:
    gutter = style.tokens.grid.gutter
    across = max(len(row) for row in rows)
    width = (size_mm[0] - (across - 1) * gutter) / across
    height = (size_mm[1] - (len(rows) - 1) * gutter) / len(rows)
    foot = foot_mm([panel.series for row in rows for panel in row if panel], periods)
    for down, row in enumerate(rows):
        top = down * (height + gutter)
        groups = [panel.series.group if panel else "" for panel in row]
        for number, panel in enumerate(row):
            if panel is not None:
                left = number * (width + gutter)
                columns = columns_in(left, width, len(periods), top + height - foot)
                new_group = groups[number] not in groups[:number]
                yield PlacedPanel(panel, top, columns, left + width, new_group)


def _looks(
    placed: Sequence[PlacedPanel], periods: Sequence[Period], shared: _Shared, style: ChartStyle
) -> list[Look]:
    """The look of each panel, at the largest scale that all panels of its scale can have."""
    series = [one.panel.series for one in placed]
    step = value_step(series, periods, placed[0].columns.column_mm, style)
    looks = [Look(one.panel.colour, step, 0.0, one.panel.notes) for one in placed]
    fitting = [
        fitting_scale(one.panel.series, periods, one.rise_mm, look, style)
        for one, look in zip(placed, looks, strict=True)
    ]
    scales = [one.panel.scale for one in placed]
    common = {
        name: min(
            (fit for scale, fit in zip(scales, fitting, strict=True) if scale == name and fit is not None),
            default=None,
        )
        for name in shared
    }
    return [
        replace(look, mm_per_unit=common.get(scale, own) or 0.0)
        for look, scale, own in zip(looks, scales, fitting, strict=True)
    ]


def _form(panels: Sequence[Panel], shared: _Shared) -> str:
    """How many panels there are, and which of them compare."""
    form = f"{len(panels)} grafici a colonne, uno per serie" if len(panels) > 1 else "Grafico a colonne"
    if len(panels) == 1:
        return f"{form}."
    if not shared:
        return f"{form}; ogni serie ha la sua scala."
    groups = "; ".join(
        f"stessa scala per {list_of([name_of(panel.series) for panel in members])}"
        for members in shared.values()
    )
    return f"{form}; {groups}; le altre hanno una scala propria."


def _ids(panels: Sequence[Panel]) -> str:
    return ", ".join(panel.series.id for panel in panels)
