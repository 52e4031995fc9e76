"""The set diagram: lengths, brackets and names read back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from chart_input import STYLE, box, headline, label_size, label_x, rules, shapes, texts
from hypothesis import given, settings
from hypothesis import strategies as st

from report_pdf.charts.chart import Chart
from report_pdf.charts.set_diagram import Sets, set_diagram
from report_pdf.charts.tiles import flush_pitch_mm
from report_pdf.indicators import Headline

PITCH = flush_pitch_mm(175.5, 39, STYLE)


def _comuni(value: str, label: str, source: str = "Anci Toscana") -> Headline:
    return replace(headline(value, label=label), unit="comuni", source=source)


def _sets(first: str = "177", second: str = "107", both: str = "93", union: str = "191") -> Sets:
    return Sets(
        first=_comuni(first, "Comuni accreditati Servizio Civile Regionale"),
        second=_comuni(second, "Comuni accreditati Servizio Civile Universale"),
        both=_comuni(both, "Comuni con doppio accreditamento"),
        union=_comuni(union, "Comuni accreditati"),
        whole=_comuni("273", "comuni toscani", "Istat, 2024"),
    )


def _sizes(chart: Chart) -> tuple[int, int, int, int]:
    filled = (len(shapes(chart, colour)) for colour in ("cotto", "notte", "cielo"))
    only_first, both, only_second = filled
    return only_first, both, only_second, len(shapes(chart, "grigio-60", filled=False))


def test_each_part_has_its_tiles_in_one_run() -> None:
    chart = set_diagram(_sets(), STYLE)
    assert rules(chart) == []
    assert _sizes(chart) == (84, 93, 14, 82)
    # 84 are twelve whole columns: the first set alone ends and both begin at the same groove
    assert max(box(shape)[0] for shape in shapes(chart, "cotto")) == pytest.approx(11 * PITCH, abs=0.01)
    assert min(box(shape)[0] for shape in shapes(chart, "notte")) == pytest.approx(12 * PITCH, abs=0.01)


def test_brackets_are_as_long_as_their_numbers() -> None:
    chart = set_diagram(_sets(), STYLE)
    brackets = sorted((box(shape) for shape in shapes(chart, "nero", filled=False)), key=lambda b: b[1])
    ends = [(left, left + width) for left, _top, width, _height in brackets]
    expected = [(0, 191), (0, 177), (84, 191)]
    for seen, tiles in zip(ends, expected, strict=True):
        assert seen == pytest.approx([n / 7 * PITCH for n in tiles], abs=0.5)
    lengths = [right - left for left, right in ends]
    assert lengths[0] - lengths[1] == pytest.approx(14 / 7 * PITCH, abs=0.001)
    assert lengths[0] - lengths[2] == pytest.approx(84 / 7 * PITCH, abs=0.001)


def test_numerals_stand_where_their_tiles_begin() -> None:
    chart = set_diagram(_sets(), STYLE)
    starts = {"191": 0, "177": 0, "84": 0, "93": 12, "107": 12, "14": 177 / 7, "82": 28}
    for numeral, column in starts.items():
        assert label_x(chart, numeral) == pytest.approx(column * PITCH, abs=0.01)
    assert texts(chart)[:6] == [
        "191", "Comuni accreditati", "in tutto",
        "177", "Comuni accreditati", "Servizio Civile Regionale",
    ]  # fmt: skip


def test_the_two_sets_together_are_told_in_the_largest_numeral() -> None:
    chart = set_diagram(_sets(), STYLE)
    sizes = {numeral: label_size(chart, numeral) for numeral in ("191", "177", "84", "93", "107", "14", "82")}
    assert sizes.pop("191") == 22.5
    assert set(sizes.values()) == {15}


def test_words_and_table() -> None:
    chart = set_diagram(_sets(), STYLE)
    assert chart.alt == (
        "Striscia di 273 tessere per 273 comuni, divisa in due insiemi che si "
        "sovrappongono. Solo Servizio Civile Regionale: 84. Comuni con doppio accreditamento: 93. "
        "Solo Servizio Civile Universale: 14. Altri comuni in nessuno dei due: 82. "
        "Comuni accreditati Servizio Civile Regionale: 177. "
        "Comuni accreditati Servizio Civile Universale: 107. Comuni accreditati in tutto: 191."
    )
    assert chart.table.columns == ("insieme", "comuni")
    assert [count for _label, count in chart.table.rows] == [
        "84",
        "93",
        "14",
        "82",
        "177",
        "107",
        "191",
        "273",
    ]


def test_a_union_that_does_not_agree_is_a_finding() -> None:
    chart = set_diagram(_sets(union="190"), STYLE)
    assert rules(chart) == ["layout.chart-sets-disagree"]
    assert chart.findings[0].message == "177 + 107 - 93 = 191, but prova.Comuni accreditati is 190"


@pytest.mark.parametrize("sets", [_sets(both="120", union="164"), _sets(first="270", both="93", union="284")])
def test_what_are_no_two_sets_in_the_whole_is_not_drawn(sets: Sets) -> None:
    chart = set_diagram(sets, STYLE)
    assert rules(chart)[0] == "layout.chart-not-sets"
    assert _sizes(chart) == (0, 0, 0, 273)


def test_a_missing_figure_is_a_finding() -> None:
    assert rules(set_diagram(_sets(both="n.d."), STYLE))[0] == "layout.chart-no-figure"


@settings(max_examples=20)
@given(st.tuples(*[st.integers(0, 68)] * 3))
def test_parts_are_computed_from_the_sets(parts: tuple[int, int, int]) -> None:
    first, both, second = parts
    chart = set_diagram(_sets(*map(str, (first + both, second + both, both, sum(parts)))), STYLE)
    assert _sizes(chart) == (first, both, second, 273 - sum(parts))
