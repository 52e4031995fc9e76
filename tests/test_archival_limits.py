from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Object, String

from report_pdf.parts.archival.limits import is_beyond, limit, within_limits

NUMBERS: st.SearchStrategy[int | Decimal] = st.one_of(
    st.integers(), st.decimals(allow_nan=False, allow_infinity=False)
)


@given(NUMBERS)
def test_a_number_is_brought_near(number: int | Decimal) -> None:
    found = within_limits(number)
    assert within_limits(found) == found
    assert not is_beyond(found)
    if number == 0 or Decimal("1.2e-38") < abs(Decimal(number)) < 2**31:
        assert found == number


def test_what_is_no_number_stays() -> None:
    assert within_limits(True) is True  # noqa: FBT003  # the value
    assert within_limits(None) is None


def test_values_inside_count() -> None:
    found = Dictionary(A=Array([Dictionary(B=2**40)]))
    assert is_beyond(found)
    limit(found)
    assert not is_beyond(found)
    assert found["/A"][0]["/B"] == 2**31 - 1


def test_names_and_texts() -> None:
    assert is_beyond(Array([Name("/" + "n" * 128)]))
    assert is_beyond(Object.parse(b"<< /" + b"n" * 128 + b" 1 >>"))
    assert is_beyond(String("x" * 32_768))
    assert not is_beyond(Array([Name("/" + "n" * 100), String("x" * 32_000)]))


def test_the_deepest_nest_ends() -> None:
    nest = Array([])
    for _level in range(200):
        nest = Array([nest])
    limit(nest)
    assert is_beyond(nest)
