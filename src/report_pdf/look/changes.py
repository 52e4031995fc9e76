"""Which page of a book was which page of the book before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageChops

from report_pdf.look.page_pictures import PagePicture
from report_pdf.pairing import Amounts, pair_alike, unlikeness

_THUMBNAIL = (48, 68)
# Two pages of which less than a third is alike are better told as one taken out and one that is new.
GAP = 3_500


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
    costs = unlikeness(_inks(before), _inks(now))
    return tuple(
        Pair(None if old is None else before[old], None if new is None else now[new])
        for old, new in pair_alike(costs, GAP)
    )


def _inks(pages: Sequence[PagePicture]) -> Amounts:
    return np.array([ink(page.image) for page in pages], dtype=np.int64).reshape(
        len(pages), _THUMBNAIL[0] * _THUMBNAIL[1]
    )


def ink(picture: Image.Image) -> Amounts:
    """How much stands where on a page: 0 white to 255 black in each spot, row after row."""
    small = ImageChops.invert(picture.resize(_THUMBNAIL, reducing_gap=2).convert("L"))
    return np.asarray(small, dtype=np.int64).ravel()
