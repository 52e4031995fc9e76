"""What can be wrong with the tables of a territory, each alone and all together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from report_pdf.findings import Finding, Where
from report_pdf.indicators import Headline, Indicators
from report_pdf.italian import cell_text
from report_pdf.messages import _
from report_pdf.nearest import nearest_hint
from report_pdf.reading.toml_places import TomlFile
from report_pdf.tables.fixed_table import Row, repeated
from report_pdf.tables.sheet import blocked
from report_pdf.territory.territory import Ring, Territory
from report_pdf.territory.territory_declaration import TerritoryDeclaration

_CODE = re.compile(r"[0-9]{6}")
_COUNT = re.compile(r"[0-9]{1,9}")


class TerritoryTables(NamedTuple):
    """The tables of a territory, before they are joined by their Istat codes.

    Attributes:
        comuni: columns istat, name, province.
        residents: columns istat, residents, source, licence, date.
        tiles: columns istat, column, row.
        boundaries: Istat code to rings.
    """

    comuni: tuple[Row, ...]
    residents: tuple[Row, ...]
    tiles: tuple[Row, ...]
    boundaries: Mapping[str, tuple[Ring, ...]]


def cell_findings(tables: TerritoryTables) -> Iterator[Finding]:
    """What is wrong with single cells, and what stands there twice."""
    comuni, residents, tiles = tables.comuni, tables.residents, tables.tiles
    for rows in (comuni, residents, tiles):
        yield from _unlike(rows, "istat", _is_code, _("the six digits of an Istat code"))
        yield from repeated(rows, "istat")
    yield from _unlike(comuni, "name", bool, _("a name"))
    for column in ("source", "licence"):
        yield from _unlike(residents, column, bool, _("a text"))
        yield from _changing(residents, column)
    yield from _unlike(residents, "residents", _is_positive, _("a whole number, without a dot"))
    yield from _unlike(residents, "date", _is_date, _("a date like 2024-01-10"))
    yield from _changing(residents, "date")
    for column in ("column", "row"):
        yield from _unlike(tiles, column, _is_count, _("a whole number, from 0"))
    yield from repeated(tiles, "column", "row")


def _unlike(
    rows: tuple[Row, ...], column: str, is_right: Callable[[str], bool], wanted: str
) -> Iterator[Finding]:
    for row in rows:
        value = row.cells[column]
        if not is_right(value):
            message = _("{column} should be {wanted}, not {value}")
            message = message.format(column=column, wanted=wanted, value=f'"{value[:40]}"')
            yield blocked("wrong-value", message, row.where)


def _is_code(text: str) -> bool:
    return _CODE.fullmatch(text) is not None


def _is_count(text: str) -> bool:
    return _COUNT.fullmatch(text) is not None


def _is_positive(text: str) -> bool:
    return _is_count(text) and int(text) > 0


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _changing(rows: tuple[Row, ...], column: str) -> Iterator[Finding]:
    """The first row that says otherwise: all residents are counted by the same, on the same day."""
    for above, row in pairwise(rows):
        if row.cells[column] != above.cells[column]:
            message = _("{column} changes from {above} to {here}").format(
                column=column, above=f'"{above.cells[column]}"', here=f'"{row.cells[column]}"'
            )
            yield blocked("mixed-sources", message, row.where)
            return


def join_findings(
    declared: TerritoryDeclaration, toml: TomlFile, tables: TerritoryTables
) -> Iterator[Finding]:
    """What does not agree between tables whose cells are sound, and with their declaration in `toml`."""
    if len(tables.comuni) != declared.comuni:
        message = _("{comuni} comuni are declared, the tables have {seen}")
        message = message.format(comuni=declared.comuni, seen=len(tables.comuni))
        yield blocked("wrong-count", message, toml.where(("comuni",)))
    provinces = {row.cells["istat"]: row.cells["province"] for row in tables.comuni}
    for name, seen in (
        ("residenti.csv", {row.cells["istat"] for row in tables.residents}),
        ("tessere.csv", {row.cells["istat"] for row in tables.tiles}),
        ("comuni.geojson", set(tables.boundaries)),
    ):
        yield from _unmatched(set(provinces), seen, Where(toml.file.rpartition("/")[0] + "/" + name))
    for row in tables.comuni:
        if row.cells["province"] not in declared.provinces:
            message = _("no province is called {code}").format(code=row.cells["province"])
            yield blocked("unknown-province", message, row.where)
    for code, province in declared.provinces.items():
        if provinces.get(province.capital) != code:
            message = _("the capital of {code}, {istat}, is not one of its comuni")
            message = message.format(code=code, istat=province.capital)
            yield blocked("wrong-capital", message, toml.where(("provinces", code, "capital")))


def _unmatched(comuni: set[str], seen: set[str], where: Where) -> Iterator[Finding]:
    for istat in sorted(comuni - seen):
        yield blocked("missing-comune", _("the comune {istat} is missing").format(istat=istat), where)
    for istat in sorted(seen - comuni):
        message = _("the comune {istat} is not one of the territory").format(istat=istat)
        yield blocked("unknown-comune", message, where)


def count_findings(territory: Territory, indicators: Indicators) -> Iterator[Finding]:
    """A finding when the number of comuni in print is not that of the comuni drawn."""
    found, where = indicators.get(territory.headline), territory.headline_where
    if not isinstance(found, Headline):
        message = _("there is no single figure {id}").format(id=territory.headline)
        yield blocked("unknown-indicator", message, where, nearest_hint(territory.headline, indicators))
    elif found.cell.value != len(territory.comuni):
        message = _("{id} is {figure}, the territory has {count} comuni").format(
            id=found.id, figure=cell_text(found.cell), count=len(territory.comuni)
        )
        yield blocked("territory-count", message, where)
