"""Optical margins: how far display type is moved so that its ink, not its box, stands on the column."""

from __future__ import annotations

from report_pdf.charts.style import ChartStyle

_STEP = "h1"


def hang_em(style: ChartStyle, line: str) -> float:
    """The margin before a line of display type, in em: the empty space left of its first letter, taken back.

    0 for a line without letters, or one whose face lacks the first.
    """
    font = style.font(_STEP)
    glyph = font.get_nominal_glyph(ord(line[0])) if line else None
    extents = font.get_glyph_extents(glyph) if glyph is not None else None
    return round(-extents.x_bearing / font.face.upem, 4) if extents else 0
