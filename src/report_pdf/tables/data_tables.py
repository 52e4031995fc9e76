"""The tables of figures as CSV, in the columns that the office writes them in."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from hashlib import sha256

from report_pdf.indicators import Cell, Headline, Indicator, Series, State, Table
from report_pdf.tables.table_titles import DESCRIPTION, HEADLINE

_MARKED = frozenset({State.ESTIMATE, State.REVISED})


def data_tables(tables: tuple[Table, ...]) -> Mapping[str, bytes]:
    """File name to content of each table: UTF-8, commas, one row for each indicator in the table's order.

    The columns are id, group, label, unit, nature, source, note; then for series one for each period (`2023`,
    `2024-H1`), for headlines value and when. A figure has a decimal point and no other sign: `4.33`,
    `1205 stima`; `n.d.` is not known, `-` not yet begun. These are the columns in which tables are written
    for an edition, so that a deposited table can be read again.
    """
    return {f"{table.id}.csv": _content(table) for table in tables}


def data_manifest(tables: tuple[Table, ...], about: Mapping[str, str]) -> bytes:
    """What the tables are, as JSON: each with its file, SHA-256, number of rows and sources.

    Args:
        tables: the tables.
        about: what is said of all of them, by Italian keys ("identificativo").
    """
    described = [
        {
            "nome": f"{table.id}.csv",
            "sha256": sha256(_content(table)).hexdigest(),
            "righe": len(table.indicators),
            "fonti": list(dict.fromkeys(indicator.source for indicator in table.indicators)),
        }
        for table in tables
    ]
    return (json.dumps({**about, "dati": described}, ensure_ascii=False, indent=2) + "\n").encode()


def _content(table: Table) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([*DESCRIPTION, *_figure_titles(table)])
    writer.writerows([*_description(one), *_figures(one)] for one in table.indicators)
    return stream.getvalue().encode()


def _figure_titles(table: Table) -> tuple[str, ...]:
    first = table.indicators[0]
    return tuple(period.id for period in first.cells) if isinstance(first, Series) else HEADLINE


def _description(indicator: Indicator) -> Iterator[str]:
    yield from (indicator.id, indicator.group, indicator.label)
    yield indicator.unit or State.UNKNOWN.value
    yield from (indicator.nature.value, indicator.source, indicator.note)


def _figures(indicator: Indicator) -> Iterator[str]:
    if isinstance(indicator, Headline):
        yield figure(indicator.cell)
        yield indicator.when or State.UNKNOWN.value
    else:
        yield from map(figure, indicator.cells.values())


def figure(cell: Cell) -> str:
    """A figure as the office writes it: `4.33`, `1205 stima`, `n.d.`, `-`."""
    if cell.value is None:
        return cell.state.value
    return f"{cell.value:f} {cell.state.value}" if cell.state in _MARKED else f"{cell.value:f}"
