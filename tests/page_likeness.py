"""Whether two pictures of a page show the same, whoever smoothed their edges."""

from __future__ import annotations

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from report_pdf.look.page_pictures import PagePicture

DPI = 50
DRAWN_AT = 4 * DPI
# Levels of 255, after a blur of a pixel and a half (0.8 mm). Another renderer (Poppler for PDFium) and a
# shift by 0.13 mm both stay below 31, the palette of the kept pictures below 10.
_EDGE, _BLUR_PX = 40, 1.5
# Levels of 255 where nothing but one colour is around: nobody smooths there.
_FIELD, _FLAT = 16, 8
# Pixels, of some 240 000.
_FEW = 8


def picture_of(page: PagePicture) -> Image.Image:
    """The page, drawn at `DRAWN_AT`, in the size of the kept pictures: fine lines come out even."""
    width, height = (round(mm / 25.4 * DPI) for mm in (page.width_mm, page.height_mm))
    return page.image.resize((width, height), Image.Resampling.BOX)


def to_keep(picture: Image.Image) -> Image.Image:
    """The picture with few colours: a quarter of the bytes."""
    return picture.quantize(96, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)


def unlike(expected: Image.Image, seen: Image.Image) -> Image.Image:
    """Where two pictures of one size differ, white on black."""
    blur = ImageFilter.GaussianBlur(_BLUR_PX)
    edges = _above(_levels(expected.filter(blur), seen.filter(blur)), _EDGE)
    fields = _above(_levels(expected, seen), _FIELD)
    flat = ImageChops.lighter(_unrest(expected), _unrest(seen)).point(lambda level: 255 * (level <= _FLAT))
    return ImageChops.lighter(edges, ImageChops.darker(fields, flat))


def are_alike(expected: Image.Image, seen: Image.Image) -> bool:
    """Whether no more than a few pixels differ."""
    return expected.size == seen.size and unlike(expected, seen).histogram()[255] <= _FEW


def side_by_side(expected: Image.Image, seen: Image.Image) -> Image.Image:
    """Expected, seen, and the difference in red on the faded page."""
    width, height = (max(sides) for sides in zip(expected.size, seen.size, strict=True))
    sheet = Image.new("RGB", (3 * width + 40, height + 20), "#B4B4B2")
    draw = ImageDraw.Draw(sheet)
    pictures = (("expected", expected), ("seen", seen), ("difference", _marked(expected, seen)))
    for at, (title, picture) in enumerate(pictures):
        left = at * (width + 20)
        draw.text((left + 4, 4), title, "#1F1F1D")
        sheet.paste(picture, (left, 20))
    return sheet


def _marked(expected: Image.Image, seen: Image.Image) -> Image.Image:
    if expected.size != seen.size:
        return Image.new("RGB", seen.size, "#FF0000")
    faded = Image.blend(seen, Image.new("RGB", seen.size, "#FFFFFF"), 0.75)
    faded.paste("#FF0000", mask=unlike(expected, seen))
    return faded


def _levels(one: Image.Image, other: Image.Image) -> Image.Image:
    """The largest difference of a channel, pixel by pixel."""
    return _largest(ImageChops.difference(one, other))


def _unrest(picture: Image.Image) -> Image.Image:
    """How much the channels change within two pixels around each."""
    return _largest(
        ImageChops.subtract(
            picture.filter(ImageFilter.MaxFilter(5)), picture.filter(ImageFilter.MinFilter(5))
        )
    )


def _largest(picture: Image.Image) -> Image.Image:
    red, green, blue = picture.split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def _above(levels: Image.Image, threshold: int) -> Image.Image:
    return levels.point(lambda level: 255 * (level > threshold))
