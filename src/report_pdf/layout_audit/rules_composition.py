"""What the audit marks in the composition of a page: weight, emptiness, and what belongs together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from report_pdf.charts.style import MM_PER_PT
from report_pdf.layout_audit.kinds import WHOLE_BOOK, around, ink_of, inside, is_figure, is_placed, is_table
from report_pdf.layout_audit.page_items import Block, Fault, LaidBook, LaidPage, Rect, Run
from report_pdf.layout_audit.reach import gap
from report_pdf.messages import _

# Two rows: the largest gap in a figure of DESIGN 5 and 6 between its heading and its marks.
CAPTION_GAP_ROWS = 2
# Three rows, about the height of a label with its remark: further off, the eye meets other things first.
LABEL_GAP_ROWS = 3
# DESIGN 7 leaves the empty space empty; but under two fifths covered, a page reads as left over.
LEAST_COVERED = 0.4
# Spacing up to two rows belongs to what it parts.
SPACING_ROWS = 2
# Eight rows, two title lines: DESIGN 2 hangs a lead 27 or 45 mm from the top with its title in between.
VOID_ROWS = 8
# From the size of the statement numerals are heroes (DESIGN 3); the scale steps by 1.5, then by 2.
HERO_PT = 45.0
RIVAL_RATIO = 1.4
# em; letters stand nearer, words further apart.
WORD_SPACE = 0.25

_CELLS = frozenset({"td", "th"})
_LABEL = "label"
_BESIDE = frozenset({_LABEL, "beside"})
_NUMERAL = re.compile(r"[\d.,+−–%\s]*\d[\d.,+−–%\s]*")


def caption_apart(book: LaidBook) -> Iterable[Fault]:
    """A caption on another page than its picture or table, or more than two rows away from it."""
    furthest = CAPTION_GAP_ROWS * book.tokens.grid.row
    for page in book.pages:
        for caption, matter in _captions(page, book.tokens.grid.tile):
            words = ink_of(caption.lines) or caption.rect
            if not matter:
                yield _apart(page, caption, words, _("what the caption tells of is on another page: {text}"))
            elif (off := min(gap(words, rect) for rect in matter)) > furthest:
                message = _("the caption stands {gap:.1f} mm from what it tells of: {text}")
                yield _apart(page, caption, words, message, off)


def _apart(page: LaidPage, caption: Block, words: Rect, message: str, off: float = 0) -> Fault:
    text = " ".join(line.text.strip() for line in caption.lines[:1])
    return Fault(
        "caption-apart",
        page.index,
        words,
        caption.number,
        message.format(text=text, gap=off),
        caption.where,
        _("keep both whole with break-inside: avoid, and the caption next to the picture"),
    )


def _captions(page: LaidPage, tile: float) -> Iterator[tuple[Block, list[Rect]]]:
    """Captions, each with the pictures or cells it stands with.

    Keys, no larger than a tile, are no pictures; a figure that is whole without any shows words.
    """
    holder: dict[int, Block | None] = {}
    matter: defaultdict[int, list[Rect]] = defaultdict(list)
    for block in page.blocks:
        around_it = holder.get(block.parent)
        holder[block.number] = block if is_figure(block) or is_table(block) else around_it
        if around_it and (is_table(block) or block.tag in _CELLS):
            matter[around_it.number].append(block.rect)
    for picture in page.pictures:
        if (around_it := holder.get(picture.block)) and max(picture.rect.width, picture.rect.height) > tile:
            matter[around_it.number].append(picture.rect)
    for block in page.blocks:
        of = holder[block.number] if block.role == "Caption" else None
        if of and (matter[of.number] or not (of.begins and of.ends)):
            yield block, matter[of.number]


def label_apart(book: LaidBook) -> Iterable[Fault]:
    """What a hero numeral counts, more than three rows from any: a noun without a number."""
    furthest = LABEL_GAP_ROWS * book.tokens.grid.row
    for page in book.pages:
        numerals = tuple(_numerals(page))
        for block, label in _labels(page):
            off = min((gap(numeral.ink, label) for numeral in numerals), default=0)
            if off > furthest:
                yield Fault(
                    "label-apart",
                    page.index,
                    label,
                    block.number,
                    _("what the numeral counts stands {gap:.1f} mm from it, more than {most:g} mm").format(
                        gap=off, most=furthest
                    ),
                    block.where,
                    _("set the label on the baseline of the numeral, one gutter behind its ink"),
                )


def _labels(page: LaidPage) -> Iterator[tuple[Block, Rect]]:
    """What stands beside numerals, with the ink of its label; of all of it, where nothing is called so."""
    outermost: dict[int, Block | None] = {}
    inks: defaultdict[int, dict[bool, Rect]] = defaultdict(dict)
    for block in page.blocks:
        beside = outermost.get(block.parent) or (block if block.names & _BESIDE else None)
        outermost[block.number] = beside
        if beside and (ink := ink_of(block.lines)):
            is_label = _LABEL in block.names
            known = inks[beside.number].get(is_label, ink)
            inks[beside.number][is_label] = around([ink, known]) or ink
    for block in page.blocks:
        if parts := inks.get(block.number):
            yield block, parts.get(True) or parts[False]


def nearly_empty_page(book: LaidBook) -> Iterable[Fault]:
    """A page with margins of which less than two fifths are covered: it looks forgotten.

    Pages with nothing in the flow are composed by hand and count as whole.
    """
    for page in book.pages:
        covered = sum(
            bottom - top for top, bottom, _item in _bands(page, SPACING_ROWS * book.tokens.grid.row)
        )
        if 0 < covered < LEAST_COVERED * page.type_area.height:
            share = covered / page.type_area.height
            first = next((block for block in page.blocks if block.tag not in WHOLE_BOOK), page.blocks[0])
            yield Fault(
                "nearly-empty-page",
                page.index,
                page.type_area,
                first.number,
                _("only {share:.1%} of the height of the page is used").format(share=share),
                first.where,
                _("join it with a neighbour, or give its figure the room"),
            )


def void(book: LaidBook) -> Iterable[Fault]:
    """An empty band of more than eight rows between two things on a page: they fall apart."""
    most = VOID_ROWS * book.tokens.grid.row
    for page in book.pages:
        for (_top, above, _above), (below, _bottom, block) in pairwise(_bands(page, 0)):
            if below - above > most:
                yield Fault(
                    "void",
                    page.index,
                    page.type_area._replace(top=above, bottom=below),
                    block.number,
                    _("{height:.1f} mm of nothing between two things, more than {most:g} mm").format(
                        height=below - above, most=most
                    ),
                    block.where,
                    _("let the lower thing rise, or grow into the room"),
                )


def _bands(page: LaidPage, spacing: float) -> tuple[tuple[float, float, Block], ...]:
    """The bands of a page that are not empty: top, bottom, mm, and the block that begins each.

    Args:
        page: one with margins and something in the flow; others have no bands.
        spacing: gaps up to this height, mm, do not part bands.
    """
    placed = inside(page, is_placed)
    items = sorted(_items(page), key=lambda item: item[0].top)
    if page.bleeds or all(block.number in placed for _rect, block in items):
        return ()
    bands: list[tuple[float, float, Block]] = []
    for rect, block in items:
        top, bottom = max(rect.top, page.type_area.top), min(rect.bottom, page.type_area.bottom)
        if bands and top - bands[-1][1] <= spacing:
            begins, ends, first = bands[-1]
            bands[-1] = (begins, max(ends, bottom), first)
        else:
            bands.append((top, bottom, block))
    return tuple(bands)


def _items(page: LaidPage) -> Iterator[tuple[Rect, Block]]:
    """Ink of the lines and boxes of the pictures, with their blocks."""
    blocks = {block.number: block for block in page.blocks}
    for block in page.blocks:
        if ink := ink_of(block.lines):
            yield ink, block
    for picture in page.pictures:
        if picture.block in blocks:
            yield picture.rect, blocks[picture.block]


class _Numeral(NamedTuple):
    text: str
    size_pt: float
    ink: Rect
    block: Block


def rival_heroes(book: LaidBook) -> Iterable[Fault]:
    """Two numerals that both claim the page: the eye needs one hero, and a step down to the next."""
    for page in book.pages:
        by_size = sorted(_numerals(page), key=lambda numeral: -numeral.size_pt)
        for hero, rival in [*pairwise(by_size)][:1]:
            if hero.size_pt < RIVAL_RATIO * rival.size_pt:
                yield Fault(
                    "rival-heroes",
                    page.index,
                    rival.ink,
                    rival.block.number,
                    _("{rival} ({other:g} pt) rivals {hero} ({size:g} pt)").format(
                        hero=hero.text, rival=rival.text, size=hero.size_pt, other=rival.size_pt
                    ),
                    rival.block.where,
                    _("choose one, and set the other two steps smaller"),
                )


def _numerals(page: LaidPage) -> Iterator[_Numeral]:
    """The numerals that are large enough to be heroes."""
    for block in page.blocks:
        for line in block.lines:
            for runs in _words(run for run in line.runs if run.size_pt >= HERO_PT):
                text = "".join(run.text for run in runs).strip()
                ink = around(run.ink for run in runs)
                if ink and _NUMERAL.fullmatch(text):
                    yield _Numeral(text, max(run.size_pt for run in runs), ink, block)


def _words(runs: Iterable[Run]) -> Iterator[tuple[Run, ...]]:
    """Runs that stand as close as letters do: a comma may be set in a style of its own."""
    word: list[Run] = []
    for run in runs:
        if word and run.ink.left - word[-1].ink.right > WORD_SPACE * run.size_pt * MM_PER_PT:
            yield tuple(word)
            word = []
        word.append(run)
    if word:
        yield tuple(word)
