"""What stands at a spot of a page, and where it comes from: layout, style rules, indicator, row of data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

import cssselect2
import tinycss2

from report_pdf.findings import NOWHERE, Where
from report_pdf.indicators import Indicators, Series
from report_pdf.italian import cell_text
from report_pdf.layout_audit.page_items import Block, LaidPage, Line, Picture, Rect
from report_pdf.project import Project
from report_pdf.style_sheets import style_sheets

_STATEMENT = re.compile(r"{{.*?}}|{%.*?%}", re.DOTALL)
_QUOTED = re.compile(r"""["']([^"']+)["']""")
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


def spot_at(
    page: LaidPage, at_mm: tuple[float, float], project: Project, indicators: Indicators, section: str
) -> Spot | None:
    """What stands at a spot; None where the paper is empty.

    Args:
        page: what stands on the page.
        at_mm: from the left and from the top of the trim.
        project: its layouts and styles are read as they are now.
        indicators: of the edition.
        section: the layout of the section that the page belongs to; "" if it is not known.
    """
    x, y = at_mm
    blocks = {block.number: block for block in page.blocks}
    picture = next((one for one in reversed(page.pictures) if _holds(one.rect, x, y)), None)
    block = blocks.get(picture.block) if picture else _innermost(page.blocks, x, y)
    if block is None and picture is None:
        return None
    line = None if picture or block is None else _line_at(block, x, y)
    chain = tuple(_chain(block, blocks))
    return Spot(
        what=_named(block) if block else "img",
        role="Figure" if picture else block.role if block else "",
        text=line.text if line else "",
        rect=picture.rect if picture else block.rect if block else page.rect,
        layout=picture.where if picture else _where(block, line, x),
        section=section,
        rules=tuple(_rules(chain, project)),
        figures=tuple(_figures(picture, chain, line, project.root / section, indicators)),
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


def _rules(chain: Sequence[Block], project: Project) -> Iterator[Where]:
    """The rules that select the innermost of these boxes, by what stands around it."""
    root = around = Element("html")
    around = SubElement(around, "body")
    for block in reversed(chain):
        tag, _colons, _pseudo = block.tag.partition("::")
        around = SubElement(around, tag, {"class": " ".join(block.names), "id": block.id})
    wrapped = [*cssselect2.ElementWrapper.from_html_root(root).iter_subtree()][-1]
    for path in style_sheets(project, draft=False):
        yield from _rules_of(path, project.relative(path), wrapped)


def _rules_of(path: Path, file: str, element: cssselect2.ElementWrapper) -> Iterator[Where]:
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
        own = [selector for selector in selectors if selector.pseudo_element is None]
        if any(selector.test(element) for selector in own):
            yield Where(file, rule.source_line)


def _figures(
    picture: Picture | None, chain: Sequence[Block], line: Line | None, section: Path, indicators: Indicators
) -> Iterator[Figure]:
    rows = [block.id.removeprefix(DATA_ROW) for block in chain if block.id.startswith(DATA_ROW)]
    if rows:
        names = rows
    elif picture:
        names = _ids_beside(picture.name, section, indicators)
    else:
        words = set(line.text.split()) if line else set()
        asked = _asked(_source(section), indicators)
        # Layouts for any section name no indicator: then all that are printed so are told.
        names = _shown_in(words, asked, indicators) or _shown_in(words, indicators, indicators)
    for name in names:
        if name in indicators:
            one = indicators[name]
            yield Figure(name, _printed(name, indicators), one.source, one.where)


def _shown_in(words: set[str], names: Iterable[str], indicators: Indicators) -> list[str]:
    return [name for name in names if words & set(_printed(name, indicators))]


def _ids_beside(picture: str, section: Path, indicators: Indicators) -> list[str]:
    """The indicators that the statement names which shows a picture."""
    for statement in _STATEMENT.findall(_source(section)):
        if picture in _QUOTED.findall(statement):
            return _asked(statement, indicators)
    return []


def _asked(text: str, indicators: Indicators) -> list[str]:
    return [name for name in dict.fromkeys(_QUOTED.findall(text)) if name in indicators]


def _source(section: Path) -> str:
    try:
        return section.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _printed(name: str, indicators: Indicators) -> tuple[str, ...]:
    one = indicators[name]
    cells = one.cells.values() if isinstance(one, Series) else (one.cell,)
    return tuple(map(cell_text, cells))
