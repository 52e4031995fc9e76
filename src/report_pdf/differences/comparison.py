"""What differs between two books."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from report_pdf.differences.book_reading import ReadPage


class Kind(StrEnum):
    """What happened to a figure, a text or a page. The values stand in the JSON.

    `RENUMBERED` is what differs in nothing but a page number, its own or one that it refers to.
    """

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    RENUMBERED = "renumbered"


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A cell of the data tables.

    Attributes:
        kind: `ADDED` and `REMOVED` are told of an indicator's whole row, cell by cell.
        table: stem of its file.
        indicator: its id.
        label: as printed, now; before, if it is none any more.
        column: as the table names it: a period ("2023"), or "unità", "nota"...
        is_figure: whether the cell holds a figure; otherwise it says what the figures mean.
        old: as written; None if there was no such cell.
        new: as written; None if there is no such cell.
    """

    kind: Kind
    table: str
    indicator: str
    label: str
    column: str
    is_figure: bool
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a text: `ADDED`, `REMOVED`, or None for those that are the same."""

    kind: Kind | None
    text: str


@dataclass(frozen=True, slots=True)
class TextChange:
    """A text that differs.

    Attributes:
        kind: any.
        role: of its structure element, now; before, if it is none any more; "" for an untagged page.
        page_before: label of the page it began on; None if it is new.
        page_now: label of the page it begins on; None if it is gone.
        before: as it was; "" if it is new.
        now: as it is; "" if it is gone.
        pieces: its words in order, old and new.
    """

    kind: Kind
    role: str
    page_before: str | None
    page_now: str | None
    before: str
    now: str
    pieces: tuple[Piece, ...]


Box = tuple[float, float, float, float]
"""Left, top, right and bottom, mm from the top left corner of a page."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as it is shown beside another: pixels wide and high, and the file as a `data:` address."""

    width: int
    height: int
    data_uri: str


@dataclass(frozen=True, slots=True)
class PageChange:
    """A page that looks otherwise.

    Attributes:
        kind: any but `MOVED`.
        before: None if it is new.
        now: None if it is gone.
        areas: where it differs; empty for pages that are new, gone or only renumbered.
        pictures: before and now; None where there is no page or no room.
    """

    kind: Kind
    before: ReadPage | None
    now: ReadPage | None
    areas: tuple[Box, ...] = ()
    pictures: tuple[Picture | None, Picture | None] = (None, None)


@dataclass(frozen=True, slots=True)
class PagePair:
    """A page of both books.

    Attributes:
        before: 0-based, in the older; None if it is new.
        now: 0-based, in the newer; None if it is gone.
        change: None if it looks the same.
    """

    before: int | None
    now: int | None
    change: PageChange | None


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two books.

    Attributes:
        name: "1.0", or that of its file.
        file: name of the PDF.
        sha256: of the PDF, hexadecimal.
        pages: how many.
        language: of its words; "" if it does not say.
        has_tables: whether its data lie beside it.
    """

    name: str
    file: str
    sha256: str
    pages: int
    language: str
    has_tables: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two books, and all that differs between them, in the order of the newer.

    Attributes:
        old: the older.
        new: the newer.
        figures: that differ.
        texts: that differ.
        pairs: all pages.
    """

    old: Side
    new: Side
    figures: tuple[FigureChange, ...]
    texts: tuple[TextChange, ...]
    pairs: tuple[PagePair, ...]

    @property
    def pages(self) -> tuple[PageChange, ...]:
        """The pages that look otherwise."""
        return tuple(pair.change for pair in self.pairs if pair.change)

    @property
    def has_figures(self) -> bool:
        """Whether figures could be compared: the data of both are there."""
        return self.old.has_tables and self.new.has_tables

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return not (self.figures or self.texts or self.pages)
