"""Which figures differ between the data tables of two packages."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from report_pdf.differences.comparison import FigureChange, Kind
from report_pdf.files import read_inside
from report_pdf.findings import Finding, Severity, Where
from report_pdf.messages import _
from report_pdf.tables.table_titles import DESCRIPTION

_MOST_BYTES = 10_000_000
_ID, _LABEL, _WHEN = "id", "label", "when"


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator as a table has it: the table's name, and its cells by the titles of their columns."""

    table: str
    cells: Mapping[str, str]

    @property
    def label(self) -> str:
        """What the indicator is called."""
        return self.cells.get(_LABEL) or self.cells.get(_ID, "")


Rows = Mapping[str, Row]
"""From an indicator's id to its row, in the order of tables and rows."""


def read_tables(package: Path, names: Sequence[str]) -> tuple[Rows, tuple[Finding, ...]]:
    """The rows of the tables of a package, and what cannot be read.

    Args:
        package: its folder.
        names: paths in it of CSV files, with the columns that `archive.data_tables` gives them.
    """
    rows: dict[str, Row] = {}
    findings: list[Finding] = []
    for name in names:
        found, problems = _read_table(package / name, package)
        rows |= {row.cells[_ID]: row for row in found}
        findings += problems
    return rows, tuple(findings)


def _read_table(path: Path, package: Path) -> tuple[tuple[Row, ...], tuple[Finding, ...]]:
    data, findings = read_inside(path, package, _MOST_BYTES, "integrity")
    if data is None:
        return (), findings
    try:
        lines = list(csv.reader(StringIO(data.decode("utf-8-sig")), strict=True))
    except (UnicodeDecodeError, csv.Error):
        message = _("this is no table of figures")
        return (), (Finding("integrity.unreadable-table", Severity.BLOCK, message, Where(path.name)),)
    cells = (dict(zip(lines[0], line, strict=False)) for line in lines[1:])
    return tuple(Row(path.stem, row) for row in cells if row.get(_ID)), ()


def figure_changes(before: Rows, now: Rows) -> tuple[FigureChange, ...]:
    """The cells that differ, indicator by indicator in the order of `now`, then those that are gone."""
    gone = [key for key in before if key not in now]
    return tuple(change for key in (*now, *gone) for change in _of_indicator(before.get(key), now.get(key)))


def _of_indicator(before: Row | None, now: Row | None) -> Iterator[FigureChange]:
    row = now or before
    if row is None:
        return
    kind = Kind.CHANGED if before and now else Kind.ADDED if now else Kind.REMOVED
    for column in _columns(before, now):
        old, new = _cell(before, column), _cell(now, column)
        if (old or "") != (new or ""):
            is_figure = _is_figure(column)
            yield FigureChange(kind, row.table, row.cells[_ID], row.label, column, is_figure, old, new)


def _columns(before: Row | None, now: Row | None) -> Sequence[str]:
    """The columns of both but the id: the figures first, as they are what is looked for."""
    named = dict.fromkeys(title for row in (now, before) if row for title in row.cells if title != _ID)
    return sorted(named, key=lambda title: not _is_figure(title))


def _cell(row: Row | None, column: str) -> str | None:
    return None if row is None or column not in row.cells else row.cells[column].strip()


def _is_figure(column: str) -> bool:
    return column not in (*DESCRIPTION, _WHEN)
