"""Which pages look otherwise, and where."""

from __future__ import annotations

import io
from base64 import b64encode
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
from PIL import Image

from report_pdf.differences.areas import Pixels, changed_areas
from report_pdf.differences.book_reading import ReadPage
from report_pdf.differences.comparison import Box, Kind, PageChange, PagePair, Picture
from report_pdf.look.changes import GAP
from report_pdf.pairing import Amounts, Costs, pair_long, unlikeness

# A page that is wholly redone is still the same page if it has the same label and stands between the same.
_SAME_LABEL = 3_500
# A folio is a small thing in the margin at the head or foot: mm, and the margin's share of the height.
_FOLIO_WIDTH_MM, _FOLIO_HEIGHT_MM, _MARGIN = 40, 8, 0.1
_MOST_PICTURED = 60
_MOST_CHARACTERS = 7_000_000
# Tried in this order until the pictures are small enough; the last is taken as it comes.
_QUALITIES = (75, 40, 10)


def page_pairs(
    before: Sequence[ReadPage], now: Sequence[ReadPage], folders: tuple[Path, Path]
) -> tuple[PagePair, ...]:
    """Every page of both books, in the order of the newer, and what has become of it.

    Args:
        before: of the older book.
        now: of the newer.
        folders: where the pictures of the older and of the newer book are.
    """

    def costs(olds: range, news: range) -> Costs:
        unlike = unlikeness(_inks(before, olds), _inks(now, news))
        labels = [[before[old].label == now[new].label for new in news] for old in olds]
        return unlike - _SAME_LABEL * np.array(labels, dtype=np.int64).reshape(unlike.shape)

    places = pair_long([page.digest for page in before], [page.digest for page in now], costs, GAP)

    def pair(place: tuple[int | None, int | None]) -> PagePair:
        old, new = place
        sides = None if old is None else before[old], None if new is None else now[new]
        return PagePair(old, new, _change(*sides, folders))

    with ThreadPoolExecutor() as threads:  # pictures are decoded and compared outside Python's lock
        return tuple(threads.map(pair, places))


def _inks(pages: Sequence[ReadPage], places: range) -> Amounts:
    spots = len(pages[0].ink) if pages else 0
    inks = [np.frombuffer(pages[n].ink, dtype=np.uint8) for n in places]
    return np.array(inks, dtype=np.int64).reshape(len(inks), spots)


def _change(old: ReadPage | None, new: ReadPage | None, folders: tuple[Path, Path]) -> PageChange | None:
    if old is None or new is None:
        return PageChange(Kind.ADDED if new else Kind.REMOVED, old, new)
    areas = () if old.digest == new.digest else _areas(old, new, folders)
    if old.label != new.label and all(_may_be_folio(area, new) for area in areas):
        return PageChange(Kind.RENUMBERED, old, new)
    return PageChange(Kind.CHANGED, old, new, areas) if areas else None


def _areas(old: ReadPage, new: ReadPage, folders: tuple[Path, Path]) -> tuple[Box, ...]:
    with Image.open(folders[0] / old.picture) as before, Image.open(folders[1] / new.picture) as now:
        mm = new.width_mm / now.width
        return tuple(_in_mm(area, mm) for area in changed_areas(before, now))


def _in_mm(area: Pixels, mm: float) -> Box:
    left, top, right, bottom = (round(side * mm, 1) for side in area)
    return left, top, right, bottom


def _may_be_folio(area: Box, page: ReadPage) -> bool:
    left, top, right, bottom = area
    is_small = right - left <= _FOLIO_WIDTH_MM and bottom - top <= _FOLIO_HEIGHT_MM
    margin = _MARGIN * page.height_mm
    return is_small and (bottom <= margin or top >= page.height_mm - margin)


def pictured(pairs: Sequence[PagePair], folders: tuple[Path, Path]) -> tuple[PagePair, ...]:
    """The pairs, with as many pictures as one page of HTML can bear; pages in both books come first."""
    shown = [n for n, pair in enumerate(pairs) if pair.change and pair.change.kind is not Kind.RENUMBERED]
    shown = sorted(shown, key=lambda n: None in {pairs[n].before, pairs[n].now})[:_MOST_PICTURED]
    changes = {n: change for n in shown if (change := pairs[n].change)}
    files = [
        folder / page.picture if page else None
        for change in changes.values()
        for page, folder in zip((change.before, change.now), folders, strict=True)
    ]
    with ThreadPoolExecutor() as threads:  # pictures are coded outside Python's lock
        pictures = iter(_pictures(files, threads))
    with_pictures = {
        n: replace(pairs[n], change=replace(change, pictures=(next(pictures), next(pictures))))
        for n, change in changes.items()
    }
    return tuple(with_pictures.get(n, pair) for n, pair in enumerate(pairs))


def _pictures(files: Sequence[Path | None], threads: ThreadPoolExecutor) -> Sequence[Picture | None]:
    pictures: list[Picture | None] = []
    for quality in _QUALITIES:
        pictures = list(threads.map(partial(_picture, quality=quality), files))
        if sum(len(picture.data_uri) for picture in pictures if picture) <= _MOST_CHARACTERS:
            break
    return pictures


def _picture(file: Path | None, quality: int) -> Picture | None:
    if file is None:
        return None
    coded = io.BytesIO()
    with Image.open(file) as image:
        image.save(coded, "WEBP", quality=quality, method=2)
        data_uri = "data:image/webp;base64," + b64encode(coded.getvalue()).decode()
        return Picture(*image.size, data_uri)
