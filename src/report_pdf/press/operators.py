"""Content streams cut into operators; what nobody changes is copied byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

# One token (ISO 32000-1, 7.2 and 7.3). Arrays without strings in parentheses, as nearly all are, come whole.
_REGULAR = rb"[^\0\t\n\f\r ()<>\[\]{}/%]"
_TOKEN = re.compile(
    rb"(?:[\0\t\n\f\r ]|%[^\r\n]*)*"
    rb"(?:(?P<operand>[+\-.\d]+(?!" + _REGULAR + rb")|/" + _REGULAR + rb"*|<[\0\t\n\f\r \dA-Fa-f]*>"
    rb"|\[[^\[\]()<]*(?:<[\0\t\n\f\r \dA-Fa-f]*>[^\[\]()<]*)*\])"
    rb"|(?P<string>\()|(?P<open>\[|<<)|(?P<close>\]|>>)"
    rb"|(?P<word>" + _REGULAR + rb"+)|(?P<end>$))"
)
_PAREN = re.compile(rb"[()\\]")
_IMAGE_END = re.compile(rb"[\0\t\n\f\r ]EI(?=[\0\t\n\f\r /]|$)")
_WORD_OPERANDS = frozenset({b"true", b"false", b"null"})
_OPERANDS = {
    b"cm": 6,
    b"re": 4,
    b"Tf": 2,
    b"BDC": 2,
    b"DP": 2,
    **dict.fromkeys((b"Do", b"gs", b"sh", b"Tr", b"cs", b"CS"), 1),
}
"""how many some operators take (ISO 32000-1, Annex A): those that are looked at one by one"""
_OF_NUMBERS = frozenset({b"cm", b"re", b"Tr", b"g", b"G", b"rg", b"RG", b"k", b"K"})
_NUMBER = re.compile(rb"[+-]?(?:\d+\.?\d*|\.\d+)")


class Malformed(ValueError):  # noqa: N818  # said of a stream
    """Raised for what is no content stream; the text says where."""


class Step(NamedTuple):
    """An operator with its operands.

    Attributes:
        operator: `rg`; `BI` for a whole inline image, whose operands are its entries.
        operands: as written; an array or a dictionary is one of them.
        start: where its operands begin in the stream.
        end: where it ends.
    """

    operator: bytes
    operands: tuple[bytes, ...]
    start: int
    end: int


def steps(content: bytes) -> Iterator[Step]:
    """The operators of a content stream, in order.

    Raises:
        Malformed: it is none.
    """
    operands: list[bytes] = []
    at, start = 0, -1
    while True:
        kind, first, at = _token(content, at)
        if kind == "end":
            return
        start = first if start < 0 else start
        word = content[first:at]
        if kind != "word" or word in _WORD_OPERANDS:
            operands.append(word if kind != "open" else content[first : (at := _closed(content, at))])
            continue
        if word == b"BI":
            entries, at = _inline_image(content, at)
            operands = [*entries]
        elif not _has_its_operands(word, operands):
            raise Malformed(f"byte {at}")
        yield Step(word, tuple(operands), start, at)
        operands, start = [], -1


def _has_its_operands(operator: bytes, operands: Sequence[bytes]) -> bool:
    if len(operands) != _OPERANDS.get(operator, len(operands)):
        return False
    return operator not in _OF_NUMBERS or all(map(_NUMBER.fullmatch, operands))


def _token(content: bytes, at: int) -> tuple[str, int, int]:
    """The kind of the next token, where it begins, where it ends."""
    found = _TOKEN.match(content, at)
    if found is None:
        raise Malformed(f"byte {at}")
    kind, at = str(found.lastgroup), found.end()
    return kind, found.start(kind), _string_end(content, at) if kind == "string" else at


def _closed(content: bytes, at: int) -> int:
    """Where an array or a dictionary ends that opens before `at`."""
    depth = 1
    while depth:
        kind, _first, at = _token(content, at)
        if kind == "end":
            raise Malformed(f"byte {at}")
        depth += {"open": 1, "close": -1}.get(kind, 0)
    return at


def _string_end(content: bytes, at: int) -> int:
    """Where a string ends whose parenthesis opens before `at`."""
    depth = 1
    while depth:
        found = _PAREN.search(content, at)
        if found is None:
            raise Malformed(f"byte {at}")
        at = found.end()
        if found[0] == b"\\":
            at += 1
        else:
            depth += 1 if found[0] == b"(" else -1
    return at


def _inline_image(content: bytes, at: int) -> tuple[tuple[bytes, ...], int]:
    """The entries of an inline image, and where it ends (ISO 32000-1, 8.9.7)."""
    entries: list[bytes] = []
    while True:
        kind, first, at = _token(content, at)
        if kind == "open":
            at = _closed(content, at)
        elif kind == "end":
            raise Malformed(f"byte {at}")
        if content[first:at] == b"ID":
            break
        entries.append(content[first:at])
    ended = _IMAGE_END.search(content, at)
    if ended is None:
        raise Malformed(f"byte {at}")
    return tuple(entries), ended.end()
