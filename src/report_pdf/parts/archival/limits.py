"""How long and how large values may be (ISO 19005-2, 6.1.13)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pikepdf import Array, Dictionary, Name, Object, Stream, String

from report_pdf.parts.objects.entries import entries

_LONGEST_STRING = 32767
_LONGEST_NAME = 127
_LARGEST_INTEGER = 2**31 - 1
_LARGEST_REAL = Decimal("3.402e38")
_SMALLEST_REAL = Decimal("1.176e-38")
_DEEPEST = 50
"""deeper than any honest object"""


def within_limits(value: object) -> object:
    """The nearest number that is allowed in place of one that is not; all else as it is."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return max(-_LARGEST_INTEGER, min(_LARGEST_INTEGER, value))
    if isinstance(value, Decimal):
        if abs(value) < _SMALLEST_REAL:
            return 0
        return value if abs(value) <= _LARGEST_REAL else _LARGEST_INTEGER
    if isinstance(value, Array) and not value.is_indirect:
        return Array([within_limits(item) for item in list(value)])
    return value


def limit(found: Object, depth: int = 0) -> None:
    """Bring the numbers in a value, and in what stands in it, within the limits."""
    for key, value in _parts(found):
        if isinstance(value, Array | Dictionary):
            if not value.is_indirect and depth < _DEEPEST:
                limit(value, depth + 1)
        elif (limited := within_limits(value)) != value:
            found[key] = limited


def is_beyond(found: object, depth: int = 0) -> bool:
    """Whether a value, or what stands in it, is beyond the limits."""
    if isinstance(found, Name):
        return len(bytes(found)) > _LONGEST_NAME
    if isinstance(found, String):
        return len(bytes(found)) > _LONGEST_STRING
    if isinstance(found, Array | Dictionary | Stream):
        if found.is_indirect and depth:
            return False
        parts = _parts(found)
        return depth > _DEEPEST or any(_is_long(key) or is_beyond(value, depth + 1) for key, value in parts)
    return within_limits(found) != found


def _is_long(key: str | int) -> bool:
    return isinstance(key, str) and len(key.encode("utf-8", "surrogateescape")) > _LONGEST_NAME


def _parts(found: Object) -> Iterator[tuple[str | int, object]]:
    yield from enumerate(list(found)) if isinstance(found, Array) else entries(found)
