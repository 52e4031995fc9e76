"""The boxes of the pages: where they are cut, and how far their art reaches (GWG R0002 to R0005)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from report_pdf.messages import _
from report_pdf.parts.objects.values import Box
from report_pdf.preflight.faults import Fault
from report_pdf.preflight.job import Job
from report_pdf.preflight.sheets import MM_PER_PT, Sheet

TOLERANCE_MM = 0.1
_TOLERANCE_PT = 0.02
_DIGITS = 1
_WIDEST_SPINE_MM = 100


def boxes(job: Job) -> Iterator[Fault]:
    """The boxes of each page, and their sizes."""
    for sheet in job.sheets:
        yield from _declared(sheet)
        yield from _bleed(sheet, job.profile.bleed_mm)
        yield from _turned(sheet)
    yield from _sizes(job)


def trim_ordered(job: Job) -> Iterator[Fault]:
    """Whether each page is cut to what was ordered."""
    if job.order.trim_mm is None or is_spread(job):
        return
    width, height = job.order.trim_mm
    for sheet in _trimmed(job):
        found = sheet.trim_mm
        if any(abs(one - other) > TOLERANCE_MM for one, other in zip(found, (width, height), strict=True)):
            message = _("the trimmed page is {found} mm, and {ordered} mm was ordered")
            message = message.format(found=told(found), ordered=told((width, height)))
            hint = _("set the page to the size that was ordered, without scaling it")
            yield Fault("order-trim", message, hint, sheet.index)


def is_spread(job: Job) -> bool:
    """Whether it is the cover, back, spine and front as one sheet (and one more for its inside)."""
    if job.order.trim_mm is None or len(job.sheets) > 2:  # noqa: PLR2004  # outside and inside
        return False
    width, height = job.order.trim_mm
    return all(
        abs(sheet.trim_mm[1] - height) <= TOLERANCE_MM
        and -TOLERANCE_MM <= sheet.trim_mm[0] - 2 * width <= _WIDEST_SPINE_MM
        for sheet in job.sheets
    )


def told(size: tuple[float, float]) -> str:
    """A size in mm as people write it."""
    return " × ".join(f"{side:.1f}".removesuffix(".0") for side in size)


def _declared(sheet: Sheet) -> Iterator[Fault]:
    if "/MediaBox" not in sheet.declared:
        yield Fault("media-box", _("the page has no MediaBox"), _("export the page again"), sheet.index)
    if "/TrimBox" not in sheet.declared:
        message = _("the page does not say where it is cut: it has no TrimBox")
        hint = _("give the page its trimmed size in the document's settings and export it with bleed")
        yield Fault("trim-box", message, hint, sheet.index)
    elif not _holds(sheet.bleed, sheet.trim) or not _holds(sheet.media, sheet.bleed):
        message = _("the boxes do not lie within each other: trim in bleed in media")
        yield Fault("bleed-box", message, _("export the page again with bleed"), sheet.index)
    if "/ArtBox" in sheet.declared:
        message = _("the page has an ArtBox beside its TrimBox")
        yield Fault("art-box", message, _("leave the ArtBox out"), sheet.index)
    if "/CropBox" in sheet.declared and not (
        _holds(sheet.crop, sheet.media) and _holds(sheet.media, sheet.crop)
    ):
        message = _("the CropBox hides a part of the sheet: it is not the MediaBox")
        yield Fault("crop-box", message, _("do not crop pages in the viewer"), sheet.index)


def _bleed(sheet: Sheet, least_mm: float) -> Iterator[Fault]:
    if "/TrimBox" not in sheet.declared:
        return
    outer = sheet.bleed if "/BleedBox" in sheet.declared else sheet.crop
    sides = (
        sheet.trim[0] - outer[0],
        sheet.trim[1] - outer[1],
        outer[2] - sheet.trim[2],
        outer[3] - sheet.trim[3],
    )
    least = min(sides) * MM_PER_PT * sheet.user_unit
    if least < least_mm - TOLERANCE_MM / 10:
        message = _("the bleed is {found:.1f} mm where it is least, and {least:g} mm are needed")
        hint = _("let colours and pictures at the edge reach that far beyond the cut, and export with bleed")
        yield Fault("bleed", message.format(found=max(least, 0), least=least_mm), hint, sheet.index)


def _turned(sheet: Sheet) -> Iterator[Fault]:
    if sheet.rotate:
        message = _("the page is turned by {degrees} degrees for viewing").format(degrees=sheet.rotate)
        yield Fault("rotated", message, _("set the page as it is read"), sheet.index)
    if sheet.user_unit != 1:
        message = _("the page is scaled by its UserUnit, {unit:g}").format(unit=sheet.user_unit)
        yield Fault("user-unit", message, _("give the page its true size"), sheet.index)


def _sizes(job: Job) -> Iterator[Fault]:
    sizes = Counter(tuple(round(side, _DIGITS) for side in sheet.trim_mm) for sheet in _trimmed(job))
    if not sizes:
        return
    (width, height), _count = sizes.most_common(1)[0]
    for sheet in _trimmed(job):
        if any(
            abs(one - other) > 2 * TOLERANCE_MM
            for one, other in zip(sheet.trim_mm, (width, height), strict=True)
        ):
            message = _("the trimmed page is {found} mm, and the others are {most} mm")
            message = message.format(found=told(sheet.trim_mm), most=told((width, height)))
            yield Fault("trim-sizes", message, _("give all pages one size"), sheet.index)


def _trimmed(job: Job) -> list[Sheet]:
    """The pages that say where they are cut."""
    return [sheet for sheet in job.sheets if "/TrimBox" in sheet.declared]


def _holds(outer: Box, inner: Box) -> bool:
    left, bottom, right, top = (one - other for one, other in zip(inner, outer, strict=True))
    return min(left, bottom) >= -_TOLERANCE_PT and max(right, top) <= _TOLERANCE_PT
