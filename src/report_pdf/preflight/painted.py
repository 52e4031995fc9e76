"""What a page paints: text, lines, areas, pictures and shadings, each with its ink and its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypedDict

from pikepdf import Dictionary, Object

from report_pdf.parts.objects.values import Box
from report_pdf.preflight.colour_spaces import GRAY, PROCESS, Space

_INK = 1e-4
"""less is none: how finely presses could ever tell"""
_CMYK = 4


@dataclass(frozen=True, slots=True)
class Paint:
    """A colour that paints.

    Attributes:
        space: that it is counted in.
        values: its components, 0 to 1 in device spaces; empty for patterns.
    """

    space: Space
    values: tuple[float, ...]

    def plates(self) -> Mapping[str, float] | None:
        """How much of which ink, 0 to 1, only those that print; None where only a conversion could tell."""
        if self.space.family == "/DeviceGray" and len(self.values) == 1:
            inks = {"Black": 1 - self.values[0]}
        elif self.space.family == "/DeviceCMYK" and len(self.values) == _CMYK:
            inks = dict(zip(PROCESS, self.values, strict=True))
        elif self.space.plates and len(self.values) == len(self.space.plates):
            inks = dict(zip(self.space.plates, self.values, strict=True))
        else:
            return None
        return {plate: ink for plate, ink in inks.items() if ink > _INK}

    @property
    def is_white(self) -> bool:
        """Whether it leaves the paper as it is, as far as its own plates go."""
        return self.plates() == {}


BLACK = Paint(GRAY, (0.0,))
"""what every page begins with"""


class Facts(TypedDict):
    """The fields of `Painted`."""

    page: int
    box: Box
    paint: Paint
    overprints: bool
    overprint_mode: int
    is_grouped: bool
    in_mask: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Painted:
    """Something painted.

    Attributes:
        page: 0-based.
        box: what is seen of it, pt of the page's space; of text an estimate.
        paint: its colour; of pictures that bring their own, black.
        overprints: whether it leaves the plates as they are on which it has no ink.
        overprint_mode: 1 when that holds for the process plates too (ISO 32000-1, 8.6.7).
        is_grouped: whether it stands in a transparency group, which knows nothing of what it is laid on.
        in_mask: whether it belongs to a soft mask, and is no ink.
    """

    page: int
    box: Box
    paint: Paint
    overprints: bool = False
    overprint_mode: int = 0
    is_grouped: bool = False
    in_mask: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Painted):
    """Text shown at once.

    Attributes:
        size: of its font as it comes out, pt.
        font: None if the file has none of that name.
        is_invisible: whether it is only there to be searched.
    """

    size: float
    font: Dictionary | None
    is_invisible: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Painted):
    """A stroked path.

    Attributes:
        width: pt, where it is thinnest.
    """

    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Area(Painted):
    """A filled path.

    Attributes:
        thickness: of its thinnest bar with straight sides, pt; None if it has none.
    """

    thickness: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture(Painted):
    """An image.

    Attributes:
        space: of its samples; for a stencil that of the colour it is painted with.
        bits: of each component.
        is_stencil: whether it is an image mask.
        width: pixels.
        height: pixels.
        ppi: pixels for each inch of paper, in the direction where they are fewer.
        dictionary: its entries.
    """

    space: Space
    bits: int
    is_stencil: bool
    width: int
    height: int
    ppi: float
    dictionary: Object


@dataclass(frozen=True, slots=True, kw_only=True)
class Shaded(Painted):
    """A shading painted, as itself or as a pattern.

    Attributes:
        shading: its dictionary or stream.
        space: of its colours.
    """

    shading: Object
    space: Space


@dataclass(frozen=True, slots=True)
class PageContent:
    """A page's content, with that of its forms, patterns and soft masks.

    Attributes:
        painted: in order; what a clipping path hides is left out.
        states: the graphics state dictionaries that it uses.
        groups: its transparency groups.
        mask_groups: those of its soft masks.
        fonts: those in which text is shown.
        defaults: colour spaces that stand for device colours: `/DefaultCMYK`.
        has_patterns: whether it paints with tiling patterns or shadings.
        is_damaged: whether some of it cannot be read.
    """

    painted: tuple[Painted, ...]
    states: tuple[Dictionary, ...] = ()
    groups: tuple[Dictionary, ...] = ()
    mask_groups: tuple[Dictionary, ...] = ()
    fonts: tuple[Dictionary, ...] = ()
    defaults: frozenset[str] = frozenset()
    has_patterns: bool = False
    is_damaged: bool = False
