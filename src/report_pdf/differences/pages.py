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
from report_pdf.differences.comparison import Box, Kind, PageChange, Picture
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


def page_changes(
    before: Sequence[ReadPage], now: Sequence[ReadPage], folders: tuple[Path, Path]
) -> tuple[PageChange, ...]:
    """The pages that look otherwise, in the order of the newer book.

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
    pairs = [(None if old is None else before[old], None if new is None else now[new]) for old, new in places]
    with ThreadPoolExecutor() as threads:  # pictures are decoded, compared and coded outside Python's lock
        found = threads.map(lambda pair: _change(pair[0], pair[1], folders), pairs)
        changes = [change for change in found if change]
        return _pictured(changes, folders, threads)


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


def _pictured(
    changes: Sequence[PageChange], folders: tuple[Path, Path], threads: ThreadPoolExecutor
) -> tuple[PageChange, ...]:
    """The changes, with as many pictures as one page of HTML can bear; pages in both books come first."""
    shown = [n for n, change in enumerate(changes) if change.kind is not Kind.RENUMBERED]
    shown = sorted(shown, key=lambda n: changes[n].kind is not Kind.CHANGED)[:_MOST_PICTURED]
    pages = ((changes[n].before, changes[n].now) for n in shown)
    sides = [(page, folder) for pair in pages for page, folder in zip(pair, folders, strict=True)]
    pictures = iter(_pictures([folder / page.picture if page else None for page, folder in sides], threads))
    pictured = {n: replace(changes[n], pictures=(next(pictures), next(pictures))) for n in shown}
    return tuple(pictured.get(n, change) for n, change in enumerate(changes))


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
