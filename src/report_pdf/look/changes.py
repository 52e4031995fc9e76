"""Which page of a book was which page of the book before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, repeat

from PIL import Image, ImageChops, ImageStat

from report_pdf.look.page_pictures import PagePicture

_THUMBNAIL = (48, 68)
# Two pages of which less than a third is alike are better told as one taken out and one that is new.
_GAP = 0.35


@dataclass(frozen=True, slots=True)
class Pair:
    """A page before and now; None where there was none, or is none any more."""

    before: PagePicture | None
    now: PagePicture | None

    @property
    def same(self) -> bool:
        """Whether it looks the same."""
        return bool(self.before and self.now and self.before.digest == self.now.digest)


def pair_pages(before: Sequence[PagePicture], now: Sequence[PagePicture]) -> tuple[Pair, ...]:
    """Every page of both books, in order, so that pages that look alike stand together.

    Folios change on all that follows a page put in, so pages are told by their looks and not by being equal.
    """
    costs = _costs([_ink(page) for page in before], [_ink(page) for page in now])
    return tuple(reversed(list(_way_back(before, now, costs))))


def _way_back(
    before: Sequence[PagePicture], now: Sequence[PagePicture], costs: Sequence[Sequence[float]]
) -> Iterator[Pair]:
    row, column = len(before), len(now)
    while row or column:
        if row and costs[row][column] == costs[row - 1][column] + _GAP:
            row -= 1
            yield Pair(before[row], None)
        elif column and costs[row][column] == costs[row][column - 1] + _GAP:
            column -= 1
            yield Pair(None, now[column])
        else:
            row, column = row - 1, column - 1
            yield Pair(before[row], now[column])


def _costs(before: Sequence[Image.Image], now: Sequence[Image.Image]) -> list[list[float]]:
    """The least cost of pairing the first pages of both books, so many of each (Needleman and Wunsch)."""
    # Added up one by one, as the way back compares them without tolerance.
    costs = [list(accumulate(repeat(_GAP, len(now)), initial=0.0))]
    for page in before:
        above, current = costs[-1], [costs[-1][0] + _GAP]
        for column, other in enumerate(now, 1):
            paired = above[column - 1] + _unlikeness(page, other)
            current.append(min(paired, above[column] + _GAP, current[-1] + _GAP))
        costs.append(current)
    return costs


def _ink(page: PagePicture) -> Image.Image:
    """How much stands where on a page, 0 white to 255 black."""
    return ImageChops.invert(page.image.resize(_THUMBNAIL, reducing_gap=2).convert("L"))


def _unlikeness(one: Image.Image, other: Image.Image) -> float:
    """The share of the ink of two pages that stands elsewhere, 0 to 1 (Bray and Curtis)."""
    ink = _sum(one) + _sum(other)
    return _sum(ImageChops.difference(one, other)) / ink if ink else 0.0


def _sum(image: Image.Image) -> float:
    return ImageStat.Stat(image).sum[0]
