"""Where text stands, glyph by glyph, as a viewer lays it out."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2

from report_pdf.messages import _
from report_pdf.parts.objects.values import Box
from report_pdf.preflight.faults import Fault
from report_pdf.preflight.matrices import common
from report_pdf.preflight.sheets import MM_PER_PT, Sheet

_REACHES_MM = 0.5
"""a letter that ends so near the edge of the bleed is art that runs out of the page"""


def safe_zone(page: pypdfium2.PdfPage, sheet: Sheet, safe_mm: float) -> Iterator[Fault]:
    """Text nearer to the trim than `safe_mm`: a cut a little aside takes it away."""
    unit = MM_PER_PT * sheet.user_unit
    left, bottom, right, top = sheet.trim
    for box in _boxes(page):
        near = min(box[0] - left, box[1] - bottom, right - box[2], top - box[3]) * unit
        if near >= safe_mm - 0.05 or _is_art(box, sheet) or common(box, sheet.trim) is None:  # mm
            continue
        message = _("text stands {near:.1f} mm from the cut, and {safe:g} mm are safe")
        message = message.format(near=max(near, 0), safe=safe_mm)
        yield Fault("safe-zone", message, _("move it into the page"), sheet.index, box, -near)


def _boxes(page: pypdfium2.PdfPage) -> Iterator[Box]:
    text = page.get_textpage()
    for index in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(index)
        if right > left and top > bottom:
            yield left, bottom, right, top


def _is_art(box: Box, sheet: Sheet) -> bool:
    reach = _REACHES_MM / MM_PER_PT
    left, bottom, right, top = sheet.bleed
    return min(box[0] - left, box[1] - bottom, right - box[2], top - box[3]) < reach
