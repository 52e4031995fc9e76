from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from lexicon_input import lexicon

from report_pdf.indicators import Nature
from report_pdf.layout.lexicon import Lexicon, figure_text
from report_pdf.periods import Period

WAIVERS = """
[[waivers]]
waives = ["unit-unknown:corsi.online"]
reason = "Si pubblica."
decided_by = "redazione"
date = 2023-08-01

[[waivers]]
waives = ["date-unknown:corsi.voto"]
reason = "Anche questo."
decided_by = "redazione"
date = 2023-08-01
"""


@pytest.fixture
def words(tmp_path: Path) -> Lexicon:
    return lexicon(tmp_path, WAIVERS)


@pytest.mark.parametrize(
    ("key", "period", "printed"),
    [
        ("corsi.totale", "", "2.020"),
        ("corsi.voto", "", "4,33"),
        ("corsi.tenuti", "2022", "1.205"),
        ("corsi.tenuti", "2023-H1", "815"),
        ("corsi.ore", "2022", "n.d."),
        ("corsi.online", "2022", "–"),
    ],
)
def test_a_figure_is_printed_in_italian(words: Lexicon, key: str, period: str, printed: str) -> None:
    assert words.n(key, period) == figure_text(words.indicators, key, period) == printed


@pytest.mark.parametrize(
    ("key", "period"),
    [("corsi.tutti", ""), ("corsi.tenuti", ""), ("corsi.totale", "2022"), ("corsi.tenuti", "2024")],
)
def test_a_figure_that_is_none_is_a_key_error(words: Lexicon, key: str, period: str) -> None:
    with pytest.raises(KeyError):
        words.n(key, period)


def test_an_indicator_says_what_it_is(words: Lexicon) -> None:
    assert (words.label("corsi.ore"), words.unit("corsi.ore"), words.source("corsi.ore")) == (
        "ore",
        "ore",
        "Scuola",
    )
    assert words.unit("corsi.online") == ""
    assert words.when("corsi.totale") == "gennaio\u00a02022\u00a0– giugno\u00a02023"
    assert words.when("corsi.voto") == "data non dichiarata"
    assert [words.nature_words(n) for n in (Nature.STOCK, Nature.FLOW)] == ["consistenza", "flusso"]


def test_the_time_of_the_edition(words: Lexicon) -> None:
    assert words.span() == "gennaio\u00a02022\u00a0– giugno\u00a02023"
    assert words.periods() == (Period(2022), Period(2023, 1))
    assert words.half_year() == Period(2023, 1)


def test_a_half_year_is_spelt_out_and_a_year_is_not(words: Lexicon) -> None:
    assert words.period_heading(Period(2022)) == "2022"
    assert words.period_heading(Period(2023, 1)) == ('2023<br><abbr title="gennaio-giugno">gen–giu</abbr>')


def test_an_abbreviation_that_the_edition_does_not_explain_is_a_key_error(words: Lexicon) -> None:
    assert words.abbr("n.d.") == '<abbr title="non disponibile">n.d.</abbr>'
    with pytest.raises(KeyError, match=r"ecc\."):
        words.abbr("ecc.")


def test_missing_cells_are_told_apart(words: Lexicon) -> None:
    cells = [
        cell for row in ("corsi.ore", "corsi.online") for cell in words.indicators.series(row).cells.values()
    ]
    assert [str(words.cell(cell)) for cell in cells] == [
        '<abbr title="non disponibile">n.d.</abbr>',
        "40,5\u00a0(stima)",
        '<abbr title="attività non ancora avviata">–</abbr>',
        "7",
    ]
    assert words.some_not_started(words.indicator_tables())
    assert not words.some_not_started([words.table("sedi")])


def test_tables_are_in_the_order_of_their_sections(words: Lexicon) -> None:
    assert [table.id for table in words.series_tables()] == ["sedi", "corsi"]
    assert [table.id for table in words.indicator_tables()] == ["sedi", "corsi", "cifre"]
    assert [words.table_title(name) for name in ("sedi", "corsi", "cifre")] == [
        "le sedi",
        "i corsi",
        "cifre in evidenza",
    ]
    with pytest.raises(KeyError, match="sede"):
        words.table("sede")


def test_a_table_has_its_rows_under_their_headings(words: Lexicon) -> None:
    groups = [(group, [row.id for row in rows]) for group, rows in words.groups("corsi")]
    assert groups == [("aula", ["corsi.tenuti", "corsi.ore"]), ("rete", ["corsi.online"])]
    assert words.series_ids("corsi") == ("corsi.tenuti", "corsi.ore", "corsi.online")
    assert words.series_ids("cifre") == ()
    assert words.sources([words.table("corsi"), words.table("sedi")]) == ("Ufficio", "Scuola")
    assert [row.id for row in words.headlines()] == [
        "corsi.totale",
        "corsi.voto",
        "corsi.minimo",
        "corsi.massimo",
    ]


def test_only_flows_make_a_half_year_hatched(words: Lexicon) -> None:
    assert words.has_half_year_flow("corsi")
    assert not words.has_half_year_flow("sedi")


def test_texts_are_found_by_name(words: Lexicon) -> None:
    assert words.text("corsi").part().plain == ("Sono 2.020.",)
    with pytest.raises(KeyError):
        words.text("corso")


def test_how_a_stock_changed(words: Lexicon) -> None:
    assert words.change("sedi.aperte") == "+1 (+33,3%)"
    assert [words.end_of(period) for period in words.periods()] == [
        "2022",
        "30\N{NO-BREAK SPACE}giu\N{NO-BREAK SPACE}2023",
    ]
    with pytest.raises(KeyError):  # half a year of a flow is no year
        words.change("corsi.tenuti")


def test_typefaces_are_named_once(words: Lexicon) -> None:
    assert [face.family for face in words.typefaces()] == ["Manrope", "Source Sans Pro", "Source Serif Pro"]
    assert [face.weight for face in words.typefaces()] == [800, 400, 300]


def test_who_decided_is_named_once(words: Lexicon) -> None:
    assert words.deciders() == (("redazione", date(2023, 8, 1)),)


def test_what_is_said_elsewhere_is_not_said_again(words: Lexicon) -> None:
    (remark,) = words.remarks(["corsi.voto"])
    assert remark.sentence == "La fonte non dice la data o il periodo di «voto medio»."
    assert words.remarks(["corsi.voto", "corsi.online"], said=["corsi.voto"]) == words.remarks(
        ["corsi.online"]
    )
