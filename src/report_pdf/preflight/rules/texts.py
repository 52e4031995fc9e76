"""Text: its size and its plates (GWG R0006 to R0015)."""

from __future__ import annotations

from collections.abc import Iterator

from report_pdf.messages import _
from report_pdf.preflight.faults import Fault
from report_pdf.preflight.job import Job
from report_pdf.preflight.matrices import common
from report_pdf.preflight.painted import Painted, Text
from report_pdf.preflight.profiles import Profile

_TOLERANCE_PT = 0.02
_RICH = 0.85
"""black from which on more inks only blur text"""


def texts(job: Job) -> Iterator[Fault]:
    """All text that is seen on the page."""
    for sheet, content in zip(job.sheets, job.contents, strict=True):
        for painted in content.painted:
            if painted.in_mask or common(painted.box, sheet.bleed) is None:
                continue
            if job.profile.is_press:
                yield from _white_overprinting(painted)
            if isinstance(painted, Text):
                yield from _text(painted, job.profile)


def _text(text: Text, profile: Profile) -> Iterator[Fault]:
    if text.is_invisible:
        message = _("text that is not seen stands on the page")
        yield _at(text, "invisible-text", message, _("it comes from reading a scan, and does no harm"))
        return
    yield from _size(text, profile)
    if profile.is_press:
        yield from _inks(text, profile)


def _at(painted: Painted, rule: str, message: str, hint: str, gravity: float = 0) -> Fault:
    return Fault(rule, message, hint, painted.page, painted.box, gravity)


def _is_under(size: float, least: float) -> bool:
    return size < least - _TOLERANCE_PT


def _size(text: Text, profile: Profile) -> Iterator[Fault]:
    size = text.size
    if _is_under(size, profile.text_pt):
        message = _("text of {size:.1f} pt: below {least:g} pt it cannot be read")
        message = message.format(size=size, least=profile.text_pt)
        yield _at(text, "text-small", message, _("set it larger"), -size)
    elif text.paint.is_white and _is_under(size, profile.white_text_pt):
        message = _("white text of {size:.1f} pt: below {least:g} pt the ground creeps into it")
        message = message.format(size=size, least=profile.white_text_pt)
        yield _at(text, "white-text-small", message, _("set it larger or bolder"), -size)


def _inks(text: Text, profile: Profile) -> Iterator[Fault]:
    plates = text.paint.plates()
    if not plates:
        return
    others = [plate for plate in plates if plate != "Black"]
    if plates.get("Black", 0) >= _RICH and others:
        message = _("black text of {size:.1f} pt also prints on {plates}")
        message = message.format(size=text.size, plates=", ".join(others))
        hint = _("set it in black alone: plates never meet exactly")
        yield _at(text, "rich-black-text", message, hint, -text.size)
    elif len(plates) > 1 and _is_under(text.size, profile.mixed_text_pt):
        message = _("text of {size:.1f} pt on {n} plates: below {least:g} pt its edges blur")
        message = message.format(size=text.size, n=len(plates), least=profile.mixed_text_pt)
        yield _at(text, "text-mixed-small", message, _("set it in one ink, or larger"), -text.size)
    if set(plates) == {"Black"} and plates["Black"] == 1 and _is_under(text.size, profile.overprint_below_pt):
        yield from _black(text)


def _black(text: Text) -> Iterator[Fault]:
    if text.paint.space.family == "/DeviceGray":
        message = _("black text of {size:.1f} pt is set in grey, which cannot overprint").format(
            size=text.size
        )
        yield _at(text, "grey-text", message, _("set it in CMYK, black alone"), -text.size)
    elif text.is_grouped or not text.overprints or text.overprint_mode != 1:
        message = _("black text of {size:.1f} pt does not overprint: white shows at its edges")
        hint = _("let black overprint when you export")
        yield _at(text, "black-not-overprinting", message.format(size=text.size), hint, -text.size)


def _white_overprinting(painted: Painted) -> Iterator[Fault]:
    if painted.overprints and painted.paint.is_white and not painted.paint.space.plates:
        message = _("something white overprints: it will not be seen")
        yield _at(painted, "overprint-white", message, _("take the overprint off what is white"))
