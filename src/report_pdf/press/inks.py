"""Inks: what is printed in the place of each token's sRGB, exactly that and nothing near it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from report_pdf.findings import Finding, Severity, Where
from report_pdf.messages import _
from report_pdf.tokens import Tokens

PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
_PERCENT = 100
_BYTE = 255
_EXACT = 0.02
"""how far 255 times a written component may be from a whole number: WeasyPrint writes six digits"""

Cmyk = tuple[float, float, float, float]
"""0 to 1 each"""


@dataclass(frozen=True, slots=True)
class Ink:
    """What a colour is printed with.

    Attributes:
        cmyk: cyan, magenta, yellow, black, 0 to 1; of a spot colour, what it looks like.
        plate: the name of the spot colour's plate; "" for process colours.
    """

    cmyk: Cmyk
    plate: str = ""

    @property
    def is_black(self) -> bool:
        """Whether it is all of black and nothing else: what text may overprint with."""
        return not self.plate and self.cmyk == (0, 0, 0, 1)


class Conversion(Protocol):
    """How the colours of a page are turned into inks."""

    def ink(self, space: str, values: tuple[float, ...]) -> Ink | None:
        """The ink of a colour, or None for one that has none.

        Args:
            space: `DeviceGray`, `DeviceRGB`, or the family of another space.
            values: as written, 0 to 1 in the device spaces.
        """


@dataclass(frozen=True, slots=True)
class TokenInks:
    """The conversion of pages that are set in tokens.

    Attributes:
        by_srgb: `#RRGGBB` to ink.
    """

    by_srgb: Mapping[str, Ink]

    def ink(self, space: str, values: tuple[float, ...]) -> Ink | None:
        """The ink of the token that has exactly this sRGB; what is given in inks is printed so."""
        return as_given(space, values) or self.by_srgb.get(hex_of(space, values))


class Luminosity:
    """The conversion inside a soft mask, whose colours are no inks but say how much is seen."""

    def ink(self, space: str, values: tuple[float, ...]) -> Ink | None:
        """Black, as much as is hidden (ISO 32000-1, 11.5.3)."""
        if ink := as_given(space, values):
            return ink
        if not hex_of(space, values):
            return None
        red, green, blue = values * 3 if len(values) == 1 else values
        return Ink((0, 0, 0, round(1 - (0.3 * red + 0.59 * green + 0.11 * blue), 6)))


def token_inks(tokens: Tokens) -> TokenInks:
    """The inks of a design; that no two tokens share an sRGB is seen to when they are read."""
    inks = {colour.srgb: Ink(_fractions(colour.cmyk), colour.spot) for colour in tokens.colours.values()}
    return TokenInks(inks)


def too_much_ink(tokens: Tokens, limit: float, where: Where) -> Iterator[Finding]:
    """The tokens that need more ink than the paper takes.

    Args:
        tokens: the design.
        limit: percent, all plates together.
        where: the file that holds them.
    """
    for name, colour in tokens.colours.items():
        if (total := sum(colour.cmyk)) > limit:
            message = _("the colour {name} takes {total:g} % of ink, and the paper {limit:g} %")
            message = message.format(name=name, total=total, limit=limit)
            hint = _("write less cyan, magenta and yellow into its cmyk")
            yield Finding("layout.too-much-ink", Severity.BLOCK, message, where, hint)


def as_given(space: str, values: tuple[float, ...]) -> Ink | None:
    """The ink of a colour that is given in process inks; None for any other."""
    if space != "DeviceCMYK" or len(values) != len(PROCESS):
        return None
    cyan, magenta, yellow, black = values
    return Ink((cyan, magenta, yellow, black))


def hex_of(space: str, values: tuple[float, ...]) -> str:
    """`#RRGGBB` of a device colour of eight bits; "" for any other."""
    if (space, len(values)) not in {("DeviceRGB", 3), ("DeviceGray", 1)}:
        return ""
    steps = [value * _BYTE for value in (values * 3 if len(values) == 1 else values)]
    if any(abs(step - round(step)) > _EXACT or not 0 <= round(step) <= _BYTE for step in steps):
        return ""
    return "#{:02X}{:02X}{:02X}".format(*map(round, steps))


def _fractions(percent: Cmyk) -> Cmyk:
    cyan, magenta, yellow, black = (round(part / _PERCENT, 6) for part in percent)
    return cyan, magenta, yellow, black
