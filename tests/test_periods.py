from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_pdf.periods import Period, parse_period


@given(st.integers(1900, 2099), st.sampled_from([0, 1, 2]))
def test_a_period_is_read_back_from_its_name(year: int, half: int) -> None:
    assert parse_period(Period(year, half).id) == Period(year, half)


@pytest.mark.parametrize("text", ["", "24", "2024-H3", "2024-h1", " 2024", "giugno 2024", "20245"])
def test_what_is_not_a_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="^" + text + "$"):
        parse_period(text)


def test_a_half_year_is_partial_and_stands_after_the_year_before() -> None:
    assert parse_period("2024-H1").is_partial
    assert not parse_period("2023").is_partial
    assert parse_period("2023") < parse_period("2024-H1")
