"""Damage that readers pass over, each in its own way, put right as viewers do."""

from __future__ import annotations

import zlib

from pikepdf import Pdf, Stream

from report_pdf.parts.objects.broken import BROKEN
from report_pdf.parts.objects.entries import entry, listed
from report_pdf.parts.objects.names import exact_name
from report_pdf.parts.objects.walks import indirect

_DEFLATED = frozenset({"/FlateDecode", "/Fl"})
_PIECE_BYTES = 1 << 16
_STEPS = (1 << 16, 1 << 8, 1)
"""bytes: ever smaller, up to the damage"""


def mend_damage(pdf: Pdf) -> None:
    """Store all streams so that they decode to their end, and a trailer that says how many objects there are.

    What comes after the damage in a stream is lost, to viewers as well; a look at the pages tells whether
    they show the same.
    """
    if not isinstance(pdf.trailer.get("/Size"), int):
        pdf.trailer["/Size"] = (
            len(pdf.objects) + 1
        )  # qpdf writes the right one, and none where there was none
    for found in indirect(pdf):
        if isinstance(found, Stream):
            _mend_stream(found)


def _mend_stream(stream: Stream) -> None:
    """Deflate anew what was deflated and breaks off."""
    filters = listed(entry(stream, "/Filter"))
    if not filters or exact_name(filters[0]) not in _DEFLATED:
        return
    try:
        raw = stream.read_raw_bytes()
    except BROKEN:
        raw = b""
    if not _is_whole(raw):
        said = {key: stream[key] for key in ("/Filter", "/DecodeParms") if key in stream}
        stream.write(zlib.compress(_inflated(raw)))
        for key, value in said.items():
            stream[key] = value


def _is_whole(data: bytes) -> bool:
    inflater = zlib.decompressobj()
    try:
        for start in range(0, len(data), _PIECE_BYTES):
            inflater.decompress(data[start : start + _PIECE_BYTES])
    except zlib.error:
        return False
    return inflater.eof


def _inflated(data: bytes) -> bytes:
    """What can be inflated, to the last byte."""
    inflater, pieces, at = zlib.decompressobj(), [], 0
    for step in _STEPS:
        while not inflater.eof and at < len(data):
            before = inflater.copy()
            try:
                pieces.append(inflater.decompress(data[at : at + step]))
            except zlib.error:
                inflater = before
                break
            at += step
    return b"".join(pieces)
