"""Colours said once for all: where the book's sRGB is not what the source meant, the source's profile stands.

The book has one output intent, sRGB, and it may serve DeviceGray and DeviceRGB alone (ISO 19005-2, 6.2.4.3).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from report_pdf.messages import _
from report_pdf.parts.archival.profiles import channels, fogra39, icc_based, is_srgb, profile_bytes
from report_pdf.parts.archival.spots import mend_spots
from report_pdf.parts.content.walk import Content
from report_pdf.parts.faults import Found
from report_pdf.parts.objects.entries import array, entries, entry
from report_pdf.parts.objects.names import exact_name
from report_pdf.parts.objects.walks import mentioning

_DEVICE_NAMES = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}
_DEFAULT_NAMES = {1: "/DefaultGray", 3: "/DefaultRGB", 4: "/DefaultCMYK"}
_CMYK = 4
# Where in an array, and under which key of a dictionary, a colour space stands.
_INSIDE = {"/Indexed": 1, "/Separation": 2, "/DeviceN": 2, "/Pattern": 1}
_KEYS = ("/ColorSpace", "/CS")
_OF_COLOUR = re.compile(rb"/(?:ColorSpace|CS|Indexed|Separation|DeviceN|Pattern|ICCBased|\w+CMYK)\b")
_KNOWN_NAMES = frozenset({"/DeviceGray", "/DeviceRGB"})
_CIE_SPACES = frozenset({"/CalGray", "/CalRGB", "/Lab"})
_DEEPEST_SPACE = 8


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
    for found in list(mentioning(pdf, _OF_COLOUR)):
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
        value = entry(found, key)
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


def space_faults(space: object, depth: int = 0) -> Iterator[Found]:
    """What says nothing in the book of a colour space of pictures and shadings, and of those in it."""
    if depth > _DEEPEST_SPACE:
        yield _unknown()
    elif isinstance(space, Array):
        yield from _array_faults(space, depth)
    elif exact_name(space) == "/DeviceCMYK":
        yield _unsaid()
    elif exact_name(space) not in _KNOWN_NAMES:
        yield _unknown()


def painted_faults(space: object) -> Iterator[Found]:
    """The same of a colour space that operators set: it may be one of patterns."""
    kind = exact_name(space[0]) if isinstance(space, Array) and len(space) else exact_name(space)
    if kind == "/Pattern":
        yield from space_faults(space[1]) if isinstance(space, Array) and len(space) > 1 else ()
    else:
        yield from space_faults(space)


def _unsaid() -> Found:
    return "6.2.4.3", _("colours are said for a press without saying for which")


def _unknown() -> Found:
    return "6.2.4", _("colours are said in a way that is not known")


def _array_faults(found: Array, depth: int) -> Iterator[Found]:
    kind = exact_name(found[0]) if len(found) else ""
    place = _INSIDE.get(kind, 0)
    if kind == "/ICCBased":
        if len(found) < 2 or not 0 < channels(profile_bytes(found[1])) == _count(found[1]):  # noqa: PLR2004
            yield "6.2.4.2", _("a colour profile is broken or of a kind that archives refuse")
    elif 0 < place < len(found) and kind != "/Pattern":
        yield from space_faults(found[place], depth + 1)
        yield from _attribute_faults(found[4] if len(found) > 4 else None, depth)  # noqa: PLR2004
    elif len(found) == 1:
        yield from space_faults(found[0], depth + 1)
    elif kind not in _CIE_SPACES:
        yield _unknown()


def _attribute_faults(attributes: object, depth: int) -> Iterator[Found]:
    """The colour spaces that a DeviceN space describes its spots with."""
    for _name, colorant in entries(entry(attributes, "/Colorants")):
        yield from space_faults(colorant, depth + 1)
    process = entry(entry(attributes, "/Process"), "/ColorSpace")
    if process is not None:
        yield from space_faults(process, depth + 1)


def default_faults(content: Content) -> Iterator[Found]:
    """Colours that the operators of a content stream say, and that say nothing in the book."""
    spaces = entry(content.resources, "/ColorSpace")
    is_cmyk = content.scan is not None and content.scan.device_cmyk
    if is_cmyk and not _is_default("/DefaultCMYK", entry(spaces, "/DefaultCMYK")):
        yield _unsaid()
    for name in _DEFAULT_NAMES.values():
        if (default := entry(spaces, name)) is not None and not _is_default(name, default):
            yield _unknown()
