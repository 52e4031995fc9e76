from __future__ import annotations

from part_input import drawn_part
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from report_pdf.parts.content.hearing import MOST_HEARD, Hearing

FONT = "/Font << /F << /Type /Font /Subtype /Type1 /Encoding /WinAnsiEncoding >> >>"


def heard(pdf: Pdf) -> list[tuple[str, int, str]]:
    return [(each.mark.kind.name, each.mark.mcid, each.text) for each in Hearing().page(pdf.pages[0].obj)]


def test_text_is_heard_by_the_mark_it_stands_in() -> None:
    content = b"""BT /F 9 Tf (a) Tj (b) ' ET /P <</MCID 2>> BDC BT /F 9 Tf [(c) -9 (d)] TJ ET EMC
        /Artifact BMC BT /F 9 Tf 1 1 (e) " ET EMC"""
    assert heard(drawn_part(content, FONT)) == [
        ("OTHER", -1, "ab"),
        ("CONTENT", 2, "cd"),
        ("ARTIFACT", -1, "e"),
    ]


def test_actual_text_is_heard_in_the_place_of_what_is_shown() -> None:
    content = (
        b"/P <</MCID 0>> BDC /Span <</ActualText (x)>> BDC BT /F 9 Tf (a) Tj ET EMC BT /F 9 Tf (b) Tj ET EMC"
    )
    assert heard(drawn_part(content, FONT)) == [("CONTENT", 0, "x"), ("CONTENT", 0, "b")]


def test_the_font_comes_back_with_the_graphics_state() -> None:
    fonts = FONT.replace(">> >>", ">> /G << /Type /Font /Subtype /Type0 >> >>")
    assert heard(drawn_part(b"/F 9 Tf q /G 9 Tf Q BT (a) Tj ET", fonts)) == [("OTHER", -1, "a")]


def form(pdf: Pdf, content: bytes, **drawn: Stream) -> Stream:
    made = Stream(pdf, content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    made["/Resources"] = Dictionary(XObject=Dictionary({f"/{name}": each for name, each in drawn.items()}))
    return made


def test_a_form_is_heard_with_the_numbers_of_its_own() -> None:
    pdf = drawn_part(b"/F Do /P <</MCID 7>> BDC /F Do EMC")
    inner = form(pdf, b"/P <</MCID 1>> BDC BI /W 1 /H 1 /BPC 8 /CS /G ID a\nEI EMC")
    pdf.pages[0].obj["/Resources"] = Dictionary(XObject=Dictionary(F=inner))
    assert heard(pdf) == [("CONTENT", 1, ""), ("CONTENT", 7, "")]


def test_forms_that_multiply_have_an_end() -> None:
    pdf = drawn_part(b"/F Do")
    found = form(pdf, b"BI /W 1 /H 1 /BPC 8 /CS /G ID a\nEI")
    for _level in range(40):
        found = form(pdf, b"/F Do /F Do /F Do", F=found)
    pdf.pages[0].obj["/Resources"] = Dictionary(XObject=Dictionary(F=found))
    assert len(heard(pdf)) <= MOST_HEARD


def test_a_form_that_draws_itself_is_heard_once() -> None:
    pdf = drawn_part(b"/F Do")
    ring = form(pdf, b"/F Do BI /W 1 /H 1 /BPC 8 /CS /G ID a\nEI")
    ring.Resources.XObject["/F"] = ring
    pdf.pages[0].obj["/Resources"] = Dictionary(XObject=Dictionary(F=ring))
    assert len(heard(pdf)) == 1
