"""What the audit marks in paragraphs: how they break over pages and lines, and how wide they run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from report_pdf.layout_audit.kinds import (
    WHOLE_BOOK,
    columns_of,
    ink_of,
    inside,
    is_display,
    is_heading,
    is_lead,
    is_placed,
    is_set_in,
    is_table,
    text_lines,
)
from report_pdf.layout_audit.page_items import Block, Fault, LaidBook, LaidPage, Line
from report_pdf.messages import _

# A heading holds on to two lines, as `orphans: 2` holds the first two of a paragraph (DESIGN 3).
LINES_AFTER_HEADING = 2
# House rule: two breaks in a row pass, a third is a ladder at the edge of the column.
HYPHENS_IN_A_ROW = 2
# WCAG 1.4.8 asks for no more than 80 characters a line; the text column of DESIGN 2 holds about 72.
# Under 25, justified or not, every second line ends in a break.
LONGEST_MEASURE = 90
SHORTEST_MEASURE = 25
# A measure is an average: of fewer lines it says nothing.
LINES_TO_MEASURE = 3


def widow(book: LaidBook) -> Iterable[Fault]:
    """Last line of a paragraph, alone at the top of a page or column: the thought ended overleaf."""
    for page, block, column, last in _broken(book):
        if last and len(column) == 1:
            yield Fault(
                "widow",
                page.index,
                column[0].rect,
                block.number,
                _("the last line of a paragraph stands alone here: {text}").format(
                    text=column[0].text.strip()
                ),
                block.where,
                _("set widows: 2, or win or lose a line in the paragraph"),
            )


def orphan(book: LaidBook) -> Iterable[Fault]:
    """First line of a paragraph, alone at the foot of a page or column: it announces what is not there."""
    for page, block, column, last in _broken(book):
        if not last and len(column) == 1 and block.begins:
            yield Fault(
                "orphan",
                page.index,
                column[0].rect,
                block.number,
                _("the first line of a paragraph stays alone here: {text}").format(
                    text=column[0].text.strip()
                ),
                block.where,
                _("set orphans: 2, or begin the paragraph on the next page"),
            )


def _broken(book: LaidBook) -> Iterator[tuple[LaidPage, Block, tuple[Line, ...], bool]]:
    """The columns of paragraphs that stand in more than one, and whether each is the last."""
    for page in book.pages:
        for block in page.blocks:
            columns = tuple(columns_of(text_lines(block)))
            if len(columns) > 1 or not (block.begins and block.ends):
                for at, column in enumerate(columns, start=1):
                    yield page, block, column, block.ends and at == len(columns)


def hyphenated_title(book: LaidBook) -> Iterable[Fault]:
    """A word broken in display type or in a lead, which are set unhyphenated (DESIGN 3)."""
    for page in book.pages:
        for block in page.blocks:
            for line in block.lines:
                if line.hyphenated and (is_display(block, book.tokens) or is_lead(block, book.tokens)):
                    yield Fault(
                        "hyphenated-title",
                        page.index,
                        line.rect,
                        block.number,
                        _("a word is broken in large type: {text}").format(text=line.text.strip()),
                        block.where,
                        _("set hyphens: manual, and break the lines by sense"),
                    )


def hyphen_ladder(book: LaidBook) -> Iterable[Fault]:
    """More than two lines in a row that end in a hyphen: they draw a ladder at the edge."""
    for page in book.pages:
        for block in page.blocks:
            for ladder in _ladders(block):
                yield Fault(
                    "hyphen-ladder",
                    page.index,
                    ladder[0].rect._replace(bottom=ladder[-1].rect.bottom),
                    block.number,
                    _("{count} lines in a row end in a hyphen, from: {text}").format(
                        count=len(ladder), text=ladder[0].text.strip()
                    ),
                    block.where,
                    _("keep one of the words whole with hyphens: manual, or recast the sentence"),
                )


def _ladders(block: Block) -> Iterator[tuple[Line, ...]]:
    for hyphenated, lines in groupby(block.lines, key=lambda line: line.hyphenated):
        ladder = tuple(lines)
        if hyphenated and len(ladder) > HYPHENS_IN_A_ROW:
            yield ladder


def heading_at_foot(book: LaidBook) -> Iterable[Fault]:
    """A heading with fewer than two lines of what it announces on its page, when there is more overleaf."""
    for page in book.pages:
        if not page.bleeds:
            yield from _headings_at_foot(page)


def _headings_at_foot(page: LaidPage) -> Iterator[Fault]:
    placed = inside(page, is_placed)
    pictured = frozenset(picture.block for picture in page.pictures)
    going_on = _going_on(page)
    after: set[float] = set()
    # From the last block to the first: what follows a heading is known when it is met.
    for block in reversed(page.blocks):
        if block.number in placed:
            continue
        if block.number in pictured:
            after.update(range(LINES_AFTER_HEADING))
        if not is_heading(block):
            after.update(line.baseline for line in block.lines)
        elif block.lines and block.ends and len(after) < LINES_AFTER_HEADING and block.parent in going_on:
            yield Fault(
                "heading-at-foot",
                page.index,
                ink_of(block.lines) or block.rect,
                block.number,
                _("the heading has {count} lines of what it announces on its page: {text}").format(
                    count=len(after), text=" ".join(line.text.strip() for line in block.lines)
                ),
                block.where,
                _("set break-after: avoid on the heading, or begin it on the next page"),
            )


def _going_on(page: LaidPage) -> frozenset[int]:
    """Blocks in a part that goes on overleaf; the whole book, which always does, is meant itself alone."""
    known: set[int] = set()
    inherited: set[int] = set()
    for block in page.blocks:
        if block.parent in inherited or not block.ends:
            known.add(block.number)
            if block.tag not in WHOLE_BOOK:
                inherited.add(block.number)
    return frozenset(known)


def long_measure(book: LaidBook) -> Iterable[Fault]:
    """Running text of so many characters a line that the eye loses the next one."""
    for page, block, average in _measured(book):
        if average > LONGEST_MEASURE:
            message = _("{average:.1f} characters a line on average, more than {most}")
            yield Fault(
                "long-measure",
                page.index,
                block.content,
                block.number,
                message.format(average=average, most=LONGEST_MEASURE),
                block.where,
                _("set it over fewer columns, or in two"),
            )


def short_measure(book: LaidBook) -> Iterable[Fault]:
    """Running text of so few characters a line that it falls apart into words."""
    for page, block, average in _measured(book):
        if average < SHORTEST_MEASURE and is_set_in(block, book.tokens, "body"):
            message = _("{average:.1f} characters a line on average, fewer than {least}")
            yield Fault(
                "short-measure",
                page.index,
                block.content,
                block.number,
                message.format(average=average, least=SHORTEST_MEASURE),
                block.where,
                _("give it more columns, or a smaller size"),
            )


def _measured(book: LaidBook) -> Iterator[tuple[LaidPage, Block, float]]:
    """Paragraphs outside tables, with their characters a line; a last line has as many as are left."""
    for page in book.pages:
        in_tables = inside(page, is_table)
        for block in page.blocks:
            lines = text_lines(block)
            if len(lines) < LINES_TO_MEASURE or block.number in in_tables:
                continue
            if not is_display(block, book.tokens):
                full = lines[: -1 if block.ends else None]
                yield page, block, sum(len(line.text.strip()) for line in full) / len(full)
