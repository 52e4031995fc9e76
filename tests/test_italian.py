"""Italian numbers, dates and periods: each printed form pinned, and what must hold for any figure."""

import os
import subprocess
import sys
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_pdf import italian
from report_pdf.findings import NOWHERE
from report_pdf.indicators import Cell, State
from report_pdf.periods import Period

NBSP = "\u00a0"
H1_2024 = Period(2024, 1)

figures = st.decimals(min_value=-(10**15), max_value=10**15, allow_nan=False, places=3)


def plain(text: str) -> Decimal:
    """The number that a reader of Italian reads."""
    return Decimal(text.replace(".", "").replace(",", ".").replace("\u2212", "-"))


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("0", "0"),
        ("-0", "0"),
        ("12", "12"),
        ("999", "999"),
        ("1205", "1.205"),
        ("1302", "1.302"),
        ("44850", "44.850"),
        ("3100000", "3.100.000"),
        ("4.33", "4,33"),
        ("8.3", "8,3"),
        ("4.30", "4,30"),
        ("1205.5", "1.205,5"),
        ("1E+3", "1.000"),
        ("-17", "\u221217"),
    ],
)
def test_number_keeps_the_decimals_as_written(written: str, printed: str) -> None:
    assert italian.number(Decimal(written)) == printed


@pytest.mark.parametrize(
    ("written", "decimals", "printed"),
    [
        ("2.5", 0, "3"),
        ("0.5", 0, "1"),
        ("-2.5", 0, "\u22123"),
        ("-0.4", 0, "0"),
        ("0.125", 2, "0,13"),
        ("44850", 2, "44.850,00"),
        ("999.95", 1, "1.000,0"),
    ],
)
def test_halves_are_rounded_away_from_zero(written: str, decimals: int, printed: str) -> None:
    assert italian.number(Decimal(written), decimals) == printed


def test_a_whole_number_needs_no_decimal_type() -> None:
    assert italian.number(1205) == "1.205"


def test_a_number_longer_than_the_default_context_is_exact() -> None:
    assert plain(italian.number(Decimal(10**40 + 1))) == 10**40 + 1


@given(figures)
def test_a_number_can_be_read_back(value: Decimal) -> None:
    assert plain(italian.number(value)) == value


@given(figures, figures, st.integers(min_value=0, max_value=3))
def test_rounding_keeps_the_order(one: Decimal, other: Decimal, decimals: int) -> None:
    small, large = sorted((one, other))
    assert plain(italian.number(small, decimals)) <= plain(italian.number(large, decimals))


@given(figures, st.integers(min_value=0, max_value=3))
def test_rounding_moves_by_half_a_unit_at_most(value: Decimal, decimals: int) -> None:
    assert abs(plain(italian.number(value, decimals)) - value) <= Decimal(5).scaleb(-decimals - 1)


@given(st.integers(min_value=0, max_value=10**15))
def test_dots_stand_between_groups_of_three(value: int) -> None:
    head, *groups = italian.number(value).split(".")
    assert 1 <= len(head) <= 3
    assert all(len(group) == 3 for group in groups)


def test_years_have_no_dot() -> None:
    assert italian.year(2024) == "2024"


def test_percent_takes_a_ratio() -> None:
    assert italian.percent(Decimal("0.436")) == "43,6%"
    assert italian.percent(Decimal("0.5"), 0) == "50%"


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (date(2024, 1, 1), f"1º{NBSP}gennaio 2024"),
        (date(2024, 1, 10), f"10{NBSP}gennaio 2024"),
        (date(2024, 6, 30), f"30{NBSP}giugno 2024"),
    ],
)
def test_date_long(day: date, printed: str) -> None:
    assert italian.date_long(day) == printed


@pytest.mark.parametrize(
    ("period", "stock", "lines", "label"),
    [
        (Period(2023), False, ("2023",), "2023"),
        (Period(2023), True, ("2023",), "2023"),
        (H1_2024, False, ("2024", "gen–giu"), f"gen–giu{NBSP}2024"),
        (H1_2024, True, ("2024", f"30{NBSP}giu"), f"30{NBSP}giu{NBSP}2024"),
        (Period(2024, 2), False, ("2024", "lug–dic"), f"lug–dic{NBSP}2024"),
        (Period(2024, 2), True, ("2024", f"31{NBSP}dic"), f"31{NBSP}dic{NBSP}2024"),
    ],
)
def test_periods(period: Period, stock: bool, lines: tuple[str, ...], label: str) -> None:  # noqa: FBT001
    assert italian.period_lines(period, stock=stock) == lines
    assert italian.period_label(period, stock=stock) == label


@pytest.mark.parametrize(
    ("first", "last", "printed"),
    [
        (Period(2019), H1_2024, f"gennaio{NBSP}2019{NBSP}– giugno{NBSP}2024"),
        (Period(2019, 2), Period(2023), f"luglio{NBSP}2019{NBSP}– dicembre{NBSP}2023"),
        (Period(2019), Period(2023), "2019–2023"),
        (Period(2023), Period(2023), "2023"),
    ],
)
def test_spans(first: Period, last: Period, printed: str) -> None:
    assert italian.span_label(first, last) == printed


@pytest.mark.parametrize(
    ("when", "printed"),
    [
        (None, "data non dichiarata"),
        ("2024-01-10", f"10{NBSP}gennaio 2024"),
        ("2024", "2024"),
        ("2024-H1", f"gen–giu{NBSP}2024"),
        ("2023/2024", "2023–2024"),
        ("2019/2024-H1", f"gennaio{NBSP}2019{NBSP}– giugno{NBSP}2024"),
    ],
)
def test_when(when: str | None, printed: str) -> None:
    assert italian.when_label(when) == printed


@pytest.mark.parametrize(
    "when", ["", "oggi", "2024-13-01", "2024-02-30", "2024/", "/2024", "2024/2019", "24"]
)
def test_a_when_that_says_no_time_is_refused(when: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # the text is for programmers, whatever it says
        italian.when_label(when)


@pytest.mark.parametrize(
    ("value", "state", "printed"),
    [
        ("1205", State.VALUE, "1.205"),
        ("0", State.VALUE, "0"),
        (None, State.UNKNOWN, "n.d."),
        (None, State.NOT_STARTED, "–"),
        ("550900", State.ESTIMATE, f"550.900{NBSP}(stima)"),
        ("815", State.REVISED, f"815{NBSP}(rivisto)"),
    ],
)
def test_a_cell_tells_its_state(value: str | None, state: State, printed: str) -> None:
    cell = Cell(None if value is None else Decimal(value), state, NOWHERE)
    assert italian.cell_text(cell) == printed


@pytest.mark.parametrize(
    ("items", "printed"),
    [
        ((), ""),
        (("Firenze",), "Firenze"),
        (("Firenze", "Prato"), "Firenze e Prato"),
        (("Firenze", "Prato", "Livorno"), "Firenze, Prato e Livorno"),
    ],
)
def test_lists(items: tuple[str, ...], printed: str) -> None:
    assert italian.list_of(items) == printed


@pytest.mark.parametrize("language", ["de_CH.UTF-8", "en_US.UTF-8", "C", "xx_nonsense"])
def test_the_environment_changes_nothing(language: str) -> None:
    program = (
        "from datetime import date; from decimal import Decimal; from report_pdf import italian;"
        "print(ascii(italian.number(Decimal('1205.5')) + italian.date_long(date(2024, 6, 30))"
        " + italian.list_of(['a', 'b'])))"
    )
    spoken = dict.fromkeys(("LANGUAGE", "LC_ALL", "LC_NUMERIC", "LANG"), language)
    run = subprocess.run(  # noqa: S603
        [sys.executable, "-c", program], env=os.environ | spoken, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == ascii("1.205,530\u00a0giugno 2024a e b")


@pytest.mark.parametrize(
    ("first", "last", "printed"),
    [
        ("1488", "1605", "+117 (+7,9%)"),
        ("14", "12", "−2 (−14,3%)"),
        ("5", "5", "0 (0,0%)"),
        ("0", "12", "+12"),
        ("2.5", "3", "+0,5 (+20,0%)"),
    ],
)
def test_a_change_is_a_difference_and_its_share(first: str, last: str, printed: str) -> None:
    assert italian.change_text(Decimal(first), Decimal(last)) == printed
