from __future__ import annotations

import re
import zlib
from binascii import b2a_hex
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from outside_files import drawn_pdf, request, written
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from report_pdf.parts.opening.damage import mend_damage
from report_pdf.parts.part import Treatment
from report_pdf.parts.prepare import prepare_part

DATA = bytes(range(256)) * 40


def stream(pdf: Pdf, raw: bytes, parameters: Dictionary | None = None) -> Stream:
    found = Stream(pdf, b"")
    found.write(raw, filter=Name.FlateDecode, decode_parms=parameters)
    return pdf.make_indirect(found)


@pytest.mark.parametrize("cut", [0, 1, 3, 40, 200])
def test_of_a_stream_that_breaks_off_all_is_kept_that_decodes(cut: int) -> None:
    pdf = drawn_pdf()
    whole = zlib.compress(DATA)
    found = stream(pdf, whole[: len(whole) - cut])
    mend_damage(pdf)
    raw = found.read_raw_bytes()
    assert DATA.startswith(zlib.decompress(raw))
    assert len(zlib.decompress(raw)) > (0 if cut == 200 else len(DATA) / 4)
    assert cut or raw == whole


def test_nothing_is_kept_of_what_was_never_deflated_and_the_predictor_stays() -> None:
    pdf = drawn_pdf()
    found = stream(pdf, b"no data", Dictionary(Predictor=12, Columns=4))
    mend_damage(pdf)
    assert zlib.decompress(found.read_raw_bytes()) == b""
    assert found.DecodeParms.Columns == 4


def test_what_stands_in_other_filters_is_deflated_and_what_is_deflated_and_whole_is_left_alone() -> None:
    pdf = drawn_pdf()
    whole, other = stream(pdf, zlib.compress(DATA)), pdf.make_stream(b"")
    jpeg = b"\xff\xd8 a picture \xff\xd9"
    other.write(
        (zlib.compress(jpeg).hex() + ">").encode(),
        filter=Array([Name.AHx, Name.FlateDecode, Name.JPXDecode]),
        decode_parms=Array([None, None, Dictionary(ColorTransform=0)]),
    )
    mend_damage(pdf)
    assert whole.read_raw_bytes() == zlib.compress(DATA)
    assert other.Filter == Array([Name.FlateDecode, Name.JPXDecode])
    assert other.DecodeParms[1].ColorTransform == 0
    assert zlib.decompress(other.read_raw_bytes()) == jpeg


def test_a_predictor_that_no_reader_knows_is_left_out() -> None:
    pdf = drawn_pdf()
    found = stream(pdf, zlib.compress(DATA), Dictionary(Predictor=99))
    mend_damage(pdf)
    assert "/DecodeParms" not in found
    assert found.read_bytes() == DATA


@pytest.mark.parametrize(
    ("name", "encode"),
    [(None, bytes), (Name.FlateDecode, zlib.compress), (Name.ASCIIHexDecode, b2a_hex)],
)
def test_samples_that_a_picture_lacks_are_zero(name: Name | None, encode: Callable[[bytes], bytes]) -> None:
    pdf, samples = drawn_pdf(), bytes([200]) * 7
    picture = pdf.make_stream(b"", Subtype=Name.Image, Width=5, Height=4, BitsPerComponent=8)
    picture.ColorSpace = Name.DeviceGray
    picture.write(encode(samples), filter=name)
    mend_damage(pdf)
    assert picture.read_bytes() == samples.ljust(20, b"\0")


def test_a_picture_with_a_predictor_lacks_what_its_rows_lack() -> None:
    pdf = drawn_pdf()
    picture = stream(pdf, zlib.compress(b"\0abcde\0fghij\0kl"), Dictionary(Predictor=12, Columns=5))
    for key, value in {"Width": 5, "Height": 4, "BitsPerComponent": 8, "ColorSpace": Name.DeviceGray}.items():
        picture[f"/{key}"] = value
    picture.Subtype = Name.Image
    mend_damage(pdf)
    assert picture.read_bytes() == b"abcdefghijkl".ljust(20, b"\0")


def test_the_trailer_says_how_many_objects_there_are(tmp_path: Path) -> None:
    source = written(tmp_path / "a.pdf").read_bytes()
    with pikepdf.open(BytesIO(re.sub(rb"/Size \d+", b"", source))) as pdf:
        mend_damage(pdf)
        pdf.save(tmp_path / "b.pdf")
    with pikepdf.open(tmp_path / "b.pdf") as pdf:
        assert pdf.trailer.Size == len(pdf.objects) + 1


def test_pages_after_damage_are_bound_as_viewers_show_them(tmp_path: Path) -> None:
    source = tmp_path / "a.pdf"
    with drawn_pdf(pages=2) as pdf:
        content = zlib.compress(b"1 0 0 rg 0 0 100 50 re f " * 50)
        pdf.pages[0].obj.Contents = stream(pdf, content[:-6])
        pdf.save(source, compress_streams=False)
    source.write_bytes(re.sub(rb"/Size \d+", b"", source.read_bytes()))
    part = prepare_part(request("a.pdf"), source, tmp_path, (lambda _pages: None, lambda _page: None))
    assert part.treatment is Treatment.FIGURE
    assert part.pdf is not None
    with pikepdf.open(part.pdf) as pdf:
        assert pdf.check_pdf_syntax() == []
