from __future__ import annotations

from collections.abc import Callable

import pytest
from part_input import drawn_part, element, tagged_part
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from report_pdf.parts.tags.soundness import judge_tags

FONT = "/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >>"
MUTE = "/Font << /F << /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H >> >>"


def part(content: bytes, *numbers: int, fonts: str = FONT) -> Pdf:
    """One page; a P for each number."""
    pdf = tagged_part(content, lambda pdf: Array([element(pdf, "P", number) for number in numbers]))
    pdf.pages[0].obj.Resources = Object.parse(f"<< {fonts} >>".encode())
    return pdf


def marked(number: int, text: bytes) -> bytes:
    return b"/P <</MCID %d>> BDC BT /F 9 Tf (%b) Tj ET EMC " % (number, text)


def unmarked(text: bytes) -> bytes:
    return b"BT /F 9 Tf (%b) Tj ET " % text


def faults_of(pdf: Pdf) -> tuple[str, ...]:
    return judge_tags(pdf).faults


def test_texts_are_known_by_page_and_number() -> None:
    content = b"/P <</MCID 0>> BDC BT /F 9 Tf (a) Tj ET BT (b) Tj ET EMC BT (c) Tj ET"
    pdf = part(content, 0)
    assert judge_tags(pdf).texts == {(pdf.pages[0].obj.objgen, 0): "ab"}


def test_tags_that_hold_all_are_sound() -> None:
    assert faults_of(part(marked(0, b"uno") + marked(1, b"due"), 0, 1)) == ()


def test_a_file_without_tags_is_told() -> None:
    assert faults_of(drawn_part(b"")) == ("it is not tagged",)


def test_tags_that_hold_nothing_are_told() -> None:
    assert faults_of(part(unmarked(b"uno"))) == ("its tags hold nothing of what the pages show",)


def test_text_outside_the_tags_is_told_unless_the_tags_say_it_too() -> None:
    assert faults_of(part(marked(0, b"una testata") + unmarked(b"una tes tata"), 0)) == ()
    assert faults_of(part(marked(0, b"una testata") + unmarked(b"altro"), 0)) == (
        "text on page 1 is outside the tags: altro",
    )


def test_marks_without_an_element_are_told() -> None:
    assert faults_of(part(marked(0, b"uno") + marked(1, b"due"), 0)) == (
        "text on page 1 belongs to no tag: due",
    )


def test_the_number_of_the_page_and_a_running_head_are_furniture() -> None:
    pdf = part(marked(0, b"uno") + unmarked(b"Bilancio 2024") + unmarked(b"1"), 0)
    for number in (2, 3):
        page = pdf.add_blank_page()
        page.obj.Resources = pdf.pages[0].obj.Resources
        page.obj.Contents = pdf.make_stream(unmarked(b"Bilancio 2025") + unmarked(b"%d" % number))
    assert faults_of(pdf) == ()
    pdf.pages[2].obj.Contents = pdf.make_stream(unmarked(b"7"))
    assert faults_of(pdf) != ()
    assert faults_of(part(marked(0, b"uno") + unmarked(b"1"), 0)) == ()
    assert faults_of(part(marked(0, b"uno") + unmarked(b"2"), 0)) != ()


def test_text_that_nobody_can_read_is_told() -> None:
    content = b"/P <</MCID 0>> BDC BT /F 9 Tf <00410042> Tj ET EMC"
    (told,) = faults_of(part(content, 0, fonts=MUTE))
    assert told.startswith("its text cannot be read aloud")


def test_actual_text_speaks_for_what_cannot_be_read() -> None:
    content = b"/P <</MCID 0>> BDC /Span <</ActualText (si)>> BDC BT /F 9 Tf <00410042> Tj ET EMC EMC"
    assert faults_of(part(content, 0, fonts=MUTE)) == ()


def test_a_page_that_is_a_picture_outside_the_tags_is_told() -> None:
    pdf = part(marked(0, b"uno"), 0)
    page = pdf.add_blank_page()
    page.obj.Contents = pdf.make_stream(b"BI /W 1 /H 1 /BPC 8 /CS /G ID a\nEI")
    assert faults_of(pdf) == ("page 2 shows a picture and is not in the tags",)


def test_text_marked_as_decoration_for_the_most_part_is_told() -> None:
    content = marked(0, b"uno") + b"/Artifact BMC " + unmarked(b"tutto il resto") + b"EMC"
    assert faults_of(part(content, 0)) == ("most of its text is marked as decoration",)


def ring(pdf: Pdf) -> None:
    document = pdf.Root.StructTreeRoot.K
    document.K[0].K = Array([0, document])


def shared(pdf: Pdf) -> None:
    document = pdf.Root.StructTreeRoot.K
    document.K.append(element(pdf, "P", 0))


def no_parent_tree(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot.ParentTree


def deep(pdf: Pdf) -> None:
    document = pdf.Root.StructTreeRoot.K
    for _level in range(200):
        document.K = Array([element(pdf, "Div", document.K)])


def picture_as_object(pdf: Pdf) -> None:
    image = pdf.make_indirect(Stream(pdf, b"a", Type=Name.XObject, Subtype=Name.Image))
    pdf.Root.StructTreeRoot.K.K.append(element(pdf, "Figure", Dictionary(Type=Name.OBJR, Obj=image)))


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (ring, "circles"),
        (shared, "circles"),
        (no_parent_tree, "parent tree"),
        (deep, "hold nothing"),
        (picture_as_object, "pictures in it"),
    ],
)
def test_a_broken_tree_is_told(damage: Callable[[Pdf], None], told: str) -> None:
    pdf = part(marked(0, b"uno"), 0)
    damage(pdf)
    assert any(told in reason for reason in faults_of(pdf)), faults_of(pdf)


def test_content_that_is_not_one_does_not_stop_the_check() -> None:
    pdf = part(marked(0, b"uno"), 0)
    pdf.pages[0].obj.Contents = Dictionary()
    assert faults_of(pdf) == ("its tags hold nothing of what the pages show",) or faults_of(pdf) == ()
