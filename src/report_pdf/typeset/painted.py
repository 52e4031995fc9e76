"""What stands on the laid-out pages: text, pictures, page furniture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from weasyprint.anchors import rectangle_aabb
from weasyprint.document import Page
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.matrix import Matrix

from report_pdf.typeset.tag_roles import is_hidden
from report_pdf.typeset.tag_text import is_blank

Key = tuple[Element, str]
"""An element and the part of it that a box shows: "p", "p::before", "li::marker"."""

PT_PER_PX = 0.75


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A line of text or a picture, on one page.

    Attributes:
        box: WeasyPrint's box.
        page: 0-based page index.
        rectangle: left, bottom, right, top in pt from the lower left corner of the page.
    """

    box: boxes.Box
    page: int
    rectangle: tuple[float, float, float, float]

    @property
    def text(self) -> str:
        """What the line shows, with its hyphen and the spaces at its ends; "" for a picture."""
        return self.box.pango_layout.text if isinstance(self.box, boxes.TextBox) else ""


@dataclass(slots=True)
class Painted:
    """All that the pages show.

    Attributes:
        pieces: by what they are part of, in reading order.
        furniture: boxes of the margins (folios, running titles), with the subtype of
            their artifact: "Header", "Footer" or "".
        labels: the name of each page that has one, by 0-based page index.
    """

    pieces: dict[Key, list[Piece]] = field(default_factory=dict)
    furniture: dict[boxes.Box, str] = field(default_factory=dict)
    labels: dict[int, str] = field(default_factory=dict)


def read_pages(pages: list[Page]) -> Painted:
    """Collect what is on the pages; what only repeats an earlier page or is hidden is left out."""
    painted = Painted()
    earlier: set[Element] = set()
    for index, page in enumerate(pages):
        walk = _PageWalk(painted, index, page.height, earlier, set())
        walk.visit(page._page_box, None)  # noqa: SLF001  # WeasyPrint gives no other way to the boxes
        earlier |= walk.seen
    return painted


@dataclass(slots=True)
class _PageWalk:
    painted: Painted
    page: int
    height: float
    earlier: set[Element]
    seen: set[Element]

    def visit(self, box: boxes.Box, matrix: Matrix | None) -> None:
        box = box._box if isinstance(box, AbsolutePlaceholder) else box  # noqa: SLF001
        if isinstance(box, boxes.MarginBox):
            self._furnish(box)
        elif not (
            box.is_leader or (box.element is not None and is_hidden(box.element)) or self._repeats(box)
        ):
            self._keep(box, _moved(box, matrix))

    def _keep(self, box: boxes.Box, matrix: Matrix | None) -> None:
        if box.element is not None:
            self._note(box)
        if _is_painted(box):
            piece = Piece(box, self.page, self._rectangle(box, matrix))
            self.painted.pieces.setdefault((box.element, box.element_tag), []).append(piece)
        for child in box.children:
            self.visit(child, matrix)

    def _note(self, box: boxes.Box) -> None:
        self.seen.add(box.element)
        label = box.element.get("data-page-label")
        if label and box.element not in self.earlier:
            self.painted.labels.setdefault(self.page, label)

    def _repeats(self, box: boxes.Box) -> bool:
        """Whether the box is the head or foot of a table, or fixed, and was on an earlier page."""
        group = isinstance(box, boxes.TableRowGroupBox) and (box.is_header or box.is_footer)
        return (group or box.style["position"] == "fixed") and box.element in self.earlier

    def _furnish(self, margin: boxes.MarginBox) -> None:
        side = margin.at_keyword.removeprefix("@").partition("-")[0]
        subtype = {"top": "Header", "bottom": "Footer"}.get(side, "")
        for box in _descendants(margin):
            self.painted.furniture[box] = subtype

    def _rectangle(self, box: boxes.Box, matrix: Matrix | None) -> tuple[float, float, float, float]:
        height = box.height if isinstance(box.height, float | int) else 0
        area = rectangle_aabb(matrix, box.content_box_x(), box.content_box_y(), box.width, height)
        left, top, right, bottom = (side * PT_PER_PX for side in area)
        page_top = self.height * PT_PER_PX
        return left, page_top - bottom, right, page_top - top


def _moved(box: boxes.Box, matrix: Matrix | None) -> Matrix | None:
    own = box.transformation_matrix
    return matrix if own is None else (own @ matrix if matrix else own)


def _is_painted(box: boxes.Box) -> bool:
    """White space is painted too, but leaves no mark to read."""
    return isinstance(box, boxes.ReplacedBox) or (isinstance(box, boxes.TextBox) and not is_blank(box.text))


def _descendants(box: boxes.Box) -> Iterator[boxes.Box]:
    yield box
    for child in box.children:
        yield from _descendants(child)
