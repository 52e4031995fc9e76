from __future__ import annotations

import zlib
from base64 import a85encode
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name
from pypdf._codecs._codecs import LzwCodec  # pypdf offers no public way to write LZW

from report_pdf.parts.opening.byte_filters import is_followed, unfiltered, unpredicted_length

Encode = Callable[[bytes], bytes]


def run_lengths(data: bytes) -> bytes:
    pieces = [data[start : start + 128] for start in range(0, len(data), 128)]
    return b"".join(bytes([len(piece) - 1]) + piece for piece in pieces) + b"\x80"


ENCODERS: dict[str, Encode] = {
    "/FlateDecode": zlib.compress,
    "/ASCIIHexDecode": lambda data: data.hex().encode() + b">",
    "/ASCII85Decode": lambda data: a85encode(data) + b"~>",
    "/LZWDecode": lambda data: LzwCodec().encode(data),
    "/RunLengthDecode": run_lengths,
}
filters = st.sampled_from(sorted(ENCODERS))
contents = st.binary(max_size=600) | st.binary(max_size=4).map(lambda data: data * 90)


@given(filters, contents)
def test_what_is_whole_comes_out_as_it_went_in(name: str, data: bytes) -> None:
    assert unfiltered(ENCODERS[name](data), name, None) == data


@given(filters, contents, st.integers(1, 400))
def test_what_breaks_off_is_kept_up_to_the_break(name: str, data: bytes, cut: int) -> None:
    raw = ENCODERS[name](data)
    kept = unfiltered(raw[: max(0, len(raw) - cut)], name, None)
    # Half a pair of hexadecimal digits and a started group of five stand for bytes too (7.4.2, 7.4.3).
    assert data.startswith(kept[:-4])
    assert len(kept) <= len(data)


@given(filters, contents, st.integers(0, 10**6), st.binary(min_size=1, max_size=3))
def test_of_what_has_damage_in_it_all_is_kept_before_the_damage(
    name: str, data: bytes, place: int, damage: bytes
) -> None:
    raw = ENCODERS[name](data)
    at = place % (len(raw) + 1)
    kept = unfiltered(raw[:at] + damage + raw[at + len(damage) :], name, None)
    before = unfiltered(raw[:at], name, None)
    assert kept.startswith(before[:-4]) or not kept


@given(st.sampled_from(["/FlateDecode", "/LZWDecode"]), st.binary(min_size=1, max_size=200))
def test_predictors_are_undone(name: str, data: bytes) -> None:
    columns = 7
    rows = [data[start : start + columns].ljust(columns, b"\0") for start in range(0, len(data), columns)]
    predicted = b"".join(b"\0" + row for row in rows)
    said = Dictionary(Predictor=12, Columns=columns)
    assert unfiltered(ENCODERS[name](predicted), name, said) == b"".join(rows)
    assert unpredicted_length(len(predicted), said) == columns * len(rows)


@pytest.mark.parametrize(
    "said",
    [
        Dictionary(Predictor=99),
        Dictionary(Predictor=12, Columns=-16),
        Dictionary(Predictor=12, Columns=Name.X),
        Dictionary(Predictor=2, BitsPerComponent=7),
        Dictionary(EarlyChange=5),
        Dictionary(Predictor=Array([12])),
    ],
)
def test_parameters_without_sense_are_not_followed(said: Dictionary) -> None:
    assert not is_followed(said)
    assert unfiltered(zlib.compress(b"data"), "/Fl", said) == b"data"
