"""A new edition made on a model: what it takes over, what it leaves open, and that it can be filled."""

import hashlib
import shutil
import tomllib
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from report_pdf.periods import Period
from report_pdf.reading.edition import read_edition
from report_pdf.reading.new_edition import write_new_edition
from report_pdf.tables.tables import load_indicators

ROOT = Path(__file__).parents[1]
MODEL = """
title = "Rapporto"
publisher = "Ente di prova"
description = "Il rapporto dal 2021 al 2022."
language = "it"
version = "1.3"
date = 2023-05-01
identifier = "prova:rapporto:2021-2022"
tables = ["evidenza"]

[period]
start = "2021-01"
end = "2022-12"
periods = ["2021", "2022"]

[abbreviations]
"30\\u00A0giu" = "al trenta \\"giugno\\""

[[chapters]]
id = "fatti"

[[chapters.sections]]
id = "corsi"
title = "corsi"
text = "corsi"
tables = ["corsi"]

[[checks]]
id = "somma"
kind = "sum"
severity = "block"
title = "L’anno e la somma"
of = "corsi.tenuti"
total = "corsi.totale"

[[checks]]
id = "del-2022"
kind = "equality"
severity = "warn"
title = "Un anno"
of = "corsi.tenuti@2022"
equals = "corsi.tenuti@2021"

[[open_points]]
id = "aperto"
subjects = ["corsi"]
severity = "warn"
title = "Aperto"
statement = "Aperto."

[[waivers]]
waives = ["aperto"]
reason = "Si pubblica."
decided_by = "redazione"
date = 2023-05-01
"""
SERIES = """id,group,label,unit,nature,source,note,2021,2022
corsi.tenuti,Aula,Corsi tenuti,corsi,flusso,Ufficio,Nota del 2021,3,5
corsi.ore,,Ore,n.d.,flusso,Ufficio,,8,9
"""
HEADLINES = """id,group,label,unit,nature,source,note,value,when
corsi.totale,,Corsi,corsi,totale,Ufficio,,8,2021/2022
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder of editions with one in it, `2021-2022`."""
    folder = tmp_path / "data"
    files = {
        "edition.toml": MODEL,
        "indicators/corsi.csv": SERIES,
        "indicators/evidenza.csv": HEADLINES,
        "texts/corsi.md": "Il testo.",
        "territory/territorio.toml": "comuni = 2",
    }
    for name, content in files.items():
        (folder / "2021-2022" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "2021-2022" / name).write_text(content, encoding="utf-8")
    return folder


def table(path: Path) -> Worksheet:
    """The sheet of a workbook that is called like its file."""
    sheet = openpyxl.load_workbook(path)[path.stem]
    assert isinstance(sheet, Worksheet)
    return sheet


def texts_of(sheet: Worksheet, last_row: int) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows(max_row=last_row)]


def test_the_files_of_a_new_edition(data: Path) -> None:
    written, findings = write_new_edition("2023-2024", data, data / "2021-2022")
    assert findings == ()
    assert [path.relative_to(data / "2023-2024").as_posix() for path in written] == [
        "edition.toml",
        "indicators/PROVENANCE.md",
        "indicators/corsi.xlsx",
        "indicators/evidenza.xlsx",
        "territory/territorio.toml",
        "texts/corsi.md",
    ]
    assert (data / "2023-2024/texts/corsi.md").read_text(encoding="utf-8") == ""
    assert sorted(path.name for path in data.iterdir()) == ["2021-2022", "2023-2024"]


def test_the_declaration_takes_over_what_lasts(data: Path) -> None:
    write_new_edition("2023-2024", data, data / "2021-2022")
    text = (data / "2023-2024/edition.toml").read_text(encoding="utf-8")
    assert tomllib.loads(text) == {
        "title": "Rapporto",
        "publisher": "Ente di prova",
        "language": "it",
        "tables": ["evidenza"],
        "description": "Rapporto di Ente di prova, 2023–2024.",
        "version": "1.0",
        "date": tomllib.loads("d = 2024-12-31")["d"],
        "identifier": "prova:rapporto:2023-2024",
        "period": {"start": "2023-01", "end": "2024-12", "periods": ["2023", "2024"]},
        "abbreviations": {"30\u00a0giu": 'al trenta "giugno"'},
        "chapters": [
            {
                "id": "fatti",
                "sections": [{"id": "corsi", "title": "corsi", "text": "corsi", "tables": ["corsi"]}],
            }
        ],
        "checks": [
            {
                "id": "somma",
                "kind": "sum",
                "severity": "block",
                "title": "L’anno e la somma",
                "of": "corsi.tenuti",
                "total": "corsi.totale",
            }
        ],
    }
    assert "# Verifiche non riprese, perché parlano di un anno: del-2022." in text
    assert "30\\u00A0giu" in text


def test_the_workbook_names_its_rows_and_leaves_the_figures_blank(data: Path) -> None:
    write_new_edition("2023-2024", data, data / "2021-2022")
    titles = ["id", "group", "label", "unit", "nature", "source", "note"]
    folder = data / "2023-2024" / "indicators"
    assert texts_of(table(folder / "corsi.xlsx"), 3) == [
        [*titles, "2023", "2024"],
        ["corsi.tenuti", "Aula", "Corsi tenuti", "corsi", "flusso", "Ufficio", None, None, None],
        ["corsi.ore", None, "Ore", "n.d.", "flusso", "Ufficio", None, None, None],
    ]
    assert texts_of(table(folder / "evidenza.xlsx"), 2) == [
        [*titles, "value", "when"],
        ["corsi.totale", None, "Corsi", "corsi", "totale", "Ufficio", None, None, None],
    ]


def test_titles_and_names_are_locked_and_figures_are_not(data: Path) -> None:
    write_new_edition("2023-2024", data, data / "2021-2022")
    sheet = table(data / "2023-2024/indicators/corsi.xlsx")
    assert sheet.protection.sheet
    assert not sheet.protection.password
    locked = {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.protection.locked}
    assert locked == {*(f"{column}1" for column in "ABCDEFGHI"), "A2", "A3", "C2", "C3"}
    assert sheet.freeze_panes == "D2"


def test_natures_are_offered_for_choice(data: Path) -> None:
    write_new_edition("2023-2024", data, data / "2021-2022")
    sheet = table(data / "2023-2024/indicators/corsi.xlsx")
    (validation,) = sheet.data_validations.dataValidation
    assert validation.formula1 == '"flusso,stock,conteggio distinto,media,totale,costante"'
    assert "E2" in validation.sqref


def test_the_instructions_are_in_the_workbook(data: Path) -> None:
    write_new_edition("2023-2024", data, data / "2021-2022")
    book = openpyxl.load_workbook(data / "2023-2024/indicators/corsi.xlsx")
    assert book.sheetnames == ["corsi", "istruzioni"]
    terms = {str(row[0].value): row[1].value for row in book["istruzioni"].iter_rows()}
    assert terms["n.d."] == "Il dato forse esiste, ma non si conosce."


def test_until_it_is_filled_only_the_blanks_are_told(data: Path) -> None:
    write_new_edition("2023-2024", data, data / "2021-2022")
    folder = data / "2023-2024"
    edition, findings = read_edition(folder, data.parent)
    assert findings == ()
    assert edition is not None
    indicators, findings = load_indicators(folder, edition.table_ids, edition.period.periods, data.parent)
    assert indicators is None
    assert [(f.rule, f.message[:3]) for f in findings] == [
        *(("data.blank-cell", f"{cell}:") for cell in ("H2", "I2", "H3", "I3")),
        *(("data.blank-cell", f"{cell}:") for cell in ("I2", "H2")),
    ]


def test_filled_in_it_can_be_loaded(data: Path) -> None:
    periods = (Period(2023), Period(2024, 1))
    write_new_edition("2023-2024", data, data / "2021-2022", periods)
    folder = data / "2023-2024"
    fill(folder / "indicators/corsi.xlsx", {"H2": 1205, "I2": "815 stima", "H3": "n.d.", "I3": "-"})
    new_row = ["corsi.voto", None, "Voto", "punti", "media", "Ufficio", None, 4.33, 4.5]
    fill(
        folder / "indicators/corsi.xlsx",
        dict(zip([f"{column}4" for column in "ABCDEFGHI"], new_row, strict=True)),
    )
    fill(folder / "indicators/evidenza.xlsx", {"H2": 2020, "I2": "2023/2024-H1"})
    indicators, findings = load_indicators(folder, ("corsi", "evidenza"), periods, data.parent)
    assert findings == ()
    assert indicators is not None
    assert list(indicators) == ["corsi.tenuti", "corsi.ore", "corsi.voto", "corsi.totale"]
    assert [str(cell.value) for cell in indicators.series("corsi.voto").cells.values()] == ["4.33", "4.5"]
    assert indicators.headline("corsi.totale").when == "2023/2024-H1"


def fill(path: Path, cells: dict[str, object]) -> None:
    """Type into the sheet of the table, as the office would."""
    book = openpyxl.load_workbook(path)
    for address, value in cells.items():
        book[path.stem][address] = value
    book.save(path)


@pytest.mark.parametrize(
    ("name", "periods", "time"),
    [
        ("2029", (), ("2029-01", "2029-12", "2029-12-31")),
        ("2023-2024", (Period(2023, 2), Period(2024, 1)), ("2023-07", "2024-06", "2024-06-30")),
    ],
)
def test_the_time_of_an_edition(
    data: Path, name: str, periods: tuple[Period, ...], time: tuple[str, str, str]
) -> None:
    assert write_new_edition(name, data, data / "2021-2022", periods)[1] == ()
    declared = tomllib.loads((data / name / "edition.toml").read_text(encoding="utf-8"))
    assert (declared["period"]["start"], declared["period"]["end"], declared["date"].isoformat()) == time


@pytest.mark.parametrize("name", ["", "prossima", "2029-2024", "../2024", "2024-2029x", "24-29"])
def test_a_name_that_says_no_years_is_refused(data: Path, name: str) -> None:
    written, (finding,) = write_new_edition(name, data, data / "2021-2022")
    assert written == ()
    assert (finding.rule, finding.hint) == ("data.edition-name", "write 2029, or 2024-2029")


def test_an_edition_that_is_there_is_not_touched(data: Path) -> None:
    before = contents(data)
    written, (finding,) = write_new_edition("2021-2022", data, data / "2021-2022")
    assert written == ()
    assert (finding.rule, str(finding.where)) == ("data.edition-exists", "data/2021-2022")
    assert contents(data) == before


def test_periods_with_a_gap_leave_nothing_behind(data: Path) -> None:
    before = contents(data)
    written, (finding,) = write_new_edition(
        "2023-2026", data, data / "2021-2022", (Period(2023), Period(2025))
    )
    assert written == ()
    assert finding.message.startswith("2025 does not begin where the one before it")
    assert contents(data) == before


def test_a_model_with_errors_is_no_model(data: Path) -> None:
    (data / "2021-2022/indicators/corsi.csv").write_text(SERIES.replace("3,5", "x,5"), encoding="utf-8")
    written, (finding,) = write_new_edition("2023-2024", data, data / "2021-2022")
    assert written == ()
    assert str(finding.where) == "data/2021-2022/indicators/corsi.csv:2"


def test_what_a_killed_run_left_is_cleared(data: Path) -> None:
    (data / ".2023-2024.part").mkdir()
    assert write_new_edition("2023-2024", data, data / "2021-2022")[1] == ()
    assert sorted(path.name for path in data.iterdir()) == ["2021-2022", "2023-2024"]


def test_the_same_bytes_each_time(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_new_edition("2023-2024", data, data / "2021-2022")
    once = contents(data / "2023-2024")
    shutil.rmtree(data / "2023-2024")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    write_new_edition("2023-2024", data, data / "2021-2022")
    assert contents(data / "2023-2024") == once


def test_the_workbook_keeps_no_time_of_its_making(data: Path) -> None:
    write_new_edition("2023-2024", data, data / "2021-2022")
    made = openpyxl.load_workbook(data / "2023-2024/indicators/corsi.xlsx").properties
    assert made.created is not None
    assert made.modified is not None
    assert {made.created.year, made.modified.year} == {1980}


def contents(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


def test_the_real_edition_is_a_model(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data" / "2019-2024", tmp_path / "data" / "2019-2024")
    written, findings = write_new_edition("2024-2029", tmp_path / "data", tmp_path / "data" / "2019-2024")
    assert findings == ()
    old, _ = read_edition(tmp_path / "data" / "2019-2024", tmp_path)
    new, _ = read_edition(tmp_path / "data" / "2024-2029", tmp_path)
    assert old is not None
    assert new is not None
    assert [chapter.title for chapter in new.chapters] == [chapter.title for chapter in old.chapters]
    bound = {appendix.section_id for appendix in old.appendices}  # files of that edition alone
    assert list(new.sections) == [section for section in old.sections if section.id not in bound]
    assert (new.appendices, new.waivers) == ((), ())
    assert {check.id for check in new.checks} <= {check.id for check in old.checks}
    tables = {path.stem for path in written if path.suffix == ".xlsx"}
    assert tables == set(old.table_ids)
