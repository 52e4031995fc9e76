from __future__ import annotations

import pikepdf
from part_input import drawn_part
from pikepdf import Stream

from report_pdf.parts.content.marks import read_instructions
from report_pdf.parts.content.tidying import balanced_content, stripped


def test_marks_are_taken_out_but_those_of_layers() -> None:
    pdf = pikepdf.new()
    content = Stream(pdf, b"/OC /L BDC /P <</MCID 0>> BDC f EMC EMC EMC /OC /L BDC f")
    kept = pikepdf.unparse_content_stream(stripped(read_instructions(content)))
    assert b" ".join(kept.split()) == b"/OC /L BDC f EMC /OC /L BDC f EMC"


def test_content_that_is_in_order_is_not_touched() -> None:
    tidy, untidy = drawn_part(b"q  BT\n(a)  Tj ET Q"), drawn_part(b"Q q BT BT ET")
    assert balanced_content(tidy.pages[0]) == b"q  BT\n(a)  Tj ET Q"
    assert balanced_content(untidy.pages[0]).split() == b"q BT ET BT ET Q".split()


def test_contents_in_pieces_are_one() -> None:
    pdf = drawn_part(b"")
    pdf.pages[0].obj.Contents = pikepdf.Array([pdf.make_stream(b"q"), pdf.make_stream(b"f Q")])
    assert balanced_content(pdf.pages[0]) == b"q\nf Q"
