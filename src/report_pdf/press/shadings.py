"""Gradients in inks: the colours between which they run, in as many components as the plates."""

from __future__ import annotations

from collections.abc import Iterator

from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject

from report_pdf.binding.graft import array, dictionary, integer, number
from report_pdf.press.graphics import DEVICE_SPACES
from report_pdf.press.inks import Conversion, hex_of

_INTERPOLATION, _STITCHING = 2, 3
_ALONG_LINES = frozenset({2, 3})
"""axial and radial (ISO 32000-1, 8.7.4.5.3): those whose colours stand in functions alone"""


class NoInk(ValueError):  # noqa: N818  # said of a colour
    """Raised for what has no ink; the text says what."""


def ink_shading(shading: DictionaryObject, conversion: Conversion) -> None:
    """Turn a gradient into process inks, in place.

    Raises:
        NoInk: one of its colours has no ink, or one with a plate of its own, to which nothing runs from
            another; or it is of a kind whose colours cannot be told apart.
    """
    space = str(shading["/ColorSpace"]).removeprefix("/")
    if space == "DeviceCMYK":
        return
    if space not in DEVICE_SPACES or integer(shading["/ShadingType"]) not in _ALONG_LINES:
        raise NoInk(space)
    for function in _functions(dictionary(shading["/Function"])):
        if integer(function["/FunctionType"]) == _INTERPOLATION:
            for key in ("/C0", "/C1"):
                function[NameObject(key)] = _converted(function, key, space, conversion)
        function.pop("/Range", None)  # of as many components as before
    if "/Background" in shading:
        shading[NameObject("/Background")] = _converted(shading, "/Background", space, conversion)
    shading[NameObject("/ColorSpace")] = NameObject("/DeviceCMYK")


def _functions(function: DictionaryObject) -> Iterator[DictionaryObject]:
    kind = integer(function["/FunctionType"])
    if kind not in {_INTERPOLATION, _STITCHING}:
        raise NoInk(f"FunctionType {kind}")
    yield function
    for part in array(function["/Functions"]) if kind == _STITCHING else ():
        yield from _functions(dictionary(part))


def _converted(owner: DictionaryObject, key: str, space: str, conversion: Conversion) -> ArrayObject:
    written = array(owner[key]) if key in owner else ArrayObject([FloatObject(key != "/C0")])
    values = tuple(number(value) for value in written)
    if len(values) == DEVICE_SPACES["DeviceCMYK"]:  # turned already: functions may be shared
        return written
    ink = conversion.ink(space, values)
    if ink is None or ink.plate:
        raise NoInk(ink.plate if ink else hex_of(space, values) or space)
    return ArrayObject(FloatObject(part) for part in ink.cmyk)
