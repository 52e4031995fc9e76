"""Figures come from the tables: a digit typed where the reader sees it is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from report_pdf.findings import Finding, Severity
from report_pdf.layout.markup_pieces import FILLER, Kind, Piece, pieces_of, whole, without_jinja
from report_pdf.messages import _
from report_pdf.prose.text_files import read_text_file

_MONTH = "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre"
_ACT = r"(?:legge|l\.r\.|decreto(?: [a-z]+)?|d\.(?:lgs|l|m|p\.r)\.)"

ALLOWED = (
    (r"(?<![\d.,])(?:19|20)\d\d(?![\d]|[.,]\d)", "a year is a name, not a count"),
    (r"(?<!\w)['’‘]\d\d(?!\d)", "so is one cut short: ’24"),
    (rf"(?<!\d)[0-3]?\d[º°]?\s(?:{_MONTH})(?!\w)", "the day of a date"),
    (r"(?:artt?\.|articol[oi]|comm[ai]|lett\.)\s\d+(?:-(?:bis|ter|quater))?", "an article of a law"),
    (rf"{_ACT}(?:\s\d+\s[a-z]+\s\d{{4}},)?\s(?:n\.\s)?\d+(?:/\d{{4}})?", "a law is called by its number"),
    (
        r"PDF/(?:A|UA|X)-\d\w*|ISO\s\d+(?:-\d+)*|UTF-8|FOGRA\d+|CC\sBY(?:-SA)?\s\d\.\d",
        "a standard or licence",
    ),
    (r"(?<![\w.,])[^\W\d_]+\d+(?!\w)", "a digit that ends a name: A4, CO2"),
    (r"https?://\S+", "an address"),
)
"""The digits that may be typed: pattern, whatever the capitals, and reason."""

_ALLOWED = re.compile("|".join(f"(?:{pattern})" for pattern, _reason in ALLOWED), re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_READ_ALOUD = frozenset({"alt", "aria-label", "aria-description", "title"})
# What the office's Markdown does not show: remarks, addresses of links, the numbers of a numbered list.
_UNSEEN = re.compile(
    r"<!--.*?(?:-->|\Z)|(?<=\])\([^()\n]*\)|^[ ]{0,3}\d{1,9}[.)](?=\s)", re.DOTALL | re.MULTILINE
)


def lint_digits(files: Iterable[Path], root: Path) -> tuple[Finding, ...]:
    """A finding for each number typed in texts (`.md`), layouts (`.html`) or drawings (`.svg`).

    Files that cannot be read are passed over: whoever collects them tells.
    """
    return tuple(finding for path in sorted(files) for finding in _lint(path, root))


def _lint(path: Path, root: Path) -> Iterator[Finding]:
    source, _unreadable = read_text_file(path, root)
    file = path.relative_to(root).as_posix()
    for piece in _seen(source or "", is_text=path.suffix == ".md"):
        for position, number in _typed(piece.content):
            yield _finding(number, piece, position, file)


def _seen(source: str, *, is_text: bool) -> Iterator[Piece]:
    if is_text:
        yield whole(_UNSEEN.sub(lambda match: re.sub(r"[^\n]", FILLER, match[0]), without_jinja(source)))
    else:
        yield from filter(_is_seen, pieces_of(source))


def _is_seen(piece: Piece) -> bool:
    if piece.kind is Kind.LITERAL:
        return _may_be_printed(piece.content)
    return piece.kind is Kind.TEXT or piece.name in _READ_ALOUD


def _may_be_printed(literal: str) -> bool:
    """True for words and for bare numbers; a string like "2024-H1" or "span-3" is a name."""
    return " " in literal or not any(sign.isalpha() for sign in literal)


def _typed(content: str) -> Iterator[tuple[int, str]]:
    """0-based position and digits of each number that is not allowed."""
    numbers = [*_NUMBER.finditer(content)]
    allowed = [match.span() for match in _ALLOWED.finditer(content)] if numbers else []
    for number in numbers:
        if not any(start <= number.start() and number.end() <= end for start, end in allowed):
            yield number.start(), number[0]


def _finding(number: str, piece: Piece, position: int, file: str) -> Finding:
    area = "data" if file.endswith(".md") else "layout"
    message = _("the figure {figure} is typed").format(figure=number)
    hint = _("take it from the tables: {call}").format(call='{{ n("eventi.totale") }}')
    return Finding(f"{area}.typed-figure", Severity.WARN, message, piece.where(file, position), hint)
