"""What streams hold behind the filters that turn bytes into bytes (ISO 32000-1, 7.4), up to the damage."""

from __future__ import annotations

import zlib
from bisect import bisect_left
from types import MappingProxyType

import pikepdf
from pikepdf import Dictionary, Name, Stream, StreamDecodeLevel

from report_pdf.parts.objects.broken import BROKEN
from report_pdf.parts.objects.entries import entry
from report_pdf.parts.objects.values import integer

FLATE = "/FlateDecode"
BYTE_FILTERS = MappingProxyType(
    {long: long for long in (FLATE, "/ASCIIHexDecode", "/ASCII85Decode", "/LZWDecode", "/RunLengthDecode")}
    | {
        "/Fl": FLATE,
        "/AHx": "/ASCIIHexDecode",
        "/A85": "/ASCII85Decode",
        "/LZW": "/LZWDecode",
        "/RL": "/RunLengthDecode",
    }
)
"""Their names by what a file may call them."""

_WITH_PARAMETERS = frozenset({FLATE, "/LZWDecode"})
_PREDICTORS = frozenset({1, 2, *range(10, 16)})
_PNG = 10
"""the first predictor that puts a byte before each row (7.4.4.4)"""
_DEPTHS = frozenset({1, 2, 4, 8, 16})
_MOST = 2**20
"""samples in a row, and colours in a sample: more than any picture has"""
_KEYS = ("/Predictor", "/Columns", "/Colors", "/BitsPerComponent", "/EarlyChange")
_PIECE_BYTES = 1 << 16
_STEPS = (1 << 16, 1 << 8, 1)
"""bytes: ever smaller, up to the damage"""


def is_followed(parameters: object) -> bool:
    """Whether readers can do what the parameters of a filter say."""
    said = _said(parameters)
    return (
        said.get("/Predictor", 1) in _PREDICTORS
        and said.get("/EarlyChange", 1) in {0, 1}
        and said.get("/BitsPerComponent", 8) in _DEPTHS
        and all(said.get(key, 1) in range(1, _MOST) for key in ("/Columns", "/Colors"))
    )


def unpredicted_length(length: int, parameters: object) -> int:
    """How many bytes are left of `length` when what a predictor added is taken off."""
    said = _said(parameters)
    if said.get("/Predictor", 1) < _PNG:
        return length
    bits = said.get("/Columns", 1) * said.get("/Colors", 1) * said.get("/BitsPerComponent", 8)
    row = 1 + -(-bits // 8)
    return length - -(-length // row)


def _said(parameters: object) -> dict[str, int]:
    """What is said, -1 for what is no whole number."""
    found = {key: entry(parameters, key) for key in _KEYS}
    return {key: integer(value, -1) for key, value in found.items() if value is not None}


def unfiltered(raw: bytes, name: str, parameters: object) -> bytes:
    """What one filter gives of `raw`, as far as it is whole.

    Args:
        raw: what it is given.
        name: its name, one of `BYTE_FILTERS`.
        parameters: of the filter, as the file has them; no reader follows those that make no sense.
    """
    name = BYTE_FILTERS[name]
    if name == FLATE and inflated_length(raw) is None:
        raw = zlib.compress(inflated(raw))
    said = _said(parameters) if name in _WITH_PARAMETERS and is_followed(parameters) else {}
    with pikepdf.new() as pdf:
        probe = Stream(pdf, b"")

        def decoded(length: int) -> bytes | None:
            try:
                probe.write(raw[:length], filter=Name(name), decode_parms=Dictionary(said) if said else None)
                return probe.read_bytes(StreamDecodeLevel.specialized)
            except BROKEN:
                return None

        # Decoders give nothing of what has damage in it, and all of what ends before the damage.
        whole = decoded(len(raw))
        if whole is not None:
            return whole
        end = bisect_left(range(len(raw)), True, key=lambda length: decoded(length + 1) is None)  # noqa: FBT003
        return decoded(end) or b""


def inflated_length(data: bytes) -> int | None:
    """How many bytes deflated data holds, none of which is kept; None when it breaks off."""
    inflater, length = zlib.decompressobj(), 0
    try:
        for start in range(0, len(data), _PIECE_BYTES):
            length += len(inflater.decompress(data[start : start + _PIECE_BYTES]))
    except zlib.error:
        return None
    return length if inflater.eof else None


def inflated(raw: bytes) -> bytes:
    """What can be inflated, to the last byte."""
    inflater, pieces, at = zlib.decompressobj(), [], 0
    for step in _STEPS:
        while not inflater.eof and at < len(raw):
            before = inflater.copy()
            try:
                pieces.append(inflater.decompress(raw[at : at + step]))
            except zlib.error:
                inflater = before
                break
            at += step
    return b"".join(pieces)
