"""Which page of a book was which page of the book before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from report_pdf.look.page_pictures import PagePicture


@dataclass(frozen=True, slots=True)
class Pair:
    """A page before and now; None where there was none, or is none any more."""

    before: PagePicture | None
    now: PagePicture | None
    same: bool


def pair_pages(before: Sequence[PagePicture], now: Sequence[PagePicture]) -> tuple[Pair, ...]:
    """Every page of both books, in their order: first those that look the same, the others by turns."""
    matcher = SequenceMatcher(
        None, [page.digest for page in before], [page.digest for page in now], autojunk=False
    )
    return tuple(
        Pair(one, other, same=tag == "equal")
        for tag, *ends in matcher.get_opcodes()
        for one, other in _pairs(before, now, *ends)
    )


def _pairs(
    before: Sequence[PagePicture], now: Sequence[PagePicture], *ends: int
) -> Iterator[tuple[PagePicture | None, PagePicture | None]]:
    return zip_longest(before[ends[0] : ends[1]], now[ends[2] : ends[3]])
