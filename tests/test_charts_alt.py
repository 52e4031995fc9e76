from __future__ import annotations

import pytest
from chart_input import PERIODS, series

from report_pdf.charts.alt import chart_words, counts_half_a_year, series_table, series_words
from report_pdf.indicators import Nature

H1 = PERIODS[-1]


@pytest.mark.parametrize(
    ("cells", "nature", "words"),
    [
        (
            "164 66 85 101 103 50",
            Nature.FLOW,
            "da 164 nel 2019, il massimo, a 103 nel 2023; gennaio–giugno 2024: 50.",
        ),
        (
            "9 5 5 9 5 1",
            Nature.FLOW,
            "da 9 nel 2019 a 5 nel 2023, massimo 9 (2019 e 2022); gennaio–giugno 2024: 1.",
        ),
        (
            # the half year is higher than the years: it is told, and no maximum
            "218 226 238 252 249 325",
            Nature.DISTINCT,
            "da 218 nel 2019 a 249 nel 2023, massimo 252 (2022); gennaio–giugno 2024: 325.",
        ),
        (
            "1488 1563 1572 1585 1588 1605",
            Nature.STOCK,
            "da 1.488 nel 2019 a 1.605 al 30 giugno 2024, il massimo.",
        ),
        (
            # the highest is an estimate in one of its years
            "9 6 12_stima 8 12 1",
            Nature.FLOW,
            "da 9 nel 2019 a 12 nel 2023, massimo 12 (2021, stima e 2023); gennaio–giugno 2024: 1.",
        ),
        ("12 12 12 12 12 12", Nature.STOCK, "sempre 12, dal 2019 al 30 giugno 2024."),
        (
            "n.d. n.d. 288 450 580_stima 388",
            Nature.FLOW,
            (
                "da 288 nel 2021 a 580 (stima) nel 2023, il massimo; "
                "gennaio–giugno 2024: 388. Dato non disponibile: 2019 e 2020."
            ),
        ),
        (
            "- - n.d. - 62 124",
            Nature.FLOW,
            (
                "62 nel 2023; gennaio–giugno 2024: 124. "
                "Dato non disponibile: 2021. Attività non avviata: 2019, 2020 e 2022."
            ),
        ),
        (
            "- - - - - n.d.",
            Nature.FLOW,
            (
                "nessun dato per un anno intero. "
                "Dato non disponibile: gennaio–giugno 2024. "
                "Attività non avviata: 2019, 2020, 2021, 2022 e 2023."
            ),
        ),
    ],
)
def test_a_series_in_words(cells: str, nature: Nature, words: str) -> None:
    told = series_words(series(cells, nature=nature), PERIODS)
    assert told.replace("\N{NO-BREAK SPACE}", " ") == f"Eventi: {words}"


def test_the_unit_is_said_where_the_label_does_not() -> None:
    assert series_words(series("1 2 3 4 5 6", label="ore di corso", unit="ore"), PERIODS).startswith(
        "Ore di corso: da"
    )
    assert series_words(series("1 2 3 4 5 6", label="corsi", unit="ore"), PERIODS).startswith(
        "Corsi (unità: ore): da"
    )
    told = series_words(series("8 6 9 11 12 5", label="concertazione", unit=None), PERIODS)
    assert told.startswith("Concertazione (unità non dichiarata dalla fonte): da 8 nel 2019")


def test_the_group_stands_before_the_label_and_a_remark_at_the_end() -> None:
    told = series_words(
        series("64 106 401 152 91 48", group="Studi", label="schede", unit="schede"),
        PERIODS,
        {PERIODS[2]: "dato da confermare"},
    )
    assert told.startswith("Studi, schede: da 64")
    assert told.endswith("2024: 48. Nota (2021): dato da confermare.")


def test_what_stands_under_the_figure_is_not_said_again() -> None:
    one = series("1 2 3 4 5 6")
    words = chart_words("Grafico a colonne.", [one], PERIODS)
    assert words.startswith("Grafico a colonne. Eventi: da 1 nel 2019 a 5 nel 2023, il massimo;")
    for repeated in ("Fonte", one.source, "confrontabile"):
        assert repeated not in words


@pytest.mark.parametrize(
    ("nature", "half"),
    [(Nature.FLOW, True), (Nature.DISTINCT, True), (Nature.MEAN, True), (Nature.STOCK, False)],
)
def test_only_a_state_at_a_date_is_whole_in_june(nature: Nature, half: bool) -> None:  # noqa: FBT001  # the expected answer
    one = series("1 2 3 4 5 6", nature=nature)
    assert counts_half_a_year(one, H1) is half
    assert not counts_half_a_year(one, PERIODS[0])


def test_the_table_prints_the_cells_and_keeps_the_two_absences_apart() -> None:
    table = series_table([series("- n.d. 1205 4.33 7 8_rivisto", unit=None)], PERIODS)
    assert table.columns == (
        "indicatore",
        "unità",
        "2019",
        "2020",
        "2021",
        "2022",
        "2023",
        "gen–giu\N{NO-BREAK SPACE}2024",
    )
    assert table.rows == (
        ("Eventi", "n.d.", "–", "n.d.", "1.205", "4,33", "7", "8\N{NO-BREAK SPACE}(rivisto)"),
    )


def test_a_table_of_stocks_dates_the_half_year() -> None:
    table = series_table([series("1 2 3 4 5 6", nature=Nature.STOCK)], PERIODS)
    assert table.columns[-1].replace("\N{NO-BREAK SPACE}", " ") == "30 giu 2024"
