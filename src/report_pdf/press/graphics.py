"""The graphics state as far as ink depends on it (ISO 32000-1, 8.4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from report_pdf.press.inks import Ink

DEVICE_SPACES = {"DeviceGray": 1, "DeviceRGB": 3, "DeviceCMYK": 4}


@dataclass(frozen=True, slots=True)
class Colour:
    """What paints.

    Attributes:
        said: the colour as it was written, for findings.
        ink: what it is printed with; None for a pattern, for what was inherited, and for what has no ink.
        inherited: "fill" or "stroke" while it is still that of the stream around; "" after.
        has_no_ink: whether painting with it is refused.
    """

    said: str = ""
    ink: Ink | None = None
    inherited: str = ""
    has_no_ink: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two colours of the state: of areas and text, or of lines.

    Attributes:
        colour: what paints.
        space: the family of the colour space that `scn` counts in.
        alpha: 0 to 1.
    """

    colour: Colour
    space: str = "DeviceGray"
    alpha: float = 1


@dataclass(frozen=True, slots=True)
class State:
    """What `q` keeps and `Q` brings back.

    Attributes:
        fill: of areas and text.
        stroke: of lines.
        text_mode: as `Tr` sets it.
        overprints: whether what is filled now leaves the other plates as they are.
    """

    fill: Side
    stroke: Side
    text_mode: int = 0
    overprints: bool = False

    def with_side(self, *, stroking: bool, **changes: Any) -> State:  # noqa: ANN401  # checked by `replace`
        """The state with one side changed."""
        if stroking:
            return replace(self, stroke=replace(self.stroke, **changes))
        return replace(self, fill=replace(self.fill, **changes))


def initial(*, is_page: bool) -> State:
    """The state at the beginning of a stream: of a page black, of a form that of what draws it."""
    if is_page:
        black = Side(Colour("#000000", has_no_ink=True))
        return State(black, black)
    return State(Side(Colour(inherited="fill")), Side(Colour(inherited="stroke")))
