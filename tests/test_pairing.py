"""Two sequences side by side: nothing lost, in order, what is alike together."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from report_pdf.pairing import Costs, Place, pair_alike, pair_long, unlikeness

GAP = 3_000

letters = st.lists(st.sampled_from("abcd"), max_size=8)


def costs(before: list[str], now: list[str]) -> Costs:
    """What is another letter has nothing in common."""
    unlike = [[0 if old == new else 10_000 for new in now] for old in before]
    return np.array(unlike, dtype=np.int64).reshape(len(before), len(now))


def paired(before: str, now: str) -> list[Place]:
    def of_places(olds: range, news: range) -> Costs:
        return costs([before[n] for n in olds], [now[n] for n in news])

    return list(pair_long(before, now, of_places, GAP))


def test_unlikeness_is_the_share_that_differs() -> None:
    before = np.array([[1, 0, 0], [2, 2, 0], [0, 0, 0]])
    now = np.array([[1, 0, 0], [0, 2, 2]])
    assert unlikeness(before, now).tolist() == [[0, 10_000], [6_000, 5_000], [10_000, 10_000]]
    assert unlikeness(now[:0], now).shape == (0, 2)


def test_two_empty_items_are_alike() -> None:
    assert unlikeness(np.zeros((1, 3), dtype=np.int64), np.zeros((1, 3), dtype=np.int64)).tolist() == [[0]]


def test_what_is_put_in_or_taken_out_stands_alone() -> None:
    assert paired("abd", "abcd") == [(0, 0), (1, 1), (None, 2), (2, 3)]
    assert paired("abcd", "acd") == [(0, 0), (1, None), (2, 1), (3, 2)]


def test_what_is_half_alike_is_paired_and_what_is_not_stands_alone() -> None:
    assert pair_alike(np.array([[5_000]]), GAP) == ((0, 0),)
    assert sorted(pair_alike(np.array([[7_000]]), GAP), key=str) == [(0, None), (None, 0)]


def test_between_equal_items_what_is_alike_is_paired() -> None:
    def half_alike(olds: range, news: range) -> Costs:
        return np.full((len(olds), len(news)), 5_000)

    assert list(pair_long("aXb", "aYb", half_alike, GAP)) == [(0, 0), (1, 1), (2, 2)]


def test_the_cheapest_way_is_taken() -> None:
    unlike = np.array([[9_000, 1_000, 9_000], [9_000, 9_000, 2_000]])
    assert pair_alike(unlike, GAP) == ((None, 0), (0, 1), (1, 2))


def test_long_stretches_are_compared_in_pieces() -> None:
    asked: list[tuple[int, int]] = []

    def note(olds: range, news: range) -> Costs:
        asked.append((len(olds), len(news)))
        return np.full((len(olds), len(news)), 10_000)

    places = list(pair_long(range(1_200), range(1_200, 1_800), note, GAP))
    assert asked == [(400, 200)] * 3
    assert [old for old, _new in places if old is not None] == list(range(1_200))
    assert [new for _old, new in places if new is not None] == list(range(600))


@given(letters, letters)
def test_nothing_is_lost_and_the_order_is_kept(before: list[str], now: list[str]) -> None:
    for places in (pair_alike(costs(before, now), GAP), paired("".join(before), "".join(now))):
        assert [old for old, _new in places if old is not None] == list(range(len(before)))
        assert [new for _old, new in places if new is not None] == list(range(len(now)))
        assert all(before[old] == now[new] for old, new in places if old is not None and new is not None)
