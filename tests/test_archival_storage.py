from __future__ import annotations

from archival_input import image, page
from pikepdf import Array, Dictionary, Name, Pdf, String

from report_pdf.parts.archival.storage import filters_of, mend_objects, object_faults

LZW = bytes.fromhex("800B6050220C0C8501")


def _rules(pdf: Pdf) -> list[str]:
    return [found.rule for found in object_faults(pdf)]


def test_lzw_is_stored_otherwise() -> None:
    pdf = Pdf.new()
    stored = image(pdf)
    pdf.Root["/A"] = stored
    stored.write(LZW, filter=Name.LZWDecode)
    assert _rules(pdf) == ["6.1.7.2"]
    mend_objects(pdf)
    assert filters_of(stored) == []
    assert stored.read_bytes() == b"-----A---B"
    assert _rules(pdf) == []


def test_a_filter_that_does_nothing_is_left_out() -> None:
    pdf = Pdf.new()
    stored = pdf.make_stream(b"")
    pdf.Root["/A"] = stored
    filters = Array([Name.Crypt, Name.ASCIIHexDecode])
    stored.write(b"4142>", filter=filters, decode_parms=Array([Dictionary(Name=Name.Identity), None]))
    mend_objects(pdf)
    assert filters_of(stored) == ["/ASCIIHexDecode"]
    assert stored.read_bytes() == b"AB"


def test_a_stream_in_another_file_is_what_stands_here() -> None:
    pdf = Pdf.new()
    pdf.Root["/A"] = pdf.make_stream(b"here", {"/F": String("elsewhere")})
    assert _rules(pdf) == ["6.1.7.1"]
    mend_objects(pdf)
    assert _rules(pdf) == []


def test_numbers_are_brought_within_the_limits() -> None:
    pdf = page(b"")
    pdf.Root["/A"] = Dictionary(B=Array([99999999999, 1]))
    assert _rules(pdf) == ["6.1.13"]
    mend_objects(pdf)
    assert pdf.Root["/A"]["/B"][0] == 2**31 - 1
    assert _rules(pdf) == []


def test_a_text_too_long_is_told_where_it_is_used() -> None:
    pdf = Pdf.new()
    long = pdf.make_indirect(Dictionary(T=String("x" * 40_000)))
    assert _rules(pdf) == []
    pdf.Root["/A"] = long
    assert _rules(pdf) == ["6.1.13"]
