"""The header of a JPEG 2000 picture, as far as PDF/A-2 has rules for it (6.2.8.3)."""

from __future__ import annotations

from collections.abc import Iterator

_SIGNATURE = bytes.fromhex("0000000C6A5020200D0A870A")
_CHANNELS = frozenset({1, 3, 4})
_METHODS = frozenset({1, 2, 3})
_CIELAB_WITHOUT_SPACE = 19
_ENUMERATED = 1
_MOST_BITS = 38
_IMAGE_HEADER = 14
_LEAST_COLOUR = 3


def is_archival_jpx(data: bytes, *, has_space: bool) -> bool:
    """Whether PDF/A-2 allows the picture.

    Args:
        data: the JP2 file.
        has_space: whether the PDF says its colour space, which then counts alone.
    """
    if not data.startswith(_SIGNATURE):
        return False
    header = next((body for kind, body in _boxes(data[len(_SIGNATURE) :]) if kind == b"jp2h"), b"")
    boxes = list(_boxes(header))
    image = [body for kind, body in boxes if kind == b"ihdr" and len(body) == _IMAGE_HEADER]
    colours = [body for kind, body in boxes if kind == b"colr" and len(body) >= _LEAST_COLOUR]
    if len(image) != 1 or any(kind == b"bpcc" for kind, _body in boxes):
        return False
    channels, bits = int.from_bytes(image[0][8:10]), image[0][10]
    is_plain = channels in _CHANNELS and 0 <= bits < _MOST_BITS
    return is_plain and (has_space or (len(colours) == 1 and _is_known(colours[0])))


def _is_known(colour: bytes) -> bool:
    method, space = colour[0], int.from_bytes(colour[3:7])
    if method == _ENUMERATED:
        return space in {16, 17}  # sRGB and grey: those that the book's output intent serves
    return method in _METHODS and space != _CIELAB_WITHOUT_SPACE


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Kind and content of each box."""
    at = 0
    while at + 8 <= len(data):
        length, kind, start = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8], 8
        if length == 1:
            length, start = int.from_bytes(data[at + 8 : at + 16]), 16
        end = len(data) if length == 0 else at + length
        if end <= at or end > len(data):
            return
        yield kind, data[at + start : end]
        at = end
