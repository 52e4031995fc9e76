"""The pieces of a layout or an SVG file that a lint looks at, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from html.parser import HTMLParser

from report_pdf.findings import Where

# Stands for what Jinja will write: no letter, no digit, no sign of HTML.
FILLER = "\N{OBJECT REPLACEMENT CHARACTER}"

# A mark left open goes on to the end: searching for its end from each place would take for ever.
_JINJA = re.compile(r"{{.*?(?:}}|\Z)|{%.*?(?:%}|\Z)|{#.*?(?:#}|\Z)", re.DOTALL)
_LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'', re.DOTALL)
_ATTRIBUTE = re.compile(r"""(?P<name>[^\s=/>"']+)\s*=\s*(?P<value>"[^"]*"|'[^']*'|[^\s>"']+)""")


class Kind(Enum):
    """What a piece is."""

    TEXT = auto()
    ATTRIBUTE = auto()
    STYLE_SHEET = auto()
    LITERAL = auto()
    """a string inside Jinja's marks"""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a file.

    Attributes:
        kind: see `Kind`.
        name: of the attribute, in lower case; "" for other kinds.
        content: as written, what Jinja will write replaced by `FILLER`.
        line: 1-based line of its first character.
        column: 1-based column of it.
    """

    kind: Kind
    name: str
    content: str
    line: int
    column: int

    def where(self, file: str, position: int) -> Where:
        """The place in `file` of the character at a 0-based `position` of the content."""
        before = self.content[:position]
        column = position - (before.rfind("\n") + 1) + 1
        return self.place(file, 1 + before.count("\n"), column)

    def place(self, file: str, line: int, column: int) -> Where:
        """The place in `file` of a 1-based line and column of the content."""
        first = self.column - 1 if line == 1 else 0
        return Where(file, self.line + line - 1, column + first)


def whole(content: str) -> Piece:
    """A file that is all text."""
    return Piece(Kind.TEXT, "", content, 1, 1)


def pieces_of(source: str) -> Iterator[Piece]:
    """Texts, attributes, style sheets and Jinja's strings of an HTML or SVG file."""
    yield from _literals(source)
    reader = _Reader()
    reader.feed(without_jinja(source))
    reader.close()
    yield from reader.pieces


def without_jinja(source: str) -> str:
    """`source` with `FILLER` in the place of Jinja's marks, all other characters where they were."""
    return _JINJA.sub(lambda match: re.sub(r"[^\n]", FILLER, match[0]), source)


def _literals(source: str) -> Iterator[Piece]:
    whole_file = whole(source)
    for mark in _JINJA.finditer(source):
        if mark[0].startswith("{#"):
            continue
        for literal in _LITERAL.finditer(mark[0]):
            where = whole_file.where("", mark.start() + literal.start() + 1)
            yield Piece(Kind.LITERAL, "", literal[0][1:-1], where.line, where.column)


class _Reader(HTMLParser):
    """Collects the pieces; entities stay as written, so that places stay right."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.pieces: list[Piece] = []
        self._element = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002  # values lack their places
        self._element = tag
        start = whole(self.get_starttag_text() or "")
        line, column = self.getpos()
        for found in _ATTRIBUTE.finditer(start.content):
            value = found["value"]
            quoted = value[0] in "\"'"
            at = start.where("", found.start("value") + quoted)
            self._add(
                Kind.ATTRIBUTE,
                value[1:-1] if quoted else value,
                line + at.line - 1,
                at.column + (column if at.line == 1 else 0),
                found["name"].lower(),
            )

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self._element = ""

    def handle_data(self, data: str) -> None:
        line, column = self.getpos()
        if self._element != "script":
            kind = Kind.STYLE_SHEET if self._element == "style" else Kind.TEXT
            self._add(kind, data, line, column + 1)

    def _add(self, kind: Kind, content: str, line: int, column: int, name: str = "") -> None:
        self.pieces.append(Piece(kind, name, content, line, column))
