from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DecodedStreamObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
)

from report_pdf.press.samples import is_bilevel, is_photograph, samples
from report_pdf.press.shadings import NoInk

GREY, RGB, CMYK = (NameObject(f"/Device{name}") for name in ("Gray", "RGB", "CMYK"))


def numbers(*values: int) -> ArrayObject:
    return ArrayObject(map(NumberObject, values))


def indexed(table: bytes) -> ArrayObject:
    return ArrayObject(
        [NameObject("/Indexed"), RGB, NumberObject(len(table) // 3 - 1), ByteStringObject(table)]
    )


def by_profile(count: int) -> ArrayObject:
    stream = DecodedStreamObject()
    stream.set_data(b"a profile")
    stream[NameObject("/N")] = NumberObject(count)
    return ArrayObject([NameObject("/ICCBased"), stream])


def picture(
    data: bytes, size: tuple[int, int], space: PdfObject, bits: int = 8, **more: PdfObject
) -> StreamObject:
    """A picture of that many pixels, its samples as they are."""
    made = DecodedStreamObject()
    made.set_data(data)
    entries = {"Width": NumberObject(size[0]), "Height": NumberObject(size[1]), "ColorSpace": space}
    entries |= {"BitsPerComponent": NumberObject(bits)} | more
    made.update({NameObject(f"/{key}"): value for key, value in entries.items()})
    return made


def photograph(image: Image.Image, space: PdfObject, **more: PdfObject) -> StreamObject:
    file = BytesIO()
    image.save(file, "JPEG", quality=100, icc_profile=image.info.get("icc_profile"))
    return picture(file.getvalue(), image.size, space, 8, Filter=NameObject("/DCTDecode"), **more)


def pixels(found: StreamObject) -> list[object]:
    """Row by row."""
    rows: list[object] = np.asarray(samples(found)[0]).tolist()
    return rows


@pytest.mark.parametrize(
    ("bits", "data", "shades"),
    [
        (1, b"\xa0", [255, 0, 255]),
        (2, b"\x1b", [0, 85, 170]),
        (4, b"\x0f\x80", [0, 255, 136]),
        (8, b"\x00\x80\xff", [0, 128, 255]),
        (16, b"\x00\xff\x80\x01\xff\x00", [0, 128, 255]),
    ],
)
def test_samples_of_any_depth_cover_the_whole_of_a_byte(bits: int, data: bytes, shades: list[int]) -> None:
    assert pixels(picture(data, (3, 1), GREY, bits)) == [shades]


@given(st.integers(1, 9), st.integers(1, 5), st.sampled_from([1, 2, 4]), st.data())
def test_each_row_begins_with_a_byte(width: int, height: int, bits: int, data: st.DataObject) -> None:
    row = st.lists(st.integers(0, (1 << bits) - 1), min_size=width, max_size=width)
    rows = data.draw(st.lists(row, min_size=height, max_size=height))
    packed = b""
    for values in rows:
        line = "".join(f"{value:0{bits}b}" for value in values)
        packed += bytes(int(line[at : at + 8].ljust(8, "1"), 2) for at in range(0, len(line), 8))
    most = (1 << bits) - 1
    assert pixels(picture(packed, (width, height), GREY, bits)) == [
        [v * 255 // most for v in values] for values in rows
    ]


@pytest.mark.parametrize(("space", "mode"), [(GREY, "L"), (RGB, "RGB"), (CMYK, "CMYK")])
def test_a_picture_keeps_its_kind_of_colour(space: NameObject, mode: str) -> None:
    found, profile = samples(picture(bytes(range(8)), (1, 2), space))
    assert (found.mode, found.size, profile) == (mode, (1, 2), b"")


def test_data_that_end_early_end_in_black() -> None:
    assert pixels(picture(b"\xff", (2, 2), GREY)) == [[255, 0], [0, 0]]


def test_a_palette_is_looked_up_and_an_index_beyond_it_is_its_last() -> None:
    found = picture(b"\x00\x01\x07", (3, 1), indexed(b"\x01\x02\x03\xfa\xfb\xfc"))
    assert pixels(found) == [[[1, 2, 3], [250, 251, 252], [250, 251, 252]]]


def test_a_profile_comes_along_but_none_for_inks() -> None:
    assert samples(picture(b"abc", (1, 1), by_profile(3)))[1] == b"a profile"
    assert samples(picture(b"abcd", (1, 1), by_profile(4)))[1] == b""


def test_samples_may_be_meant_the_other_way_round() -> None:
    assert pixels(picture(b"\x00\x10", (2, 1), GREY, Decode=numbers(1, 0))) == [[255, 239]]
    assert pixels(picture(b"\x00\x10", (2, 1), GREY, Decode=numbers(0, 1))) == [[0, 16]]


def test_a_photograph_in_inks_is_read_as_the_file_means_it() -> None:
    """Adobe's JPEG keeps inks turned over, and says so by /Decode."""
    image = Image.new("CMYK", (8, 8), (200, 100, 50, 20))
    found = photograph(image, CMYK, Decode=numbers(*(1, 0) * 4))
    assert is_photograph(found)
    assert np.asarray(samples(found)[0])[4, 4] == pytest.approx((200, 100, 50, 20), abs=3)


def test_a_photograph_says_its_profile_itself_unless_the_pdf_does() -> None:
    image = Image.new("RGB", (8, 8), "red")
    image.info["icc_profile"] = b"its own"
    assert samples(photograph(image, RGB))[1] == b"its own"
    assert samples(photograph(image, by_profile(3)))[1] == b"a profile"


@pytest.mark.parametrize(
    ("found", "why"),
    [
        (picture(b"a", (1, 1), GREY, Mask=numbers(0, 0)), "/Mask"),
        (picture(b"a", (1, 1), GREY, Filter=NameObject("/JPXDecode")), "/JPXDecode"),
        (picture(b"a", (1, 1), GREY, Filter=ArrayObject([NameObject("/JBIG2Decode")])), "/JBIG2Decode"),
        (picture(b"a", (1, 1), GREY, Decode=numbers(0, 2)), "/Decode"),
        (picture(b"\x80", (1, 1), indexed(b"abcdef"), 1, Decode=numbers(1, 0)), "/Decode"),
        (picture(b"abc", (1, 1), ArrayObject([NameObject("/Lab")])), "/Lab"),
        (picture(b"a", (20_000, 20_000), GREY), "20000 x 20000"),
        (picture(b"no jpeg", (1, 1), GREY, Filter=NameObject("/DCTDecode")), "/DCTDecode"),
    ],
)
def test_what_cannot_be_read_says_why(found: StreamObject, why: str) -> None:
    with pytest.raises(NoInk, match=why):
        samples(found)


def test_black_and_white_is_told_from_grey() -> None:
    assert is_bilevel(picture(b"\x80", (1, 1), GREY, 1))
    assert not is_bilevel(picture(b"\x80", (1, 1), GREY))
    assert not is_bilevel(picture(b"\x80", (1, 1), indexed(b"abcdef"), 1))
