"""The indicators of an edition: what a figure is, whatever file it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from report_pdf.findings import Where
from report_pdf.periods import Period


class Nature(StrEnum):
    """What may be done with a figure. The values are the office's words."""

    FLOW = "flusso"
    """Happens over a period: years may be summed, a half year is not a year."""
    STOCK = "stock"
    """State at the end of a period: a June figure compares with a December one."""
    DISTINCT = "conteggio distinto"
    """Different ones counted once a period: never summed over periods."""
    MEAN = "media"
    TOTAL = "totale"
    CONSTANT = "costante"
    """A definition, such as the ends of a scale or a span of years."""


class State(StrEnum):
    """How a cell is known. The values are what the office writes."""

    VALUE = "valore"
    UNKNOWN = "n.d."
    NOT_STARTED = "-"
    ESTIMATE = "stima"
    REVISED = "rivisto"


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure: a value with its state, or the explicit absence of one.

    Attributes:
        value: the figure as written, decimals kept; None if missing.
        state: `UNKNOWN` and `NOT_STARTED` have no value, the others have one.
        where: the cell in the office's table.
    """

    value: Decimal | None
    state: State
    where: Where

    @property
    def is_missing(self) -> bool:
        """True when there is no figure. Missing is not zero."""
        return self.value is None


@dataclass(frozen=True, slots=True)
class Series:
    """An indicator with one cell for each period of the edition.

    Attributes:
        id: "eventi.partecipanti"; unique in the edition.
        group: heading over the row in its table ("Facebook"); "" if none.
        label: as printed.
        unit: what is counted, as printed; None when the source does not say.
        nature: see `Nature`.
        source: who counted.
        note: printed remark; "" if none.
        cells: period to cell, in the order of the edition's periods.
        where: the row in the office's table.
    """

    id: str
    group: str
    label: str
    unit: str | None
    nature: Nature
    source: str
    note: str
    cells: Mapping[Period, Cell]
    where: Where


@dataclass(frozen=True, slots=True)
class Headline:
    """A single figure with the date or the span of time it speaks of.

    Attributes:
        when: "2019/2024-H1", "2024-01-10", "2024"...; None when the source does not say.
        cell: the figure.

    The others are those of `Series`.
    """

    id: str
    group: str
    label: str
    unit: str | None
    nature: Nature
    source: str
    note: str
    when: str | None
    cell: Cell
    where: Where


Indicator = Series | Headline


@dataclass(frozen=True, slots=True)
class Table:
    """A table as the office printed it.

    Attributes:
        id: stem of its file name ("eventi").
        indicators: in the order of its rows.
    """

    id: str
    file: str
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class Indicators(Mapping[str, Indicator]):
    """All the indicators of an edition, by id, and the tables they stand in.

    Attributes:
        periods: the periods of the edition, in time order.
        tables: as the edition names them: those of its sections in their order, then the others.
    """

    periods: tuple[Period, ...]
    tables: tuple[Table, ...]
    _by_id: Mapping[str, Indicator]

    @classmethod
    def of(cls, periods: tuple[Period, ...], tables: tuple[Table, ...]) -> Indicators:
        """The indicators of `tables`, whose ids are known to be unique."""
        by_id = {indicator.id: indicator for table in tables for indicator in table.indicators}
        return cls(periods, tables, MappingProxyType(by_id))

    def __getitem__(self, key: str) -> Indicator:
        """The indicator called `key`; KeyError if there is none."""
        return self._by_id[key]

    def __iter__(self) -> Iterator[str]:
        """The ids, in the order of the tables."""
        return iter(self._by_id)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._by_id)

    def series(self, key: str) -> Series:
        """The series called `key`; KeyError if there is none of that kind."""
        found = self._by_id[key]
        if not isinstance(found, Series):
            raise KeyError(key)
        return found

    def headline(self, key: str) -> Headline:
        """The headline called `key`; KeyError if there is none of that kind."""
        found = self._by_id[key]
        if not isinstance(found, Headline):
            raise KeyError(key)
        return found
