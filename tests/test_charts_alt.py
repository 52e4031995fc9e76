from __future__ import annotations

from dataclasses import replace

import pytest
from chart_input import PERIODS, series

from report_pdf.charts.alt import chart_words, counts_half_a_year, series_table, series_words, source_words
from report_pdf.indicators import Nature

H1 = PERIODS[-1]


@pytest.mark.parametrize(
    ("cells", "nature", "words"),
    [
        (
            "164 66 85 101 103 50",
            Nature.FLOW,
            (
                "da 164 nel 2019 a 103 nel 2023; massimo 164 (2019), minimo 66 (2020). "
                "Gennaio–giugno 2024: 50, mezzo anno, non confrontabile."
            ),
        ),
        (
            "9 5 5 9 5 1",
            Nature.FLOW,
            (
                "da 9 nel 2019 a 5 nel 2023; "
                "massimo 9 (2019 e 2022), minimo 5 (2020, 2021 e 2023). "
                "Gennaio–giugno 2024: 1, mezzo anno, non confrontabile."
            ),
        ),
        (
            "218 226 238 252 249 225",
            Nature.DISTINCT,
            (
                "da 218 nel 2019 a 249 nel 2023; massimo 252 (2022), minimo 218 (2019). "
                "Gennaio–giugno 2024: 225, mezzo anno, non confrontabile."
            ),
        ),
        (
            "1488 1563 1572 1585 1588 1605",
            Nature.STOCK,
            (
                "da 1.488 nel 2019 a 1.605 al 30 giugno 2024; "
                "massimo 1.605 (30 giugno 2024), minimo 1.488 (2019)."
            ),
        ),
        ("12 12 12 12 12 12", Nature.STOCK, "sempre 12, dal 2019 al 30 giugno 2024."),
        (
            "n.d. n.d. 288 450 580_stima 388",
            Nature.FLOW,
            (
                "da 288 nel 2021 a 580 (stima) nel 2023; "
                "massimo 580 (2023, stima), minimo 288 (2021). "
                "Gennaio–giugno 2024: 388, mezzo anno, non confrontabile. Dato non disponibile: 2019 e 2020."
            ),
        ),
        (
            "- - n.d. - 62 124",
            Nature.FLOW,
            (
                "62 nel 2023. "
                "Gennaio–giugno 2024: 124, mezzo anno, non confrontabile. "
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
    assert told.replace("\N{NO-BREAK SPACE}", " ") == f"Eventi (unità: eventi): {words}"


def test_a_unit_that_the_source_does_not_say_is_said_to_be_missing() -> None:
    told = series_words(series("8 6 9 11 12 5", label="concertazione", unit=None), PERIODS)
    assert told.startswith("Concertazione (unità non dichiarata dalla fonte): da 8 nel 2019")


def test_the_group_stands_before_the_label_and_a_remark_at_the_end() -> None:
    told = series_words(
        series("64 106 401 152 91 48", group="Studi", label="schede", unit="schede"),
        PERIODS,
        {PERIODS[2]: "dato da confermare"},
    )
    assert told.startswith("Studi, schede (unità: schede): da 64")
    assert told.endswith("non confrontabile. Nota (2021): dato da confermare.")


def test_each_source_is_named_once_at_the_end() -> None:
    one = series("1 2 3 4 5 6")
    other = replace(one, source="Istat, 2024.")
    assert source_words([one, one]) == "Fonte: Anci Toscana."
    assert source_words([one, other, one]) == "Fonti: Anci Toscana e Istat, 2024."
    words = chart_words("Grafico a colonne.", [one], PERIODS)
    assert words.startswith("Grafico a colonne. Eventi (unità: eventi): da 1 nel 2019 a 5 nel 2023;")
    assert words.endswith("non confrontabile. Fonte: Anci Toscana.")


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
