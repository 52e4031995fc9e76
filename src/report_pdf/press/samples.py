"""The samples of a picture in a PDF, as a Pillow image (ISO 32000-1, 8.9.5)."""

from __future__ import annotations

from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, UnidentifiedImageError
from pypdf.generic import ArrayObject, DictionaryObject, PdfObject, StreamObject, TextStringObject

from report_pdf.binding.graft import array, integer, number
from report_pdf.press.graphics import DEVICE_SPACES
from report_pdf.press.shadings import NoInk

_MODES = {1: "L", 3: "RGB", 4: "CMYK"}
_CODED = frozenset({"/JPXDecode", "/CCITTFaxDecode", "/JBIG2Decode"})
_BYTE, _WORD = 8, 16
_MOST_PIXELS = 200_000_000

Samples = NDArray[np.uint8]
"""height, width, channels"""


def is_photograph(picture: StreamObject) -> bool:
    """Whether the picture is kept as JPEG."""
    return _filters(picture)[-1:] == ["/DCTDecode"]


def is_bilevel(picture: StreamObject) -> bool:
    """Whether each of its pixels is black or white, and is kept so: it is printed as it is."""
    return _family(picture) == "DeviceGray" and integer(picture["/BitsPerComponent"]) == 1


def samples(picture: StreamObject) -> tuple[Image.Image, bytes]:
    """The picture in grey, RGB or CMYK, and the profile that says what is meant by that; empty for none.

    Raises:
        NoInk: it is of a kind whose samples are not read here.
    """
    if "/Mask" in picture and isinstance(picture["/Mask"].get_object(), ArrayObject):
        raise NoInk("/Mask")
    if coded := _CODED.intersection(_filters(picture)):
        raise NoInk(min(coded))
    if is_photograph(picture):
        return _photograph(picture)
    space = picture["/ColorSpace"].get_object()
    palette = space if isinstance(space, ArrayObject) and space[0] == "/Indexed" else None
    base = palette[1].get_object() if palette else space
    count = _channels(base)
    if palette:
        if _limits(picture) not in ([], [0, (1 << integer(picture["/BitsPerComponent"])) - 1]):
            raise NoInk("/Decode")
        return _with_palette(_unpacked(picture, 1), palette, count), _profile(base)
    spread = _spread(_unpacked(picture, count), integer(picture["/BitsPerComponent"]))
    return _decoded(picture, _image(spread, count)), _profile(base)


def _photograph(picture: StreamObject) -> tuple[Image.Image, bytes]:
    try:
        with Image.open(BytesIO(picture.get_data())) as file:
            embedded = file.info.get("icc_profile", b"")
            image = file.copy()
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise NoInk("/DCTDecode") from error
    if image.mode not in _MODES.values():
        raise NoInk(image.mode)
    if image.mode == "CMYK":  # Pillow has turned it over already, as Adobe keeps it
        image = ImageChops.invert(image)
        return _decoded(picture, image), b""
    space = picture["/ColorSpace"].get_object()
    return _decoded(picture, image), _profile(space) or embedded


def _unpacked(picture: StreamObject, count: int) -> Samples:
    """The samples, row by row, a byte each; those of fewer bits as they are."""
    width, height = integer(picture["/Width"]), integer(picture["/Height"])
    bits = integer(picture["/BitsPerComponent"])
    if width * height > _MOST_PIXELS:
        raise NoInk(f"{width} x {height}")
    row = (width * count * bits + _BYTE - 1) // _BYTE
    data = np.frombuffer(picture.get_data().ljust(row * height, b"\0")[: row * height], np.uint8)
    rows = data.reshape(height, row)
    if bits == _WORD:
        rows = rows[:, ::2]
    elif bits < _BYTE:
        single = np.unpackbits(rows, axis=1)[:, : width * count * bits].reshape(height, -1, bits)
        rows = (single * (1 << np.arange(bits)[::-1])).sum(axis=2).astype(np.uint8)
    return rows[:, : width * count].reshape(height, width, count)


def _spread(samples: Samples, bits: int) -> Samples:
    """Samples of few bits, over the whole of a byte."""
    return (
        (samples.astype(np.uint16) * 255 // ((1 << bits) - 1)).astype(np.uint8) if bits < _BYTE else samples
    )


def _image(samples: Samples, count: int) -> Image.Image:
    return Image.fromarray(samples[:, :, 0] if count == 1 else np.ascontiguousarray(samples), _MODES[count])


def _with_palette(samples: Samples, palette: ArrayObject, count: int) -> Image.Image:
    table = palette[3].get_object()
    if isinstance(table, StreamObject):
        held = table.get_data()
    else:
        held = table.original_bytes if isinstance(table, TextStringObject) else bytes(table)
    colours = np.frombuffer(held[: len(held) // count * count], np.uint8).reshape(-1, count)
    return _image(colours[np.minimum(samples[:, :, 0], len(colours) - 1)], count)


def _decoded(picture: StreamObject, image: Image.Image) -> Image.Image:
    """What the samples mean: as they are, or the other way round."""
    limits = _limits(picture)
    if limits == [0, 1] * (len(limits) // 2):
        return image
    if limits == [1, 0] * (len(limits) // 2):
        return ImageChops.invert(image)
    raise NoInk("/Decode")


def _limits(picture: StreamObject) -> list[float]:
    return [number(value) for value in array(picture["/Decode"])] if "/Decode" in picture else []


def _channels(space: PdfObject | None) -> int:
    if isinstance(space, ArrayObject) and space[0] == "/ICCBased":
        profile = space[1].get_object()
        assert isinstance(profile, DictionaryObject)  # noqa: S101  # parts are sound before they are printed
        return integer(profile["/N"])
    count = DEVICE_SPACES.get(str(space).removeprefix("/"), 0)
    if not count:
        raise NoInk(str(space[0] if isinstance(space, ArrayObject) else space))
    return count


def _profile(space: PdfObject | None) -> bytes:
    """The profile of a colour space; none for CMYK, whose numbers were meant for a press."""
    if not isinstance(space, ArrayObject) or _channels(space) == DEVICE_SPACES["DeviceCMYK"]:
        return b""
    stream = space[1].get_object()
    return stream.get_data() if isinstance(stream, StreamObject) else b""


def _family(picture: StreamObject) -> str:
    return str(picture["/ColorSpace"].get_object()).removeprefix("/") if "/ColorSpace" in picture else ""


def _filters(picture: StreamObject) -> list[str]:
    found = picture["/Filter"].get_object() if "/Filter" in picture else ArrayObject()
    return [str(name) for name in (found if isinstance(found, ArrayObject) else [found])]
