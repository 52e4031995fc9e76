"""The text that was written, found again in the lines that were painted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

# A no-break space is a character like any other: it is read, and never collapsed.
_SPACES = re.compile(r"[ \t\n\r\f]+")
_INVISIBLE = re.compile("[\u00ad\u200b\ufeff]")
_NOT_COMPARED = re.compile("[\\s\u00ad\u200b\ufeff]+")


@dataclass(frozen=True, slots=True)
class Alignment:
    """Where each painted piece comes from.

    Attributes:
        homes: for each piece the 0-based index of its run; None if no run has that text.
        unpainted: the 0-based indices of the runs whose text was not painted to the end.
    """

    homes: tuple[int | None, ...]
    unpainted: tuple[int, ...]


def align(runs: Sequence[str], pieces: Sequence[str], hyphen: str = "-") -> Alignment:
    """Find the run of each piece; both stand in reading order, and no piece holds text of two runs.

    A piece is the text of one line: it has lost the spaces at its ends and may
    have got a `hyphen` that the run does not have.
    """
    left = [_bare(run) for run in runs]
    homes: list[int | None] = []
    at = 0
    for piece in pieces:
        while at < len(left) and not left[at]:
            at += 1
        taken = _taken(left[at], _bare(piece), hyphen) if at < len(left) else 0
        if taken:
            left[at] = left[at][taken:]
        homes.append(at if taken else None)
    return Alignment(tuple(homes), tuple(index for index, text in enumerate(left) if text))


def is_blank(text: str) -> bool:
    """Whether there is nothing to read: white space, soft hyphens, characters without width."""
    return not _bare(text)


def _bare(text: str) -> str:
    return _NOT_COMPARED.sub("", text)


def _taken(left: str, piece: str, hyphen: str) -> int:
    """How many characters of `left` the piece stands for; 0 if it does not begin `left`."""
    if left.startswith(piece):
        return len(piece)
    word = piece.removesuffix(hyphen)
    return len(word) if left.startswith(word) else 0


def settle(texts: Sequence[str]) -> tuple[str, ...]:
    """The runs of one paragraph with their white space as it is read.

    Joined, they give the paragraph word for word: white space collapsed to
    single spaces, none at the ends, soft hyphens gone. A space that stands
    alone between two runs goes to the end of the run before it, because a line
    may have been broken there and nothing painted.
    """
    settled: list[str] = []
    last = -1
    spaced = True
    for text in texts:
        collapsed = _SPACES.sub(" ", _INVISIBLE.sub("", text))
        words = collapsed.removeprefix(" ") if spaced else collapsed
        if words == " ":
            settled[last] += words
            words = ""
        if words or collapsed:
            spaced = (words or collapsed).endswith(" ")
        settled.append(words)
        last = len(settled) - 1 if words else last
    if last >= 0:
        settled[last] = settled[last].removesuffix(" ")
    return tuple(settled)
