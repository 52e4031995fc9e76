"""Damage that readers pass over, each in its own way, put right as viewers do."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from itertools import takewhile

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from report_pdf.parts.objects.broken import BROKEN
from report_pdf.parts.objects.entries import entry, listed
from report_pdf.parts.objects.names import exact_name
from report_pdf.parts.objects.walks import indirect
from report_pdf.parts.opening.byte_filters import (
    BYTE_FILTERS,
    FLATE,
    inflated,
    inflated_length,
    is_followed,
    unfiltered,
    unpredicted_length,
)
from report_pdf.parts.opening.jpegs import mend_jpeg
from report_pdf.parts.opening.picture_samples import sample_bytes

_JPEG = (["/DCTDecode"], ["/DCT"])
_MOST_SAMPLES = 1 << 28
"""bytes; a larger picture that lacks some is left as it is"""


def mend_damage(pdf: Pdf) -> None:
    """Store all streams so that they decode to their end, and a trailer that says how many objects there are.

    What comes after the damage in a stream is lost, to viewers as well; samples that a picture lacks are 0.
    A look at the pages tells whether they show the same.
    """
    if not isinstance(pdf.trailer.get("/Size"), int):
        pdf.trailer["/Size"] = (
            len(pdf.objects) + 1
        )  # qpdf writes the right one, and none where there was none
    for found in indirect(pdf):
        if isinstance(found, Stream):
            _mend_stream(found)


def _mend_stream(stream: Stream) -> None:
    """Deflate anew what breaks off, and what is in other filters: all of it can be deflated."""
    names = [exact_name(name) for name in listed(entry(stream, "/Filter"))]
    first = list(takewhile(BYTE_FILTERS.__contains__, names))
    if not first:
        held = len(_raw(stream))
    elif _is_deflated(stream, first, names):
        held = _mend_deflated(stream, _parameters(stream, names)[0])
    else:
        held = _deflate(stream, first, names)
    if exact_name(entry(stream, "/Subtype")) != "/Image":
        return
    if first == names:
        _fill_up(stream, held)
    elif names[len(first) :] in _JPEG:
        mend_jpeg(stream)


def _is_deflated(stream: Stream, first: Sequence[str], names: Sequence[str]) -> bool:
    """Whether it is stored as it should be: deflated, once, and nothing else but its damage to mend."""
    is_once = [BYTE_FILTERS[name] for name in first] == [FLATE] and names[1:] not in _JPEG
    return is_once and is_followed(_parameters(stream, names)[0])


def _raw(stream: Stream) -> bytes:
    try:
        return stream.read_raw_bytes()
    except BROKEN:
        return b""


def _parameters(stream: Stream, names: Sequence[str]) -> list[object]:
    """The parameters of each filter of a stream."""
    given = listed(entry(stream, "/DecodeParms"))
    return [*given, *[None] * (len(names) - len(given))]


def _mend_deflated(stream: Stream, parameters: object) -> int:
    """Deflate anew what was deflated and breaks off; how many bytes there are."""
    raw = _raw(stream)
    held = inflated_length(raw)
    if held is None:
        said = {key: stream[key] for key in ("/Filter", "/DecodeParms") if key in stream}
        whole = inflated(raw)
        stream.write(zlib.compress(whole))
        for key, value in said.items():
            stream[key] = value
        held = len(whole)
    return unpredicted_length(held, parameters)


def _deflate(stream: Stream, first: Sequence[str], names: Sequence[str]) -> int:
    """Deflate what stands in the `first` filters of a stream; how many bytes there are."""
    data, given = _raw(stream), _parameters(stream, names)
    for name, parameters in zip(first, given, strict=False):
        data = unfiltered(data, name, parameters)
    _store(stream, data, names[len(first) :], given[len(first) : len(names)])
    return len(data)


def _store(stream: Stream, data: bytes, names: Sequence[str], given: Sequence[object]) -> None:
    """Deflate the bytes of a stream, which more filters are to read; a JPEG gets no smaller by it."""
    if names in _JPEG:
        said = given[0] if isinstance(given[0], Dictionary) else None
        stream.write(data, filter=Name.DCTDecode, decode_parms=said)
        return
    stream.write(
        zlib.compress(data),
        filter=Array([Name.FlateDecode, *map(Name, names)]) if names else Name.FlateDecode,
        decode_parms=Array([None, *given]) if any(isinstance(each, Object) for each in given) else None,
    )


def _fill_up(picture: Stream, held: int) -> None:
    """Give a picture the samples that it lacks: viewers paint what they like in their place."""
    if not held < (needed := sample_bytes(picture)) <= _MOST_SAMPLES:
        return
    try:
        data = picture.read_bytes()
    except BROKEN:
        data = b""
    _store(picture, data.ljust(needed, b"\0"), (), ())
