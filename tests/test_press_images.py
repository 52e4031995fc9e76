from __future__ import annotations

from base64 import b64encode
from io import BytesIO

import numpy as np
import pikepdf
import pytest
from PIL import Image
from press_input import BOOK, FOGRA39, INKS, SHEET, raw_pages
from pypdf.generic import NullObject

from report_pdf.binding.graft import dictionary
from report_pdf.findings import Finding, Severity
from report_pdf.press.finish import Press, finish
from report_pdf.press.images import pictures_in, pictures_of, pictures_on
from report_pdf.press.profile_inks import ProfileInks

WIDTH_MM = 50.8
_OPEN: list[pikepdf.Pdf] = []
"""objects of a PDF last as long as it"""


def photograph(width: int, mode: str = "RGB") -> Image.Image:
    """Soft and colourful, dark at one end, half as high as wide."""
    x, y = np.meshgrid(np.linspace(0, 1, width), np.linspace(0, 1, width // 2))
    colours = np.stack([x * 255, y * 200, (1 - x) * y * 255], axis=2).astype(np.uint8)
    return Image.fromarray(colours).convert(mode)


def encoded(image: Image.Image, kind: str, **options: object) -> str:
    """The picture as an address."""
    file = BytesIO()
    image.save(file, kind, **options)
    return f"data:image/{kind.lower()};base64,{b64encode(file.getvalue()).decode()}"


def printed(
    image: Image.Image, kind: str = "JPEG", **options: object
) -> tuple[pikepdf.Stream, list[Finding]]:
    """The picture in the file for the press, 50.8 mm wide, and what was told of it."""
    style = f"position: absolute; left: 0; top: 0; width: {WIDTH_MM}mm"
    body = f'<img style="{style}" src="{encoded(image, kind, **options)}">'
    pages = raw_pages(body)
    pictures = pictures_of(pages, ["1"], ProfileInks(FOGRA39))
    file, findings = finish(pages, ["1"], Press(FOGRA39, INKS, pictures, SHEET), BOOK)
    assert findings == ()
    pdf = pikepdf.open(BytesIO(file))
    _OPEN.append(pdf)
    (name,) = pdf.pages[0].Resources.XObject.keys()
    found = pdf.pages[0].Resources.XObject[name]
    assert isinstance(found, pikepdf.Stream)
    return found, pictures.findings


def plates(picture: pikepdf.Stream) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """Ink by pixel and plate, 0 to 255."""
    if picture.Filter == "/DCTDecode":
        return np.asarray(Image.open(BytesIO(picture.read_raw_bytes()))).astype(int)
    shape = (int(picture.Height), int(picture.Width), -1)
    return np.frombuffer(picture.read_bytes(), np.uint8).reshape(shape).astype(int)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photograph_becomes_cmyk_below_the_limit_of_ink(kind: str) -> None:
    picture, findings = printed(photograph(600), kind)
    assert findings == []
    assert picture.ColorSpace == "/DeviceCMYK"
    assert plates(picture).sum(axis=2).max() <= 300 * 2.55


def test_a_coarse_photograph_is_told_with_page_place_and_cure() -> None:
    _picture, (finding,) = printed(photograph(144))
    assert (finding.rule, finding.severity) == ("layout.coarse-picture", Severity.BLOCK)
    assert "72" in finding.message
    assert finding.where.page == "1"
    assert finding.where.at_mm == pytest.approx((10, 10), abs=0.3)
    assert "600 x 300" in finding.hint


def test_a_photograph_that_is_a_little_coarse_is_a_warning() -> None:
    _picture, (finding,) = printed(photograph(400))
    assert finding.severity is Severity.WARN


def test_what_is_finer_than_a_press_shows_is_brought_down() -> None:
    picture, findings = printed(photograph(1200))
    assert findings == []
    assert int(picture.Width) == pytest.approx(600, abs=1)


def test_black_and_white_stays_of_one_bit() -> None:
    picture, _findings = printed(photograph(600).convert("1", dither=Image.Dither.FLOYDSTEINBERG), "PNG")
    assert int(picture.BitsPerComponent) == 1
    assert picture.ColorSpace == "/DeviceGray"


def test_a_grey_photograph_is_printed_in_black_alone() -> None:
    picture, _findings = printed(photograph(600, "L"))
    assert picture.ColorSpace == "/DeviceGray"


def test_a_photograph_in_inks_goes_through_untouched() -> None:
    cmyk = Image.merge("CMYK", [Image.new("L", (600, 300), shade) for shade in (20, 120, 60, 30)])
    file = BytesIO()
    cmyk.save(file, "JPEG", quality=95)
    picture, findings = printed(cmyk, quality=95)
    assert findings == []
    assert picture.read_raw_bytes() == file.getvalue()
    assert [int(limit) for limit in picture.Decode] == [1, 0] * 4


def test_a_mask_that_hides_nothing_is_flattened_and_one_that_does_is_kept() -> None:
    opaque = photograph(600)
    opaque.putalpha(255)
    picture, _findings = printed(opaque, "PNG")
    assert "/SMask" not in picture
    faded = photograph(600)
    faded.putalpha(Image.linear_gradient("L").resize(faded.size))
    picture, _findings = printed(faded, "PNG")
    assert picture.SMask.ColorSpace == "/DeviceGray"


def test_nothing_is_smoothed_by_the_viewer() -> None:
    picture, _findings = printed(photograph(600))
    assert not picture.get("/Interpolate", False)


def test_a_picture_that_stands_twice_is_judged_where_it_is_largest() -> None:
    address = encoded(photograph(400), "JPEG")
    small, large = (f'<img style="width: {width}mm" src="{address}">' for width in (20, WIDTH_MM))
    pages = raw_pages(small + large, "img { display: block } img + img { break-before: page }")
    assert pictures_on(pages, {0}) == set()
    assert pictures_on(pages, {0, 1}) == pictures_in(pages)
    pictures = pictures_of(pages, ["1", "2"], ProfileInks(FOGRA39))
    finish(pages, ["1", "2"], Press(FOGRA39, INKS, pictures, SHEET), BOOK)
    (finding,) = pictures.findings
    assert "200 pixels an inch" in finding.message
    assert finding.where.page == "2"


def test_a_picture_in_inks_already_is_left_alone() -> None:
    pages = raw_pages(f'<img style="width: 50.8mm" src="{encoded(photograph(100), "JPEG")}">')
    (number,) = done = pictures_in(pages)
    picture = dictionary(pages.get_object(number) or NullObject())
    before = str(picture["/ColorSpace"])
    pictures = pictures_of(pages, ["1"], ProfileInks(FOGRA39), done)
    finish(pages, ["1"], Press(FOGRA39, INKS, pictures, SHEET), BOOK)
    assert pictures.findings == []
    assert before == "/DeviceRGB"
    assert str(picture["/ColorSpace"]) == before
