from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from look_input import barred_page, plain_page

from report_pdf.look.changes import Pair, pair_pages

BARS = ((20, 50), (90, 140, 160), (30, 200, 230), (70, 110, 180, 210), (40, 60, 80, 250))
BOOK = [barred_page(str(number), bars) for number, bars in enumerate(BARS, 1)]


def labels(pairs: tuple[Pair, ...]) -> list[tuple[str | None, ...]]:
    return [tuple(page.label if page else None for page in (pair.before, pair.now)) for pair in pairs]


def test_the_same_book_is_the_same_page_by_page() -> None:
    again = [barred_page(str(number), bars) for number, bars in enumerate(BARS, 1)]
    pairs = pair_pages(BOOK, again)
    assert labels(pairs) == [(label, label) for label in "12345"]
    assert all(pair.same for pair in pairs)


def test_one_pixel_is_a_change() -> None:
    now = [*BOOK[:2], barred_page("3", BARS[2]), *BOOK[3:]]
    now[2].image.putpixel((200, 300), (254, 255, 255))
    assert [pair.same for pair in pair_pages(BOOK, now)] == [True, True, False, True, True]


def test_a_page_put_in_does_not_set_the_others_against_their_neighbours() -> None:
    bars = [*BARS[:2], (25, 35, 45, 55, 65), *BARS[2:]]
    now = [barred_page(str(number), some) for number, some in enumerate(bars, 1)]
    assert labels(pair_pages(BOOK, now)) == [
        ("1", "1"),
        ("2", "2"),
        (None, "3"),
        ("3", "4"),
        ("4", "5"),
        ("5", "6"),
    ]


def test_a_page_taken_out_is_told_where_it_was() -> None:
    now = [barred_page(str(number), bars) for number, bars in enumerate([BARS[0], *BARS[2:]], 1)]
    assert labels(pair_pages(BOOK, now))[1] == ("2", None)


def test_without_an_earlier_book_all_is_new() -> None:
    assert labels(pair_pages((), BOOK * 6)) == [(None, label) for label in "12345" * 6]


def test_empty_pages_are_like_each_other() -> None:
    pairs = pair_pages([plain_page("1"), plain_page("2")], [plain_page("1")])
    assert sorted(pair.same for pair in pairs) == [False, True]


@given(st.lists(st.sampled_from(BOOK), max_size=9), st.lists(st.sampled_from(BOOK), max_size=9))
def test_no_page_is_lost_and_the_order_is_kept(before: list[object], now: list[object]) -> None:
    pairs = pair_pages(before, now)  # type: ignore[arg-type]  # pages, all of them
    assert [pair.before for pair in pairs if pair.before] == before
    assert [pair.now for pair in pairs if pair.now] == now
