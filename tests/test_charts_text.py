from __future__ import annotations

import pytest
from chart_input import PT_PER_MM, STYLE
from hypothesis import given
from hypothesis import strategies as st

from report_pdf.charts.text import Anchor, box_mm, place, svg_attributes, width_mm


def test_pairs_are_kerned() -> None:
    apart = sum(width_mm(letter, "label", STYLE) for letter in "AVAT") + 3 * -0.02 * 15 / PT_PER_MM
    assert width_mm("AVAT", "label", STYLE) < apart - 0.3


def test_each_character_has_its_own_x_even_where_the_face_has_a_ligature() -> None:
    label = place("fi affilia", "chart", "nero", (0, 10), STYLE, anchor="start")
    assert len(label.xs_mm) == len("fi affilia")
    assert list(label.xs_mm) == sorted(set(label.xs_mm))


def test_a_letter_and_its_accent_become_one_character() -> None:
    label = place("perche\N{COMBINING ACUTE ACCENT}", "chart", "nero", (0, 10), STYLE, anchor="start")
    assert label.text == "perché"
    assert len(label.xs_mm) == 6
    assert label.missing == ()


@pytest.mark.parametrize(("anchor", "share"), [("start", 0), ("middle", 0.5), ("end", 1)])
def test_the_anchor_is_the_part_that_stands_at_x(anchor: Anchor, share: float) -> None:
    label = place("1.205", "chart-bold", "nero", (40, 10), STYLE, anchor=anchor)
    assert label.left_mm == pytest.approx(40 - share * label.width_mm)
    assert label.width_mm == pytest.approx(width_mm("1.205", "chart-bold", STYLE))


@given(st.integers(min_value=1000, max_value=9999), st.integers(min_value=1000, max_value=9999))
def test_figures_of_charts_are_of_one_width_so_that_columns_of_numbers_align(one: int, other: int) -> None:
    assert width_mm(str(one), "chart-bold", STYLE) == pytest.approx(width_mm(str(other), "chart-bold", STYLE))


@given(st.text(alphabet="abcdefghilmnopqrstuvzàèéìòù 0123456789.–", min_size=1, max_size=30))
def test_the_box_holds_every_character(text: str) -> None:
    label = place(text, "chart", "nero", (5, 10), STYLE, anchor="start")
    left, top, right, bottom = box_mm(label, STYLE)
    assert left <= min(label.xs_mm)
    assert max(label.xs_mm) <= right
    assert top < 10 < bottom


def test_the_type_is_said_in_longhands_and_x_in_points() -> None:
    label = place("12", "chart-bold", "notte", (10, 20), STYLE, anchor="start")
    attributes = svg_attributes(label, STYLE)
    xs = [float(x) for x in attributes.pop("x").split()]
    assert xs == pytest.approx([x * PT_PER_MM for x in label.xs_mm], abs=0.001)
    assert attributes == {
        "font-family": "Source Sans Pro",
        "font-weight": "600",
        "font-style": "normal",
        "font-size": "8.5",
        "fill": STYLE.colour("notte"),
        "y": f"{20 * PT_PER_MM:.3f}",
    }
