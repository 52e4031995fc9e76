"""Pictures in JPEG that do not decode to their end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from pikepdf import Name, Stream, StreamDecodeLevel
from PIL import Image, ImageFile

from report_pdf.parts.objects.broken import BROKEN

_MOST_PIXELS = 10**8
"""an A3 scanned at 600 dpi has 70 million; larger ones are left as they are"""
_QUALITY = 95
_UNREADABLE = (OSError, SyntaxError, ValueError, Image.DecompressionBombError)


def mend_jpeg(picture: Stream) -> None:
    """Write a picture anew, as far as it can be decoded, where a reader would complain of it.

    Args:
        picture: a stream whose one filter is DCTDecode; what nobody can read stays.
    """
    try:
        raw = picture.read_raw_bytes()
        with Image.open(BytesIO(raw), formats=["JPEG"]) as image:
            if image.width * image.height > _MOST_PIXELS or _is_whole(picture):
                return
            again = BytesIO()
            with _to_the_damage():
                image.save(again, "JPEG", quality=_QUALITY, subsampling=0)
    except (*BROKEN, *_UNREADABLE):
        return
    picture.write(again.getvalue(), filter=Name.DCTDecode)


def _is_whole(picture: Stream) -> bool:
    try:
        picture.read_bytes(StreamDecodeLevel.all)
    except BROKEN:
        return False
    return True


@contextmanager
def _to_the_damage() -> Iterator[None]:
    """Within it what is damaged is decoded as far as it goes; the rest is grey."""
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, True
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before
