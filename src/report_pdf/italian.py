"""Numbers, dates and periods as the report prints them in Italian: one house style, pinned by tests."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext

from babel import Locale
from babel.dates import get_month_names
from babel.lists import format_list
from babel.numbers import format_decimal

from report_pdf.indicators import Cell, State
from report_pdf.periods import Period, parse_period

NBSP = "\N{NO-BREAK SPACE}"
EN_DASH = "\N{EN DASH}"
MINUS = "\N{MINUS SIGN}"
NOT_AVAILABLE = "n.d."
NOT_STARTED = EN_DASH
NO_DATE = "data non dichiarata"

_ITALIAN = Locale("it")
_MONTHS = get_month_names("wide", locale=_ITALIAN)
_HALVES = {1: f"gen{EN_DASH}giu", 2: f"lug{EN_DASH}dic"}
_HALF_ENDS = {1: f"30{NBSP}giu", 2: f"31{NBSP}dic"}
_HALF_MONTHS = {0: (1, 12), 1: (1, 6), 2: (7, 12)}
# More digits than any figure has, so that rounding never meets decimal's default limit of 28.
_PRECISION = 100
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def number(value: Decimal | int, decimals: int | None = None) -> str:
    """The number with a dot between thousands, from four digits on, and a comma: `1.205`, `4,33`.

    Args:
        value: the figure.
        decimals: digits after the comma, halves rounded away from zero; None for as many as were written.
    """
    exact = Decimal(value)
    places = _written_decimals(exact) if decimals is None else decimals
    with localcontext(prec=_PRECISION, rounding=ROUND_HALF_UP):
        rounded = exact.quantize(Decimal(1).scaleb(-places))
        pattern = "#,##0" + ("." + "0" * places if places else "")
        text = format_decimal(abs(rounded), format=pattern, locale=_ITALIAN)
    return MINUS + text if rounded < 0 else text


def _written_decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def year(value: int) -> str:
    """The year, without a dot: `2024`."""
    return str(value)


def percent(ratio: Decimal, decimals: int = 1) -> str:
    """The ratio (0.436) as a percentage, for tables and charts: `43,6%`."""
    return number(ratio * 100, decimals) + "%"


def change_text(first: Decimal, last: Decimal) -> str:
    """The difference and its ratio to the first: `+117 (+7,9%)`; from 0 without a ratio: `+12`."""
    difference = last - first
    if not first:
        return _signed(difference, number(difference))
    return f"{_signed(difference, number(difference))} ({_signed(difference, percent(difference / first))})"


def _signed(value: Decimal, text: str) -> str:
    return f"+{text}" if value > 0 else text


def date_long(day: date) -> str:
    """The date in full, day and month kept together: `1º gennaio 2024`, `30 giugno 2024`."""
    ordinal = "º" if day.day == 1 else ""
    return f"{day.day}{ordinal}{NBSP}{_MONTHS[day.month]} {year(day.year)}"


def period_label(period: Period, *, stock: bool = False) -> str:
    """The period on one line: `2023`, `gen–giu 2024`; of a stock, its last day: `30 giu 2024`."""
    return NBSP.join(reversed(period_lines(period, stock=stock)))


def period_lines(period: Period, *, stock: bool = False) -> tuple[str, ...]:
    """The lines of a narrow column's heading: `2023`; `2024`, `gen–giu`; of a stock, `2024`, `30 giu`."""
    if not period.is_partial:
        return (year(period.year),)
    part = (_HALF_ENDS if stock else _HALVES)[period.half]
    return (year(period.year), part)


def span_label(first: Period, last: Period) -> str:
    """The time from `first` to `last`: `2019–2023`; with a half year, `gennaio 2019 – giugno 2024`.

    Raises:
        ValueError: `last` comes before `first`.
    """
    if last < first:
        raise ValueError(f"{first.id}/{last.id}")
    if first == last:
        return period_label(first)
    if not first.is_partial and not last.is_partial:
        return f"{year(first.year)}{EN_DASH}{year(last.year)}"
    start = f"{_MONTHS[_HALF_MONTHS[first.half][0]]}{NBSP}{year(first.year)}"
    end = f"{_MONTHS[_HALF_MONTHS[last.half][1]]}{NBSP}{year(last.year)}"
    return f"{start}{NBSP}{EN_DASH} {end}"


def when_label(when: str | None) -> str:
    """The date or the time of a headline figure in words.

    Args:
        when: `2024-01-10`, `2024`, `2024-H1`, `2019/2024-H1`, or None when the source gives none.

    Raises:
        ValueError: `when` is none of these.
    """
    if when is None:
        return NO_DATE
    if _DATE.fullmatch(when):
        return date_long(date.fromisoformat(when))
    first, slash, last = when.partition("/")
    return span_label(parse_period(first), parse_period(last if slash else first))


def cell_text(cell: Cell) -> str:
    """The cell as printed: `1.205`, `n.d.`, `–`; an estimate or a revised figure says so: `815 (stima)`."""
    if cell.value is None:
        return NOT_STARTED if cell.state is State.NOT_STARTED else NOT_AVAILABLE
    marked = cell.state in (State.ESTIMATE, State.REVISED)
    return f"{number(cell.value)}{NBSP}({cell.state.value})" if marked else number(cell.value)


def list_of(items: Sequence[str]) -> str:
    """The items in a sentence: `Firenze, Prato e Livorno`."""
    return format_list(items, locale=_ITALIAN)
