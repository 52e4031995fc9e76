"""How much a stream holds, found out without ever holding it."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import suppress
from itertools import takewhile

from pikepdf import Stream

from report_pdf.parts.objects.entries import entry, listed

_DEFLATED = frozenset({"/FlateDecode", "/Fl"})
_MOST_RATIO = 1032
"""how many times smaller deflating makes anything, at most"""
_PIECE_BYTES = 1 << 20


def unpacks_beyond(stream: object, most_bytes: int) -> bool:
    """Whether a stream, deflated once or several times over, holds more than `most_bytes`."""
    if not isinstance(stream, Stream):
        return False
    filters = [str(name) for name in listed(entry(stream, "/Filter"))]
    times = len(list(takewhile(_DEFLATED.__contains__, filters)))
    data = stream.read_raw_bytes()
    if len(data) * _MOST_RATIO**times <= most_bytes:
        return False
    size = 0
    for piece in _inflated(data, times):
        size += len(piece)
        if size > most_bytes:
            return True
    return False


def _inflated(data: bytes, times: int) -> Iterator[bytes]:
    pieces = iter([data])
    for _time in range(times):
        pieces = _inflate(pieces)
    return pieces


def _inflate(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """What the pieces hold, in small ones, as far as they are whole."""
    inflater = zlib.decompressobj()
    with suppress(zlib.error):
        for piece in pieces:
            waiting = piece
            while waiting:
                yield inflater.decompress(waiting, _PIECE_BYTES)
                waiting = inflater.unconsumed_tail
