"""Reads a territory from the folder `territory/` of an edition, and says all that is wrong with it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from report_pdf.findings import Finding
from report_pdf.reading.toml_models import validate
from report_pdf.reading.toml_places import TomlFile, read_toml
from report_pdf.tables.fixed_table import read_rows
from report_pdf.territory.boundaries import read_boundaries
from report_pdf.territory.territory import Comune, Province, Territory, classes_of
from report_pdf.territory.territory_checks import TerritoryTables, cell_findings, join_findings
from report_pdf.territory.territory_declaration import TerritoryDeclaration

FOLDER = "territory"
DECLARATION = "territorio.toml"
COMUNI = ("comuni.csv", ("istat", "name", "province"))
RESIDENTS = ("residenti.csv", ("istat", "residents", "source", "licence", "date"))
TILES = ("tessere.csv", ("istat", "column", "row"))
BOUNDARIES = "comuni.geojson"


def load_territory(edition_folder: Path, root: Path) -> tuple[Territory | None, tuple[Finding, ...]]:
    """The territory of an edition; None without a finding when the edition has no folder for it.

    Args:
        edition_folder: the folder of the edition ("data/2019-2024").
        root: the project's folder.
    """
    folder = edition_folder / FOLDER
    if not folder.is_dir():
        return None, ()
    toml, unread = read_toml(folder / DECLARATION, root)
    declared, refused = validate(TerritoryDeclaration, toml) if toml else (None, ())
    tables, broken = _read_tables(folder, root)
    findings = (*unread, *refused, *broken, *cell_findings(tables))
    if toml and declared and not findings:
        findings = tuple(join_findings(declared, toml, tables))
    if toml is None or declared is None or findings:
        return None, findings
    return _territory(declared, toml, tables), ()


def _read_tables(folder: Path, root: Path) -> tuple[TerritoryTables, tuple[Finding, ...]]:
    comuni, wrong_comuni = read_rows(folder / COMUNI[0], COMUNI[1], root)
    residents, wrong_residents = read_rows(folder / RESIDENTS[0], RESIDENTS[1], root)
    tiles, wrong_tiles = read_rows(folder / TILES[0], TILES[1], root)
    boundaries, wrong_boundaries = read_boundaries(folder / BOUNDARIES, root)
    wrong = (*wrong_comuni, *wrong_residents, *wrong_tiles, *wrong_boundaries)
    return TerritoryTables(comuni, residents, tiles, boundaries), wrong


def _territory(declared: TerritoryDeclaration, toml: TomlFile, tables: TerritoryTables) -> Territory:
    people = {row.cells["istat"]: int(row.cells["residents"]) for row in tables.residents}
    places = {row.cells["istat"]: (int(row.cells["column"]), int(row.cells["row"])) for row in tables.tiles}
    counted = tables.residents[0].cells
    return Territory(
        name=declared.name,
        comuni=tuple(
            Comune(istat, cells["name"], code, declared.provinces[code].name, people[istat], *places[istat])
            for cells in sorted((row.cells for row in tables.comuni), key=lambda cells: cells["istat"])
            for istat, code in [(cells["istat"], cells["province"])]
        ),
        provinces=tuple(
            Province(code, province.name, province.capital)
            for code, province in sorted(declared.provinces.items())
        ),
        classes=classes_of(declared.class_limits),
        groups=classes_of(declared.group_limits),
        counted_by=counted["source"],
        licence=counted["licence"],
        reference_date=date.fromisoformat(counted["date"]),
        map_credits=declared.credits,
        boundaries=tables.boundaries,
        headline=declared.headline,
        headline_where=toml.where(("headline",)),
    )
