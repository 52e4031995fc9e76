from __future__ import annotations

import pytest
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, NumberObject, PdfObject

from report_pdf.binding.graft import array, dictionary, number
from report_pdf.press.inks import Ink, Luminosity, TokenInks
from report_pdf.press.shadings import NoInk, ink_shading

INKS = TokenInks(
    {
        "#FF0000": Ink((0, 1, 1, 0)),
        "#00FF00": Ink((1, 0, 1, 0)),
        "#0000FF": Ink((1, 1, 0, 0)),
        "#000000": Ink((0, 0, 0, 1)),
        "#FFFFFF": Ink((0, 0, 0, 0)),
        "#C8102E": Ink((0, 1, 0.8, 0), "PANTONE 186 C"),
    }
)
RED, GREEN, BLUE = (1, 0, 0), (0, 1, 0), (0, 0, 1)


def entries(**values: PdfObject) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in values.items()})


def numbers(values: tuple[float, ...]) -> ArrayObject:
    return ArrayObject(map(FloatObject, values))


def between(first: tuple[float, ...], last: tuple[float, ...]) -> DictionaryObject:
    return entries(FunctionType=NumberObject(2), C0=numbers(first), C1=numbers(last), N=NumberObject(1))


def stitched(*functions: DictionaryObject) -> DictionaryObject:
    return entries(FunctionType=NumberObject(3), Functions=ArrayObject(functions), Range=numbers((0, 1) * 3))


def shading(function: DictionaryObject, space: str = "/DeviceRGB", kind: int = 2) -> DictionaryObject:
    return entries(ShadingType=NumberObject(kind), ColorSpace=NameObject(space), Function=function)


def ends(function: DictionaryObject) -> list[list[float]]:
    return [[number(part) for part in array(function[key])] for key in ("/C0", "/C1")]


def test_all_stops_become_inks_of_four_plates() -> None:
    first, last = between(RED, GREEN), between(GREEN, BLUE)
    found = shading(stitched(first, last))
    ink_shading(found, INKS)
    assert str(found["/ColorSpace"]) == "/DeviceCMYK"
    assert ends(first) == [[0, 1, 1, 0], [1, 0, 1, 0]]
    assert ends(last) == [[1, 0, 1, 0], [1, 1, 0, 0]]
    assert "/Range" not in dictionary(found["/Function"])


def test_a_gradient_is_turned_once_however_often_it_is_met() -> None:
    function = between(RED, BLUE)
    found, other = shading(function), shading(function)
    for each in (found, found, other):
        ink_shading(each, INKS)
    assert ends(function) == [[0, 1, 1, 0], [1, 1, 0, 0]]


def test_grey_from_black_to_white_by_default() -> None:
    function = entries(FunctionType=NumberObject(2), N=NumberObject(1))
    found = shading(function, "/DeviceGray")
    found[NameObject("/Background")] = numbers((1,))
    ink_shading(found, INKS)
    assert ends(function) == [[0, 0, 0, 1], [0, 0, 0, 0]]
    assert array(found["/Background"]) == [0, 0, 0, 0]


def test_a_mask_fades_in_black() -> None:
    function = between((0,), (1,))
    ink_shading(shading(function, "/DeviceGray", 3), Luminosity())
    assert ends(function) == [[0, 0, 0, 1], [0, 0, 0, 0]]


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (shading(between(RED, (0.2, 0.4, 0.6))), "#336699"),
        (shading(between(RED, (0.784314, 0.062745, 0.180392))), "PANTONE 186 C"),
        (shading(between(RED, (0.123, 0, 0))), "DeviceRGB"),
        (shading(between(RED, BLUE), "/Lab"), "Lab"),
        (shading(between(RED, BLUE), kind=4), "DeviceRGB"),
        (shading(entries(FunctionType=NumberObject(0))), "FunctionType 0"),
    ],
)
def test_what_runs_from_or_to_no_ink_is_refused(found: DictionaryObject, told: str) -> None:
    with pytest.raises(NoInk, match=told):
        ink_shading(found, INKS)


def test_a_gradient_in_inks_stays_as_it_is() -> None:
    function = between((0, 0, 0, 0.3), (0, 0, 0, 1))
    found = shading(function, "/DeviceCMYK")
    ink_shading(found, INKS)
    assert ends(function) == [[0, 0, 0, 0.3], [0, 0, 0, 1]]
