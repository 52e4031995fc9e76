"""What the layout audit looks at: pages as lines of text, blocks and pictures, measured in mm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from report_pdf.charts.chart import Chart
from report_pdf.findings import NOWHERE, Where
from report_pdf.tokens import Tokens

LARGE_PT = 15
"""The step from which type is measured glyph by glyph, and its gaps are seen (DESIGN 3: label)."""


class Rect(NamedTuple):
    """A rectangle in mm from the top left corner of the trimmed page, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From side to side, mm."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom, mm."""
        return self.bottom - self.top

    def overlap(self, other: Rect) -> tuple[float, float]:
        """How far the two reach into each other, in x and in y, mm; not positive where they do not."""
        return (
            min(self.right, other.right) - max(self.left, other.left),
            min(self.bottom, other.bottom) - max(self.top, other.top),
        )


@dataclass(frozen=True, slots=True)
class Run:
    """Text set in one style on one line.

    Attributes:
        text: as painted, with its hyphen.
        ink: the box of its glyphs' ink.
        size_pt: of the type.
        weight: 100 to 900.
        family: of the face.
        colour: `#RRGGBB`; None if it is not known in sRGB.
        ground: the colour it stands on, `#RRGGBB`; None over a picture and where it is not known.
        where: the template line it comes from.
        glyphs: the ink of each glyph of large type (15 pt and more): a tall letter leaves room beside it.
    """

    text: str
    ink: Rect
    size_pt: float
    weight: int
    family: str
    colour: str | None
    ground: str | None
    where: Where
    glyphs: tuple[Rect, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a paragraph.

    Attributes:
        text: of all its runs.
        rect: its line box.
        baseline: mm from the top of the page.
        hyphenated: whether a word is broken at its end.
        runs: from the left to the right.
    """

    text: str
    rect: Rect
    baseline: float
    hyphenated: bool
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """An element's box on one page.

    Attributes:
        number: position among the blocks of the book, 0-based; the fragments of an
            element that is broken over pages have numbers of their own.
        parent: the number of the block around it on the same page; -1 if none.
        tag: of the element ("p").
        names: its classes.
        id: its id; "" if none.
        role: of the PDF's structure ("H3", "Figure", "Caption", "P"); "" if it has none of its own.
        rect: its border box.
        content: its content box.
        lines: those of its own, when it is a paragraph; not those of blocks inside it.
        begins: whether the element begins here; False when it goes on from an earlier page.
        ends: whether the element ends here; False when it goes on on a later page.
        fixed_height: whether style sheets give it a height.
        clips: whether what leaves it is cut off.
        placed: whether it is out of the flow (absolute, fixed).
        where: the template line of the element.
        element: the piece of the book that the element stands in, and its 0-based place in it; None
            if it is around the pieces.
        figures: the ids of the indicators that a paragraph of the office says.
    """

    number: int
    parent: int
    tag: str
    names: frozenset[str]
    id: str
    role: str
    rect: Rect
    content: Rect
    lines: tuple[Line, ...]
    begins: bool
    ends: bool
    fixed_height: bool
    clips: bool
    placed: bool
    where: Where = NOWHERE
    element: tuple[int, int] | None = None
    figures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture on a page.

    Attributes:
        name: of its chart ("eventi"); "" if it is no chart.
        rect: where it stands.
        block: number of the block around it; -1 if none.
        where: the template line of its element.
    """

    name: str
    rect: Rect
    block: int
    where: Where


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line that is drawn: a border of a box, or a field as thin as one.

    Attributes:
        rect: what it covers.
        block: number of the block whose line it is; -1 if none.
    """

    rect: Rect
    block: int


@dataclass(frozen=True, slots=True)
class LaidPage:
    """A page.

    Attributes:
        index: 0-based.
        label: as the book counts it ("12", "Copertina").
        rect: the trimmed page.
        type_area: inside the margins; the whole page where there are none.
        bleeds: whether the page has no margins of its own: covers, openers.
        blocks: in the order of the document, parents before children.
        pictures: in the order of the document.
        furniture: lines of folios and running titles.
        strokes: in the order of the document.
    """

    index: int
    label: str
    rect: Rect
    type_area: Rect
    bleeds: bool
    blocks: tuple[Block, ...]
    pictures: tuple[Picture, ...]
    furniture: tuple[Line, ...]
    strokes: tuple[Stroke, ...] = ()


@dataclass(frozen=True, slots=True)
class LaidBook:
    """All pages, with the design and the charts they were laid out by."""

    pages: tuple[LaidPage, ...]
    tokens: Tokens
    charts: Mapping[str, Chart]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that a rule marks on a page.

    Attributes:
        rule: its name, without the area ("widow").
        page: 0-based index.
        rect: what is marked, mm.
        block: number of the block it concerns; exceptions are made for blocks.
        message: what is wrong, translated, with the measure seen.
        where: the template line.
        hint: the cure, translated.
    """

    rule: str
    page: int
    rect: Rect
    block: int
    message: str
    where: Where
    hint: str = ""
