"""Istat's POSAS file, as the office downloads it."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from report_pdf.enough import MOST
from report_pdf.territory.posas import Posas, import_posas, read_posas
from report_pdf.territory.territory_files import load_territory

ROOT = Path(__file__).parents[1]
EDITION = ROOT / "data" / "2019-2024"
TITLE = "Popolazione residente per sesso, età e stato civile al 1° gennaio 2024\n"
HEADER = "Codice comune;Comune;Età;Totale maschi;Totale femmine;Totale\n"
SMALL = """\
45001;Aulla;0;30;25;55
45001;Aulla;100;2;3;5
45001;Aulla;999;32;28;60
45002;Bagnone;0;4;6;10
45002;Bagnone;999;4;6;10
1001;Agliè;999;12;12;24
"""
TWO = frozenset({"045001", "045002"})


def _posas(tmp_path: Path, text: str, name: str = "POSAS.csv", encoding: str = "utf-8") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding=encoding)
    return path


def _seen(tmp_path: Path, text: str, name: str = "POSAS.csv") -> list[tuple[str, int, str]]:
    posas, findings = read_posas(_posas(tmp_path, text, name), TWO)
    assert posas is None
    return [(f.rule, f.where.line, f.message) for f in findings]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_totals_of_our_comuni_are_read_in_each_encoding_of_istat(tmp_path: Path, encoding: str) -> None:
    path = _posas(tmp_path, TITLE + HEADER + SMALL, encoding=encoding)
    assert read_posas(path, TWO) == (Posas(date(2024, 1, 1), {"045001": 60, "045002": 10}), ())


def test_year_may_stand_in_the_name_alone(tmp_path: Path) -> None:
    path = _posas(tmp_path, "Popolazione\n" + HEADER + SMALL, "POSAS_2025_it_Comuni.csv")
    posas, _findings = read_posas(path, TWO)
    assert posas is not None
    assert posas.reference_date == date(2025, 1, 1)


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    rows = "45001;Aulla;0;30;25;1.055\n45001;Aulla;999\nx;Aulla;3;1;1;2\n"
    assert _seen(tmp_path, "Popolazione\n" + HEADER + rows) == [
        ("data.posas-no-date", 1, "neither the title nor the name of the file says which year it is of"),
        ("data.wrong-value", 3, "not a comune, an age and its residents: 45001;Aulla;0;30;25;1.055"),
        ("data.wrong-value", 4, "not a comune, an age and its residents: 45001;Aulla;999"),
        ("data.wrong-value", 5, "not a comune, an age and its residents: x;Aulla;3;1;1;2"),
    ]


def test_totals_and_codes_are_checked(tmp_path: Path) -> None:
    rows = """\
45001;Aulla;0;30;25;55
45001;Aulla;0;30;25;55
45001;Aulla;999;30;26;56
45003;Fosdinovo;999;1;1;2
"""
    assert _seen(tmp_path, TITLE + HEADER + rows) == [
        ("data.duplicate", 4, "045001;0 is already in line 3"),
        ("data.missing-comune", 0, "the comune 045002 is missing"),
        ("data.posas-wrong-total", 5, "the comune 045001 has 56 residents, its ages sum to 55"),
        ("data.unknown-comune", 6, "the comune 045003 is not one of the territory"),
    ]


def test_a_comune_without_total_is_refused(tmp_path: Path) -> None:
    rows = SMALL.replace("45002;Bagnone;999;4;6;10\n", "")
    assert _seen(tmp_path, TITLE + HEADER + rows) == [
        ("data.posas-no-total", 6, "the comune 045002 has no row of the age 999, its total")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        TITLE + HEADER.replace(";", ","),
        "\0" * 99,
        "PK\x03\x04" + "\x00ÿ" * 500,
        TITLE + '"' + SMALL,
    ],
)
def test_another_file_is_a_finding(tmp_path: Path, text: str) -> None:
    assert {rule for rule, _line, _message in _seen(tmp_path, text, "POSAS_2024_it.csv")} <= {
        "data.wrong-columns",
        "data.bad-csv",
    }


def test_a_missing_file_is_a_finding(tmp_path: Path) -> None:
    _none, findings = read_posas(tmp_path / "POSAS.csv", TWO)
    assert [f.rule for f in findings] == ["data.missing-file"]


def _copy_of_the_edition(tmp_path: Path) -> Path:
    folder = tmp_path / "data" / "territory"
    folder.mkdir(parents=True)
    for file in (EDITION / "territory").iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    return folder


def _full_size(residents: dict[str, int]) -> str:
    """A file as long as the real one for a region: 102 ages for each comune."""
    lines = [TITLE, HEADER]
    for istat, total in residents.items():
        counts = [total // 101] * 100 + [total - 100 * (total // 101)]
        lines += [f"{istat};x;{age};0;{count};{count}\n" for age, count in enumerate(counts)]
        lines.append(f"{istat};x;999;0;{total};{total}\n")
    return "".join(lines)


def test_import_replaces_the_residents_of_the_territory(tmp_path: Path) -> None:
    folder = _copy_of_the_edition(tmp_path)
    with (folder / "residenti.csv").open(encoding="utf-8") as stream:
        residents = {row["istat"]: int(row["residents"]) for row in csv.DictReader(stream)}
    grown = {istat: count + 1 for istat, count in residents.items()}
    assert import_posas(_posas(tmp_path, _full_size(grown)), tmp_path / "data", tmp_path) == ()
    territory, findings = load_territory(tmp_path / "data", tmp_path)
    assert findings == ()
    assert territory is not None
    assert territory.source == "Istat, 1º\N{NO-BREAK SPACE}gennaio 2024 (CC BY)"
    assert {comune.istat: comune.residents for comune in territory.comuni} == grown
    assert sorted(file.name for file in folder.iterdir()) == sorted(
        file.name for file in (EDITION / "territory").iterdir()
    )


def test_a_refused_file_leaves_the_residents_alone(tmp_path: Path) -> None:
    folder = _copy_of_the_edition(tmp_path)
    before = (folder / "residenti.csv").read_bytes()
    findings = import_posas(_posas(tmp_path, TITLE + HEADER + SMALL), tmp_path / "data", tmp_path)
    assert [f.rule for f in findings] == ["data.missing-comune"] * MOST + ["data.more-findings"]
    assert findings[-1].message == f"{271 - MOST} more findings on this file"
    assert (folder / "residenti.csv").read_bytes() == before


def test_a_folder_that_cannot_be_written_is_a_finding(tmp_path: Path) -> None:
    folder = _copy_of_the_edition(tmp_path)
    with (folder / "residenti.csv").open(encoding="utf-8") as stream:
        residents = {row["istat"]: int(row["residents"]) for row in csv.DictReader(stream)}
    (folder / "residenti.csv").unlink()
    (folder / "residenti.csv").mkdir()
    findings = import_posas(_posas(tmp_path, _full_size(residents)), tmp_path / "data", tmp_path)
    assert [(f.rule, f.where.file) for f in findings] == [
        ("tool.cannot-write", "data/territory/residenti.csv")
    ]
    assert not list(folder.glob("*.part"))
