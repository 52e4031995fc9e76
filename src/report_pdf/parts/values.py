"""Values of a PDF from outside as boxes, numbers and walks, whatever their types are."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from math import isfinite

from pikepdf import Array, Dictionary, Name, Object, ObjectSet, Pdf

from report_pdf.parts.objects import entry

Box = tuple[float, float, float, float]
"""left, bottom, right, top"""

_LARGEST = 1e9
"""what no honest length reaches; arithmetic stays exact below it"""


def dictionary(owner: object, key: str) -> Dictionary | None:
    """The entry if it is a dictionary."""
    found = entry(owner, key)
    return found if isinstance(found, Dictionary) else None


def listed(owner: object, key: str) -> list[object]:
    """The entry's items if it is an array, itself if it is anything else, nothing if there is none."""
    found = entry(owner, key)
    if isinstance(found, Array):
        return list(found)
    return [] if found is None else [found]


def name_of(owner: object, key: str) -> str:
    """The entry with its slash if it is a name, else ""."""
    found = entry(owner, key)
    return str(found) if isinstance(found, Name) else ""


def number(value: object) -> float | None:
    """The value if it is a number that a length may have."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    found = float(value)
    return found if isfinite(found) and abs(found) < _LARGEST else None


def box_of(value: object) -> Box | None:
    """Four numbers as a box, whichever corners they name; None if they are none."""
    if not isinstance(value, Array) or len(value) != 4:  # noqa: PLR2004  # two corners
        return None
    sides = [number(side) for side in value]
    if None in sides:
        return None
    x, y, other_x, other_y = (side for side in sides if side is not None)
    return min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y)


def identity(found: object) -> tuple[int, int]:
    """Number and generation of its object; 0, 0 for one that stands inside another."""
    return found.objgen if isinstance(found, Object) else (0, 0)


def fields(pdf: Pdf) -> Iterator[Dictionary]:
    """Each field of the form and each of its parts, once."""
    yield from _each(listed(dictionary(pdf.Root, "/AcroForm"), "/Fields"), ("/Kids",))


def outline_items(pdf: Pdf) -> Iterator[Dictionary]:
    """Each item of the outline, once."""
    yield from _each(listed(dictionary(pdf.Root, "/Outlines"), "/First"), ("/Next", "/First"))


def structure_elements(pdf: Pdf) -> Iterator[Dictionary]:
    """Each element of the structure, once, and what refers to content or to objects."""
    yield from _each(listed(dictionary(pdf.Root, "/StructTreeRoot"), "/K"), ("/K",))


def tree_leaves(root: object) -> Iterator[Dictionary]:
    """Each node of a name or number tree, once."""
    yield from _each([root], ("/Kids",))


def _each(start: list[object], keys: tuple[str, ...]) -> Iterator[Dictionary]:
    """All dictionaries reached through `keys`, each once, however they are knotted."""
    seen = ObjectSet()
    waiting = start[::-1]
    while waiting:
        found = waiting.pop()
        if not isinstance(found, Dictionary) or not seen.add(found):
            continue
        waiting.extend(below for key in keys for below in reversed(listed(found, key)))
        yield found
