"""Colour spaces (ISO 32000-1, 8.6): what family, how many components, on which plates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pikepdf import Array, Name, Object

from report_pdf.parts.objects.entries import dictionary, entry
from report_pdf.parts.objects.values import integer

_DEEPEST = 6
_SHORT = {"/G": "/DeviceGray", "/RGB": "/DeviceRGB", "/CMYK": "/DeviceCMYK", "/I": "/Indexed"}
"""as inline images write them"""
_COMPONENTS = {"/DeviceGray": 1, "/CalGray": 1, "/DeviceRGB": 3, "/CalRGB": 3, "/Lab": 3, "/DeviceCMYK": 4}
PRESS_FAMILIES = frozenset({"/DeviceGray", "/DeviceCMYK", "/Separation", "/DeviceN", "/Pattern", "/Indexed"})
"""what goes to the plates as it is written"""
PROCESS = ("Cyan", "Magenta", "Yellow", "Black")


@dataclass(frozen=True, slots=True)
class Space:
    """A colour space.

    Attributes:
        family: `/DeviceCMYK`, `/ICCBased`, ...; "" for what is none.
        components: of a colour in it; 0 if unknown.
        plates: the names of its inks, for `/Separation` and `/DeviceN`.
        base: what it is built on: the alternate of inks, the base of `/Indexed` and `/Pattern`.
    """

    family: str
    components: int
    plates: tuple[str, ...] = ()
    base: Space | None = None

    def families(self) -> Iterator[str]:
        """Its own and those it is built on."""
        yield self.family
        if self.base is not None:
            yield from self.base.families()

    def all_plates(self) -> Iterator[str]:
        """The names of the inks of its own and of those it is built on."""
        yield from self.plates
        if self.base is not None:
            yield from self.base.all_plates()


GRAY = Space("/DeviceGray", 1)
RGB = Space("/DeviceRGB", 3)
CMYK = Space("/DeviceCMYK", 4)
NO_SPACE = Space("", 0)


def space_of(found: object, resources: object, depth: int = 0) -> Space:
    """The space that is written as a name or an array.

    Args:
        found: what is written.
        resources: of the stream that uses it.
        depth: how many spaces deep it stands; those too deep are none.
    """
    if depth > _DEEPEST:
        return NO_SPACE
    if isinstance(found, Name):
        return _named(_SHORT.get(str(found), str(found)), resources, depth)
    if not isinstance(found, Array) or not len(found) or not isinstance(found[0], Name):
        return NO_SPACE
    family = _SHORT.get(str(found[0]), str(found[0]))
    if len(found) == 1:
        return _named(family, resources, depth)
    return _built(family, found, resources, depth)


def _named(name: str, resources: object, depth: int) -> Space:
    if name in _COMPONENTS:
        return Space(name, _COMPONENTS[name])
    if name == "/Pattern":
        return Space(name, 0)
    written = entry(dictionary(resources, "/ColorSpace"), name)
    return space_of(written, resources, depth + 1) if written is not None else NO_SPACE


def _built(family: str, written: Array, resources: object, depth: int) -> Space:
    second: Object = written[1]
    match family:
        case "/ICCBased":
            return Space(family, integer(entry(second, "/N")))
        case "/Indexed":
            return Space(family, 1, base=space_of(second, resources, depth + 1))
        case "/Pattern":
            return Space(family, 0, base=space_of(second, resources, depth + 1))
        case "/Separation" | "/DeviceN":
            names = list(second) if isinstance(second, Array) else [second]
            plates = tuple(str(name)[1:] for name in names if isinstance(name, Name))
            base = space_of(written[2], resources, depth + 1) if len(written) > 2 else None  # noqa: PLR2004  # the alternate
            return Space(family, len(plates), plates, base)
        case _:
            return Space(family, _COMPONENTS.get(family, 0))
