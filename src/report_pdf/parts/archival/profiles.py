"""Colour profiles: those of the source, and the one that stands in where CMYK is said without a profile."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import pikepdf
from pikepdf import Array, Name, Pdf, Stream

from report_pdf.parts.objects.broken import BROKEN

_CHANNELS = {b"GRAY": 1, b"RGB ": 3, b"CMYK": 4, b"Lab ": 3}
_CLASSES = frozenset({b"prtr", b"mntr", b"scnr", b"spac"})
_HEADER = 128
_FIRST_FORBIDDEN_VERSION = 5
_CMYK = 4
_FOGRA39 = "FOGRA39L_coated.icc"


def channels(profile: bytes) -> int:
    """The channels of a profile that PDF/A-2 allows (6.2.4.2); 0 for all others."""
    is_profile = len(profile) > _HEADER and profile[36:40] == b"acsp"
    if not is_profile or profile[8] >= _FIRST_FORBIDDEN_VERSION or profile[12:16] not in _CLASSES:
        return 0
    return _CHANNELS.get(profile[16:20], 0)


def is_srgb(profile: bytes) -> bool:
    """Whether a profile says of itself that it is sRGB: what the book takes device colours for."""
    return b"sRGB" in profile or "sRGB".encode("utf-16-be") in profile


def profile_bytes(stream: object) -> bytes:
    """What stands in the stream of a profile; empty if it cannot be read."""
    try:
        return stream.read_bytes() if isinstance(stream, Stream) else b""
    except BROKEN:
        return b""


def icc_based(pdf: Pdf, profile: bytes) -> Array:
    """A colour space of a profile that PDF/A-2 allows, as an object of its own."""
    stream = pdf.make_stream(profile)
    stream["/N"] = channels(profile)
    space = pdf.make_indirect(Array([Name.ICCBased, stream]))
    if not isinstance(space, Array):
        raise pikepdf.PdfError(str(space))
    return space


@cache
def fogra39() -> bytes:
    """Coated paper after ISO 12647-2: what office printing means by CMYK where it does not say."""
    return (files("report_pdf.parts") / "icc" / _FOGRA39).read_bytes()
