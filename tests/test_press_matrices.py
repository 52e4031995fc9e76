from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject

from report_pdf.press.matrices import IDENTITY, Matrix, matrix_of, times

some_matrix = st.tuples(*[st.integers(-50, 50)] * 6)


def moved(point: tuple[float, float], matrix: Matrix) -> tuple[float, float]:
    """Where a point comes to lie (ISO 32000-1, 8.3.4)."""
    (x, y), (a, b, c, d, e, f) = point, matrix
    return a * x + c * y + e, b * x + d * y + f


@given(st.tuples(st.integers(-99, 99), st.integers(-99, 99)), some_matrix, some_matrix)
def test_the_inner_one_is_done_first(point: tuple[int, int], inner: Matrix, outer: Matrix) -> None:
    assert moved(point, times(inner, outer)) == moved(moved(point, inner), outer)


@given(some_matrix, some_matrix, some_matrix)
def test_it_does_not_matter_which_are_joined_first(one: Matrix, two: Matrix, three: Matrix) -> None:
    assert times(times(one, two), three) == times(one, times(two, three))


@given(some_matrix)
def test_the_identity_changes_nothing(matrix: Matrix) -> None:
    assert times(IDENTITY, matrix) == times(matrix, IDENTITY) == matrix


def test_a_form_says_its_matrix_or_has_none() -> None:
    form = DictionaryObject()
    assert matrix_of(form) == IDENTITY
    form[NameObject("/Matrix")] = ArrayObject(map(FloatObject, (2, 0, 0, 0.5, 10, -20)))
    assert matrix_of(form) == pytest.approx((2, 0, 0, 0.5, 10, -20))
