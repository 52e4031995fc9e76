"""Two texts word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import Match, SequenceMatcher

from report_pdf.differences.comparison import Kind, Piece

_DOTS = " … "
# A number is one word with its dots and commas; a sign is a word of its own.
_WORD = re.compile(r"\d+(?:[.,]\d+)*|\w+|[^\w\s]")
_WITH_BLANK = re.compile(rf"({_WORD.pattern})(\s*)")
# Comparing takes at worst as long as the words of one text times those of the other, several times over.
_MOST_STEPS = 1_000_000

_Words = Sequence[tuple[str, str]]
"""Each word with the blank after it."""


def words_of(text: str) -> list[str]:
    """The words, numbers and signs of a text."""
    return _WORD.findall(text)


def word_pieces(before: str, now: str) -> Iterator[Piece]:
    """The words of both texts in order, those that are the same only once, with the blanks of either."""
    old, new = _WITH_BLANK.findall(before), _WITH_BLANK.findall(now)
    at_old = at_new = 0
    for block in _same(old, new):
        yield from _pieces(Kind.REMOVED, old[at_old : block.a])
        yield from _pieces(Kind.ADDED, new[at_new : block.b])
        at_old, at_new = block.a + block.size, block.b + block.size
        pairs = zip(old[block.a : at_old], new[block.b : at_new], strict=True)
        yield from _pieces(None, [(word, max(was, blank)) for (_word, was), (word, blank) in pairs])


def _pieces(kind: Kind | None, words: _Words) -> Iterator[Piece]:
    if words:
        yield Piece(kind, "".join(word + blank for word, blank in words))


def _same(old: _Words, new: _Words) -> Iterator[Match]:
    """Where the same words stand in both; the last is empty, at the end of both."""
    olds, news = [word for word, _blank in old], [word for word, _blank in new]
    start = _common(olds, news)
    end = _common(olds[start:][::-1], news[start:][::-1])
    middle = len(olds) - end, len(news) - end
    yield Match(0, 0, start)
    if (middle[0] - start) * (middle[1] - start) <= _MOST_STEPS:
        blocks = SequenceMatcher(None, olds[start : middle[0]], news[start : middle[1]], autojunk=False)
        for a, b, size in blocks.get_matching_blocks():
            # Signs alone between changed words are no rest for the eye.
            if any(word[0].isalnum() for word in olds[start + a : start + a + size]):
                yield Match(start + a, start + b, size)
    yield Match(*middle, end)
    yield Match(len(olds), len(news), 0)


def _common(olds: Sequence[str], news: Sequence[str]) -> int:
    """How many words are the same from the start on."""
    pairs = zip(olds, news, strict=False)
    return next((n for n, (old, new) in enumerate(pairs) if old != new), min(len(olds), len(news)))


def shortened(pieces: Sequence[Piece], context: int) -> Iterator[Piece]:
    """The pieces, with dots for what is the same and far from a difference, and for what is very long.

    Args:
        pieces: of a text.
        context: characters kept on each side of a difference; four times as many of the difference itself.
    """
    last = len(pieces) - 1
    for n, piece in enumerate(pieces):
        if piece.kind or last == 0:
            yield replace(piece, text=_cut(piece.text, 4 * context, 0))
        else:
            yield replace(piece, text=_cut(piece.text, context if n else 0, context if n < last else 0))


def _cut(text: str, head: int, tail: int) -> str:
    """The first and the last characters, in whole words where there are any."""
    if len(text) <= head + tail + len(_DOTS):
        return text
    start = text[:head].rpartition(" ")[0] or text[:head]
    end = text[len(text) - tail :] if tail else ""
    return start + _DOTS + (end.partition(" ")[2] or end)
