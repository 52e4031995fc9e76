"""Colours said once for all: where the book's sRGB is not what the source meant, the source's profile stands.

The book has one output intent, sRGB, and it may serve DeviceGray and DeviceRGB alone (ISO 19005-2, 6.2.4.3).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from report_pdf.messages import _
from report_pdf.parts.archival_faults import Blocker
from report_pdf.parts.archival_objects import entries, exact_name, indirect
from report_pdf.parts.archival_profiles import channels, fogra39, icc_based, is_srgb, profile_bytes
from report_pdf.parts.archival_spots import mend_spots, spot_faults
from report_pdf.parts.archival_walk import Content
from report_pdf.parts.objects import array, entry

_DEVICE_NAMES = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}
_DEFAULT_NAMES = {1: "/DefaultGray", 3: "/DefaultRGB", 4: "/DefaultCMYK"}
_CMYK = 4
# Where in an array, and under which key of a dictionary, a colour space stands.
_INSIDE = {"/Indexed": 1, "/Separation": 2, "/DeviceN": 2, "/Pattern": 1}
_KEYS = ("/ColorSpace", "/CS")


@dataclass(slots=True)
class Spaces:
    """What stands for device colours.

    Attributes:
        pdf: the file.
        by_channels: colour spaces of the source's own profile, or of ours for CMYK, by number of channels.
    """

    pdf: Pdf
    by_channels: dict[int, Array] = field(default_factory=dict)

    def space(self, count: int) -> Array | None:
        """The colour space for a number of channels; None where the book's output intent serves."""
        if count == _CMYK and _CMYK not in self.by_channels:
            self.by_channels[_CMYK] = icc_based(self.pdf, fogra39())
        return self.by_channels.get(count)


def mend_colours(pdf: Pdf) -> Spaces:
    """Give colours their meaning without the source's output intents; say what stands for device spaces."""
    spaces = Spaces(pdf, dict(_source_profiles(pdf)))
    if "/OutputIntents" in pdf.Root:
        del pdf.Root["/OutputIntents"]
    for found in list(indirect(pdf)):
        mend_new(spaces, found)
    mend_spots(pdf)
    return spaces


def mend_new(spaces: Spaces, found: Object) -> None:
    """Give the colours of one more object their meaning."""
    _every(found, lambda value: _mend_space(spaces, value), 0)


def _source_profiles(pdf: Pdf) -> Iterator[tuple[int, Array]]:
    """The colour space of the source's output intent if it is not the book's."""
    for intent in array(pdf.Root, "/OutputIntents"):
        profile = profile_bytes(entry(intent, "/DestOutputProfile"))
        count = channels(profile)
        if count and not is_srgb(profile) and profile[16:20] != b"Lab ":
            yield count, icc_based(pdf, profile)
            return


def _every(found: object, mend: Callable[[Object], None], depth: int) -> None:
    """Call `mend` for an object and all arrays and dictionaries in it."""
    if depth > 30 or not isinstance(found, Array | Dictionary | Stream):  # noqa: PLR2004  # deeper than any space
        return
    mend(found)
    values = list(found) if isinstance(found, Array) else [value for _name, value in entries(found)]
    for value in values:
        if isinstance(value, Array | Dictionary) and not value.is_indirect:
            _every(value, mend, depth + 1)


def _mend_space(spaces: Spaces, found: Object) -> None:
    if isinstance(found, Array):
        _mend_array(spaces, found)
        return
    for key in _KEYS:
        value = found.get(key)
        if isinstance(value, Name) and (space := _instead(spaces, value)) is not None:
            found[key] = space
        elif isinstance(value, Dictionary) and key == "/ColorSpace":
            _mend_named(spaces, value)


def _mend_named(spaces: Spaces, named: Dictionary) -> None:
    """Colour spaces in resources that are device spaces by another name; Default spaces that are none."""
    for name, value in entries(named):
        if isinstance(value, Name) and (space := _instead(spaces, value)) is not None:
            named[name] = space
        elif name in _DEFAULT_NAMES.values() and not _is_default(name, value):
            del named[name]


def _is_default(name: str, value: object) -> bool:
    if not isinstance(value, Array) or not len(value):
        return False
    kind = exact_name(value[0])
    if kind == "/ICCBased":
        return len(value) > 1 and _DEFAULT_NAMES.get(_count(value[1])) == name
    return (kind, name) in {("/CalGray", "/DefaultGray"), ("/CalRGB", "/DefaultRGB")}


def _instead(spaces: Spaces, named: Name) -> Array | None:
    name = exact_name(named)
    return next((spaces.space(n) for n, device in _DEVICE_NAMES.items() if device == name), None)


def _mend_array(spaces: Spaces, found: Array) -> None:
    kind = exact_name(found[0]) if len(found) else ""
    place = _INSIDE.get(kind)
    if place is not None and len(found) > place:
        inside = found[place]
        if isinstance(inside, Name) and (space := _instead(spaces, inside)) is not None:
            found[place] = space
    elif kind == "/ICCBased" and len(found) > 1:
        _mend_icc(spaces, found)
    elif kind in {"/DeviceCMYK", "/CalCMYK"} and len(found) <= 2 and (space := spaces.space(_CMYK)):  # noqa: PLR2004
        _become(found, space)


def _become(found: Array, space: Array) -> None:
    while len(found):
        del found[0]
    for value in list(space):
        found.append(value)


def _mend_icc(spaces: Spaces, found: Array) -> None:
    """A profile that viewers cannot use either is left out: they take the device space of its channels."""
    stream = found[1]
    count = _count(stream)
    known = channels(profile_bytes(stream))
    if known and (count in {known, 0}):
        stream["/N"] = known
        return
    if count == _CMYK and (space := spaces.space(_CMYK)):
        _become(found, space)
    elif count in _DEVICE_NAMES:
        _become(found, Array([Name(_DEVICE_NAMES[count])]))


def _count(stream: object) -> int:
    found = entry(stream, "/N")
    return found if isinstance(found, int) else 0


def mend_defaults(spaces: Spaces, content: Content) -> None:
    """Say in its resources what a content stream means by device colours (ISO 32000-1, 8.6.5.6)."""
    wanted = set(spaces.by_channels) - {_CMYK}
    if content.scan is not None and content.scan.device_cmyk:
        wanted.add(_CMYK)
    resources = content.resources
    if not isinstance(resources, Dictionary):
        return
    for count in sorted(wanted):
        if not isinstance(resources.get("/ColorSpace"), Dictionary):
            resources["/ColorSpace"] = Dictionary()
        if _DEFAULT_NAMES[count] not in resources["/ColorSpace"]:
            resources["/ColorSpace"][_DEFAULT_NAMES[count]] = spaces.space(count)


def colour_faults(pdf: Pdf) -> Iterator[Blocker]:
    """Colours that say nothing in the book, wherever they stand."""
    faults: list[Blocker] = []
    for found in indirect(pdf):
        _every(found, lambda value: faults.extend(_space_faults(value)), 0)
    yield from faults
    yield from spot_faults(pdf)


def _space_faults(found: Object) -> Iterator[Blocker]:
    message = _("colours are said for a press without saying for which")
    if isinstance(found, Array):
        yield from _array_faults(found, message)
        return
    values: list[object] = [found.get(key) for key in _KEYS]
    values += [value for key in _KEYS for name, value in entries(found.get(key)) if name != "/Pattern"]
    if any(isinstance(value, Name) and exact_name(value) == "/DeviceCMYK" for value in values):
        yield Blocker(0, "6.2.4.3", message)


def _array_faults(found: Array, message: str) -> Iterator[Blocker]:
    kind = exact_name(found[0]) if len(found) else ""
    place = _INSIDE.get(kind, 0)
    inside = exact_name(found[place]) if 0 < place < len(found) else ""
    if inside == "/DeviceCMYK" or (kind in {"/DeviceCMYK", "/CalCMYK"} and len(found) <= 2):  # noqa: PLR2004
        yield Blocker(0, "6.2.4.3", message)
    if kind == "/ICCBased" and (len(found) < 2 or channels(profile_bytes(found[1])) != _count(found[1])):  # noqa: PLR2004
        yield Blocker(0, "6.2.4.2", _("a colour profile is broken or of a kind that archives refuse"))


def default_faults(content: Content) -> Iterator[Blocker]:
    """Colours of a content stream that say nothing in the book."""
    if content.scan is None or not content.scan.device_cmyk:
        return
    default = entry(entry(content.resources, "/ColorSpace"), "/DefaultCMYK")
    if not _is_default("/DefaultCMYK", default):
        message = _("colours are said for a press without saying for which")
        yield Blocker(content.page, "6.2.4.3", message)
