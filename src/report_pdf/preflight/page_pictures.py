"""Pictures of a page: on the screen, as it will print, and plate by plate."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image, ImageCms

from report_pdf.preflight.plates import FULL, Ink, Plates, turned_back
from report_pdf.preflight.sheets import Sheet

_SCREEN_DPI = 110
_LONGEST_PX = 1_800
_PROOF_PX, _PLATE_PX = 1_800, 800
"""the longer side of an A4 sheet's pictures: readable, and a book of them can still be sent"""
_QUALITY = 62
# How much ink is shown in which colour: percent of the limit, and red, green, blue.
HEAT = (
    (0, (255, 255, 255)),
    (33, (198, 222, 240)),
    (66, (90, 150, 205)),
    (90, (32, 74, 135)),
    (100, (16, 40, 90)),
    (101, (226, 0, 106)),
)


class SoftProof:
    """The colours of the press on a screen: through the file's own profile, on white paper."""

    def __init__(self, profile: bytes) -> None:
        self._transform: ImageCms.ImageCmsTransform | None = None
        if not profile:
            return
        screen = ImageCms.createProfile("sRGB")
        try:
            press = ImageCms.ImageCmsProfile(BytesIO(profile))
            self._transform = ImageCms.buildTransform(press, screen, "CMYK", "RGB")
        except (ImageCms.PyCMSError, OSError):
            return

    def of(self, together: Image.Image) -> Image.Image | None:
        """The proof of all plates together; None without a profile that can be used."""
        return ImageCms.applyTransform(together, self._transform) if self._transform else None


def screen_picture(page: pypdfium2.PdfPage, sheet: Sheet) -> str:
    """The whole sheet as a viewer draws it, unturned."""
    page.set_cropbox(*sheet.media)
    page.set_rotation(0)
    scale = min(_SCREEN_DPI / 72, _LONGEST_PX / max(*page.get_size(), 1))
    return _address(page.render(scale=scale).to_pil().convert("RGB"))


def plate_pictures(plates: Plates, together: Path, proof: SoftProof, limit: float) -> Mapping[str, str]:
    """The soft proof, how much ink there is, and each plate in grey.

    Args:
        plates: of the page.
        together: the file of all plates together.
        proof: what shows their colours.
        limit: most ink on one spot, percent.
    """
    pictures: dict[str, str] = {}
    with Image.open(together) as image:
        turned = Image.fromarray(turned_back(np.asarray(image), plates.sheet), "CMYK")
    if (proofed := proof.of(_reduced(turned, _PROOF_PX))) is not None:
        pictures["proof"] = _address(proofed)
    pictures["ink"] = _address(Image.fromarray(_heat(plates, limit)))
    for name, ink in plates.inks.items():
        pictures[f"plate:{name}"] = _address(_reduced(Image.fromarray(FULL - ink), _PLATE_PX))
    return pictures


def _heat(plates: Plates, limit: float) -> Ink:
    step = max(round(max(plates.total.shape) / _PLATE_PX), 1)
    shares = _most_of(plates.total, step) / FULL * 100 * 100 / limit
    stops = [share for share, _colour in HEAT]
    channels = [np.interp(shares, stops, [colour[part] for _share, colour in HEAT]) for part in range(3)]
    return np.stack(channels, axis=-1).astype(np.uint8)


def _most_of(total: np.typing.NDArray[np.uint16], step: int) -> np.typing.NDArray[np.uint16]:
    """The most in each square of `step` spots: too much ink is seen however small its place."""
    rows, columns = (side // step * step for side in total.shape)
    squares = total[:rows, :columns].reshape(rows // step, step, columns // step, step)
    most: np.typing.NDArray[np.uint16] = squares.max(axis=(1, 3))
    return most


def _reduced(image: Image.Image, longest: int) -> Image.Image:
    return image.reduce(max(round(max(image.size) / longest), 1))


def _address(image: Image.Image) -> str:
    stream = BytesIO()
    image.save(stream, "WEBP", quality=_QUALITY, method=3)
    return "data:image/webp;base64," + b64encode(stream.getvalue()).decode()
