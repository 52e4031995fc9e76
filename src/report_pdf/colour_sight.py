"""How colours are seen: their contrast."""

from __future__ import annotations

# Below it the curve of sRGB is a straight line (IEC 61966-2-1).
_STRAIGHT = 0.04045


def luminance(srgb: str) -> float:
    """Relative luminance of `#RRGGBB`, 0 to 1, by WCAG 2.2's definition."""
    red, green, blue = (_linear(int(srgb[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours `#RRGGBB`, 1 to 21, by WCAG 2.2's definition."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= _STRAIGHT else ((channel + 0.055) / 1.055) ** 2.4
