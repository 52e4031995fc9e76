"""Pictures: how many pixels they have for each inch of paper (GWG R0031, R0032)."""

from __future__ import annotations

from collections.abc import Iterator

from report_pdf.messages import _
from report_pdf.preflight.faults import Fault
from report_pdf.preflight.job import Job
from report_pdf.preflight.painted import Picture
from report_pdf.preflight.profiles import Profile

_SMALL_PT = 12
"""a picture of fewer points each way is a dot, a tile or a plain colour"""


def pictures(job: Job) -> Iterator[Fault]:
    """The resolution of each picture where it is placed."""
    for content in job.contents:
        for one in content.painted:
            if isinstance(one, Picture) and not one.in_mask and _is_large(one) and one.ppi > 0:
                yield from _resolution(one, job.profile)


def _is_large(one: Picture) -> bool:
    left, bottom, right, top = one.box
    return min(right - left, top - bottom) > _SMALL_PT and min(one.width, one.height) > 1


def _resolution(one: Picture, profile: Profile) -> Iterator[Fault]:
    shown = round(one.ppi)
    if one.bits == 1:
        if one.ppi < profile.bitmap_ppi:
            message = _("a picture in black and white has {ppi} pixels per inch, and {least:g} are needed")
            message = message.format(ppi=shown, least=profile.bitmap_ppi)
            hint = _("scan it finer, or draw it as lines")
            yield Fault("bitmap-resolution", message, hint, one.page, one.box, -one.ppi)
        return
    hint = _("place the original, larger file, or print it smaller")
    if one.ppi < profile.poor_image_ppi:
        message = _("a picture has {ppi} pixels per inch, and below {least:g} its pixels are seen")
        message = message.format(ppi=shown, least=profile.poor_image_ppi)
        yield Fault("image-resolution-poor", message, hint, one.page, one.box, -one.ppi)
    elif one.ppi < profile.image_ppi:
        message = _("a picture has {ppi} pixels per inch, and {wanted:g} are wanted")
        message = message.format(ppi=shown, wanted=profile.image_ppi)
        yield Fault("image-resolution-low", message, hint, one.page, one.box, -one.ppi)
    elif one.ppi > profile.rich_image_ppi:
        message = _("a picture has {ppi} pixels per inch: more than {most:g} cannot be seen")
        message = message.format(ppi=shown, most=profile.rich_image_ppi)
        hint = _("reduce it when you export")
        yield Fault("image-resolution-excessive", message, hint, one.page, one.box, one.ppi)
