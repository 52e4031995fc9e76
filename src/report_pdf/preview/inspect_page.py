"""What stands at a spot of a page, and where it comes from: layout, style rules, indicator, row of data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cssselect2
import tinycss2

from report_pdf.findings import NOWHERE, Where
from report_pdf.indicators import Indicators, Series
from report_pdf.italian import cell_text
from report_pdf.layout_audit.page_items import Block, LaidPage, Line, Picture, Rect
from report_pdf.preview.origin import Origin, element_of, parsed
from report_pdf.project import Project
from report_pdf.style_sheets import style_sheets

_AROUND_WORDS = ".,;:()«»“”"
DATA_ROW = "dato-"
"""What ids of rows in the appendix begin with."""


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator that is shown.

    Attributes:
        id: "eventi.eventi".
        values: as printed.
        source: who counted.
        where: its row in the office's table.
    """

    id: str
    values: tuple[str, ...]
    source: str
    where: Where


@dataclass(frozen=True, slots=True)
class Spot:
    """What stands at a spot.

    Attributes:
        what: its element with classes: "p.source".
        role: in the structure of the PDF; "" if it has none of its own.
        text: the line there; "" over a picture.
        rect: its box, mm.
        layout: the line of the layout that writes it.
        section: the layout of the section; "" if it is not known.
        rules: the style rules of its element, in the order of the cascade.
        figures: the indicators shown.
    """

    what: str
    role: str
    text: str
    rect: Rect
    layout: Where
    section: str
    rules: tuple[Where, ...]
    figures: tuple[Figure, ...]


def spot_at(page: LaidPage, at_mm: tuple[float, float], project: Project, origin: Origin) -> Spot | None:
    """What stands at a spot; None where the paper is empty.

    Args:
        page: what stands on the page.
        at_mm: from the left and from the top of the trim.
        project: its styles are read as they are now.
        origin: what the page was made from.
    """
    x, y = at_mm
    blocks = {block.number: block for block in page.blocks}
    picture = next((one for one in reversed(page.pictures) if _holds(one.rect, x, y)), None)
    block = blocks.get(picture.block) if picture else _innermost(page.blocks, x, y)
    if block is None and picture is None:
        return None
    line = None if picture or block is None else _line_at(block, x, y)
    chain = tuple(_chain(block, blocks))
    layout = picture.where if picture else _where(block, line, x)
    names = _drawn(picture, origin) if picture else _said(chain, line, layout, origin)
    return Spot(
        what=_named(block) if block else "img",
        role="Figure" if picture else block.role if block else "",
        text=line.text if line else "",
        rect=picture.rect if picture else block.rect if block else page.rect,
        layout=layout,
        section=origin.section,
        rules=tuple(_rules(block, origin, project)) if block else (),
        figures=tuple(_figures(names, origin.indicators)),
    )


def _holds(rect: Rect, x: float, y: float) -> bool:
    return rect.left <= x <= rect.right and rect.top <= y <= rect.bottom


def _innermost(blocks: Sequence[Block], x: float, y: float) -> Block | None:
    """The smallest box there: children of boxes with a fixed place may stand outside theirs."""
    held = [block for block in blocks if _holds(block.rect, x, y)]
    return min(held, key=lambda block: (block.rect.width * block.rect.height, -block.number), default=None)


def _line_at(block: Block, x: float, y: float) -> Line | None:
    return next((line for line in block.lines if _holds(line.rect, x, y)), None)


def _where(block: Block | None, line: Line | None, x: float) -> Where:
    for run in line.runs if line else ():
        if run.ink.left <= x <= run.ink.right and run.where != NOWHERE:
            return run.where
    return block.where if block else NOWHERE


def _chain(block: Block | None, blocks: dict[int, Block]) -> Iterator[Block]:
    """A block and those around it, outwards."""
    while block is not None:
        yield block
        block = blocks.get(block.parent)


def _named(block: Block) -> str:
    return "".join([block.tag, *(f".{name}" for name in sorted(block.names))])


def _rules(block: Block, origin: Origin, project: Project) -> Iterator[Where]:
    """The rules that select the element of a block, or the part of it that the block is."""
    element = element_of(origin.html, block.element)
    tree = cssselect2.ElementWrapper.from_html_root(parsed(origin.html))
    wrapped = next((one for one in tree.iter_subtree() if one.etree_element is element), None)
    _tag, _colons, pseudo = block.tag.partition("::")
    if wrapped is not None:
        for path in style_sheets(project, draft=False):
            yield from _rules_of(path, project.relative(path), wrapped, pseudo or None)


def _rules_of(
    path: Path, file: str, element: cssselect2.ElementWrapper, pseudo: str | None
) -> Iterator[Where]:
    try:
        css = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type != "qualified-rule":
            continue
        try:
            selectors = cssselect2.compile_selector_list(rule.prelude)
        except cssselect2.SelectorError:
            continue
        own = [selector for selector in selectors if selector.pseudo_element == pseudo]
        if any(selector.test(element) for selector in own):
            yield Where(file, rule.source_line)


def _drawn(picture: Picture, origin: Origin) -> Sequence[str]:
    """The indicators that a chart draws."""
    chart = origin.charts.get(picture.name)
    return chart.indicators if chart else ()


def _said(chain: Sequence[Block], line: Line | None, layout: Where, origin: Origin) -> Sequence[str]:
    """The indicators whose figures a line prints; of a paragraph of the office, all that it says.

    What is asked for nearest to the line counts: by its own element, then by those around it.
    """
    if rows := [block.id.removeprefix(DATA_ROW) for block in chain if block.id.startswith(DATA_ROW)]:
        return rows
    words = {
        part for word in (line.text.split() if line else ()) for part in (word, word.strip(_AROUND_WORDS))
    }
    asked = [(*block.figures, *origin.asked_at(block.element)) for block in chain]
    if layout != chain[0].where:
        asked.insert(0, origin.figures.get(str(layout), ()))
    printed = (_printed_in(words, dict.fromkeys(names), origin) for names in asked)
    return next(filter(None, printed), chain[0].figures)


def _printed_in(words: set[str], names: Iterable[str], origin: Origin) -> Sequence[str]:
    return [name for name in names if words & set(_printed(name, origin.indicators))]


def _figures(names: Iterable[str], indicators: Indicators) -> Iterator[Figure]:
    for name in names:
        if name in indicators:
            one = indicators[name]
            yield Figure(name, _printed(name, indicators), one.source, one.where)


def _printed(name: str, indicators: Indicators) -> tuple[str, ...]:
    one = indicators[name]
    cells = one.cells.values() if isinstance(one, Series) else (one.cell,)
    return tuple(map(cell_text, cells))
