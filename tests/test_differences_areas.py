"""Where two pictures differ."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from report_pdf.differences.areas import changed_areas

Pixels = tuple[int, int, int, int]


def picture(*bars: Pixels, size: tuple[int, int] = (300, 400)) -> Image.Image:
    image = Image.new("RGB", size, "#FFFFFF")
    for left, top, right, bottom in bars:
        ImageDraw.Draw(image).rectangle((left, top, right - 1, bottom - 1), "#0D3053")
    return image


def test_the_same_picture_has_no_areas() -> None:
    assert changed_areas(picture((10, 10, 60, 20)), picture((10, 10, 60, 20))) == ()


def test_each_spot_that_differs_is_an_area_with_its_true_bounds() -> None:
    now = picture((13, 17, 48, 25), (200, 300, 260, 333))
    assert changed_areas(picture(), now) == ((13, 17, 48, 25), (200, 300, 260, 333))
    assert changed_areas(now, picture()) == ((13, 17, 48, 25), (200, 300, 260, 333))


def test_lines_of_type_that_stand_close_are_one_area() -> None:
    assert changed_areas(picture(), picture((10, 10, 200, 18), (10, 28, 150, 36))) == ((10, 10, 200, 36),)


def test_words_that_stand_close_are_one_area() -> None:
    assert changed_areas(picture(), picture((10, 12, 28, 18), (40, 12, 58, 18))) == ((10, 12, 58, 18),)


def test_one_pixel_is_seen_and_a_shade_nobody_sees_is_not() -> None:
    now = picture()
    now.putpixel((150, 399), (200, 255, 255))
    assert changed_areas(picture(), now) == ((150, 399, 151, 400),)
    now.putpixel((150, 399), (250, 255, 255))
    assert changed_areas(picture(), now) == ()


def test_a_page_of_another_size_differs_where_something_stands() -> None:
    assert changed_areas(picture(), picture((310, 10, 340, 40), size=(350, 400))) == ((310, 10, 340, 40),)


def spot(start: int, long: int) -> st.SearchStrategy[Pixels]:
    return st.tuples(
        st.integers(0, start), st.integers(0, start), st.integers(1, long), st.integers(1, long)
    ).map(lambda at: (at[0], at[1], at[0] + at[2], at[1] + at[3]))


@given(st.lists(spot(250, 50), max_size=6))
def test_all_that_differs_lies_in_the_areas_and_no_two_overlap(bars: list[Pixels]) -> None:
    areas = changed_areas(picture(), picture(*bars))
    for left, top, right, bottom in bars:
        assert any(a[0] <= left and a[1] <= top and a[2] >= right and a[3] >= bottom for a in areas)
    for n, one in enumerate(areas):
        for other in areas[:n]:
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
