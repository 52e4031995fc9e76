"""How each kind of check is evaluated. The words are printed in the report: Italian."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from statistics import median
from types import MappingProxyType
from typing import Any, NamedTuple

from report_pdf.audit.check_figures import Figures
from report_pdf.indicators import Cell, Series, State
from report_pdf.italian import NOT_AVAILABLE, list_of, number, percent, period_label
from report_pdf.periods import Period
from report_pdf.reading.check_kinds import (
    CompleteCheck,
    DistinctPairsCheck,
    EqualityCheck,
    IdentityCheck,
    ListLengthCheck,
    NonDecreasingCheck,
    NotExactFractionCheck,
    OrderCheck,
    OutlierCheck,
    RangeCheck,
    RecordClaimCheck,
    SpanClaimCheck,
    SumCheck,
    TrendClaimCheck,
)
from report_pdf.reading.declared import Month, month_number
from report_pdf.reading.span import Span


class Outcome(NamedTuple):
    """What a check found: `expected` and `found` are printed, in Italian."""

    passed: bool
    expected: str
    found: str


_NOTHING_KNOWN = Outcome(passed=False, expected=NOT_AVAILABLE, found=NOT_AVAILABLE)
"""Where nothing can be compared: a check that has seen nothing has not passed."""


def sum_outcome(check: SumCheck, figures: Figures, _span: Span) -> Outcome:
    """Passes when the series adds up to the total; not when a figure is missing."""
    cells = figures.flow(check.of, "of").cells
    values = [cell.value for period, cell in cells.items() if check.half_years or not period.is_partial]
    return _compared(figures.value(check.total, "total"), _total(values))


def identity_outcome(check: IdentityCheck, figures: Figures, _span: Span) -> Outcome:
    """Passes when the figures added, less those taken away, give the result."""
    plus = _total([figures.value(operand, "plus") for operand in check.plus])
    minus = _total([figures.value(operand, "minus") for operand in check.minus])
    found = None if plus is None or minus is None else plus - minus
    return _compared(figures.value(check.equals, "equals"), found)


def equality_outcome(check: EqualityCheck, figures: Figures, _span: Span) -> Outcome:
    """Passes when the values agree one by one; not when one is unknown."""
    wanted, given = figures.cells(check.equals, "equals"), figures.cells(check.of, "of")
    expected, found = [cell.value for cell in wanted], [cell.value for cell in given]
    unknown = any(cell.state is State.UNKNOWN for cell in (*wanted, *given))
    passed = expected == found and not unknown and any(value is not None for value in found)
    return Outcome(passed, _listed(expected), _listed(found))


def range_outcome(check: RangeCheck, figures: Figures, _span: Span) -> Outcome:
    """Passes when there are known values, and none outside the limits, which must be known too."""
    low = None if check.min is None else figures.value(check.min, "min")
    high = None if check.max is None else figures.value(check.max, "max")
    values = [cell.value for cell in figures.cells(check.of, "of") if cell.value is not None]
    outside = [v for v in values if (low is not None and v < low) or (high is not None and v > high)]
    limits = [f"almeno {_printed(low)}"] if check.min is not None else []
    limits += [f"al massimo {_printed(high)}"] if check.max is not None else []
    limited = (low is None) == (check.min is None) and (high is None) == (check.max is None)
    passed = bool(values) and limited and not outside
    return Outcome(passed, list_of(limits), _listed(outside) if outside else _extent(values))


def list_length_outcome(check: ListLengthCheck, figures: Figures, _span: Span) -> Outcome:
    """Passes when the list has as many items as the figure says."""
    length = figures.list_length(check.text, check.part)
    return _compared(figures.value(check.equals, "equals"), None if length is None else Decimal(length))


def order_outcome(check: OrderCheck, figures: Figures, _span: Span) -> Outcome:
    """Passes when the lower series exceeds the upper one in none of the periods where both are known."""
    both = _both(figures.series(check.lower, "lower"), figures.series(check.upper, "upper"))
    if not both:
        return _NOTHING_KNOWN
    wrong = [
        f"{period_label(period)}: {number(low)} e {number(high)}"
        for period, (low, high) in both
        if low > high
    ]
    return Outcome(not wrong, "mai di più", "; ".join(wrong) or "mai di più")


def non_decreasing_outcome(check: NonDecreasingCheck, figures: Figures, _span: Span) -> Outcome:
    """Passes when no known value is smaller than the known one before it."""
    known = _known(figures.series(check.of, "of"))
    if len(known) < 2:  # noqa: PLR2004  # one value has none before it
        return _NOTHING_KNOWN
    wrong = [
        f"{period_label(period)}: da {number(before)} a {number(after)}"
        for (_, before), (period, after) in pairwise(known.items())
        if after < before
    ]
    return Outcome(not wrong, "mai in calo", "; ".join(wrong) or "mai in calo")


def outlier_outcome(check: OutlierCheck, figures: Figures, _span: Span) -> Outcome:
    """Passes when no full year exceeds so many times the median of the full years."""
    known = _known(figures.series(check.of, "of"))
    years = {period: value for period, value in known.items() if not period.is_partial}
    factor = figures.value(check.factor, "factor")
    if not years or factor is None:
        return _NOTHING_KNOWN
    limit = factor * median(years.values())
    largest = max(years, key=years.__getitem__)
    found = f"{number(years[largest])} {_during(largest)}"
    return Outcome(years[largest] <= limit, f"al massimo {number(_short(limit))}", found)


def not_exact_fraction_outcome(check: NotExactFractionCheck, figures: Figures, _span: Span) -> Outcome:
    """Passes when the value is not exactly the fraction of the other one."""
    series = figures.series(check.of, "of")
    value = figures.at(series, check.period, "period").value
    whole = figures.at(series, check.of_period, "of_period").value
    fraction = figures.value(check.fraction, "fraction")
    if value is None or whole is None or fraction is None:
        return _NOTHING_KNOWN
    return Outcome(value != whole * fraction, f"diverso da {number(_short(whole * fraction))}", number(value))


def distinct_pairs_outcome(check: DistinctPairsCheck, figures: Figures, _span: Span) -> Outcome:
    """Passes when in none of the periods that are known the two groups have the same values throughout."""
    first = [_known(figures.series(series, "first")) for series in check.first]
    second = [_known(figures.series(series, "second")) for series in check.second]
    known = [period for period in first[0] if all(period in one for one in (*first, *second))]
    if not known:
        return _NOTHING_KNOWN
    same = [
        f"uguali {_during(period)} ({list_of([number(series[period]) for series in first])})"
        for period in known
        if all(a[period] == b[period] for a, b in zip(first, second, strict=True))
    ]
    return Outcome(not same, "valori diversi", "; ".join(same) or "valori diversi")


def trend_claim_outcome(check: TrendClaimCheck, figures: Figures, _span: Span) -> Outcome:
    """Passes when every series moves between the two periods as the text says."""
    expected = "in aumento" if check.claim == "increase" else "in calo"
    found, passed = [], True
    for series in (figures.series(indicator, "of") for indicator in check.of):
        before = figures.at(series, check.since, "since").value
        after = figures.at(series, check.until, "until").value
        change = None if before is None or after is None else after - before
        passed = passed and change is not None and (change > 0 if check.claim == "increase" else change < 0)
        found.append(f"{series.label} {_change(before, after)}")
    return Outcome(passed, expected, "; ".join(found))


def record_claim_outcome(check: RecordClaimCheck, figures: Figures, _span: Span) -> Outcome:
    """Passes when the period is at least as large as the largest full year before it."""
    series = figures.series(check.of, "of")
    value = figures.at(series, check.period, "period").value
    before = [v for period, v in _known(series).items() if period < check.period and not period.is_partial]
    if value is None or not before:
        return _NOTHING_KNOWN
    return Outcome(value >= max(before), f"almeno {number(max(before))}", number(value))


def span_claim_outcome(check: SpanClaimCheck, figures: Figures, span: Span) -> Outcome:
    """Passes when the years claimed are those from `start` to `end`, or at most those."""
    months = _months(check.start or span.start, check.end or span.end)
    years = figures.value(check.claim, "claim")
    at_most = check.relation == "at-most"
    found = f"{'al massimo ' if at_most else ''}{_years(_short(Decimal(months) / 12))}"
    if years is None:
        return Outcome(passed=False, expected=NOT_AVAILABLE, found=found)
    passed = years * 12 <= months if at_most else years * 12 == months
    return Outcome(passed, _years(years), found)


def complete_outcome(check: CompleteCheck, figures: Figures, _span: Span) -> Outcome:
    """Passes when no cell is `n.d.`; one that is `-` is known not to exist."""
    cells = [cell for indicator in check.of for cell in figures.series(indicator, "of").cells.values()]
    unknown = sum(cell.state is State.UNKNOWN for cell in cells)
    return Outcome(unknown == 0, number(0), number(unknown))


# Each function takes the check of its own kind, which no type can say of a table of them.
OUTCOMES: Mapping[str, Callable[[Any, Figures, Span], Outcome]] = MappingProxyType(
    {
        "sum": sum_outcome,
        "identity": identity_outcome,
        "equality": equality_outcome,
        "range": range_outcome,
        "list-length": list_length_outcome,
        "order": order_outcome,
        "non-decreasing": non_decreasing_outcome,
        "outlier": outlier_outcome,
        "not-exact-fraction": not_exact_fraction_outcome,
        "distinct-pairs": distinct_pairs_outcome,
        "trend-claim": trend_claim_outcome,
        "record-claim": record_claim_outcome,
        "span-claim": span_claim_outcome,
        "complete": complete_outcome,
    }
)


def _compared(expected: Decimal | None, found: Decimal | None) -> Outcome:
    passed = expected is not None and expected == found
    return Outcome(passed, _printed(expected), _printed(found))


def _total(values: Sequence[Decimal | None]) -> Decimal | None:
    """The sum; None when one is missing, because missing is not zero."""
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if len(known) == len(values) else None


def _printed(value: Decimal | None) -> str:
    return NOT_AVAILABLE if value is None else number(value)


def _listed(values: Iterable[Decimal | None]) -> str:
    return "; ".join(_printed(value) for value in values)


def _extent(values: list[Decimal]) -> str:
    if not values:
        return NOT_AVAILABLE
    low, high = min(values), max(values)
    return number(low) if low == high else f"da {number(low)} a {number(high)}"


def _known(series: Series) -> dict[Period, Decimal]:
    cells: Mapping[Period, Cell] = series.cells
    return {period: cell.value for period, cell in cells.items() if cell.value is not None}


def _both(lower: Series, upper: Series) -> list[tuple[Period, tuple[Decimal, Decimal]]]:
    low, high = _known(lower), _known(upper)
    return [(period, (low[period], high[period])) for period in low if period in high]


def _change(before: Decimal | None, after: Decimal | None) -> str:
    if before is None or after is None:
        return NOT_AVAILABLE
    if before == 0:
        return f"da {number(before)} a {number(after)}"
    return percent((after - before) / before)


def _short(value: Decimal) -> Decimal:
    """`value` without the zeros at its end, and with two decimals at most."""
    rounded = round(value, 2)
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded.normalize()


def _years(value: Decimal) -> str:
    return f"{number(value)} {'anno' if value == 1 else 'anni'}"


def _during(period: Period) -> str:
    return f"{'in' if period.is_partial else 'nel'} {period_label(period)}"


def _months(start: Month, end: Month) -> int:
    return month_number(end) - month_number(start) + 1
