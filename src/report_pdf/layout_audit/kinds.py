"""What a block of a page is to the eye: display type, a lead, running text, a thing of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from report_pdf.layout_audit.page_items import Block, LaidPage, Line, Rect, Run
from report_pdf.tokens import Tokens

HEADINGS = frozenset({"H1", "H2", "H3", "H4", "H5", "H6"})
WHOLE_BOOK = frozenset({"html", "body"})
LEAD_STEPS = ("lead", "lead-long")
SMALLEST_DISPLAY = "label"
"""The step from which the display face is display type; smaller, it numbers figures and lists."""

_HEADING_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SAME_SIZE_PT = 0.05
_SAME_BASELINE_MM = 0.01


def inside(page: LaidPage, is_meant: Callable[[Block], bool]) -> frozenset[int]:
    """Numbers of the blocks of `page` that are meant, or stand in one that is."""
    numbers: set[int] = set()
    for block in page.blocks:
        if block.parent in numbers or is_meant(block):
            numbers.add(block.number)
    return frozenset(numbers)


def is_placed(block: Block) -> bool:
    """Whether it is out of the flow."""
    return block.placed


def is_heading(block: Block) -> bool:
    """Whether readers of any kind meet it as a heading."""
    return block.role in HEADINGS or block.tag in _HEADING_TAGS


def is_figure(block: Block) -> bool:
    """Whether it holds a picture and what is said about it."""
    return block.tag == "figure"


def is_table(block: Block) -> bool:
    """Whether its text stands in rows and columns of its own."""
    return block.tag == "table"


def main_run(line: Line) -> Run | None:
    """The style that most letters of the line have; None if it has no text."""
    return max(line.runs, key=lambda run: len(run.text), default=None)


def is_set_in(block: Block, tokens: Tokens, *steps: str) -> bool:
    """Whether its first line has the family and size of one of these type steps."""
    run = main_run(block.lines[0]) if block.lines else None
    return run is not None and any(
        run.family == tokens.face_of(step).family
        and abs(run.size_pt - tokens.type[step].size) < _SAME_SIZE_PT
        for step in steps
    )


def is_lead(block: Block, tokens: Tokens) -> bool:
    """Whether it is the large text that opens a section."""
    return is_set_in(block, tokens, *LEAD_STEPS)


def is_display(block: Block, tokens: Tokens) -> bool:
    """Whether it is set in the display face, at the size of a label or larger."""
    run = main_run(block.lines[0]) if block.lines else None
    smallest = tokens.type[SMALLEST_DISPLAY].size - _SAME_SIZE_PT
    family = tokens.face_of(SMALLEST_DISPLAY).family
    return run is not None and run.family == family and run.size_pt >= smallest


def ink_of(lines: Iterable[Line]) -> Rect | None:
    """The box of all glyphs of the lines; None if they have no ink."""
    return around(run.ink for line in lines for run in line.runs if run.ink.width > 0)


def around(rects: Iterable[Rect]) -> Rect | None:
    """The smallest box around all of them; None if there are none."""
    known = tuple(rects)
    if len(known) < 2:  # noqa: PLR2004  # nearly all are alone
        return known[0] if known else None
    return Rect(
        min(rect.left for rect in known),
        min(rect.top for rect in known),
        max(rect.right for rect in known),
        max(rect.bottom for rect in known),
    )


def text_lines(block: Block) -> tuple[Line, ...]:
    """Its lines, without the sign of a list item, which is a line of its own beside the first."""
    first, second = (*block.lines, None, None)[:2]
    signed = first and second and abs(first.baseline - second.baseline) < _SAME_BASELINE_MM
    return block.lines[1:] if signed else block.lines


def columns_of(lines: Iterable[Line]) -> Iterator[tuple[Line, ...]]:
    """The lines of one block, cut where they begin again at the top of the next column."""
    column: list[Line] = []
    for line in lines:
        if column and line.rect.top < column[-1].rect.top:
            yield tuple(column)
            column = []
        column.append(line)
    if column:
        yield tuple(column)
