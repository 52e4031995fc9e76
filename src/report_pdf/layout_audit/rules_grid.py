"""What the audit marks against the grid of rows and columns that all pages share (DESIGN 2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from statistics import median_low

from report_pdf.layout_audit.kinds import (
    inside,
    is_display,
    is_figure,
    is_heading,
    is_placed,
    is_set_in,
    is_table,
)
from report_pdf.layout_audit.page_items import Block, Fault, LaidBook, LaidPage, Line
from report_pdf.layout_audit.reach import HANGING_MM
from report_pdf.messages import _
from report_pdf.tokens import Grid

# Half a hairline of a printing press's register: no eye sees it, and layout's arithmetic stays under it.
BASELINE_TOLERANCE = 0.15
ORIGIN_TOLERANCE = 0.1
COLUMN_TOLERANCE = 0.3
# DESIGN 2: inside components distances are halves and quarters of the row.
ROW_PARTS = 4

_LISTS = frozenset({"ul", "ol", "dl"})
_ROW_HEIGHT_TOLERANCE = 0.05


def off_grid(distance: float, step: float) -> float:
    """How far `distance` is past the nearest multiple of `step`; negative before it."""
    return distance - round(distance / step) * step


def off_baseline(book: LaidBook) -> Iterable[Fault]:
    """Running text off the common baseline: lines of facing columns and pages do not meet.

    Text is what has the size of the body and the row as line height, in the flow, outside
    tables and figures. The rows count from the top of the type area.
    """
    on_rows = tuple(_on_rows(book))
    if not on_rows:
        return
    phase = median_low(_baseline_in_row(line) for _page, block in on_rows for line in block.lines)
    row = book.tokens.grid.row
    for page, block in on_rows:
        first = page.type_area.top + phase
        off = [
            (line, past)
            for line in block.lines
            if abs(past := off_grid(line.baseline - first, row)) > BASELINE_TOLERANCE
        ]
        if off:
            line, past = off[0]
            yield Fault(
                "off-baseline",
                page.index,
                line.rect,
                block.number,
                _("{count} lines are off the baseline grid, the first by {past:+.2f} mm: {text}").format(
                    count=len(off), past=past, text=line.text.strip()
                ),
                block.where,
                _("give what stands above it a height of whole rows ({row:g} mm)").format(row=row),
            )


def _on_rows(book: LaidBook) -> Iterator[tuple[LaidPage, Block]]:
    """Paragraphs whose lines are as high as a row; a line grows where something larger stands in it."""
    for page in book.pages:
        apart = inside(page, lambda block: block.placed or is_table(block) or is_figure(block))
        for block in page.blocks:
            if block.number not in apart and is_set_in(block, book.tokens, "body"):
                lowest = min(line.rect.height for line in block.lines)
                if abs(lowest - book.tokens.grid.row) < _ROW_HEIGHT_TOLERANCE and not page.bleeds:
                    yield page, block


def _baseline_in_row(line: Line) -> float:
    return line.baseline - line.rect.top


def off_row_origin(book: LaidBook) -> Iterable[Fault]:
    """A heading, text, list, figure or table that does not begin on a quarter of a row."""
    step = book.tokens.grid.row / ROW_PARTS
    message = _("begins {past:+.2f} mm off the quarter row, {top:.2f} mm below the top of the type area")
    hint = _("give what stands above it a height and a margin in quarters of the row ({step:g} mm)")
    for page, block in _things(book):
        top = block.rect.top - page.type_area.top
        past = off_grid(top, step)
        if block.begins and abs(past) > ORIGIN_TOLERANCE:
            text = message.format(past=past, top=top)
            yield Fault(
                "off-row-origin",
                page.index,
                block.rect,
                block.number,
                text,
                block.where,
                hint.format(step=step),
            )


def off_column(book: LaidBook) -> Iterable[Fault]:
    """A text, list, figure or table whose left edge is not on the start of a column."""
    for page, block in _things(book, placed=True):
        # The eye sees its border, or its text where that is indented.
        edges = (block.rect.left, block.content.left)
        past = min((off_start(edge, page, book.tokens.grid) for edge in edges), key=abs)
        hangs = is_display(block, book.tokens) and -HANGING_MM <= past < 0
        if abs(past) > COLUMN_TOLERANCE and not hangs:
            yield Fault(
                "off-column",
                page.index,
                block.rect,
                block.number,
                _("its left edge is {past:+.2f} mm off the start of a column").format(past=past),
                block.where,
                _("move it by whole columns (var(--column-step))"),
            )


def off_start(left: float, page: LaidPage, grid: Grid) -> float:
    """How far `left` is to the right of the nearest start of a column, mm; negative to the left of it."""
    step = grid.column + grid.gutter
    column = min(max(round((left - page.type_area.left) / step), 0), grid.columns - 1)
    return left - page.type_area.left - column * step


def _things(book: LaidBook, *, placed: bool = False) -> Iterator[tuple[LaidPage, Block]]:
    """What stands on pages with margins as one thing each; `placed` adds what is out of the flow."""
    for page in book.pages:
        if not page.bleeds:
            afloat = frozenset[int]() if placed else inside(page, is_placed)
            yield from ((page, block) for block in things(page) if block.number not in afloat)


def things(page: LaidPage) -> Iterator[Block]:
    """The outermost headings, paragraphs, lists, figures, tables and pictures of a page.

    What is inside lists, figures and tables is their own business; what is placed out of a
    paragraph is a thing of its own.
    """
    pictured = frozenset(picture.block for picture in page.pictures)
    sealed = inside(page, _is_sealed)
    held: set[int] = set()
    for block in page.blocks:
        free = block.placed and block.parent not in sealed
        if block.parent in held and not free:
            held.add(block.number)
        elif _is_thing(block) or block.number in pictured:
            held.add(block.number)
            if block.rect.height > 0:
                yield block


def _is_sealed(block: Block) -> bool:
    return block.tag in _LISTS or is_figure(block) or is_table(block)


def _is_thing(block: Block) -> bool:
    return bool(block.lines) or is_heading(block) or block.tag == "p" or _is_sealed(block)
