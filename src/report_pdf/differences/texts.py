"""Which texts differ between two books."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from zlib import crc32

import numpy as np

from report_pdf.differences.book_reading import BookReading, Paragraph
from report_pdf.differences.comparison import Kind, Piece, TextChange
from report_pdf.differences.words import word_pieces, words_of
from report_pdf.pairing import Amounts, Costs, pair_long, unlikeness

_PAGE_NUMBER = re.compile(r"\b(pp?\.|pagin[ae]|pages?) ?\d+", re.IGNORECASE)
# Two texts of which less than two fifths are alike are better told as one gone and one new.
_GAP = 3_000
_BINS = 256
# Shorter ones are found again by chance, such as the line that names a source.
_WORDS_OF_A_MOVE = 5


def text_changes(before: BookReading, now: BookReading) -> tuple[TextChange, ...]:
    """The texts that differ, in the order of the book; one that stands elsewhere is told once."""
    olds, news = before.paragraphs, now.paragraphs

    def costs(of_before: range, of_now: range) -> Costs:
        return unlikeness(_amounts(olds, of_before), _amounts(news, of_now))

    changes: list[TextChange] = []
    for old, new in pair_long([_key(one) for one in olds], [_key(one) for one in news], costs, _GAP):
        if old is None and new is not None:
            changes.append(_new(news[new], now))
        elif new is None and old is not None:
            changes.append(_gone(olds[old], before))
        elif old is not None and new is not None and olds[old].text != news[new].text:
            changes.append(_changed(olds[old], news[new], before, now))
    return tuple(_moves_told_once(changes))


def _key(paragraph: Paragraph) -> str:
    """The text but for the pages that it refers to."""
    return _PAGE_NUMBER.sub(r"\1", paragraph.text)


def _amounts(paragraphs: Sequence[Paragraph], places: range) -> Amounts:
    """How often each word is in a text; words share bins, as there are more words than are needed."""
    bins = ([crc32(word.encode()) % _BINS for word in words_of(paragraphs[n].text)] for n in places)
    counts = [np.bincount(np.array(one, dtype=np.int64), minlength=_BINS) for one in bins]
    return np.array(counts, dtype=np.int64).reshape(len(counts), _BINS)


def _new(text: Paragraph, book: BookReading) -> TextChange:
    pieces = (Piece(Kind.ADDED, text.text),)
    return TextChange(Kind.ADDED, text.role, None, book.pages[text.page].label, "", text.text, pieces)


def _gone(text: Paragraph, book: BookReading) -> TextChange:
    pieces = (Piece(Kind.REMOVED, text.text),)
    return TextChange(Kind.REMOVED, text.role, book.pages[text.page].label, None, text.text, "", pieces)


def _changed(old: Paragraph, new: Paragraph, before: BookReading, now: BookReading) -> TextChange:
    kind = Kind.RENUMBERED if _key(old) == _key(new) else Kind.CHANGED
    pages = before.pages[old.page].label, now.pages[new.page].label
    return TextChange(kind, new.role, *pages, old.text, new.text, tuple(word_pieces(old.text, new.text)))


def _moves_told_once(changes: Sequence[TextChange]) -> Iterator[TextChange]:
    """What is gone in one place and new in another has moved, unless that may be chance."""
    gone = Counter(one.before for one in changes if one.kind is Kind.REMOVED)
    new = Counter(one.now for one in changes if one.kind is Kind.ADDED)
    moved = {
        text for text in gone if gone[text] == new[text] == 1 and len(words_of(text)) >= _WORDS_OF_A_MOVE
    }
    pages = {one.before: one.page_before for one in changes if one.kind is Kind.REMOVED}
    for one in changes:
        if one.kind is Kind.ADDED and one.now in moved:
            pieces = (Piece(None, one.now),)
            yield replace(one, kind=Kind.MOVED, page_before=pages[one.now], before=one.now, pieces=pieces)
        elif one.kind is not Kind.REMOVED or one.before not in moved:
            yield one
