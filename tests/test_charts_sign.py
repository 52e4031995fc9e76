from __future__ import annotations

from typing import get_args

import pytest
from chart_input import STYLE, TOKENS, box, rules, shapes, texts

from report_pdf.charts.key import half_year_key
from report_pdf.charts.sign import SignName, sign

NAMES: tuple[SignName, ...] = get_args(SignName)


@pytest.mark.parametrize("name", NAMES)
def test_a_sign_is_a_square_of_one_colour_that_says_nothing(name: SignName) -> None:
    chart = sign(name, STYLE)
    assert (chart.width_mm, chart.height_mm, chart.alt) == (9, 9, "")
    assert (texts(chart), list(rules(chart)), chart.table.rows) == ([], [], ())
    assert shapes(chart, "notte") or shapes(chart, "notte", filled=False)
    others = [colour for colour in TOKENS.colours if colour != "notte"]
    assert [colour for colour in others if shapes(chart, colour) or shapes(chart, colour, filled=False)] == []


def test_no_two_signs_are_alike() -> None:
    assert len({sign(name, STYLE).svg for name in NAMES}) == len(NAMES) == 6


def test_whole_hatched_and_missing_are_the_same_tile() -> None:
    whole, hatched, missing = (sign(name, STYLE) for name in ("tessera", "tratteggio", "manca"))
    assert [box(shape) for shape in shapes(whole, "notte")] == [(0, 0, 9, 9)]
    assert shapes(missing, "notte") == shapes(hatched, "notte") == []
    assert len(shapes(missing, "notte", filled=False)) == 1
    assert len(shapes(hatched, "notte", filled=False, width_pt=TOKENS.lines.hatch)) > 5


def test_columns_rise_and_sum_and_end_have_a_line_below() -> None:
    heights = [box(shape)[3] for shape in shapes(sign("colonne", STYLE), "notte")]
    assert heights == sorted(set(heights))
    assert len(shapes(sign("somma", STYLE), "notte")) == 3
    (tile,) = shapes(sign("fine", STYLE), "notte")
    assert box(tile)[0] + box(tile)[2] == 9
    for name in ("somma", "fine"):
        (line,) = shapes(sign(name, STYLE), "notte", filled=False)
        foot = max(top + height for _l, top, _w, height in map(box, shapes(sign(name, STYLE), "notte")))
        assert box(line)[1] > foot


def test_the_key_of_the_half_year_is_in_the_colour_of_text() -> None:
    key = half_year_key(STYLE, side_mm=2.25)
    assert (key.width_mm, key.height_mm, key.alt) == (2.25, 2.25, "")
    assert len(shapes(key, "nero", filled=False, width_pt=TOKENS.lines.hatch)) == 2
    assert rules(key) == []
