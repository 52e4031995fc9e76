from __future__ import annotations

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_pdf.charts.hatch import Box, hatch_lines

lengths = st.floats(min_value=0.3, max_value=60)
places = st.floats(min_value=0, max_value=170)


def test_a_square_of_four_gaps_is_cut_by_its_diagonals() -> None:
    side = 2 * sqrt(2)
    lines = list(hatch_lines(Box(0, 0, side, side), 1))
    assert len(lines) == 3
    assert [(a[0] + a[1]) / sqrt(2) for a, _b in lines] == pytest.approx([1, 2, 3])
    (x1, y1), (x2, y2) = lines[1]
    assert (x1, y1, x2, y2) == pytest.approx((0, side, side, 0))


@given(places, places, lengths, lengths)
def test_lines_rise_at_45_degrees_from_edge_to_edge_at_multiples_of_the_gap(
    x: float, y: float, width: float, height: float
) -> None:
    box = Box(x, y, width, height)
    for (x1, y1), (x2, y2) in hatch_lines(box, 1.1):
        assert x2 - x1 == pytest.approx(y1 - y2, abs=1e-9)
        assert x1 == pytest.approx(box.x) or y1 == pytest.approx(box.bottom)
        assert x2 == pytest.approx(box.right) or y2 == pytest.approx(box.y)
        number = (x1 + y1) / (1.1 * sqrt(2))
        assert number == pytest.approx(round(number), abs=1e-6)


@given(places, places, lengths, lengths)
def test_the_number_of_lines_follows_from_the_half_perimeter(
    x: float, y: float, width: float, height: float
) -> None:
    count = len(list(hatch_lines(Box(x, y, width, height), 1.1)))
    assert count == pytest.approx((width + height) / (1.1 * sqrt(2)), abs=1)


def test_a_box_shrinks_on_all_sides() -> None:
    assert Box(1, 2, 10, 8).inset(0.5) == Box(1.5, 2.5, 9, 7)
    assert (Box(1, 2, 10, 8).right, Box(1, 2, 10, 8).bottom) == (11, 10)
