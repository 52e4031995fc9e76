"""What a chart of periods says, in Italian words and as a table: for those who do not see the picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from report_pdf.charts.chart import DataTable
from report_pdf.indicators import Cell, Indicator, Nature, Series, State
from report_pdf.italian import NBSP, NOT_AVAILABLE, cell_text, list_of, number, period_label
from report_pdf.periods import Period

NO_NOTES: Mapping[Period, str] = MappingProxyType({})
UNIT_NOT_DECLARED = "unità non dichiarata dalla fonte"

_HALVES = {1: "gennaio–giugno", 2: "luglio–dicembre"}
_HALF_ENDS = {1: f"30{NBSP}giugno", 2: f"31{NBSP}dicembre"}
_MISSING = {State.UNKNOWN: "Dato non disponibile", State.NOT_STARTED: "Attività non avviata"}
# A figure of these kinds at the end of June is as whole as one at the end of a year.
_WHOLE_AT_ANY_DATE = (Nature.STOCK, Nature.CONSTANT)

_Known = list[tuple[Period, Cell]]


def counts_half_a_year(series: Series, period: Period) -> bool:
    """True when the figure covers a half year only, and is no match for those of whole years."""
    return period.is_partial and series.nature not in _WHOLE_AT_ANY_DATE


def period_words(period: Period, series: Series) -> str:
    """The period in full, as the series counts it: `2023`, `gennaio–giugno 2024`, `30 giugno 2024`."""
    return half_year_words(period) if counts_half_a_year(series, period) else _day(period)


def half_year_words(period: Period) -> str:
    """The half year in full: `gennaio–giugno 2024`."""
    return f"{_HALVES[period.half]}{NBSP}{period.year}"


def name_of(indicator: Indicator) -> str:
    """The label under its group, as a sentence begins: `Facebook, post pubblicati`."""
    name = f"{indicator.group}, {indicator.label}" if indicator.group else indicator.label
    return name[:1].upper() + name[1:]


def unit_of(indicator: Indicator) -> str:
    """The unit, or that the source does not say."""
    return UNIT_NOT_DECLARED if indicator.unit is None else f"unità: {indicator.unit}"


def says_unit(indicator: Indicator) -> bool:
    """True when the label names the unit already, in the singular or the plural: "ore di formazione", ore."""
    return indicator.unit is not None and _stems(indicator.unit)[0] in _stems(indicator.label)


def series_words(series: Series, periods: Sequence[Period], notes: Mapping[Period, str] = NO_NOTES) -> str:
    """What a series says: what, first, last and highest figure, half year, what is missing, remarks.

    The other figures stand in the table that the picture has a link to.
    """
    whole = [period for period in periods if not counts_half_a_year(series, period)]
    known = [(period, series.cells[period]) for period in whole if not series.cells[period].is_missing]
    halves = [period for period in periods if period not in whole and not series.cells[period].is_missing]
    told = [
        _course(known),
        *(f"{period_words(one, series)}: {cell_text(series.cells[one])}" for one in halves),
    ]
    unit = "" if says_unit(series) else f" ({unit_of(series)})"
    parts = [f"{name_of(series)}{unit}: {'; '.join(told)}.", *_missing_words(series, periods)]
    parts += [
        f"Nota ({period_words(period, series)}): {notes[period]}." for period in periods if period in notes
    ]
    return " ".join(parts)


def chart_words(
    form: str, series: Sequence[Series], periods: Sequence[Period], notes: Sequence[Mapping[Period, str]] = ()
) -> str:
    """The alternative text of a chart of series: its form, then each series.

    The source and what a hatch means stand in the line under the figure, and are not said twice.

    Args:
        form: the kind of picture and what holds for all of it, a sentence with its full stop.
        series: in reading order.
        periods: in time order.
        notes: remarks on columns, for each series; () for none.
    """
    remarks = notes or [NO_NOTES] * len(series)
    told = (series_words(one, periods, note) for one, note in zip(series, remarks, strict=True))
    return " ".join((form, *told))


def series_table(series: Sequence[Series], periods: Sequence[Period]) -> DataTable:
    """The figures: columns `indicatore`, `unità`, then one a period."""
    stocks = all(one.nature is Nature.STOCK for one in series)
    headings = tuple(period_label(period, stock=stocks) for period in periods)
    rows = tuple(
        (name_of(one), one.unit or "n.d.", *(cell_text(one.cells[period]) for period in periods))
        for one in series
    )
    return DataTable(("indicatore", "unità", *headings), rows)


def _course(known: _Known) -> str:
    """First, last and highest figure: `da 64 nel 2019 a 91 nel 2023, massimo 401 (2021)`."""
    if not known:
        return "nessun dato per un anno intero"
    first, last = known[0], known[-1]
    if first == last:
        return _at(*first)
    values = [cell.value for _period, cell in known if cell.value is not None]
    if len(set(values)) == 1:
        return f"sempre {number(values[0])}, dal {_day(first[0])} al {_day(last[0])}"
    highest = [one for one in known if one[1].value == max(values)]
    if highest == [first]:
        return f"da {_at(*first)}, il massimo, a {_at(*last)}"
    tail = "il massimo" if highest == [last] else f"massimo {_where(highest)}"
    return f"da {_at(*first)} a {_at(*last)}, {tail}"


def _where(met: _Known) -> str:
    """A figure with its periods, and with what the source says of it there: `580 (2021 e 2022, stima)`."""
    names = [
        _day(period) if cell.state is State.VALUE else f"{_day(period)}, {cell.state.value}"
        for period, cell in met
    ]
    return f"{number(met[0][1].value or 0)} ({list_of(names)})"


def _at(period: Period, cell: Cell) -> str:
    return f"{cell_text(cell)} {'al' if period.is_partial else 'nel'} {_day(period)}"


def _missing_words(series: Series, periods: Sequence[Period]) -> list[str]:
    """One sentence for each kind of absence: unknown is not the same as not started."""
    absent = {
        state: [period_words(period, series) for period in periods if series.cells[period].state is state]
        for state in _MISSING
    }
    return [f"{_MISSING[state]}: {list_of(names)}." for state, names in absent.items() if names]


def _day(period: Period) -> str:
    """The year, or the last day of a half year."""
    return f"{_HALF_ENDS[period.half]} {period.year}" if period.is_partial else str(period.year)


def units_of(series: Iterable[Series]) -> tuple[str, ...]:
    """The different units, sorted; those that the source does not say count as one, `n.d.`.

    The audit asks for a decision on each of these, so charts need not refuse them too.
    """
    return tuple(sorted({one.unit or NOT_AVAILABLE for one in series}))


def _stems(text: str) -> list[str]:
    """The words less their last letter, which in Italian is the number."""
    return [word.strip(",:;.").casefold()[:-1] for word in text.split()]
