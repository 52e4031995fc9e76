"""Two sequences side by side, so that what is alike stands together: pages of two books, or paragraphs."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Amounts = NDArray[np.int64]
"""One row for each item: how much of each thing is in it, such as words, or ink in each spot of a page."""

Costs = NDArray[np.int64]
"""How unlike an item before (row) is to one now (column): 0 the same, 10,000 nothing in common."""

Place = tuple[int | None, int | None]
"""The 0-based places of one item before and now; None where there was none, or is none any more."""

WHOLE = 10_000
"""Shares are counted in steps of this: sums of fractions would depend on their order."""

# The time grows with the square; longer stretches without anything equal are compared piece by piece.
_MOST = 500


def unlikeness(before: Amounts, now: Amounts) -> Costs:
    """The share of two items that is not alike, in proportion to all there is in both (Bray and Curtis)."""
    whole = before.sum(axis=1)[:, None] + now.sum(axis=1)[None, :]
    differing = np.array([np.abs(now - row).sum(axis=1) for row in before], dtype=np.int64)
    return np.asarray(WHOLE * differing.reshape(whole.shape) // np.maximum(whole, 1), dtype=np.int64)


def pair_long(
    before: Sequence[Hashable], now: Sequence[Hashable], costs: Callable[[range, range], Costs], gap: int
) -> Iterator[Place]:
    """Every item of both, in order; the equal ones first found each other.

    Args:
        before: what each item is, to be found equal.
        now: the same of the others.
        costs: of pairing the items at these places.
        gap: as in `pair_alike`.
    """
    for kind, *ends in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        olds, news = range(*ends[:2]), range(*ends[2:])
        if kind == "equal":
            yield from zip(olds, news, strict=True)
            continue
        for old, new in _pieces(olds, news):
            for row, column in pair_alike(costs(old, new), gap):
                yield None if row is None else old[row], None if column is None else new[column]


def _pieces(before: range, now: range) -> Iterator[tuple[range, range]]:
    """The stretches cut into as many pieces each, none longer than can be compared in time."""
    pieces = -(-max(len(before), len(now)) // _MOST)
    return zip(_cut(before, pieces), _cut(now, pieces), strict=True)


def _cut(places: range, pieces: int) -> Iterator[range]:
    ends = (len(places) * piece // pieces for piece in range(pieces + 1))
    return (places[start:end] for start, end in pairwise(ends))


def pair_alike(costs: Costs, gap: int) -> tuple[Place, ...]:
    """Every row and column, in order, at the least cost (Needleman and Wunsch).

    Args:
        costs: of pairing a row with a column.
        gap: the cost of leaving one without a partner.
    """
    return tuple(reversed(list(_way_back(_sums(costs, gap), gap))))


def _sums(costs: Costs, gap: int) -> Costs:
    """The least cost of pairing the first items of both, so many of each."""
    rows, columns = costs.shape
    alone = gap * np.arange(columns + 1)
    sums = np.empty((rows + 1, columns + 1), dtype=np.int64)
    sums[0] = alone
    for row in range(rows):
        least = sums[row] + gap
        least[1:] = np.minimum(least[1:], sums[row, :-1] + costs[row])
        # What comes from the left adds one gap a step: without those steps it is a running minimum.
        sums[row + 1] = np.minimum.accumulate(least - alone) + alone
    return sums


def _way_back(sums: Costs, gap: int) -> Iterator[Place]:
    row, column = sums.shape[0] - 1, sums.shape[1] - 1
    while row or column:
        # Backwards: of two that are set against each other, the one that is gone comes first.
        if column and sums[row, column] == sums[row, column - 1] + gap:
            column -= 1
            yield None, column
        elif row and sums[row, column] == sums[row - 1, column] + gap:
            row -= 1
            yield row, None
        else:
            row, column = row - 1, column - 1
            yield row, column
