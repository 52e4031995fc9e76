"""The laid-out pages as the layout audit looks at them, read once from WeasyPrint's boxes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from weasyprint.css import AnonymousStyle
from weasyprint.document import Page
from weasyprint.formatting_structure import boxes

from report_pdf.layout_audit.page_items import Block, LaidPage, Line, Picture, Rect, Stroke
from report_pdf.typeset.fetch import ASSET
from report_pdf.typeset.html_places import Places
from report_pdf.typeset.laid_paint import MM_PER_PX, Paint, border_rect, content_rect, rect_of, unplaced
from report_pdf.typeset.laid_text import Words, run_of
from report_pdf.typeset.tag_roles import is_contents, role_of

_SIDES = ("top", "right", "bottom", "left")
# mm; a field no wider is a line.
_THIN = 1.0
_PARTS = (boxes.BlockLevelBox, boxes.TableRowGroupBox, boxes.TableRowBox, boxes.TableCellBox)
_INLINE_BLOCKS = (boxes.InlineBlockBox, boxes.InlineFlexBox, boxes.InlineGridBox, boxes.InlineTableBox)

Key = tuple[Element, str]
"""An element and the part of it that a box shows: "p", "p::before"."""


def read_laid_pages(words: Words, pages: Sequence[Page], places: Places) -> tuple[LaidPage, ...]:
    """The pages in mm, without labels; they and their blocks are counted from 0.

    Args:
        words: of the box tree before it was broken into pages.
        pages: the pages; the fonts they are set in must still be at hand.
        places: where each element was written.
    """
    laid: list[LaidPage] = []
    fragments: dict[Key, list[int]] = defaultdict(list)
    number = 0
    for index, page in enumerate(pages):
        box = page._page_box  # noqa: SLF001  # WeasyPrint gives no other way to the boxes
        walk = _PageWalk(places, words, Paint(box), number, fragments)
        laid.append(walk.read(box, index))
        number += len(laid[-1].blocks)
    last = {numbers[-1] for numbers in fragments.values()}
    going_on = {number for numbers in fragments.values() for number in numbers} - last
    return tuple(_closed(page, going_on) for page in laid)


def _closed(page: LaidPage, going_on: set[int]) -> LaidPage:
    blocks = (replace(block, ends=False) if block.number in going_on else block for block in page.blocks)
    return replace(page, blocks=tuple(blocks))


@dataclass(frozen=True, slots=True)
class _Around:
    """What is around a box: the number of its block, where lines go, and what holds for all inside."""

    block: int
    lines: list[Line]
    in_contents: bool = False
    repeated: bool = False


@dataclass(slots=True)
class _PageWalk:
    places: Places
    words: Words
    paint: Paint
    first: int
    fragments: dict[Key, list[int]]
    count: int = 0
    blocks: dict[int, Block] = field(default_factory=dict)
    pictures: list[Picture] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)

    def read(self, page: boxes.PageBox, index: int) -> LaidPage:
        furniture: list[Line] = []
        for child in page.children:
            self.visit(child, _Around(-1, furniture))
        return LaidPage(
            index=index,
            label="",
            rect=rect_of(0, 0, page.margin_width(), page.margin_height()),
            type_area=content_rect(page),
            bleeds=not any(getattr(page, f"margin_{side}") for side in _SIDES),
            blocks=tuple(self.blocks[number] for number in sorted(self.blocks)),
            pictures=tuple(self.pictures),
            furniture=tuple(furniture),
            strokes=tuple(self.strokes),
        )

    def visit(self, box: boxes.Box, around: _Around) -> None:
        box = unplaced(box)
        if isinstance(box, boxes.LineBox):
            self._line(box, around)
        elif isinstance(box, boxes.ReplacedBox):
            self._picture(box, around.block)
        elif _is_block(box) and box.element is not None:
            self._block(box, around)
        else:
            self._decoration(box, around.block)
            self._inside(box, around)

    def _inside(self, box: boxes.Box, around: _Around) -> None:
        for child in box.children:
            self.visit(child, around)

    def _block(self, box: boxes.Box, around: _Around) -> None:
        number = self.first + self.count
        self.count += 1
        repeats = around.repeated or _repeats(box)
        fragments = [] if repeats else self.fragments[box.element, box.element_tag]
        fragments.append(number)
        begins = len(fragments) == 1
        inner = _Around(number, [], around.in_contents or is_contents(box.element), repeats)
        self._decoration(box, number)
        self._inside(box, inner)
        self.blocks[number] = self._read_block(box, around, inner, begins=begins)

    def _read_block(self, box: boxes.Box, around: _Around, inner: _Around, *, begins: bool) -> Block:
        element, style = box.element, box.style
        itself = "::" not in box.element_tag
        placed = style["position"] in {"absolute", "fixed"}
        held = placed and "auto" not in (style["top"], style["bottom"])
        return Block(
            number=inner.block,
            parent=around.block,
            tag=box.element_tag,
            names=frozenset((element.get("class") or "").split()) if itself else frozenset(),
            id=element.get("id") or "" if itself else "",
            role=role_of(element, in_contents=around.in_contents) or "" if itself else "",
            rect=border_rect(box),
            content=content_rect(box),
            lines=tuple(inner.lines),
            begins=begins,
            ends=True,
            fixed_height=style["height"] != "auto" or held,
            clips=style["overflow"] != "visible",
            placed=placed,
            where=self.places.of(element),
            element=self.places.positions.get(element),
            figures=tuple((element.get("data-figures") or "").split()),
        )

    def _picture(self, box: boxes.ReplacedBox, block: int) -> None:
        source = box.element.get("src") or ""
        name = source.removeprefix(ASSET) if source.startswith(ASSET) else ""
        self.pictures.append(Picture(name, content_rect(box), block, self.places.of(box.element)))

    def _decoration(self, box: boxes.Box, block: int) -> None:
        rects = [*_borders(box)]
        background = getattr(box, "background", None)
        if background is not None and background.color.alpha:
            field_rect = border_rect(box)
            rects += [field_rect] if min(field_rect.width, field_rect.height) <= _THIN else []
        self.strokes += [Stroke(rect, block) for rect in rects]

    def _line(self, line: boxes.LineBox, around: _Around) -> None:
        texts = [*self._texts(line, around)]
        runs = [run for text in texts if (run := run_of(text, self.paint, self.places)) is not None]
        if runs:
            around.lines.append(
                Line(
                    text="".join(text.text for text in texts),
                    rect=rect_of(line.position_x, line.position_y, line.width, line.height),
                    baseline=round((line.position_y + line.baseline) * MM_PER_PX, 4),
                    hyphenated=self.words.breaks(texts[-1]),
                    runs=tuple(sorted(runs, key=lambda run: run.ink.left)),
                )
            )

    def _texts(self, box: boxes.Box, around: _Around) -> Iterator[boxes.TextBox]:
        """The pieces of a line; what else stands in it is visited."""
        for child in map(unplaced, box.children):
            if isinstance(child, boxes.TextBox):
                yield child
            elif _is_piece(child):
                self._decoration(child, around.block)
                yield from self._texts(child, around)
            else:
                self.visit(child, around)


def _is_block(box: boxes.Box) -> bool:
    """Whether the box is that of an element; boxes without one are put around loose text and tables."""
    if isinstance(box, boxes.MarginBox):
        return False
    if box.is_table_wrapper:
        return True
    own = isinstance(box, (*_PARTS, *_INLINE_BLOCKS)) and not isinstance(box, boxes.TableBox)
    return own and not isinstance(box.style, AnonymousStyle)


def _is_piece(box: boxes.Box) -> bool:
    """Whether the box is but a piece of the line it stands in: an inline block of one line, or inside one."""
    if isinstance(box, (boxes.InlineBox, boxes.LineBox)):
        return True
    in_flow = [child for child in map(unplaced, box.children) if child.is_in_normal_flow()]
    inline = isinstance(box, boxes.InlineBlockBox) or isinstance(box.style, AnonymousStyle)
    return inline and len(in_flow) <= 1 and all(map(_is_piece, in_flow))


def _repeats(box: boxes.Box) -> bool:
    """Whether a box is painted anew, whole, on each page."""
    if isinstance(box, boxes.TableRowGroupBox):
        return bool(box.is_header or box.is_footer)
    return bool(box.style["position"] == "fixed")


def _borders(box: boxes.Box) -> Iterable[Rect]:
    if not isinstance(box, (*_PARTS, boxes.InlineBox, *_INLINE_BLOCKS)):
        return
    if not (
        box.border_top_width or box.border_right_width or box.border_bottom_width or box.border_left_width
    ):
        return  # as nearly all
    widths = {side: getattr(box, f"border_{side}_width") * MM_PER_PX for side in _SIDES}
    left, top, right, bottom = border_rect(box)
    for side, width in widths.items():
        if not 0 < width <= _THIN or box.style[f"border_{side}_style"] in {"none", "hidden"}:
            continue
        colour = box.style[f"border_{side}_color"]
        if colour != "currentcolor" and not colour.alpha:
            continue
        yield {
            "top": Rect(left, top, right, top + width),
            "right": Rect(right - width, top, right, bottom),
            "bottom": Rect(left, bottom - width, right, bottom),
            "left": Rect(left, top, left + width, bottom),
        }[side]
