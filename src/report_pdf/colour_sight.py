"""How colours are seen: their contrast, in grey, and by those whose eyes lack a kind of cone."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt
from types import MappingProxyType
from typing import NamedTuple

from tinycss2.color4 import Color

Matrix = tuple[tuple[float, float, float], ...]
"""From linear RGB to linear RGB, row by row."""

_HALF_TURN = 180
# Large text, and its contrast and that of other text.
_LARGE_PT, _LARGE_BOLD_PT, _BOLD = 18.0, 14.0, 700
_LARGE_CONTRAST, _CONTRAST = 3.0, 4.5
# Below it the curve of sRGB is a straight line (IEC 61966-2-1).
_STRAIGHT = 0.04045
_STRAIGHT_LINEAR = _STRAIGHT / 12.92
# Linear sRGB to CIE XYZ, and the white of it, D65 (IEC 61966-2-1).
_XYZ: Matrix = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
_WHITE = tuple(sum(row) for row in _XYZ)

VIEWS: Mapping[str, Matrix] = MappingProxyType(
    {
        "grey": (_XYZ[1],) * 3,
        "deuteranopia": (
            (0.367322, 0.860646, -0.227968),
            (0.280085, 0.672501, 0.047413),
            (-0.011820, 0.042940, 0.968881),
        ),
        "protanopia": (
            (0.152286, 1.052583, -0.204868),
            (0.114503, 0.786281, 0.099216),
            (-0.003882, -0.048116, 1.051998),
        ),
        "tritanopia": (
            (1.255528, -0.076749, -0.178779),
            (-0.078411, 0.930809, 0.147602),
            (0.004733, 0.691367, 0.303900),
        ),
    }
)
"""What a view makes of a colour, in linear RGB.

Grey keeps the lightness. The others are the simulations of Machado, Oliveira and Fernandes (2009),
"A Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE TVCG 15(6), at severity 1.0.
"""


class Lab(NamedTuple):
    """A colour in CIE 1976 L*a*b* under D65."""

    lightness: float
    """L*, 0 black to 100 white"""
    a: float
    """green to red"""
    b: float
    """blue to yellow"""


def in_srgb(colour: Color) -> tuple[float, float, float] | None:
    """Red, green and blue of a CSS colour, 0 to 1 within sRGB; None of one in a space that is not converted.

    tinycss2 reads more spaces (`oklch`, `display-p3`) than it converts, and says so by NotImplementedError.
    """
    try:
        red, green, blue = colour.to("srgb").coordinates
    except NotImplementedError:
        return None
    return red, green, blue


def luminance(srgb: str) -> float:
    """Relative luminance of `#RRGGBB`, 0 to 1, by WCAG 2.2's definition."""
    return _dot(_XYZ[1], _linear(srgb))


@lru_cache(maxsize=4096)
def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours `#RRGGBB`, 1 to 21, by WCAG 2.2's definition."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def least_contrast(size_pt: float, weight: int) -> float:
    """The contrast ratio that text of this size and weight (100 to 900) needs, by WCAG 2.2 (1.4.3)."""
    large = size_pt >= _LARGE_PT or (size_pt >= _LARGE_BOLD_PT and weight >= _BOLD)
    return _LARGE_CONTRAST if large else _CONTRAST


def as_seen(srgb: str, view: str) -> str:
    """The colour `#RRGGBB` that takes the place of `srgb` in a view of `VIEWS`."""
    seen = (_dot(row, _linear(srgb)) for row in VIEWS[view])
    return "#" + "".join(f"{round(255 * _encoded(min(max(light, 0), 1))):02X}" for light in seen)


def lab(srgb: str) -> Lab:
    """The colour `#RRGGBB` in CIE L*a*b*."""
    x, y, z = (_lab_curve(_dot(row, _linear(srgb)) / white) for row, white in zip(_XYZ, _WHITE, strict=True))
    return Lab(116 * y - 16, 500 * (x - y), 200 * (y - z))


def difference(one: Lab, other: Lab) -> float:
    """How far apart two colours look: CIEDE2000 by Sharma, Wu and Dalal (2005); about 1 is just seen."""
    (chroma, hue), (other_chroma, other_hue) = _chroma_and_hue(one, other), _chroma_and_hue(other, one)
    light, mean_chroma = (one.lightness + other.lightness) / 2, (chroma + other_chroma) / 2
    turn = _turn(hue, other_hue) if chroma * other_chroma else 0
    mean_hue = hue + turn / 2 if chroma * other_chroma else hue + other_hue
    by_hue = (
        1
        - 0.17 * cos(radians(mean_hue - 30))
        + 0.24 * cos(radians(2 * mean_hue))
        + 0.32 * cos(radians(3 * mean_hue + 6))
        - 0.20 * cos(radians(4 * mean_hue - 63))
    )
    in_light = (other.lightness - one.lightness) / (
        1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2)
    )
    in_chroma = (other_chroma - chroma) / (1 + 0.045 * mean_chroma)
    in_hue = 2 * sqrt(chroma * other_chroma) * sin(radians(turn / 2)) / (1 + 0.015 * mean_chroma * by_hue)
    blue = sin(radians(60 * exp(-(((mean_hue % 360 - 275) / 25) ** 2))))
    rotated = -2 * _saturation(mean_chroma) * blue * in_chroma * in_hue
    return sqrt(in_light**2 + in_chroma**2 + in_hue**2 + rotated)


def _chroma_and_hue(colour: Lab, other: Lab) -> tuple[float, float]:
    """Chroma and hue (degrees, 0 to 360), a* stretched as for CIEDE2000."""
    mean = (hypot(colour.a, colour.b) + hypot(other.a, other.b)) / 2
    a = colour.a * (1.5 - 0.5 * _saturation(mean))
    return hypot(a, colour.b), degrees(atan2(colour.b, a)) % 360


def _saturation(chroma: float) -> float:
    return sqrt(chroma**7 / (chroma**7 + 25**7))


def _turn(hue: float, other: float) -> float:
    """From a hue to another by the shorter way round, -180 to 180 degrees."""
    straight = other - hue
    return straight if abs(straight) <= _HALF_TURN else straight - 360 if straight > 0 else straight + 360


def _lab_curve(part: float) -> float:
    return part ** (1 / 3) if part > (6 / 29) ** 3 else part / (3 * (6 / 29) ** 2) + 4 / 29


def _linear(srgb: str) -> tuple[float, ...]:
    channels = (int(srgb[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return tuple(
        channel / 12.92 if channel <= _STRAIGHT else ((channel + 0.055) / 1.055) ** 2.4
        for channel in channels
    )


def _encoded(light: float) -> float:
    return light * 12.92 if light <= _STRAIGHT_LINEAR else 1.055 * light ** (1 / 2.4) - 0.055


def _dot(row: tuple[float, ...], colour: tuple[float, ...]) -> float:
    return sum(part * channel for part, channel in zip(row, colour, strict=True))
