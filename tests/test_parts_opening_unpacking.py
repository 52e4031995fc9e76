from __future__ import annotations

import zlib

import pikepdf
import pytest
from pikepdf import Array, Name, Pdf, Stream

from report_pdf.parts.opening.unpacking import unpacks_beyond

MOST = 3_000_000


def deflated(pdf: Pdf, size: int, times: int, cut: int = 0) -> Stream:
    data = bytes(size)
    for _time in range(times):
        data = zlib.compress(data)
    stream = Stream(pdf, data[: len(data) - cut])
    stream["/Filter"] = Array([Name.FlateDecode] * times)
    return stream


@pytest.mark.parametrize("times", [1, 2])
def test_what_unpacks_too_large_is_known_to_the_byte(times: int) -> None:
    with pikepdf.new() as pdf:
        assert not unpacks_beyond(deflated(pdf, MOST, times), MOST)
        assert unpacks_beyond(deflated(pdf, MOST + 1, times), MOST)


def test_damaged_data_counts_as_far_as_it_is_whole() -> None:
    with pikepdf.new() as pdf:
        assert not unpacks_beyond(deflated(pdf, MOST + 1, 1, cut=2000), MOST)
        assert unpacks_beyond(deflated(pdf, MOST * 2, 1, cut=200), MOST)


def test_what_is_no_stream_or_not_deflated_is_what_it_is() -> None:
    with pikepdf.new() as pdf:
        assert not unpacks_beyond(Name.X, MOST)
        assert unpacks_beyond(Stream(pdf, bytes(MOST + 1)), MOST)
