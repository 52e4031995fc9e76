from __future__ import annotations

import pytest
from archival_input import truetype_font
from pikepdf import Array, Dictionary, Name, Pdf

from report_pdf.parts.archival.fonts.encodings import (
    ENCODINGS,
    MAC_OS_CODES,
    base_encoding,
    differences,
    text_of_glyph,
)

# Where PDF's encodings are not those of the systems they are named after (ISO 32000-1, annex D).
OWN = {0x7F: "•", 0x81: "•", 0x8D: "•", 0x8F: "•", 0x90: "•", 0x9D: "•", 0xA0: " ", 0xAD: "-"}


@pytest.mark.parametrize("code", range(32, 256))
def test_win_ansi_reads_as_windows_does(code: int) -> None:
    assert text_of_glyph(ENCODINGS["/WinAnsiEncoding"][code]) == OWN.get(code) or bytes([code]).decode(
        "cp1252"
    )


def test_mac_roman_reads_as_the_mac_does() -> None:
    names = ENCODINGS["/MacRomanEncoding"]
    read = {code: text_of_glyph(name) for code, name in enumerate(names) if name != ".notdef"}
    mac = {code: bytes([code]).decode("mac_roman") for code in read}
    other = {code for code in read if read[code] != mac[code]}
    assert len(read) == 223 - 15
    assert other == {0xCA, 0xDB}  # a space for the one that does not break, the currency sign before the euro
    assert MAC_OS_CODES["approxequal"] == 0xC5


def test_encodings_as_fonts_say_them() -> None:
    pdf = Pdf.new()
    named = Array([65, Name.A, Name.B, 70, Name.F, "x", Name.G])
    font = truetype_font(pdf, Encoding=Dictionary(BaseEncoding=Name.WinAnsiEncoding, Differences=named))
    assert base_encoding(font) == "/WinAnsiEncoding"
    assert differences(font) == {65: "A", 66: "B", 70: "F", 71: "G"}
    assert differences(truetype_font(pdf)) == {}
    assert base_encoding(truetype_font(pdf, Encoding=None)) == ""


def test_names_that_nobody_lists_say_nothing() -> None:
    assert text_of_glyph("g12") is None
    assert text_of_glyph(None) is None
