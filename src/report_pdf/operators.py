"""Content streams cut into operators; what nobody changes is copied byte for byte."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

# Tokens (ISO 32000-1, 7.2 and 7.3). Arrays without strings in parentheses, as nearly all are, come whole.
_REGULAR = rb"[^\0\t\n\f\r ()<>\[\]{}/%]"
_SPACE = rb"(?:[\0\t\n\f\r ]++|%[^\r\n]*+)*+"
_SIMPLE = (
    rb"[+\-.\d]++(?!" + _REGULAR + rb")|/" + _REGULAR + rb"*+|<[\0\t\n\f\r \dA-Fa-f]*+>"
    rb"|\[[^\[\]()<]*+(?:<[\0\t\n\f\r \dA-Fa-f]*+>[^\[\]()<]*+)*+\]"
)
_TOKEN = re.compile(
    _SPACE + rb"(?:(?P<operand>" + _SIMPLE + rb")|(?P<string>\()|(?P<open>\[|<<)|(?P<close>\]|>>)"
    rb"|(?P<word>" + _REGULAR + rb"++)|(?P<end>$))"
)
_OPERAND = re.compile(_SIMPLE + rb"|\([^()\\]*+\)|<<[^\[\]()<>]*+>>")
_WHOLE = re.compile(
    _SPACE + rb"((?:(?:" + _OPERAND.pattern + rb")" + _SPACE + rb")*+)(" + _REGULAR + rb"++)|"
)
"""an operator and its operands, when none of them has others in it; else nothing"""
_PAREN = re.compile(rb"[()\\]")
_IMAGE_END = re.compile(rb"[\0\t\n\f\r ]EI(?=[\0\t\n\f\r /]|$)")
_WORD_OPERANDS = frozenset({b"true", b"false", b"null"})
_NOT_WHOLE = _WORD_OPERANDS | {b"BI"}
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
        Malformed: it is none, or an operator is without its operands.
    """
    for step in cut(content):
        if not _has_its_operands(step.operator, step.operands):
            raise Malformed(f"byte {step.end}")
        yield step


def cut(content: bytes, wanted: Container[bytes] = ()) -> Iterator[Step]:
    """The operators of a content stream, in order, with whatever operands they have.

    Args:
        content: the stream, decoded.
        wanted: the operators to be told; all unless some are named.

    Raises:
        Malformed: it cannot be cut into tokens.
    """
    at = 0
    while True:
        for found in _WHOLE.finditer(content, at):
            operands, operator = found.groups()
            if not operator or operator in _NOT_WHOLE or b"%" in operands:
                break
            at = found.end()
            if not wanted or operator in wanted:
                yield Step(operator, tuple(_OPERAND.findall(operands)), found.start(1), at)
        step = _by_token(content, at)
        if step is None:
            return
        at = step.end
        if not wanted or step.operator in wanted:
            yield step


def _by_token(content: bytes, at: int) -> Step | None:
    operands: list[bytes] = []
    start = -1
    while True:
        kind, first, at = _token(content, at)
        if kind == "end":
            return None
        start = first if start < 0 else start
        word = content[first:at]
        if kind != "word" or word in _WORD_OPERANDS:
            operands.append(word if kind != "open" else content[first : (at := _closed(content, at))])
            continue
        if word == b"BI":
            entries, at = _inline_image(content, at)
            return Step(word, entries, start, at)
        return Step(word, tuple(operands), start, at)


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
