"""Numbers, boxes, texts and bytes; what is of another type than expected counts as absent."""

from __future__ import annotations

from decimal import Decimal
from math import isfinite

import pikepdf
from pikepdf import Array, Stream, String

Box = tuple[float, float, float, float]
"""left, bottom, right, top"""

_LONGEST = 1e9
"""what no honest length reaches; arithmetic stays exact below it"""


def integer(found: object, otherwise: int = 0) -> int:
    """A whole number."""
    return found if isinstance(found, int) and not isinstance(found, bool) else otherwise


def number_or_none(value: object) -> float | None:
    """A number that can be reckoned with; None for all else."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    found = float(value)
    return found if isfinite(found) else None


def number(found: object, otherwise: float = 0.0) -> float:
    """A number that can be reckoned with."""
    value = number_or_none(found)
    return otherwise if value is None else value


def length(found: object) -> float | None:
    """A number that a length may have; None for all else."""
    value = number_or_none(found)
    return value if value is not None and abs(value) < _LONGEST else None


def numbers(found: object, count: int) -> tuple[float, ...]:
    """Exactly `count` numbers; empty where they are not that many, or not numbers."""
    if not isinstance(found, Array) or len(found) != count:
        return ()
    values = [number_or_none(item) for item in found]
    return () if None in values else tuple(value for value in values if value is not None)


def box_of(value: object) -> Box | None:
    """Four numbers as a box, whichever corners they name; None if they are none."""
    if not isinstance(value, Array) or len(value) != 4:  # noqa: PLR2004  # two corners
        return None
    sides = [length(side) for side in value]
    if None in sides:
        return None
    x, y, other_x, other_y = (side for side in sides if side is not None)
    return min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y)


def text(found: object) -> str:
    """A text string; "" for what is none or cannot be read."""
    if not isinstance(found, String):
        return ""
    try:
        return str(found).replace("\0", "")
    except UnicodeError:
        return ""


def stream_bytes(found: object) -> bytes:
    """What a stream holds, decoded; empty where it cannot be."""
    if not isinstance(found, Stream):
        return b""
    try:
        return found.read_bytes()
    except (pikepdf.PdfError, ValueError, RuntimeError):
        return b""
