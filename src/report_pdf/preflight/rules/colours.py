"""Colour spaces of all that paints, and of what it is painted through (GWG R0020 to R0030)."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Array

from report_pdf.messages import _
from report_pdf.parts.objects.entries import entry
from report_pdf.parts.objects.values import integer
from report_pdf.preflight.colour_spaces import PRESS_FAMILIES, PROCESS, Space, space_of
from report_pdf.preflight.faults import Fault
from report_pdf.preflight.job import Job
from report_pdf.preflight.matrices import common
from report_pdf.preflight.painted import PageContent, Painted, Picture, Shaded, Text
from report_pdf.preflight.sheets import Sheet

_NO_PLATE = frozenset({*PROCESS, "All", "None"})
_BYTE = 255


def colours(job: Job) -> Iterator[Fault]:
    """What is painted in, page by page."""
    for sheet, content in zip(job.sheets, job.contents, strict=True):
        for painted in content.painted:
            if isinstance(painted, Text) and painted.is_invisible:
                continue
            yield from _space(painted)
            yield from _plates(painted, sheet, job.order.spots)
            if isinstance(painted, Shaded):
                yield from _functions(painted)
        yield from _groups(content, sheet)
        for name in content.defaults:
            message = _("device colours are not device colours here: the page has a {name}").format(
                name=name[1:]
            )
            yield Fault("default-colour", message, _("export it in press colours, unmanaged"), sheet.index)


def painted_space(painted: Painted) -> Space:
    """The colour space that something is painted in."""
    return painted.space if isinstance(painted, Picture | Shaded) else painted.paint.space


def _space(painted: Painted) -> Iterator[Fault]:
    wrong = [family for family in painted_space(painted).families() if family not in PRESS_FAMILIES]
    if not wrong:
        return
    hint = _("convert it to CMYK with the profile of the print shop; black text to black alone")
    message = _("{what} in {space}").format(what=_what(painted), space=_shown(wrong[0], painted))
    yield Fault("colour-space", message, hint, painted.page, painted.box)


def _what(painted: Painted) -> str:
    names = {
        "Text": _("text"),
        "Line": _("a line"),
        "Area": _("an area"),
        "Picture": _("a picture"),
        "Shaded": _("a gradient"),
    }
    return names[type(painted).__name__]


def _shown(family: str, painted: Painted) -> str:
    space = family.removeprefix("/") or _("a colour space that it does not name")
    values = painted.paint.values
    if isinstance(painted, Picture | Shaded) or family != "/DeviceRGB" or len(values) != 3:  # noqa: PLR2004  # red, green, blue
        return space
    return f"{space} " + "#{:02X}{:02X}{:02X}".format(*(round(min(max(v, 0), 1) * _BYTE) for v in values))


def _plates(painted: Painted, sheet: Sheet, ordered: tuple[str, ...]) -> Iterator[Fault]:
    plates = set(painted_space(painted).all_plates())
    for name in sorted(plates - _NO_PLATE - set(ordered)):
        message = _("an ink of its own was not ordered: {name}").format(name=name)
        hint = _("convert it to CMYK, or order that ink")
        yield Fault("spot-not-ordered", message, hint, painted.page, painted.box)
    if "All" in plates and (seen := common(painted.box, sheet.bleed)) and _has_surface(seen):
        message = _("something on the page is painted on all plates at once, as only marks may be")
        hint = _("paint it in black alone; crop marks stand outside the bleed")
        yield Fault("registration-colour", message, hint, painted.page, seen)


def _has_surface(box: tuple[float, float, float, float]) -> bool:
    return box[2] - box[0] > 0.01 and box[3] - box[1] > 0.01  # noqa: PLR2004  # pt; marks may touch the bleed


def _groups(content: PageContent, sheet: Sheet) -> Iterator[Fault]:
    allowed = {"/DeviceCMYK"}
    for groups, families in ((content.groups, allowed), (content.mask_groups, allowed | {"/DeviceGray"})):
        for group in groups:
            written = entry(group, "/CS")
            if written is not None and (space := space_of(written, None)).family not in families:
                message = _("transparency is reckoned in {space}, not in DeviceCMYK").format(
                    space=space.family[1:]
                )
                hint = _("set the transparency blend space of the document to CMYK")
                yield Fault("group-colour", message, hint, sheet.index)


def _functions(painted: Shaded) -> Iterator[Fault]:
    """A shading's functions give as many values as its colour space has components (ISO 32000-1, 8.7.4.5)."""
    function = entry(painted.shading, "/Function")
    components = painted.space.components
    if function is None or not components:
        return
    given = _outputs(function)
    if given and given != components:
        message = _("a gradient gives {given} values for {components} inks").format(
            given=given, components=components
        )
        hint = _("make the gradient again, or paint it as a picture")
        yield Fault("shading-functions", message, hint, painted.page, painted.box)


def _outputs(function: object) -> int:
    """How many values a function or an array of functions gives; 0 if it does not say."""
    if isinstance(function, Array):
        return sum(_outputs(one) for one in function)
    ranges = entry(function, "/Range")
    if isinstance(ranges, Array):
        return len(ranges) // 2
    if integer(entry(function, "/FunctionType"), -1) == 2:  # noqa: PLR2004  # exponential
        start = entry(function, "/C0")
        return len(start) if isinstance(start, Array) else 1
    parts = entry(function, "/Functions")
    return _outputs(parts[0]) if isinstance(parts, Array) and len(parts) else 0
