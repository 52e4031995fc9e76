"""Lines, drawn as strokes or as thin bars: too thin, and they break up."""

from __future__ import annotations

from collections.abc import Iterator

from report_pdf.messages import _
from report_pdf.preflight.faults import Fault
from report_pdf.preflight.job import Job
from report_pdf.preflight.painted import Area, Line, Painted

_TOLERANCE_PT = 0.005


def lines(job: Job) -> Iterator[Fault]:
    """Every line and bar that is thinner than the press can print."""
    least = job.profile.line_pt
    for content in job.contents:
        for painted in content.painted:
            width = _thickness(painted)
            if width is not None and width < least - _TOLERANCE_PT and not painted.in_mask:
                message = _("a line is {width:.2f} pt thin, and {least:g} pt are needed")
                message = message.format(width=width, least=least)
                hint = _("draw it thicker, or leave it out")
                yield Fault("line-thin", message, hint, painted.page, painted.box, -width)


def _thickness(painted: Painted) -> float | None:
    if isinstance(painted, Line):
        return painted.width
    return painted.thickness if isinstance(painted, Area) else None
