"""Pages of a part compared with their source as pictures: what a library loses without a word is seen."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import sqrt
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageFilter

from report_pdf.parts.bench import Bench
from report_pdf.parts.objects.values import Box
from report_pdf.parts.pages.drawing import NOTHING, draw, drawable, page_size, runs
from report_pdf.parts.pages.fit import Placed

MOST_DIFFERENT = 0.003
"""share of a page's pixels that may differ visibly"""

MOST_OF_A_SPOT = 0.25
"""the same of any small square: a word that is gone is little of a page"""

_SPOT = 12
"""pixels: a letter's height at the resolution at which pages are compared"""
_DPI = 60
_FINER = 3
"""times the resolution for a page that was scaled: what falls between pixels falls otherwise"""
_MOST_PIXELS = 1_500_000
_FEWEST_PIXELS = 40_000
_VISIBLE = 60
"""of 255: what a pixel may differ from all around it"""


def differing_pages(
    bench: Bench, result: Path, placed: Sequence[Placed], pictures: Collection[int]
) -> tuple[int, ...]:
    """The 1-based pages that do not look as they did.

    Args:
        bench: with the file to compare with.
        result: the part; its page of the same number shows the same.
        placed: where on the part's pages the source's are.
        pictures: 1-based pages that were drawn from that file: they are like it.
    """
    found = []
    for run in runs(len(placed), bench.drawn, result):
        with drawable(bench.drawn) as before, drawable(result) as after:
            for index in run:
                bench.at_page(index + 1)
                if index + 1 not in pictures and _differs(before, after, index, placed[index]):
                    found.append(index + 1)
    return tuple(found)


def _differs(before: pypdfium2.PdfDocument, after: pypdfium2.PdfDocument, index: int, place: Placed) -> bool:
    """A page that cannot be drawn any more differs; one that never could is what it was."""
    left, bottom, right, top = place.at
    width, height = right - left, top - bottom
    finer = 1 if place.is_as_it_was else _FINER
    scale = _scale(width, height) * finer
    try:
        full_width, full_height = page_size(before, index)
        shown = full_width - place.cut[0] - place.cut[2]
        if min(full_width, full_height, shown) <= 0:
            return False
        # Exactly the same scale: a rounding apart would give a picture another pixel, and shift all of it.
        was = draw(before, index, scale * (1 if place.is_as_it_was else width / shown), place.cut)
    except (pypdfium2.PdfiumError, ValueError, MemoryError):
        return False
    try:
        new_width, new_height = page_size(after, index)
        around = (left, bottom, new_width - right, new_height - top)
        now = draw(after, index, scale, NOTHING if place.is_as_it_was else _positive(around))
    except (pypdfium2.PdfiumError, ValueError, MemoryError):
        return True
    return is_unlike(was.reduce(finer), now.reduce(finer))


def is_unlike(was: Image.Image, now: Image.Image) -> bool:
    """Whether two pictures differ, all over or in one spot; a pixel more or less in size is no difference."""
    whole, spot = unlike(was, now)
    return whole > MOST_DIFFERENT or spot > MOST_OF_A_SPOT


def unlike(was: Image.Image, now: Image.Image) -> tuple[float, float]:
    """The share of pixels that visibly differ, in the whole and in the worst square of `_SPOT` pixels."""
    if any(abs(a - b) > 1 + a // 200 for a, b in zip(was.size, now.size, strict=True)):
        return 1.0, 1.0
    if was.size != now.size:
        now = now.resize(was.size)
    area = was.width * was.height
    apart = ImageChops.difference(was, now).point(_is_visible).getbbox()
    if apart is None:
        return 0.0, 0.0
    # Looking around each pixel takes long: it is done only where some differ.
    was, now = (picture.crop(_with_surroundings(apart, picture.size)) for picture in (was, now))
    different = ImageChops.lighter(_beyond(was, now), _beyond(now, was))
    red, green, blue = different.point(_is_visible).split()
    worst = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    spots: tuple[int, int] = worst.reduce(min(_SPOT, *was.size)).getextrema()  # type: ignore[assignment]  # one band
    return worst.histogram()[255] / area, spots[1] / 255


def _is_visible(difference: int) -> int:
    return 255 if difference > _VISIBLE else 0


def _with_surroundings(area: tuple[int, int, int, int], size: tuple[int, int]) -> tuple[int, int, int, int]:
    """The area and a pixel around it, as whole squares."""
    left, top, right, bottom = area
    return (
        max(left - 1, 0) // _SPOT * _SPOT,
        max(top - 1, 0) // _SPOT * _SPOT,
        min(right + _SPOT, size[0]),
        min(bottom + _SPOT, size[1]),
    )


def _beyond(one: Image.Image, other: Image.Image) -> Image.Image:
    """How far each pixel is from all that the other picture shows around it: edges may shift by one."""
    lightest, darkest = other.filter(ImageFilter.MaxFilter(3)), other.filter(ImageFilter.MinFilter(3))
    return ImageChops.lighter(ImageChops.subtract(one, lightest), ImageChops.subtract(darkest, one))


def _positive(around: Box) -> Box:
    left, bottom, right, top = (max(side, 0) for side in around)
    return left, bottom, right, top


def _scale(width: float, height: float) -> float:
    """Pixels a unit: few for a page that is large, more for one that is small."""
    area = max(width * height, 1.0)
    return min(max(_DPI / 72, sqrt(_FEWEST_PIXELS / area)), sqrt(_MOST_PIXELS / area))
