from __future__ import annotations

from collections.abc import Collection, Mapping

import pytest

from report_pdf.press.inks import Ink, TokenInks
from report_pdf.press.recolour import Recoloured, recolour

INKS = TokenInks(
    {
        "#1F1F1D": Ink((0, 0, 0, 1)),
        "#EA5034": Ink((0, 0.8, 0.82, 0)),
        "#FFFFFF": Ink((0, 0, 0, 0)),
        "#C8102E": Ink((0, 1, 0.8, 0.05), "PANTONE 186 C"),
    }
)
BLACK = "0.121569 0.121569 0.113725"
RED = "0.917647 0.313725 0.203922"
SPOT = "0.784314 0.062745 0.180392"


class Around:
    """Resources told by their names: `/a0` hides, `/mask` paints in the colour of what draws it."""

    def space(self, name: str) -> str:
        return name.removeprefix("/")

    def alphas(self, name: str) -> Mapping[str, float]:
        return {"/a0": {"/ca": 0.0}, "/A0": {"/CA": 0.0}, "/a1": {"/ca": 1.0}, "/A1": {"/CA": 1.0}}.get(
            name, {}
        )

    def draws(self, name: str) -> Collection[str]:
        return ["fill"] if name == "/mask" else ()

    def plate(self, ink: Ink) -> str:
        return "/Plate" if ink.plate else ""


def inked(content: str, *, is_page: bool = True, overprint: bool = True) -> Recoloured:
    return recolour(content.encode(), INKS, Around(), is_page=is_page, overprint=overprint)


def printed(content: str) -> str:
    """What a page becomes, spaces evened out."""
    return " ".join(inked(content).content.decode().split())


def test_colours_become_inks_and_all_else_stays_byte_for_byte() -> None:
    content = f"q\n1.50 0 0  1 0 0 cm\n{RED} rg {BLACK} RG\n0 0 5 5 re\nB Q\n"
    expected = "q\n1.50 0 0  1 0 0 cm\n0 0.8 0.82 0 k 0 0 0 1 K\n0 0 5 5 re\nB Q\n"
    assert inked(content).content.decode() == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("1 g f", "0 0 0 0 k f"),
        (f"/DeviceRGB cs {RED} sc f", "0 0 0 1 k 0 0.8 0.82 0 k f"),
        (f"/DeviceRGB CS {RED} SCN S", "0 0 0 1 K 0 0.8 0.82 0 K S"),
        ("0.1 0.2 0.3 0.4 k f", "0.1 0.2 0.3 0.4 k f"),
        (f"{SPOT} rg f {SPOT} RG S", "/Plate cs 1 scn f /Plate CS 1 SCN S"),
        ("/Pattern cs /p0 scn f", "/Pattern cs /p0 scn f"),
        ("/Separation cs 0.5 scn f", "/Separation cs 0.5 scn f"),
    ],
)
def test_each_way_of_setting_a_colour(content: str, expected: str) -> None:
    inks = TokenInks({**INKS.by_srgb, "#000000": Ink((0, 0, 0, 1))})
    found = recolour(content.encode(), inks, Around(), is_page=True)
    assert " ".join(found.content.decode().split()) == expected
    assert found.without_ink == []


@pytest.mark.parametrize(
    ("content", "colours"),
    [
        ("0.5 0.5 0.5 rg 0 0 1 1 re f", ["DeviceRGB 0.5 0.5 0.5"]),
        ("0.501961 0.501961 0.501961 rg f", ["#808080"]),
        ("0.501961 G S 0.501961 g f*", ["#808080"]),
        ("0.2 0.4 0.6 RG b", ["#336699", "#000000"]),
        ("0.2 0.4 0.6 rg BT <00> Tj ET", ["#336699"]),
        ("0.2 0.4 0.6 rg S", ["#000000"]),
        (f"q 0.2 0.4 0.6 rg Q {RED} rg f", []),
        ("0.2 0.4 0.6 rg /picture Do", []),
        ("0.2 0.4 0.6 rg /mask Do", ["#336699"]),
        ("/Lab cs 50 10 10 scn f", ["Lab 50 10 10"]),
        ("/CalRGB cs f", ["CalRGB"]),
        ("/ICCBased CS 0.1 0.2 0.3 SCN S", ["ICCBased 0.1 0.2 0.3"]),
        ("BI /W 1 /H 1 /CS /RGB /BPC 8 ID abc EI", ["/RGB"]),
        ("BI /W 1 /H 1 /CS /G /BPC 8 ID a EI", []),
        ("BI /W 1 /H 1 /IM true ID a EI", ["#000000"]),
    ],
)
def test_what_paints_without_an_ink_is_told(content: str, colours: list[str]) -> None:
    assert inked(content).without_ink == colours


def test_black_text_overprints_and_nothing_else_does() -> None:
    text = f"{BLACK} rg BT <01> Tj <02> Tj ET 0 0 1 1 re f BT <03> Tj ET {RED} rg BT <04> Tj ET"
    assert printed(text) == (
        "0 0 0 1 k BT /PressOverprint gs <01> Tj <02> Tj ET 0 0 1 1 re /PressKnockout gs f "
        "BT /PressOverprint gs <03> Tj ET 0 0.8 0.82 0 k BT /PressKnockout gs <04> Tj ET"
    )


@pytest.mark.parametrize(
    "content",
    [
        "1 1 1 rg BT <01> Tj ET",
        f"{BLACK} RG BT 1 Tr <01> Tj ET",
        f"{BLACK} RG BT 1.0 Tr <01> Tj ET",
        f"{BLACK} rg {BLACK} RG BT 2 Tr <01> Tj ET",
        f"{SPOT} rg BT <01> Tj ET",
        "0.1 0 0 1 k BT <01> Tj ET",
    ],
)
def test_white_outlined_spot_and_rich_black_text_knocks_out(content: str) -> None:
    assert "Overprint" not in printed(content)


def test_overprinting_ends_with_the_state_it_was_set_in() -> None:
    assert printed(f"q {BLACK} rg BT <01> Tj ET Q {RED} rg 0 0 1 1 re f").count("Knockout") == 0


def test_a_picture_or_form_after_black_text_knocks_out() -> None:
    assert "/PressKnockout gs /form Do" in printed(f"{BLACK} rg BT <01> Tj ET /form Do")
    assert "/PressKnockout gs /s0 sh" in printed(f"{BLACK} rg BT <01> Tj ET /s0 sh")


def test_what_is_hidden_is_not_painted_and_leaves_no_transparency() -> None:
    assert printed("q /a0 gs 0 0 0 rg 0 0 1 1 re f* Q") == "q 0 0 1 1 re n Q"
    assert printed(f"/a0 gs {RED} RG 0 0 1 1 re B") == "0 0.8 0.82 0 K 0 0 1 1 re S"
    assert printed(f"/A0 gs {RED} rg 0 0 1 1 re b*") == "0 0.8 0.82 0 k 0 0 1 1 re h f*"
    assert printed(f"/a0 gs {RED} rg BT <01> Tj ET") == "0 0.8 0.82 0 k BT 3 Tr <01> Tj 0 Tr ET"
    assert printed("/a0 gs /form Do /s0 sh") == ""
    assert inked("/a0 gs 0.2 0.4 0.6 rg f").without_ink == []
    assert printed(f"/a0 gs /a1 gs {RED} rg f") == "/a1 gs 0 0.8 0.82 0 k f"


def test_a_filled_rectangle_without_height_is_no_line() -> None:
    """The typesetter draws a rule as what lies between two rectangles, the inner of which may be flat."""
    rule = f"{RED} rg 73.7 541. 663.3 0 re\n73.7 540. 663.3 1 re f*"
    assert printed(rule) == "0 0.8 0.82 0 k 73.7 540. 663.3 1 re f*"
    assert printed(f"{RED} RG 0 0 9 0 re 0 0 1 1 re S") == "0 0.8 0.82 0 K 0 0 9 0 re 0 0 1 1 re S"
    assert printed(f"0 0 9 0 re W n {RED} rg 0 0 1 1 re f").startswith("0 0 9 0 re W n")
    assert printed(f"{RED} rg 0 0 9 0 re f") == "0 0.8 0.82 0 k 0 0 9 0 re f"


def test_the_names_that_are_used_are_known() -> None:
    content = f"/F1 9 Tf /a1 gs /Pattern cs /p0 scn f /x0 Do /s0 sh /a0 gs {SPOT} RG /Span /MC0 BDC EMC"
    assert inked(content).used == {
        "/Font": {"/F1"},
        "/ExtGState": {"/a1"},
        "/ColorSpace": {"/Pattern", "/Plate"},
        "/Pattern": {"/p0"},
        "/XObject": {"/x0"},
        "/Shading": {"/s0"},
        "/Properties": {"/MC0"},
    }


def test_a_form_may_paint_in_the_colour_of_what_draws_it() -> None:
    assert inked("0 0 1 1 re f", is_page=False).inherits == {"fill"}
    assert inked(f"{RED} rg 0 0 1 1 re B", is_page=False).inherits == {"stroke"}
    assert inked("0 0 1 1 re f", is_page=False).without_ink == []
    assert not inked(f"{RED} rg 0 0 1 1 re f", is_page=False).inherits
