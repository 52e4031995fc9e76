from __future__ import annotations

from collections.abc import Callable

import pytest
from chart_input import STYLE, TOKENS, rules, shapes, texts
from lexicon_input import lexicon

from report_pdf.charts.chart import Chart
from report_pdf.layout.drawing import Drawing
from report_pdf.periods import Period
from report_pdf.reading.span import Stretch
from report_pdf.territory.territory import Territory

Draw = Callable[[Drawing], Chart]
FLOWS = ["corsi.tenuti", "corsi.ore"]


@pytest.fixture(scope="module")
def draw(tmp_path_factory: pytest.TempPathFactory, region: Territory) -> Drawing:
    """Charts of the small edition, in the real territory."""
    return Drawing(lexicon(tmp_path_factory.mktemp("edition")).indicators, region, STYLE)


@pytest.mark.parametrize(
    ("form", "labels"),
    [
        (lambda draw: draw.multiples(FLOWS, height_mm=45), {"corsi tenuti", "1.205", "815", "n.d."}),
        (lambda draw: draw.columns("corsi.tenuti", height_mm=45), {"1.205", "815"}),
        (lambda draw: draw.boundary_map(width_mm=60), set[str]()),
        (lambda draw: draw.channels([FLOWS], scales=[], height_mm=45), {"corsi tenuti", "1.205", "n.d."}),
        (lambda draw: draw.chart_table(FLOWS, height_mm=45), {"corsi tenuti", "1.205", "n.d."}),
        (lambda draw: draw.unit_columns(["sedi.aperte"]), {"3", "4"}),
        (lambda draw: draw.mosaic("corsi.massimo"), set[str]()),
        (lambda draw: draw.class_towers(), {"21", "63"}),
        (lambda draw: draw.strip_of_groups(), {"119 comuni"}),
        (lambda draw: draw.tile_map(), {"FI", "PO"}),
    ],
)
def test_a_form_is_drawn_from_the_ids_of_indicators(draw: Drawing, form: Draw, labels: set[str]) -> None:
    chart = form(draw)
    assert labels <= set(texts(chart))
    assert chart.alt
    assert chart.width_mm <= TOKENS.grid.type_width + 0.01


def test_series_are_drawn_over_the_width_of_the_text(draw: Drawing) -> None:
    chart = draw.multiples(FLOWS, height_mm=45)
    assert (chart.width_mm, chart.height_mm) == (TOKENS.grid.type_width, 45)


def test_a_note_stands_at_its_series_and_period(draw: Drawing) -> None:
    chart = draw.multiples(FLOWS, height_mm=45, notes={"corsi.tenuti 2022": "da rivedere"})
    assert texts(chart).count("da rivedere") == 1
    assert "Nota (2022): da rivedere." in chart.alt


def test_a_note_stands_in_the_panel_of_its_channel(draw: Drawing) -> None:
    notes = {"corsi.tenuti 2023-H1": "da verificare"}
    chart = draw.channels([FLOWS], scales=[], height_mm=45, notes=notes)
    assert texts(chart).count("da verificare") == 1
    assert rules(chart) == []
    assert "Nota (gennaio–giugno\N{NO-BREAK SPACE}2023): da verificare." in chart.alt
    long = {"corsi.tenuti 2022": "parole che non stanno " * 5}
    chart = draw.channels([FLOWS], scales=[], height_mm=45, notes=long)
    assert rules(chart) == ["layout.chart-label-overflow"]


def test_a_note_on_a_series_that_is_not_drawn_is_told(draw: Drawing) -> None:
    with pytest.raises(KeyError, match=r"sedi\.aperte 2022"):
        draw.channels([FLOWS], scales=[], height_mm=45, notes={"sedi.aperte 2022": "persa"})


def test_a_scale_for_a_series_that_is_not_drawn_is_told(draw: Drawing) -> None:
    with pytest.raises(KeyError, match=r"sedi\.aperte"):
        draw.channels([FLOWS], scales=[["sedi.aperte"]], height_mm=45)


def test_a_map_may_be_smaller_than_its_letters(draw: Drawing) -> None:
    assert "layout.chart-label-overlap" in rules(draw.boundary_map(width_mm=1))


def test_a_colour_is_that_of_the_columns(draw: Drawing) -> None:
    assert shapes(draw.multiples(["sedi.aperte"], height_mm=45, colour="cielo"), "cielo")
    assert not shapes(draw.multiples(["sedi.aperte"], height_mm=45), "cielo")


def test_channels_share_a_scale_only_where_it_is_said(draw: Drawing) -> None:
    rows = [["corsi.tenuti", "sedi.aperte"], ["corsi.tenuti"]]
    shared = draw.channels(rows, scales=[["corsi.tenuti"]], height_mm=90)
    assert "stessa scala per Aula, corsi tenuti" in shared.alt
    assert "stessa scala" not in draw.channels(rows, scales=[], height_mm=90).alt


def test_different_units_share_no_scale(draw: Drawing) -> None:
    keys = ["corsi.tenuti", "sedi.aperte"]
    assert rules(draw.channels([keys], scales=[keys], height_mm=90)) == ["layout.chart-two-units"]


def test_a_channel_has_two_series_at_most(draw: Drawing) -> None:
    with pytest.raises(ValueError, match=r"channels\(\): rows\[0\] is .*: value should have at most 2 items"):
        draw.channels([["corsi.tenuti", "corsi.ore", "corsi.online"]], scales=[], height_mm=45)


def test_a_ratio_is_the_second_series_for_each_of_the_first(draw: Drawing) -> None:
    chart = draw.chart_table(["sedi.aperte", "corsi.tenuti"], height_mm=45, ratio="corsi per sede")
    assert "401,7" in texts(chart)  # 1205 / 3


def test_a_rating_stands_between_the_ends_of_its_scale(draw: Drawing) -> None:
    chart = draw.position_scale("corsi.voto", "corsi.minimo", "corsi.massimo", ("male", "bene"))
    assert {"male", "bene", "4,33"} <= set(texts(chart))


def test_the_strip_of_the_time_has_the_periods_and_the_stretches(draw: Drawing) -> None:
    stretch = Stretch.model_validate({"label": "conti", "first": "2022", "last": "2022"})
    chart = draw.period_strip([stretch])
    assert {"2022", "conti: 2022"} <= set(texts(chart))
    assert rules(chart) == []
    assert stretch.first == Period(2022)


def test_tiles_are_worth_a_round_unit(draw: Drawing) -> None:
    chart = draw.unit_tiles("corsi.voto", per_unit=100, unit_words="un centesimo")
    assert len(shapes(chart, "cotto")) == 433
    assert texts(chart)[-2:] == ["4", "4,33 punti"]


def test_counts_have_as_many_tiles_in_a_row_as_is_asked(draw: Drawing) -> None:
    chart = draw.unit_tiles("corsi.massimo", columns=30, colour="notte")
    assert len(shapes(chart, "notte")) == 5


@pytest.mark.parametrize(
    "form",
    [
        lambda draw: draw.multiples(["corsi.tutti"], height_mm=45),
        lambda draw: draw.multiples(["corsi.totale"], height_mm=45),
        lambda draw: draw.mosaic("corsi.tenuti"),
    ],
)
def test_an_id_that_is_none_is_a_key_error(draw: Drawing, form: Draw) -> None:
    with pytest.raises(KeyError):
        form(draw)


@pytest.mark.parametrize("form", ["class_towers", "strip_of_groups", "tile_map", "cover_map", "back_map"])
def test_without_a_territory_there_is_none_to_draw(draw: Drawing, form: str) -> None:
    nowhere = Drawing(draw.indicators, None, STYLE)
    with pytest.raises(LookupError, match="no territory"):
        getattr(nowhere, form)()


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (
            lambda draw: draw.columns("corsi.tenuti", height_mm="50"),
            "height_mm is '50': input should be a valid",
        ),
        (lambda draw: draw.columns("corsi.tenuti", height_mm=-1), "height_mm is -1: input should be greater"),
        (lambda draw: draw.columns("corsi.tenuti"), "height_mm is missing"),
        (lambda draw: draw.columns("corsi.tenuti", height=5), "there is no argument height, did you mean"),
        (lambda draw: draw.columns(7, height_mm=45), "key is 7: input should be a valid string"),
        (lambda draw: draw.columns("a", "b", height_mm=45), "there are too many arguments"),
        (lambda draw: draw.multiples("corsi.tenuti", height_mm=45), "keys is 'corsi.tenuti': "),
        (lambda draw: draw.multiples([], height_mm=45), r"keys is \[\]: value should have at least 1 item"),
        (lambda draw: draw.multiples(["corsi.ore", 1], height_mm=45), r"keys\[1\] is 1: "),
        (lambda draw: draw.multiples(FLOWS, height_mm=45, colour="coto"), "there is no colour coto, did you"),
        (
            lambda draw: draw.unit_tiles("corsi.massimo", columns=2.5),
            "columns is 2.5: input should be a valid",
        ),
        (lambda draw: draw.unit_tiles("corsi.massimo", per_unit=0), "per_unit is 0: "),
        (
            lambda draw: draw.multiples(FLOWS, height_mm=45, notes={"corsi.ore 2018": "persa"}),
            "the note corsi.ore 2018: the edition has no period 2018",
        ),
        (lambda draw: draw.chart_table(["corsi.ore"], height_mm=45, ratio="x"), "a ratio needs two series"),
        (lambda draw: draw.sign("tesera"), "name is 'tesera': input should be 'tessera', 'tratteggio', "),
        (lambda draw: draw.period_strip(["2019"]), r"stretches\[0\] is '2019': "),
        (
            lambda draw: draw.position_scale("a", "b", "c", ("basso",)),
            "ends is .*: value should have at least 2",
        ),
    ],
)
def test_what_a_layout_passes_wrongly_is_told_in_a_sentence(draw: Drawing, form: Draw, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        form(draw)


def test_a_sign_is_asked_for_by_its_name(draw: Drawing) -> None:
    assert draw.sign("manca").alt == ""
    assert draw.sign("manca") != draw.sign("tessera")


def test_lists_and_tuples_are_both_taken(draw: Drawing) -> None:
    ends = ("male", "bene")
    charts = [
        draw.position_scale("corsi.voto", "corsi.minimo", "corsi.massimo", kind(ends))
        for kind in (list, tuple)
    ]
    assert charts[0] == charts[1]
