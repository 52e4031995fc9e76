"""Towers of the real classes: tiles counted back, courses, brackets, words."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from chart_input import STYLE, TOKENS, box, label_x, rules, shapes, texts
from hypothesis import given
from hypothesis import strategies as st

from report_pdf.charts.chart import Chart
from report_pdf.charts.class_towers import best_width, class_towers
from report_pdf.territory.territory import Territory, classes_of

COUNTS = [21, 63, 35, 66, 49, 28, 11]
COLOURS = ("cotto", "notte", "cielo")


@pytest.fixture(scope="module")
def towers(region: Territory) -> Chart:
    return class_towers(region, STYLE)


def _tiles(chart: Chart) -> list[tuple[float, float, float, float]]:
    return [box(shape) for colour in COLOURS for shape in shapes(chart, colour)]


def test_each_comune_is_a_tile_in_the_tower_of_its_class(towers: Chart) -> None:
    assert rules(towers) == []
    pitch = (175.5 + 2.25) / 7
    by_tower = Counter(int((left + 0.1) // pitch) for left, *_ in _tiles(towers))
    assert [by_tower[tower] for tower in range(7)] == COUNTS
    assert [len(shapes(towers, colour)) for colour in COLOURS] == [119, 115, 39]


def test_towers_stand_on_one_line_and_reach_both_edges(towers: Chart) -> None:
    tiles = _tiles(towers)
    assert {width for *_, width, _height in tiles} == {3.079}
    assert (min(x for x, *_ in tiles), max(x + w for x, _y, w, _h in tiles)) == pytest.approx(
        (0, 175.5), abs=0.01
    )
    (line,) = (b for b in map(box, shapes(towers, "nero", filled=False)) if b[3] == 0)
    foot = max(top + height for _x, top, _w, height in tiles)
    assert line[1] - foot == pytest.approx(0.75, abs=0.01)


def test_only_the_highest_course_is_incomplete_and_begins_at_the_left(towers: Chart) -> None:
    # 66 = nine courses of seven, and three
    fourth = [b for b in _tiles(towers) if 76 < b[0] < 99]
    courses = Counter(round(top, 1) for _x, top, *_ in fourth)
    assert [courses[top] for top in sorted(courses)] == [3, *[7] * 9]
    left = min(x for x, *_ in fourth)
    highest = sorted(x for x, top, *_ in fourth if round(top, 1) == min(courses))
    assert highest == pytest.approx([left + n * (3.079 + 0.2646) for n in range(3)], abs=0.01)


@given(st.lists(st.integers(0, 300), min_size=1, max_size=9))
def test_no_width_leaves_fewer_incomplete_courses(counts: list[int]) -> None:
    def incomplete(width: int) -> int:
        return sum(count % width > 0 for count in counts)

    assert incomplete(best_width(counts)) == min(map(incomplete, range(5, 10)))


def test_seven_are_best_for_these_classes() -> None:
    assert best_width(COUNTS) == 7
    assert best_width([24, 16, 8]) == 8


def test_the_brackets_sum_the_groups(towers: Chart) -> None:
    assert texts(towers)[-6:] == [
        "119", "meno di 5.000 abitanti", "115", "da 5.000 a 19.999 abitanti", "39", "20.000 abitanti e oltre",
    ]  # fmt: skip
    brackets = [b for b in map(box, shapes(towers, "nero", filled=False)) if b[3] > 0]
    pitch, tower = (175.5 + 2.25) / 7, (175.5 + 2.25) / 7 - 2.25
    line = TOKENS.lines.rule * 25.4 / 72
    ends = [(left - line / 2, left + width + line / 2) for left, _top, width, _height in brackets]
    for seen, (first, last) in zip(ends, ((0, 2), (3, 4), (5, 6)), strict=True):
        assert seen == pytest.approx((first * pitch, last * pitch + tower), abs=0.01)


def test_numerals_shares_and_names_stand_at_the_edge_of_their_tower(towers: Chart) -> None:
    for numeral, tower in (("63", 1), ("66", 3), ("11", 6)):
        assert label_x(towers, numeral) == pytest.approx(tower * (175.5 + 2.25) / 7, abs=0.01)
    assert texts(towers)[:3] == ["21", "7,7%", "meno di 1.000"]


def test_words_and_numbers(towers: Chart) -> None:
    assert towers.alt == (
        "Torri di tessere, una tessera per comune: i comuni per classe demografica. "
        "Meno di 1.000 abitanti, 21 (7,7%); da 1.000 a 2.999 abitanti, 63 (23,1%); da 3.000 a 4.999 "
        "abitanti, 35 (12,8%); da 5.000 a 9.999 abitanti, 66 (24,2%); da 10.000 a 19.999 abitanti, 49 "
        "(17,9%); da 20.000 a 59.999 abitanti, 28 (10,3%); 60.000 abitanti e oltre, 11 (4,0%). Somme: meno "
        "di 5.000 abitanti, 119 (43,6%); da 5.000 a 19.999 abitanti, 115 (42,1%); 20.000 abitanti e oltre, "
        "39 (14,3%). In tutto 273."
    )
    assert towers.table.columns == ("abitanti", "comuni", "quota")
    assert towers.table.rows[0] == ("meno di 1.000", "21", "7,7%")
    assert towers.table.rows[-1] == ("totale", "273", "100,0%")


def test_few_classes_have_tiles_no_larger_than_those_of_the_design(region: Territory) -> None:
    chart = class_towers(replace(region, classes=classes_of([0]), groups=classes_of([0])), STYLE)
    assert rules(chart) == []
    assert {width for *_, width, _height in _tiles(chart)} == {4.235}


def test_too_many_classes_for_their_names_are_findings(region: Territory) -> None:
    limits = [0, *range(1000, 16000, 1000)]
    chart = class_towers(replace(region, classes=classes_of(limits), groups=classes_of([0])), STYLE)
    assert "layout.chart-label-overflow" in rules(chart)
