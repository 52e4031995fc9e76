"""The figures that checks ask for; asking for one that is not there is a finding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType

from report_pdf.findings import NOWHERE, Finding, Severity, Where
from report_pdf.indicators import Cell, Headline, Indicators, Nature, Series, State
from report_pdf.messages import _
from report_pdf.nearest import nearest_hint
from report_pdf.periods import Period

_NO_CELL = Cell(None, State.UNKNOWN, NOWHERE)
_NO_SERIES = Series("", "", "", None, Nature.CONSTANT, "", "", MappingProxyType({}), NOWHERE)

ListLengths = Mapping[str, Mapping[str, int]]
"""Text name to part of the text to the number of items of its list."""


class Figures:
    """Looks figures up for one declared check and keeps what it could not find.

    A missing figure stands in as an unknown one, so that all that a check asks
    for in vain is found at once.
    """

    def __init__(self, indicators: Indicators, list_lengths: ListLengths, where: Mapping[str, Where]) -> None:
        self._indicators = indicators
        self._list_lengths = list_lengths
        self._where = where
        self.findings: list[Finding] = []

    def series(self, indicator_id: str, key: str) -> Series:
        """The series that the check's `key` names."""
        found = self._indicators.get(indicator_id)
        if isinstance(found, Series):
            return found
        if found is not None:
            message = _("{id} is a single figure, not a series").format(id=indicator_id)
            self._refuse("wrong-operand", message, key)
        else:
            self._unknown(indicator_id, key)
        return _NO_SERIES

    def flow(self, indicator_id: str, key: str) -> Series:
        """A series of flows: no other may be summed over its periods."""
        found = self.series(indicator_id, key)
        if found is not _NO_SERIES and found.nature is not Nature.FLOW:
            message = _('{id} cannot be summed: its nature is "{nature}"')
            self._refuse("sum-of-non-flow", message.format(id=indicator_id, nature=found.nature.value), key)
        return found

    def cell(self, figure_id: str, key: str) -> Cell:
        """The headline, or with `@period` the cell of a series."""
        if isinstance(self._indicators.get(figure_id), Series):
            example = f"{figure_id}@{self._indicators.periods[-1].id}"
            hint = _("add a period: {example}").format(example=example)
            message = _("{id} is a series; one figure is needed").format(id=figure_id)
            self._refuse("wrong-operand", message, key, hint)
            return _NO_CELL
        cells = self.cells(figure_id, key)
        return cells[0] if cells else _NO_CELL

    def value(self, operand: int | Decimal | str, key: str) -> Decimal | None:
        """The number, or the value of the figure that it names; None if that is missing."""
        return self.cell(operand, key).value if isinstance(operand, str) else Decimal(operand)

    def cells(self, figure_id: str, key: str) -> tuple[Cell, ...]:
        """All the cells of a series, or the one of a headline or of `series@period`."""
        indicator_id, _at, period = figure_id.partition("@")
        if period:
            return (self._at_name(self.series(indicator_id, key), period, key),)
        found = self._indicators.get(indicator_id)
        if isinstance(found, Headline):
            return (found.cell,)
        return tuple(self.series(indicator_id, key).cells.values())

    def at(self, series: Series, period: Period, key: str) -> Cell:
        """The cell of a period, which must be one of the edition's."""
        return self._at_name(series, period.id, key)

    def _at_name(self, series: Series, period: str, key: str) -> Cell:
        cells = {known.id: cell for known, cell in series.cells.items()}
        if cells and period not in cells:
            message = _("{period} is not a period of this edition").format(period=period)
            self._refuse("unknown-period", message, key, nearest_hint(period, cells))
        return cells.get(period, _NO_CELL)

    def list_length(self, text: str, part: str) -> int | None:
        """How many items the list in a part of a text has."""
        parts = self._list_lengths.get(text)
        if parts is None:
            message = _("there is no text {name} with a list").format(name=text)
            self._refuse("unknown-text", message, "text", nearest_hint(text, self._list_lengths))
        elif part not in parts:
            message = _('the text {name} has no list in a part "{part}"').format(name=text, part=part)
            self._refuse("unknown-part", message, "part", _alternatives(part, parts))
        else:
            return parts[part]
        return None

    def _unknown(self, indicator_id: str, key: str) -> None:
        message = _("there is no indicator {id}").format(id=indicator_id)
        self._refuse("unknown-indicator", message, key, nearest_hint(indicator_id, self._indicators))

    def _refuse(self, rule: str, message: str, key: str, hint: str = "") -> None:
        where = self._where.get(key, self._where[""])
        self.findings.append(Finding(f"data.{rule}", Severity.BLOCK, message, where, hint))


def _alternatives(name: str, known: Iterable[str]) -> str:
    names = sorted(known)
    return nearest_hint(name, names) or _("its parts with a list are: {names}").format(names=", ".join(names))
