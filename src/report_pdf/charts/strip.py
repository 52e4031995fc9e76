"""The strip: a part of a whole, tile by tile; the part is filled, the rest is outlined."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from report_pdf.charts.canvas import Canvas
from report_pdf.charts.chart import Chart, DataTable
from report_pdf.charts.numerals import draw_numeral, numeral_width_mm
from report_pdf.charts.style import ChartStyle
from report_pdf.charts.tiles import TileGrid, by_columns, flush_pitch_mm, groove_mm
from report_pdf.italian import number, percent
from report_pdf.messages import _

ROWS = 7
_FOOT_MM = 13.5
_BASELINE_MM = 9.0


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole.

    Attributes:
        part: how many of the whole.
        whole: how many in all.
        unit: what is counted ("comuni").
        part_label: what the part is ("meno di 5.000 abitanti").
        rest_label: what the others are.
        source: who counted.
    """

    part: int
    whole: int
    unit: str
    part_label: str
    rest_label: str
    source: str


def strip(share: Share, style: ChartStyle, *, colour: str = "cotto", rest_colour: str = "grigio-60") -> Chart:
    """The whole in seven rows over the width of the type area, each part named under its first tile.

    Args:
        share: the numbers and their names.
        style: the design.
        colour: token of the filled tiles.
        rest_colour: token of the outlined tiles.
    """
    width = style.tokens.grid.type_width
    pitch = flush_pitch_mm(width, max(1, ceil(share.whole / ROWS)), style)
    grid = TileGrid(0, 0, pitch, groove_mm(style))
    bottom = grid.bottom_mm(ROWS)
    canvas = Canvas(style, width, bottom + _FOOT_MM, share.part_label)
    part = _part(canvas, share)
    rest = share.whole - part
    canvas.fill(grid.boxes(by_columns(part, ROWS)), colour)
    canvas.outline(grid.boxes(by_columns(rest, ROWS, part)), rest_colour, "hairline")
    _draw_label(canvas, 0, bottom, part, (share.unit, share.part_label))
    start = grid.box((part // ROWS, 0)).x
    _draw_label(canvas, start, bottom, rest, (share.unit, share.rest_label))
    return canvas.finish(_words(share, part), _table(share, part))


def _part(canvas: Canvas, share: Share) -> int:
    if 0 <= share.part <= share.whole:
        return share.part
    message = _("{part} is not a part of {whole}").format(part=share.part, whole=share.whole)
    canvas.report("layout.chart-not-a-part", message)
    return min(max(share.part, 0), share.whole)


def _draw_label(canvas: Canvas, start: float, foot: float, count: int, lines: tuple[str, str]) -> None:
    """Numeral and words from `start` on, or flush right where they would leave the picture; none for none."""
    if count:
        left = min(start, canvas.width_mm - numeral_width_mm(count, lines, canvas.style))
        draw_numeral(canvas, (left, foot + _BASELINE_MM), count, lines)


def _words(share: Share, part: int) -> str:
    rest = share.whole - part
    return (
        f"Striscia di {number(share.whole)} tessere, una tessera per unità (unità: {share.unit}). "
        f"Piene: {number(part)}, {share.part_label} ({_percent(part, share)}). "
        f"Vuote: {number(rest)}, {share.rest_label} ({_percent(rest, share)}). "
        f"Fonte: {share.source.rstrip('.')}."
    )


def _table(share: Share, part: int) -> DataTable:
    counts = ((share.part_label, part), (share.rest_label, share.whole - part), ("totale", share.whole))
    rows = tuple((label, number(count), _percent(count, share)) for label, count in counts)
    return DataTable(("", share.unit, "quota"), rows)


def _percent(count: int, share: Share) -> str:
    return percent(Decimal(count) / (share.whole or 1))
