"""The indicators of an edition, and those at hand: every figure of the source, and no other."""

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from report_pdf.findings import NOWHERE
from report_pdf.indicators import Cell, Headline, Indicators, Nature, Series, State, Table
from report_pdf.periods import Period, parse_period
from report_pdf.tables.tables import load_indicators

ROOT = Path(__file__).parents[1]
SEED = Path(__file__).parent / "seed" / "seed_figures.csv"
PERIODS = tuple(parse_period(name) for name in ("2019", "2020", "2021", "2022", "2023", "2024-H1"))
TABLES = ("rappresentanza", "comunicazione", "studi", "eventi", "formazione", "servizi", "evidenza")

SERIES = {
    "consiglio delle autonomie locali": "rappresentanza.cal",
    "concertazione": "rappresentanza.concertazione",
    "facebook: post pubblicati": "comunicazione.facebook_post",
    "facebook: visualizzazioni": "comunicazione.facebook_visualizzazioni",
    "instagram: post/stories pubblicati": "comunicazione.instagram_post",
    "instagram: persone raggiunte": "comunicazione.instagram_persone",
    "x: tweet pubblicati": "comunicazione.x_tweet",
    "x: visualizzazioni": "comunicazione.x_visualizzazioni",
    "linkedin: post pubblicati": "comunicazione.linkedin_post",
    "linkedin: visualizzazioni": "comunicazione.linkedin_visualizzazioni",
    "whatsApp: aggiornamenti pubblicati": "comunicazione.whatsapp_aggiornamenti",
    "Mappe": "studi.mappe",
    "Schede, quesiti e note di lettura": "studi.schede",
    "Pubblicazioni online": "studi.pubblicazioni",
    "Comunità di pratica": "studi.comunita",
    "Comunità di pratica: iscritti": "studi.iscritti",
    "eventi": "eventi.eventi",
    "partecipanti": "eventi.partecipanti",
    "giornate formative": "formazione.giornate",
    "ore di formazione": "formazione.ore",
    "presenze": "formazione.presenze",
    "Tipologia di servizi": "servizi.tipologie",
    "Enti serviti": "servizi.enti",
    "Prestazioni": "servizi.prestazioni",
}
"""Indicators of the transcription that are series."""

HEADLINES = {
    "F006": "comuni.totale",
    "F010": "organi.associati",
    "F011": "organi.comuni",
    "F124": "eventi.totale",
    "F125": "eventi.partecipanti_totale",
    "F138": "eventi.anni_nel_testo",
    "F139": "formazione.valutazione",
    "F140": "formazione.scala_min",
    "F141": "formazione.scala_max",
    "F142": "formazione.aree",
    "F161": "servizi.elenco",
    "F182": "servizio_civile.doppio",
    "F183": "servizio_civile.giovani",
    "F184": "servizio_civile.accreditati",
    "F185": "servizio_civile.regionale",
    "F186": "servizio_civile.universale",
    "F189": "progetti.progetti",
    "F190": "progetti.valore",
}
"""Rows of the transcription that are single figures."""

NO_INDICATOR = {
    **dict.fromkeys(
        ("F001", "F002", "F003", "F004", "F005"), "the edition's own time: edition.toml and its texts"
    ),
    **dict.fromkeys(("F007", "F012", "F013", "F014", "F015"), "a heading of the source without data"),
    "F008": "the year of a source, kept with comuni.totale",
    **dict.fromkeys(("F009", "F180", "F181", "F187", "F188"), "a year named by the prose"),
}
"""Rows of the transcription that are no figures, and what they are."""

SEED_NATURES = {
    "flusso": {Nature.FLOW},
    "stock": {Nature.STOCK},
    "conteggio distinto": {Nature.DISTINCT},
    "totale": {Nature.TOTAL},
    "media": {Nature.MEAN},
    "importo": {Nature.TOTAL},
    "conteggio": {Nature.TOTAL, Nature.STOCK},
    "metadato": {Nature.CONSTANT},
}
UNDATED = {"ad oggi", "ultimo triennio", "ultimi 5 anni", "n.d.", ""}
"""What the source has in the place of a date."""


@pytest.fixture(scope="module")
def indicators() -> Indicators:
    loaded, findings = load_indicators(ROOT / "data" / "2019-2024", TABLES, PERIODS, ROOT)
    assert findings == ()
    assert loaded is not None
    return loaded


@pytest.fixture(scope="module")
def seed() -> list[dict[str, str]]:
    with SEED.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def cell_of(row: dict[str, str], indicators: Indicators) -> Cell:
    if row["id"] in HEADLINES:
        return indicators.headline(HEADLINES[row["id"]]).cell
    return indicators.series(SERIES[row["indicator"]]).cells[parse_period(row["period"])]


def figures(seed: list[dict[str, str]]) -> list[dict[str, str]]:
    return [row for row in seed if row["id"] not in NO_INDICATOR]


def test_every_figure_of_the_source_has_its_cell(seed: list[dict[str, str]], indicators: Indicators) -> None:
    assert len(seed) == 190
    for row in figures(seed):
        cell = cell_of(row, indicators)
        expected = Decimal(row["value"]) if row["value"] else None
        assert cell.value == expected, row
        assert cell.state is (State.VALUE if row["value"] else State.UNKNOWN), row


def test_every_cell_is_a_figure_of_the_source(seed: list[dict[str, str]], indicators: Indicators) -> None:
    known = {cell_of(row, indicators).where: row["id"] for row in figures(seed)}
    assert {*SERIES.values(), *HEADLINES.values()} == set(indicators)
    assert all(indicator.where in known for indicator in indicators.values())


def test_the_source_has_seventeen_blank_cells(indicators: Indicators) -> None:
    series = [one for one in indicators.values() if isinstance(one, Series)]
    missing = Counter(one.group for one in series for cell in one.cells.values() if cell.is_missing)
    assert missing == {"Instagram": 4, "LinkedIn": 8, "WhatsApp": 5}


def test_natures_and_dates_are_those_of_the_transcription(
    seed: list[dict[str, str]], indicators: Indicators
) -> None:
    for row in figures(seed):
        name = HEADLINES.get(row["id"]) or SERIES[row["indicator"]]
        indicator = indicators[name]
        assert indicator.nature in SEED_NATURES[row["nature"]], row
        if isinstance(indicator, Headline):
            assert indicator.when == (None if row["period"] in UNDATED else row["period"]), row


def test_what_the_source_leaves_open_is_left_open(indicators: Indicators) -> None:
    no_unit = {name for name, one in indicators.items() if one.unit is None}
    assert no_unit == {"rappresentanza.cal", "rappresentanza.concertazione"}
    assert not any("euro" in (one.unit or "") for one in indicators.values())


@pytest.mark.parametrize(("table", "rows"), [*zip(TABLES, (2, 9, 5, 2, 3, 3, 18), strict=True)])
def test_tables_have_the_rows_of_the_source(indicators: Indicators, table: str, rows: int) -> None:
    (found,) = (one for one in indicators.tables if one.id == table)
    assert len(found.indicators) == rows


def headline(name: str) -> Headline:
    cell = Cell(Decimal(1), State.VALUE, NOWHERE)
    return Headline(name, "", "Uno", None, Nature.TOTAL, "Ufficio", "", None, cell, NOWHERE)


def test_indicators_are_a_mapping_in_the_order_of_the_tables() -> None:
    tables = (
        Table("b", "b.csv", (headline("b.due"), headline("b.uno"))),
        Table("a", "a.csv", (headline("a.tre"),)),
    )
    indicators = Indicators.of(PERIODS, tables)
    assert list(indicators) == ["b.due", "b.uno", "a.tre"]
    assert len(indicators) == 3
    assert indicators.headline("a.tre").label == "Uno"


def test_an_indicator_of_the_other_kind_is_not_given() -> None:
    cells = {Period(2023): Cell(None, State.NOT_STARTED, NOWHERE)}
    series = Series("a.serie", "", "Serie", None, Nature.FLOW, "Ufficio", "", cells, NOWHERE)
    indicators = Indicators.of(PERIODS, (Table("a", "a.csv", (series, headline("a.uno"))),))
    with pytest.raises(KeyError, match=r"a\.uno"):
        indicators.series("a.uno")
    with pytest.raises(KeyError, match=r"a\.serie"):
        indicators.headline("a.serie")
    assert series.cells[Period(2023)].is_missing
