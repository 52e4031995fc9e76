from __future__ import annotations

import pytest
from pikepdf import Array, Dictionary, Name, Object, String

from report_pdf.parts.opening.picture_samples import sample_bytes


def picture(space: Object | None, **entries: object) -> Dictionary:
    said: dict[str, object] = {"Width": 9, "Height": 5, "BitsPerComponent": 8, "ColorSpace": space}
    return Dictionary({f"/{key}": value for key, value in (said | entries).items()})


@pytest.mark.parametrize(
    ("space", "row"),
    [
        (Name.DeviceGray, 9),
        (Name.DeviceRGB, 27),
        (Array([Name.Lab, Dictionary()]), 27),
        (Name.DeviceCMYK, 36),
        (Array([Name.Indexed, Name.DeviceRGB, 1, String("000000")]), 9),
        (Array([Name.DeviceN, Array([Name.A, Name.B]), Name.DeviceRGB]), 18),
        (Array([Name.ICCBased, Dictionary(N=3)]), 27),
    ],
)
def test_each_sample_has_as_many_values_as_its_colour_space(space: Object, row: int) -> None:
    assert sample_bytes(picture(space)) == 5 * row


def test_rows_begin_with_a_byte_of_their_own() -> None:
    assert sample_bytes(picture(Name.DeviceRGB, BitsPerComponent=1)) == 5 * 4
    assert sample_bytes(picture(None, ImageMask=True, BitsPerComponent=8)) == 5 * 2


@pytest.mark.parametrize("space", [None, Name.Cs1, Array([]), Array([Name.ICCBased]), Name.Pattern])
def test_a_picture_that_does_not_say_what_its_samples_are_needs_none(space: Object | None) -> None:
    assert sample_bytes(picture(space)) == 0


@pytest.mark.parametrize("wrong", [{"Width": -1}, {"Height": Name.X}, {"BitsPerComponent": 7}])
def test_a_picture_without_a_size_needs_none(wrong: dict[str, object]) -> None:
    assert sample_bytes(picture(Name.DeviceGray, **wrong)) == 0
