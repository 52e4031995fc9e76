from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_pdf.press.sheet import PT_PER_MM, Sheet, mark_lines

LENGTH = st.floats(50, 700)
BLEED = st.floats(0, 10)


def mm(box: tuple[float, ...]) -> list[float]:
    return [side / PT_PER_MM for side in box]


@given(LENGTH, LENGTH, BLEED, st.booleans())
def test_boxes_lie_in_each_other_exactly(width: float, height: float, bleed: float, marks: bool) -> None:  # noqa: FBT001  # drawn
    sheet = Sheet((width, height), bleed, marks)
    media, bled, trim = mm(sheet.media), mm(sheet.bleed), mm(sheet.trim)
    assert media[:2] == [0, 0]
    assert [trim[2] - trim[0], trim[3] - trim[1]] == pytest.approx([width, height], abs=0.001)
    assert [inner - outer for inner, outer in zip(trim[:2], bled[:2], strict=True)] == pytest.approx(
        [bleed] * 2, abs=0.001
    )
    assert media[2] - trim[2] == pytest.approx(bleed + sheet.slug_mm, abs=0.001)
    assert sheet.slug_mm == (8 if marks else 0)


@given(LENGTH, LENGTH, BLEED)
def test_marks_stand_outside_the_bleed_and_on_the_sheet(width: float, height: float, bleed: float) -> None:
    sheet = Sheet((width, height), bleed, marks=True, folds_mm=(width / 2,))
    left, bottom, right, top = sheet.bleed
    _x, _y, sheet_right, sheet_top = sheet.media
    for x, y, to_x, to_y in mark_lines(sheet):
        assert min(x, to_x) >= 0
        assert max(x, to_x) <= sheet_right
        assert min(y, to_y) >= 0
        assert max(y, to_y) <= sheet_top
        beside = max(x, to_x) < left or min(x, to_x) > right
        assert beside or max(y, to_y) < bottom or min(y, to_y) > top


def test_marks_point_at_the_trim_and_the_folds() -> None:
    sheet = Sheet((424, 297), 3, marks=True, folds_mm=(210, 214))
    upright = {round(x / PT_PER_MM - 11, 3) for x, _y, to_x, _to_y in mark_lines(sheet) if x == to_x}
    across = {round(y / PT_PER_MM - 11, 3) for _x, y, _to_x, to_y in mark_lines(sheet) if y == to_y}
    assert upright == {0, 210, 214, 424}
    assert across == {0, 297}
    assert {round(abs(x - to_x) + abs(y - to_y), 3) for x, y, to_x, to_y in mark_lines(sheet)} == {
        round(5 * PT_PER_MM, 3)
    }
