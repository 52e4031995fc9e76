"""A table as it was found, before anybody reads it as indicators: the same for CSV and for XLSX."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from report_pdf.findings import Finding, Severity, Where
from report_pdf.messages import _

MAX_BYTES = 2_000_000
"""Largest file that is opened. A table of indicators has some ten kilobytes."""

MAX_ROWS = 1_000
MAX_COLUMNS = 60

MAX_CELL = 2_000
"""Characters of a cell. The longest note has some hundred."""


class Kind(Enum):
    """What a cell is to the program that wrote it."""

    PLAIN = auto()
    """A cell of a CSV file, where all is text."""
    TEXT = auto()
    NUMBER = auto()
    DATE = auto()
    REFUSED = auto()
    """Already the subject of a finding: nobody needs a second one."""


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as written.

    Attributes:
        text: without the blanks around it; "" for a blank cell. A number of a workbook is written with a
            point and no thousands, a date as 2024-06-30.
        kind: see `Kind`.
        where: the cell; its line alone in a CSV file, whose columns move with their content.
        address: as a spreadsheet names it ("H3"); "" in a CSV file.
    """

    text: str
    kind: Kind
    where: Where
    address: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: rows of cells, the headings first, blank rows left out.

    Attributes:
        file: path relative to the project's folder, with `/`.
        rows: each as long as it was written.
    """

    file: str
    rows: tuple[tuple[RawCell, ...], ...]


def too_long(characters: int, where: Where) -> Finding:
    """The finding on a cell of more than `MAX_CELL` characters."""
    message = _("a cell of {characters} characters; a table has {limit} at most").format(
        characters=characters, limit=MAX_CELL
    )
    return blocked("too-large", message, where, _("shorten the cell"))


def blocked(rule: str, message: str, where: Where, hint: str = "") -> Finding:
    """A finding on the office's data that stops the build."""
    return Finding(f"data.{rule}", Severity.BLOCK, message, where, hint)
