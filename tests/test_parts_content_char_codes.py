from __future__ import annotations

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Object, Stream, String

from report_pdf.parts.content.char_codes import UNREADABLE, read_font, shown_text

PDF = pikepdf.new()


def cmap(body: bytes) -> Stream:
    return Stream(PDF, b"1 begincodespacerange <00> <FF> endcodespacerange\n" + body)


@pytest.mark.parametrize(
    ("font", "codes", "expected"),
    [
        ("/Subtype /Type1", b"A\xe9", "AØ"),  # StandardEncoding
        ("/Subtype /TrueType /Encoding /WinAnsiEncoding", b"\xe0\x80", "à€"),
        ("/Subtype /Type1 /Encoding /MacRomanEncoding", b"\x88", "à"),
        (
            "/Subtype /Type1 /Encoding << /Differences [ 1 /agrave /uni20AC /boh 65 /B.alt ] >>",
            b"\1\2\3A",
            "à€\ufffdB",
        ),
        ("/Subtype /TrueType /FontDescriptor << /Flags 4 >>", b"A", UNREADABLE),
        ("/Subtype /Type0 /Encoding /Identity-H", b"\0A\0B", UNREADABLE * 2),
        ("/Subtype /Type0 /ToUnicode /Identity-H", b"\0A\0B", "AB"),
    ],
)
def test_a_font_reads_by_its_encoding(font: str, codes: bytes, expected: str) -> None:
    assert read_font(Object.parse(f"<< {font} >>".encode())).text(codes) == expected


@pytest.mark.parametrize(
    ("body", "codes", "expected"),
    [
        (b"2 beginbfchar <01> <0041> <02> <00660069> endbfchar", b"\1\2\3", "Afi\ufffd"),
        (b"1 beginbfrange <01> <03> <0041> endbfrange", b"\1\2\3", "ABC"),
        (b"1 beginbfrange <01> <02> [<0041> <00E9>] endbfrange", b"\1\2", "Aé"),
        (b"1 beginbfrange <FF> <FFFFFFFFFF> <0041> endbfrange", b"\xff", "A"),
        (b"1 beginbfchar <01> <4> endbfchar", b"\1", "\ufffd"),
        (b"1 beginbfrange <01> [ endbfrange", b"\1", "\ufffd"),
    ],
)
def test_a_font_reads_by_its_own_table(body: bytes, codes: bytes, expected: str) -> None:
    font = Dictionary(Subtype=Name.Type1, FontDescriptor=Dictionary(Flags=4), ToUnicode=cmap(body))
    assert read_font(font).text(codes) == expected


def test_codes_of_two_lengths_are_told_apart() -> None:
    body = b"2 beginbfchar <41> <0041> <8141> <3042> endbfchar"
    font = Dictionary(Subtype=Name.Type0, ToUnicode=cmap(body))
    assert read_font(font).text(b"A\x81\x41A") == "A\u3042A"


def test_the_strings_of_an_array_are_joined() -> None:
    reading = read_font(Dictionary(Subtype=Name.Type1))
    assert shown_text(Array([String("Ze"), -20, String("ri")]), reading) == "Zeri"
    assert shown_text(3, reading) == ""


@given(st.binary(max_size=200), st.binary(max_size=20))
def test_no_table_stops_the_reading(body: bytes, codes: bytes) -> None:
    table = b"beginbfrange " + body + b" endbfrange beginbfchar " + body + b" endbfchar"
    assert isinstance(read_font(Dictionary(Subtype=Name.Type0, ToUnicode=cmap(table))).text(codes), str)
