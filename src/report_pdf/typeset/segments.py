"""Where the pieces of a book stand in it, so that one can be typeset again alone.

A page can begin alone what a segment begins: the numbers of figures and tables, folio and side of its first
page, running titles, and the pages that its links name come from the last time the whole book was laid out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes, build
from weasyprint.layout import LayoutContext

_MARK = re.compile(r"\d+")

Counters = Mapping[str, Sequence[int]]
"""The values of CSS counters, one for each scope."""

ElementState = tuple[Any, ...]
"""WeasyPrint's quotes, counters and scopes at an element."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Pieces whose pages hold nothing else.

    Attributes:
        pieces: their numbers, as `layout.pieces` counts them.
        pages: 0-based indices of their pages, a blank one before them included.
        state: counters before their first element.
        page_start: WeasyPrint's next page, side and page counters before their first page.
        page_counters: on their first page.
        is_resumed: whether pages stand before them.
    """

    pieces: range
    pages: range
    state: ElementState
    page_start: tuple[Any, ...]
    page_counters: Counters
    is_resumed: bool


@dataclass(frozen=True, slots=True)
class Target:
    """What links to an element may say of it.

    Attributes:
        counters: at the element.
        page_counters: of its page.
    """

    counters: Counters
    page_counters: Counters


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a segment has to know of the rest of the book.

    Attributes:
        segments: all of them, in order.
        elements: by piece, tag and attributes of each element of the page's body: style sheets count them.
        strings: by name, the texts that running titles take, by 1-based page.
        targets: by id.
        page_size: WeasyPrint's measures of the first page.
        total: number of pages.
    """

    segments: tuple[Segment, ...]
    elements: Mapping[int, tuple[tuple[str, Mapping[str, str]], ...]]
    strings: Mapping[str, Mapping[int, tuple[str, ...]]]
    targets: Mapping[str, Target]
    page_size: Mapping[str, Any]
    total: int


def body_of(root: Element) -> Element:
    """The body of a page of HTML; parsers always make one."""
    return next(child for child in root if child.tag == "body")


def by_piece(body: Element) -> Iterator[tuple[int, Element]]:
    """The elements of a book's body, each with the number of its piece; 0 before the first."""
    piece = 0
    for child in body:
        if isinstance(child.tag, str):
            yield piece, child
        elif child.text and _MARK.fullmatch(child.text):
            piece = int(child.text)


@contextmanager
def element_states(body: Element, first: ElementState | None = None) -> Iterator[dict[Element, ElementState]]:
    """The state before each element of `body`, as boxes are built meanwhile.

    Args:
        body: the page's body.
        first: the state that its first element is to begin with, known from elsewhere; then none is kept.
    """
    states: dict[Element, ElementState] = {}
    own = {child for child in body if isinstance(child.tag, str)}
    make, begun = build.element_to_box, False

    def made(element: Element, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401  # WeasyPrint is not typed
        nonlocal begun
        if element in own:
            state = arguments[6] if len(arguments) > 6 else named["state"]  # noqa: PLR2004  # its seventh
            if first is None:
                states[element] = deepcopy(state)
            elif not begun and element.get("data-stub") is None:
                _put(state, first)
                begun = True
        return make(element, *arguments, **named)

    build.element_to_box = made
    try:
        yield states
    finally:
        build.element_to_box = make


def _put(state: ElementState, other: ElementState) -> None:
    """Make one state the same as another, in place: WeasyPrint shares it."""
    for mine, theirs in zip(state, deepcopy(other), strict=True):
        mine.clear()
        if isinstance(mine, dict):
            mine.update(theirs)
        else:
            mine.extend(theirs)


def surroundings(
    root: Element, box: boxes.Box, context: LayoutContext, states: Mapping[Element, ElementState]
) -> Surroundings:
    """What was learnt by laying out a whole book.

    Args:
        root: its HTML.
        box: its box tree, before pages were broken.
        context: WeasyPrint's.
        states: the state before each element of the body.
    """
    pieces = list(by_piece(body_of(root)))
    elements: dict[int, tuple[tuple[str, Mapping[str, str]], ...]] = {}
    for piece, element in pieces:
        elements[piece] = (*elements.get(piece, ()), (element.tag, dict(element.attrib)))
    return Surroundings(
        segments=tuple(_segments(pieces, box, context, states)),
        elements=elements,
        strings={
            name: {page: tuple(texts) for page, texts in of_name.items()}
            for name, of_name in context.string_set.items()
        },
        targets=dict(_targets(context)),
        page_size=dict(context.style_for.initial_page_sizes),
        total=len(context.page_maker) - 1,
    )


def _targets(context: LayoutContext) -> Iterator[tuple[str, Target]]:
    for name, item in context.target_collector.target_lookup_items.items():
        if item.target_box is not None:
            counters = item.target_box.cached_counter_values or {}
            yield name, Target(deepcopy(counters), deepcopy(item.cached_page_counter_values))


def _segments(
    pieces: Sequence[tuple[int, Element]],
    box: boxes.Box,
    context: LayoutContext,
    states: Mapping[Element, ElementState],
) -> Iterator[Segment]:
    firsts: dict[int, Element] = {}
    for piece, element in pieces:
        if element in states:
            firsts.setdefault(piece, element)
    piece_of = {element: piece for piece, element in firsts.items()}
    starts: list[tuple[int, int, Element]] = []
    for page, (resume_at, *_rest) in enumerate(context.page_maker[:-1]):
        begun = _first_element(box, resume_at)
        if begun is not None and begun in piece_of and (not starts or starts[-1][2] is not begun):
            starts.append((page, piece_of[begun], begun))
    if not starts:
        return
    last_piece, pages = max(firsts, default=0), len(context.page_maker) - 1
    ends = [*((page, piece) for page, piece, _element in starts[1:]), (pages, last_piece + 1)]
    for (page, piece, element), (end, next_piece) in zip(starts, ends, strict=True):
        resume_at, *start, _remake = context.page_maker[page]
        yield Segment(
            pieces=range(piece, next_piece),
            pages=range(page, end),
            state=states[element],
            page_start=tuple(deepcopy(start)),
            page_counters=deepcopy(context.page_maker[_first_printed(context, page) + 1][3][1]),
            is_resumed=resume_at is not None,
        )


def _first_printed(context: LayoutContext, page: int) -> int:
    """The page itself, or the one after it if it stays blank so that the next is on its side."""
    following = context.page_maker[page + 1][0]
    return page + 1 if following is not None and following == context.page_maker[page][0] else page


def _first_element(root: boxes.Box, resume_at: Any) -> Element | None:  # noqa: ANN401  # a skip stack
    """The element of the body that a page begins with; None if it goes on with one."""
    body = next((at for at, child in enumerate(root.children) if child.element_tag == "body"), None)
    if body is None or not root.children[body].children:
        return None
    child, inside = 0, None
    if resume_at is not None:
        ((child, inside),) = (resume_at.get(body) or {0: None}).items()
    first: Element | None = root.children[body].children[child].element
    return first if inside is None else None
