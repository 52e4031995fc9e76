from __future__ import annotations

import pytest
from archival_input import composite_font, fonts, page, put, truetype, truetype_font, type1_font
from pikepdf import Array, Dictionary, Name, Pdf, String

from report_pdf.parts.archival.fonts.cmaps import write_cid_map
from report_pdf.parts.archival.fonts.glyphs import Glyph
from report_pdf.parts.archival.fonts.program import read_truetype
from report_pdf.parts.archival.fonts.shown import (
    ShownFont,
    add,
    codes_of,
    is_misfit,
    is_sound_text,
    judge_font,
    shown_by,
    truetype_faults,
)
from report_pdf.parts.content.walk import contents


def _rules(shown: ShownFont) -> list[str]:
    return [rule for rule, _message in judge_font(shown).faults(shown)]


def test_what_is_shown_is_known_by_font() -> None:
    pdf = Pdf.new()
    font = pdf.make_indirect(type1_font(pdf))
    state = Dictionary(G=Dictionary(Font=Array([font, 9])))
    page(
        b"/F 9 Tf (A) Tj q 3 Tr (B) Tj Q /G gs (C) Tj /No 9 Tf (D) Tj",
        fonts(font) | {"/ExtGState": state},
        pdf,
    )
    (content,) = contents(pdf)
    shown = shown_by(content)
    assert list(shown) == [font.objgen]
    assert (shown[font.objgen].visible, shown[font.objgen].hidden) == ({b"A", b"C"}, {b"B"})
    more = {font.objgen: ShownFont(font, {b"Z"})}
    add(shown, more)
    assert shown[font.objgen].all_strings == {b"A", b"B", b"C", b"Z"}


@pytest.mark.parametrize(
    ("width", "is_wrong"),
    [(600, False), (601, False), (599, False), (600.9, False), (601.01, True), (0, True)],
)
def test_widths_may_differ_by_one_thousandth(width: float, is_wrong: bool) -> None:  # noqa: FBT001  # the expected value
    assert is_misfit(Glyph((65, 1), "A", True, 600, width)) is is_wrong  # noqa: FBT003  # it is there


@pytest.mark.parametrize(
    "text", [None, "", "\0", "a\ufeff", "\ufffe", "\ue000", "\uf8ff", "\U000f0000", "\ud800"]
)
def test_texts_that_say_nothing(text: str | None) -> None:
    assert not is_sound_text(text)
    assert is_sound_text("è\ufffc")


@pytest.mark.parametrize(
    ("cmap", "flags", "encoding", "is_right"),
    [
        ((3, 1), 32, Name.WinAnsiEncoding, True),
        ((3, 1), 32, Name.MacRomanEncoding, True),
        ((3, 1), 32, Name.StandardEncoding, False),
        ((3, 1), 32, None, False),
        ((3, 1), 32, Dictionary(BaseEncoding=Name.WinAnsiEncoding, Differences=Array([65, Name.A])), True),
        ((3, 1), 32, Dictionary(BaseEncoding=Name.WinAnsiEncoding, Differences=Array([65, Name.g1])), False),
        ((1, 0), 32, Dictionary(BaseEncoding=Name.WinAnsiEncoding, Differences=Array([65, Name.A])), False),
        ((3, 0), 32, Name.WinAnsiEncoding, False),
        ((3, 0), 4, None, True),
        ((1, 0), 4, None, True),
        ((1, 0), 4, Name.WinAnsiEncoding, False),
    ],
)
def test_how_truetype_may_lead_to_glyphs(  # a table
    cmap: tuple[int, int],
    flags: int,
    encoding: object,
    is_right: bool,  # noqa: FBT001
) -> None:
    pdf = Pdf.new()
    program = truetype(cmap=cmap)
    font = truetype_font(pdf, program, flags, Encoding=encoding)
    assert (not list(truetype_faults(font, read_truetype(program)))) is is_right


def test_a_font_without_name_or_kind() -> None:
    pdf = Pdf.new()
    page(b"", {}, pdf)
    assert _rules(ShownFont(type1_font(pdf, BaseFont=None), {b"A"})) == ["6.2.11.2"]
    assert _rules(ShownFont(type1_font(pdf, Subtype=Name.Foo), {b"A"})) == ["6.2.11.2"]
    assert _rules(ShownFont(put(type1_font(pdf), Encoding=Name.MacExpertEncoding), {b"A"})) == ["6.2.11"]


def test_a_cmap_and_its_font_are_of_one_kind() -> None:
    pdf = Pdf.new()
    page(b"", {}, pdf)
    for system, faults in ((("Adobe", "Identity", 0), []), (("Adobe", "Japan1", 0), ["6.2.11.3.1"])):
        cmap = write_cid_map(pdf, {(1, 2): 1}, system, 0)
        assert _rules(ShownFont(composite_font(pdf, cmap), {b"\0\1"})) == faults


def test_half_a_code_is_a_damage() -> None:
    pdf = Pdf.new()
    page(b"", {}, pdf)
    assert _rules(ShownFont(composite_font(pdf), {b"\0\1\0"})) == ["6.2.11"]


def test_codes() -> None:
    pdf = Pdf.new()
    assert codes_of(type1_font(pdf), {b"AB", b"B"}) == {(65, 1), (66, 1)}
    assert codes_of(Dictionary(Subtype=Name.Type0, Encoding=String("x")), {b"AB"}) == set()
