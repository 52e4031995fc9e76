"""The real report read aloud: the office's prose and figures whole, what is open said where it stands."""

from __future__ import annotations

import csv
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType

import pytest
from book import Book, cells, one_line, table_called
from source_text import SEED, normal, prose_of_the_source

from report_pdf.audit.checks import Verdict, audit, list_lengths
from report_pdf.findings import Severity
from report_pdf.layout.lexicon import figure_text
from report_pdf.prose.texts import load_texts
from report_pdf.reading.edition import read_edition
from report_pdf.tables.tables import load_indicators

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "data" / "2019-2024"
EDITION = tomllib.loads((FOLDER / "edition.toml").read_text(encoding="utf-8"))
NOTA = "nota metodologica"

# Rows of the source's figures that are not figures of the report, and why.
NO_FIGURES: Mapping[str, str] = MappingProxyType(
    {
        "F001": "first year of the period: part of a date",
        "F002": "last year of the period: part of a date",
        "F003": "length of the period, in words",
        "F004": "months of the period, in words",
        "F005": "years of accounts that the source does not print: part of a text",
        "F007": "title of a chart without data: the chart is drawn from the territory",
        "F008": "year of a source: part of its name",
        "F009": "year in a text",
        "F012": "title without data: listed as missing",
        "F013": "title without data: listed as missing",
        "F014": "title without data: listed as missing",
        "F015": "title without data: listed as missing",
        "F180": "year in a text",
        "F181": "year in a text",
        "F187": "year in a text",
        "F188": "year in a text",
    }
    | {f"F{number:03}": "the same table again, printed once" for number in range(28, 40)}
)
# What the source calls a section, where the report calls it otherwise.
TITLES = {"comunicazione / social": "comunicazione"}
# The captions of the tables of the appendix, and the first and last row of the source that each one holds.
APPENDIX = {
    "rappresentanza": (16, 27),
    "comunicazione": (40, 93),
    "studi e ricerche": (94, 123),
    "eventi": (126, 137),
    "formazione": (143, 160),
    "servizi": (162, 179),
}
BESIDE = (
    ("eventi", "552 come pubblicato; la somma della tabella è 569."),
    ("eventi", "44.850 come pubblicato; la somma della tabella è 46.715."),
    ("rappresentanza", "La fonte non dice l’unità di misura di "),
    ("organi", "La fonte non dice la data o il periodo di "),
    ("formazione", "La fonte non dice la data o il periodo di "),
    ("servizio civile", "La fonte non dice la data o il periodo di "),
    ("progetti europei", "La fonte scrive «milioni» senza dire di che cosa."),
    ("i comuni toscani", "qui i residenti sono quelli dell’ANPR."),
)


def seed_rows() -> Iterator[dict[str, str]]:
    with SEED.with_name("seed_figures.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def printed(row: Mapping[str, str]) -> str:
    """A figure of the source in Italian writing; `n.d.` where it leaves the cell blank."""
    if not row["value"]:
        return "n.d."
    if "-" in row["literal"] or not row["literal"]:  # "1-5", and what is counted in a list
        return row["value"]
    return {"4.33": "4,33"}.get(row["literal"], row["literal"])


def figures_of(title: str) -> Counter[str]:
    """All figures that the source gives in a section."""
    rows = [row for row in seed_rows() if row["id"] not in NO_FIGURES]
    return Counter(printed(row) for row in rows if TITLES.get(row["section"], row["section"]) == title)


SECTIONS = sorted({TITLES.get(row["section"], row["section"]) for row in seed_rows()} - {"copertina"})


def test_all_the_figures_are_looked_for() -> None:
    assert sum(figures_of(title).total() for title in SECTIONS) == 190 - len(NO_FIGURES)
    assert len(SECTIONS) == 10


@pytest.mark.parametrize("title", SECTIONS)
def test_every_figure_of_the_source_is_printed_in_its_section(report: Book, title: str) -> None:
    missing = figures_of(title) - Counter(
        [*report.figures(title), *["n.d."] * report.read(title).count("n.d.")]
    )
    assert missing == Counter()


@pytest.mark.parametrize(("caption", "rows"), APPENDIX.items())
def test_the_tables_of_the_appendix_hold_the_figures_of_the_source(
    report: Book, caption: str, rows: tuple[int, int]
) -> None:
    first, last = rows
    wanted = [printed(row) for row in seed_rows() if first <= int(row["id"][1:]) <= last]
    table = cells(table_called(report.section("serie storiche"), caption))
    heading, *body = [row for row in table if len(row) > 1]
    assert heading[1:] == ["2019", "2020", "2021", "2022", "2023", "2024 gen–giu"]
    assert [figure for row in body for figure in row[1:]] == wanted


def test_the_office_s_prose_is_read_word_for_word(report: Book) -> None:
    whole = normal(report.text)
    assert [line for line in prose_of_the_source() if line not in whole] == []


def test_what_is_not_available_is_expanded(report: Book) -> None:
    spans = [span for span in report.view.document.elements("Span") if "E" in span.says]
    expansions = {span.text.strip(): span.says["E"] for span in spans}
    assert expansions["n.d."] == "non disponibile"
    assert expansions["gen–giu"] == "gennaio-giugno"
    assert expansions["PNRR"] == "Piano nazionale di ripresa e resilienza"
    (table,) = (t for part in report.section("comunicazione") for t in part.elements("Table"))
    assert [span.says.get("E") for span in table.elements("Span") if span.text == "n.d."] == [
        "non disponibile"
    ] * 17


def test_foreign_words_are_read_in_their_language(report: Book) -> None:
    spans = [span for span in report.view.document.elements("Span") if "Lang" in span.says]
    foreign = {(span.says["Lang"], one_line(span.text)) for span in spans}
    assert foreign >= {("en", "task force"), ("en", "in house"), ("en", "distance learning")}
    assert {word for _language, word in foreign} <= {*EDITION["foreign_words"]["en"], "SIL Open Font License"}


def test_nothing_is_invented(report: Book) -> None:
    assert not re.search(r"€|\beuro\b|\bEUR\b", report.text, re.IGNORECASE)
    assert set(re.findall(r"\w+ sedute\b|\bsedute \w+|Sedute \w+", report.text)) == {
        "Sedute Assemblea",
        "le sedute",
    }
    assert "%" not in report.read("organi")
    assert "98,9" not in report.text
    assert "270/273" not in report.text


def verdicts() -> tuple[Verdict, ...]:
    """What the audit of the real edition says is open."""
    edition, _findings = read_edition(FOLDER, ROOT)
    assert edition is not None
    indicators, _findings = load_indicators(FOLDER, edition.table_ids, edition.period.periods, ROOT)
    assert indicators is not None
    texts, _findings = load_texts(
        FOLDER / "texts",
        edition.text_names,
        root=ROOT,
        functions={"n": partial(figure_text, indicators)},
        abbreviations={},
        foreign_words={},
    )
    return audit(edition, indicators, list_lengths(texts)).failed


@pytest.mark.parametrize(("title", "sentence"), BESIDE)
def test_the_gravest_conflicts_stand_on_their_own_page(report: Book, title: str, sentence: str) -> None:
    assert sentence in report.read(title)


def test_what_is_waived_stands_on_the_pages_it_concerns(report: Book) -> None:
    titles = {section["id"]: section["title"] for c in EDITION["chapters"] for section in c["sections"]}
    waived = [
        v for v in verdicts() if v.waiver and v.severity is not Severity.NOTE and v.kind != "missing-section"
    ]
    silent = [
        (verdict.id, title)
        for verdict in waived
        for title in (titles[subject] for subject in verdict.subjects if subject in titles)
        if normal(verdict.sentence) not in normal(report.read(title))
    ]
    assert len(waived) > 25
    assert silent == []


def test_all_that_is_open_stands_in_the_nota_metodologica(report: Book) -> None:
    nota = normal(report.read(NOTA))
    listed = [verdict for verdict in verdicts() if verdict.kind not in {"unit-unknown", "date-unknown"}]
    assert [verdict.id for verdict in listed if normal(verdict.sentence) not in nota] == []
    together = [verdict for verdict in verdicts() if verdict not in listed]
    labels = [normal(verdict.title.rpartition(":")[0]) for verdict in together]
    assert len(labels) == 10
    assert [label for label in labels if label not in nota] == []


def test_waivers_are_printed_with_their_reason_and_who_decided(report: Book) -> None:
    nota = normal(report.read(NOTA))
    # of what is missing each part has a reason of its own
    waivers = [w for w in EDITION["waivers"] if not w["waives"][0].startswith("missing-section:")]
    assert [waiver["reason"] for waiver in waivers if normal(waiver["reason"]) not in nota] == []
    assert len(waivers) > 10
    assert normal("redazione, in attesa di conferma dell’ufficio, 22 novembre 2026") in nota


def test_missing_sections_are_listed_with_the_reason_and_nowhere_else(report: Book) -> None:
    missing = EDITION["missing_sections"]
    assert len(missing) == 5
    for part in missing:
        assert normal(part["title"] + " " + part["reason"]) in normal(report.read(NOTA))
        assert report.text.count(part["title"]) == 1
