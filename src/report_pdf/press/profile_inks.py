"""Inks through the output profile: for colours and pictures that no token names (ICC.1:2010)."""

from __future__ import annotations

from bisect import bisect_left
from contextlib import suppress
from functools import cached_property, lru_cache
from io import BytesIO
from math import hypot

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

from report_pdf.press.condition import Condition
from report_pdf.press.inks import Cmyk, Ink

_BYTE = 255
_PERCENT = 100
_NEUTRAL = 3.0
"""chroma (CIELAB) below which a colour is a grey to the eye"""
_BLACK_LIGHTNESS, _BLACK_CHROMA = 14.0, 8.0
"""a colour darker than this, and no more colourful, was meant for black"""
_BLACK_POINT = ImageCms.Flags.BLACKPOINTCOMPENSATION
_RELATIVE = ImageCms.Intent.RELATIVE_COLORIMETRIC


class ProfileInks:
    """The conversion of pages made elsewhere; relative colorimetric, with black point compensation.

    Greys, and what is nearly black, are printed in black alone: text of four inks is never sharp. Colours
    given in CMYK were meant for a press and stay as they are, up to the limit of ink.
    """

    def __init__(self, condition: Condition) -> None:
        self._condition = condition
        self._screen = ImageCms.createProfile("sRGB")
        self._lab = ImageCms.createProfile("LAB")
        self._press = ImageCms.ImageCmsProfile(BytesIO(condition.profile))
        self._of_colour = lru_cache(maxsize=None)(self._converted)

    @property
    def limit(self) -> float:
        """Most ink on one spot, percent."""
        return self._condition.ink_limit

    def ink(self, space: str, values: tuple[float, ...]) -> Ink | None:
        """The ink of a colour of a device space, what is grey in black alone; None in other spaces."""
        match space, values:
            case "DeviceCMYK", (cyan, magenta, yellow, black):
                return Ink(_limited((cyan, magenta, yellow, black), self._condition.ink_limit / _PERCENT))
            case "DeviceGray", (grey,):
                return self._of_colour((grey, grey, grey))
            case "DeviceRGB", (red, green, blue):
                return self._of_colour((red, green, blue))
        return None

    def picture(self, picture: Image.Image, limit: float, source: bytes = b"") -> Image.Image:
        """A photograph in CMYK, no spot of it with more ink than `limit` percent.

        Args:
            picture: RGB or CMYK.
            limit: percent, all plates together.
            source: the picture's own profile; empty for sRGB. A damaged one is left aside, and CMYK stays as
                it is.
        """
        if picture.mode == "CMYK":
            return _limited_picture(picture, limit)
        converted = ImageCms.applyTransform(picture, self._transform(picture.mode, source))
        assert converted is not None  # noqa: S101  # it is not done in place
        return _limited_picture(converted, limit)

    def _transform(self, mode: str, source: bytes) -> ImageCms.ImageCmsTransform:
        if source:
            with suppress(ImageCms.PyCMSError, OSError):
                made_in = ImageCms.ImageCmsProfile(BytesIO(source))
                return ImageCms.buildTransform(made_in, self._press, mode, "CMYK", _RELATIVE, _BLACK_POINT)
        return self._to_press

    def black_picture(self, picture: Image.Image) -> Image.Image:
        """A grey picture as it is printed in black alone: 255 is no ink, as DeviceGray has it."""
        lightness = (self._seen(Image.new("RGB", (1, 1), (grey,) * 3))[0] for grey in range(_BYTE + 1))
        return picture.point([_BYTE - round(_BYTE * self._black_of(light)) for light in lightness])

    def _converted(self, rgb: tuple[float, float, float]) -> Ink:
        """The ink of an sRGB colour."""
        pixel = Image.new("RGB", (1, 1), tuple(round(_BYTE * min(max(part, 0), 1)) for part in rgb))
        lightness, chroma = self._seen(pixel)
        if lightness < _BLACK_LIGHTNESS and chroma < _BLACK_CHROMA:
            return Ink((0, 0, 0, 1))
        if chroma < _NEUTRAL:
            return Ink((0, 0, 0, self._black_of(lightness)))
        cmyk = _one(ImageCms.applyTransform(pixel, self._to_press))
        cyan, magenta, yellow, black = (round(part / _BYTE, 3) for part in cmyk)
        return Ink(_limited((cyan, magenta, yellow, black), self._condition.ink_limit / _PERCENT))

    def _seen(self, pixel: Image.Image) -> tuple[float, float]:
        """Lightness and chroma (CIELAB) of an sRGB pixel."""
        lightness, a, b = _one(ImageCms.applyTransform(pixel, self._to_lab))
        return lightness * _PERCENT / _BYTE, hypot(_signed(a), _signed(b))

    def _black_of(self, lightness: float) -> float:
        """How much black is as light (L*, 0 to 100), all of it standing for the black of the screen."""
        ramp = self._ramp
        darkest, paper = ramp[-1], ramp[0]
        wanted = darkest + (paper - darkest) * lightness / _PERCENT
        index = bisect_left([-value for value in ramp], -wanted)
        return round(min(index, _BYTE) / _BYTE, 3)

    @cached_property
    def _ramp(self) -> list[float]:
        """The lightness of each step of black, from none to all; it never rises."""
        steps = Image.frombytes(
            "CMYK", (_BYTE + 1, 1), bytes(v for k in range(_BYTE + 1) for v in (0, 0, 0, k))
        )
        transform = ImageCms.buildTransform(self._press, self._lab, "CMYK", "LAB", _RELATIVE)
        lab = ImageCms.applyTransform(steps, transform)
        assert lab is not None  # noqa: S101  # it is not done in place
        ramp = np.minimum.accumulate(np.asarray(lab)[0, :, 0].astype(float)) * _PERCENT / _BYTE
        return [float(value) for value in ramp]

    @cached_property
    def _to_lab(self) -> ImageCms.ImageCmsTransform:
        return ImageCms.buildTransform(self._screen, self._lab, "RGB", "LAB", _RELATIVE)

    @cached_property
    def _to_press(self) -> ImageCms.ImageCmsTransform:
        return ImageCms.buildTransform(self._screen, self._press, "RGB", "CMYK", _RELATIVE, _BLACK_POINT)


def _one(picture: Image.Image | None) -> tuple[float, ...]:
    """The only pixel of a picture."""
    assert picture is not None  # noqa: S101  # it was not converted in place
    return tuple(float(part) for part in np.asarray(picture)[0, 0])


def _signed(part: float) -> float:
    """a* or b*, which Pillow keeps in a byte with a sign."""
    return part if part <= _BYTE // 2 else part - _BYTE - 1


def _limited(cmyk: Cmyk, limit: float) -> Cmyk:
    """The colour with less cyan, magenta and yellow where all together are more than `limit`, 1 for 100 %."""
    cyan, magenta, yellow, black = cmyk
    chromatic = cyan + magenta + yellow
    if chromatic + black <= limit:
        return cmyk
    share = max(limit - black, 0) / chromatic
    return round(cyan * share, 4), round(magenta * share, 4), round(yellow * share, 4), black


def _limited_picture(picture: Image.Image, limit: float) -> Image.Image:
    inks: NDArray[np.float64] = np.asarray(picture).astype(float)
    chromatic = inks[..., :3].sum(axis=2)
    room = np.maximum(limit / _PERCENT * _BYTE - inks[..., 3], 0)
    share = np.divide(room, chromatic, out=np.ones_like(chromatic), where=chromatic > room)
    inks[..., :3] *= share[..., None]
    return Image.fromarray(np.floor(inks + 1e-6).astype(np.uint8), "CMYK")
