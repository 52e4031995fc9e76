from __future__ import annotations

import pytest
from pikepdf import Pdf

from report_pdf.parts.content.scan import INHERITED_FONT, NO_FONT, FontUse, Scan, instructions_of, scan


def _scan(
    content: bytes, *, inherits_font: bool = False, fonts_of_states: frozenset[str] = frozenset()
) -> Scan:
    pdf = Pdf.new()
    instructions = instructions_of(pdf.make_stream(content))
    return scan(instructions, inherits_font=inherits_font, fonts_of_states=fonts_of_states)


def test_text_is_known_by_font_and_by_whether_it_is_seen() -> None:
    found = _scan(b"BT /A 9 Tf (a) Tj q 3 Tr /B 9 Tf [(b) 5 (c)] TJ Q (d) ' 1 2 (e) \" ET")
    assert found.shown == {
        FontUse("/Font", "/A"): {b"a", b"d", b"e"},
        FontUse("/Font", "/B", is_visible=False): {b"b", b"c"},
    }


def test_a_graphics_state_may_set_the_font() -> None:
    found = _scan(b"/A 9 Tf /G gs /H gs (a) Tj", fonts_of_states=frozenset({"/G"}))
    assert list(found.shown) == [FontUse("/ExtGState", "/G")]
    assert found.used["/ExtGState"] == {"/G", "/H"}


@pytest.mark.parametrize(("inherits", "font"), [(True, INHERITED_FONT), (False, NO_FONT)])
def test_text_before_any_font(inherits: bool, font: str) -> None:  # noqa: FBT001  # a case of the table
    assert list(_scan(b"(a) Tj", inherits_font=inherits).shown) == [FontUse("", font)]


def test_resources_are_known_by_kind() -> None:
    found = _scan(b"/I Do /S cs 1 /P scn /H sh /G gs /OC /M BDC EMC /DeviceRGB CS /Perceptual ri")
    assert found.used == {
        "/XObject": {"/I"},
        "/ColorSpace": {"/S"},
        "/Pattern": {"/P"},
        "/Shading": {"/H"},
        "/ExtGState": {"/G"},
        "/Properties": {"/M"},
    }
    assert found.intents == {"/Perceptual"}


@pytest.mark.parametrize("content", [b"0 0 0 1 k", b"0 0 0 1 K", b"/DeviceCMYK cs", b"/DeviceCMYK CS"])
def test_cmyk_is_seen(content: bytes) -> None:
    assert _scan(content).device_cmyk


def test_what_is_no_command() -> None:
    assert _scan(b"1 foo BX bar EX --5 w").unknown == {"foo", "bar", "--5"}


def test_depth_of_states() -> None:
    assert _scan(b"q q Q q q Q Q Q Q").depth == 3


@pytest.mark.parametrize(
    "content",
    [
        b"Do",
        b"/A /B Do",
        b"(a) Do",
        b"/F Tf",
        b"9 /F Tf",
        b"/F /F Tf",
        b"7 Tj",
        b"gs",
        b"(%s) Tj" % (b"x" * 32_768),
    ],
)
def test_operands_of_wrong_types(content: bytes) -> None:
    assert _scan(content).is_odd


@pytest.mark.parametrize(
    ("content", "is_odd"), [(b"[(a) 5] TJ", False), (b"[[(a)]] TJ", True), (b"5 Tj", True)]
)
def test_text_is_shown_by_strings_and_numbers_alone(content: bytes, is_odd: bool) -> None:  # noqa: FBT001
    assert _scan(b"/F 9 Tf " + content).is_odd is is_odd
