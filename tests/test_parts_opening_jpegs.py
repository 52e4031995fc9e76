from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from outside_files import drawn_pdf
from pikepdf import Array, Name, Pdf, Stream, StreamDecodeLevel
from PIL import Image, ImageDraw

from report_pdf.parts.opening.damage import mend_damage
from report_pdf.parts.opening.jpegs import mend_jpeg


def jpeg() -> bytes:
    """A picture of 80 by 60 pixels, red to the left and blue to the right."""
    image = Image.new("RGB", (80, 60), "red")
    ImageDraw.Draw(image).rectangle((40, 0, 80, 60), fill="blue")
    file = BytesIO()
    image.save(file, "JPEG", quality=90)
    return file.getvalue()


def picture(pdf: Pdf, data: bytes) -> Stream:
    made = pdf.make_stream(b"", Subtype=Name.Image, Width=80, Height=60, BitsPerComponent=8)
    made.write(data, filter=Name.DCTDecode)
    return made


def pixel(data: bytes, x: int, y: int) -> tuple[int, ...]:
    with Image.open(BytesIO(data)) as image:
        found = image.getpixel((x, y))
    assert isinstance(found, tuple)
    return found


def test_a_picture_that_is_whole_stays_as_it_is() -> None:
    pdf = drawn_pdf()
    found = picture(pdf, jpeg())
    mend_jpeg(found)
    assert found.read_raw_bytes() == jpeg()


def test_a_picture_that_says_it_is_of_another_kind_than_it_is_is_written_anew() -> None:
    data = bytearray(jpeg())
    data[data.index(b"\xff\xda") + 11] = 1  # the first coefficient of a scan that has them all is 0
    pdf = drawn_pdf()
    found = picture(pdf, bytes(data))
    with pytest.raises(pikepdf.PdfError):
        found.read_bytes(StreamDecodeLevel.all)
    mend_jpeg(found)
    assert len(found.read_bytes(StreamDecodeLevel.all)) == 80 * 60 * 3
    red, blue = pixel(found.read_raw_bytes(), 5, 30), pixel(found.read_raw_bytes(), 75, 30)
    assert min(red[0], blue[2]) > 200
    assert max(red[2], blue[0]) < 60


@given(st.integers(1, 500))
def test_a_picture_that_breaks_off_decodes_to_an_end(cut: int) -> None:
    with drawn_pdf() as pdf:
        data = jpeg()
        header = data.index(b"\xff\xda") + 14
        found = picture(pdf, data[: max(header, len(data) - cut)])
        mend_jpeg(found)
        assert len(found.read_bytes(StreamDecodeLevel.all)) == 80 * 60 * 3


def test_what_is_no_picture_at_all_stays() -> None:
    pdf = drawn_pdf()
    found = picture(pdf, b"no picture")
    mend_jpeg(found)
    assert found.read_raw_bytes() == b"no picture"


def test_a_picture_behind_other_filters_is_looked_at_too() -> None:
    pdf = drawn_pdf()
    found = picture(pdf, b"")
    found.write((jpeg()[:-20].hex() + ">").encode(), filter=Array([Name.ASCIIHexDecode, Name.DCTDecode]))
    mend_damage(pdf)
    assert found.Filter == Name.DCTDecode
    assert len(found.read_bytes(StreamDecodeLevel.all)) == 80 * 60 * 3
