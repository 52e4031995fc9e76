from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_pdf.colour_sight import VIEWS, Lab, as_seen, contrast, difference, lab, least_contrast

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06X}".format)
LABS = st.builds(Lab, st.floats(0, 100), st.floats(-120, 120), st.floats(-120, 120))


@pytest.mark.parametrize(
    ("size", "weight", "needed"),
    [(17.9, 400, 4.5), (18, 400, 3), (14, 600, 4.5), (14, 700, 3), (13.9, 800, 4.5)],
)
def test_large_type_needs_less_contrast(size: float, weight: int, needed: float) -> None:
    assert least_contrast(size, weight) == needed


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#FFFFFF", "#000000", 21),
        ("#FFFFFF", "#767676", 4.54),  # WCAG's own example of a grey that just passes
        ("#FFFFFF", "#777777", 4.48),  # and one that just does not
        ("#FF0000", "#FFFFFF", 4.0),
    ],
)
def test_contrast_as_wcag_tells_it(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


@pytest.mark.parametrize(
    ("srgb", "expected"),
    [
        # the primaries of sRGB, as tables of colour conversion give them for D65
        ("#FFFFFF", (100, 0, 0)),
        ("#000000", (0, 0, 0)),
        ("#FF0000", (53.24, 80.09, 67.20)),
        ("#00FF00", (87.73, -86.18, 83.18)),
        ("#0000FF", (32.30, 79.19, -107.86)),
        ("#777777", (50.03, 0, 0)),
    ],
)
def test_lab(srgb: str, expected: tuple[float, ...]) -> None:
    assert tuple(lab(srgb)) == pytest.approx(expected, abs=0.03)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # from table 1 of Sharma, Wu and Dalal (2005): each branch of the formula
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0),
        ((50, 0, 0), (50, -1, 2), 2.3669),
        ((50, 2.49, -0.001), (50, -2.49, 0.0009), 7.1792),
        ((50, 2.49, -0.001), (50, -2.49, 0.0011), 7.2195),
        ((50, -0.001, 2.49), (50, 0.0009, -2.49), 4.8045),
        ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((50, 2.5, 0), (58, 24, 15), 19.4535),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((36.4612, 47.8580, 18.3852), (36.2715, 50.5065, 21.2231), 1.4146),
        ((90.8027, -2.0831, 1.4410), (91.1528, -1.6435, 0.0447), 1.4441),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_difference_as_published(
    one: tuple[float, float, float], other: tuple[float, float, float], expected: float
) -> None:
    assert difference(Lab(*one), Lab(*other)) == pytest.approx(expected, abs=0.00005)


@given(LABS, LABS)
def test_difference_does_not_ask_which_comes_first(one: Lab, other: Lab) -> None:
    assert difference(one, one) == 0
    assert difference(one, other) == pytest.approx(difference(other, one), abs=1e-6)


@given(COLOURS)
def test_grey_is_as_light_as_the_colour(srgb: str) -> None:
    grey = as_seen(srgb, "grey")
    assert grey[1:3] == grey[3:5] == grey[5:]
    assert lab(grey).lightness == pytest.approx(lab(srgb).lightness, abs=0.25)


@pytest.mark.parametrize("view", VIEWS)
@given(level=st.integers(0, 255))
def test_grey_stays_grey_in_every_view(view: str, level: int) -> None:
    seen = as_seen(f"#{level:02X}{level:02X}{level:02X}", view)
    assert all(abs(int(seen[at : at + 2], 16) - level) <= 1 for at in (1, 3, 5))


@pytest.mark.parametrize(
    ("view", "alike", "apart"),
    [
        # what these eyes are known to mistake, and what not
        ("deuteranopia", ("#BF6B6B", "#8A8A6B"), ("#0000FF", "#FFFF00")),
        ("protanopia", ("#7F0000", "#2B2B00"), ("#0000FF", "#FFFF00")),
        ("tritanopia", ("#0080A0", "#008080"), ("#FF0000", "#00FF00")),
    ],
)
def test_what_is_mistaken_and_what_is_not(view: str, alike: tuple[str, str], apart: tuple[str, str]) -> None:
    def differs(pair: tuple[str, str], seen_by: str = "") -> float:
        one, other = (lab(as_seen(colour, seen_by) if seen_by else colour) for colour in pair)
        return difference(one, other)

    assert differs(alike, view) < differs(alike) / 2
    assert differs(apart, view) > 40


@pytest.mark.parametrize(
    ("view", "seen"),
    [("deuteranopia", "#A39000"), ("protanopia", "#6D5F00"), ("tritanopia", "#FF000F")],
)
def test_pure_red_is_the_first_column_of_the_matrix(view: str, seen: str) -> None:
    assert as_seen("#FF0000", view) == seen
