"""Where the pieces of a book stand in it, so that one can be typeset again alone.

A page can begin alone what a segment begins: the numbers of figures and tables, folio and side of its first
page, running titles, and the pages that its links name come from the last time the whole book was laid out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes, build
from weasyprint.layout import LayoutContext
from weasyprint.layout.block import _add_break_values, block_level_page_break, block_level_page_name

_MARK = re.compile(r"\d+")

STUB = "data-stub"
"""The attribute of an element that stands for one of another segment."""

Counters = Mapping[str, Sequence[int]]
"""The values of CSS counters, one for each scope."""

ElementState = tuple[Any, ...]
"""WeasyPrint's quotes, counters and scopes at an element."""

Edges = tuple[tuple[str, ...], str, str, tuple[str, ...]]
"""What breaks before its first box, the name of its page; the name of that of its last, what breaks after."""

_FORCED = frozenset({"page", "left", "right", "recto", "verso"})


@dataclass(frozen=True, slots=True)
class Segment:
    """Pieces whose pages hold nothing else.

    Attributes:
        pieces: their numbers, as `layout.pieces` counts them.
        pages: 0-based indices of their pages, a blank one before them included.
        state: counters before their first element.
        end_state: counters after their last element.
        page_start: WeasyPrint's next page, side and page counters before their first page.
        page_counters: on their first page.
        end_counters: of pages, after their last.
        is_resumed: whether pages stand before them.
        edges: which breaks they ask for where they begin and end.
    """

    pieces: range
    pages: range
    state: ElementState
    end_state: ElementState
    page_start: tuple[Any, ...]
    page_counters: Counters
    end_counters: Counters
    is_resumed: bool
    edges: Edges


@dataclass(frozen=True, slots=True)
class Target:
    """What links to an element may say of it.

    Attributes:
        piece: that it stands in.
        counters: at the element.
        page_counters: of its page.
    """

    piece: int
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
        is_parted: whether nothing goes from one segment to pages of another: no box that is on every page,
            no element that runs in their margins.
    """

    segments: tuple[Segment, ...]
    elements: Mapping[int, tuple[tuple[str, Mapping[str, str]], ...]]
    strings: Mapping[str, Mapping[int, tuple[str, ...]]]
    targets: Mapping[str, Target]
    page_size: Mapping[str, Any]
    total: int
    is_parted: bool

    def of_run(self, first: int, last: int) -> Surroundings:
        """What the segments from the `first` to the `last` tell the rest of the book, to be compared."""
        segments = self.segments[first : last + 1]
        pieces = range(segments[0].pieces.start, segments[-1].pieces.stop)
        pages = range(segments[0].pages.start, segments[-1].pages.stop)
        return replace(
            self,
            segments=tuple(map(_compared, segments)),
            elements={piece: of_piece for piece, of_piece in self.elements.items() if piece in pieces},
            strings=_told(
                {
                    name: {page: told for page, told in texts.items() if page - 1 in pages}
                    for name, texts in self.strings.items()
                }
            ),
            targets={name: _fixed(target) for name, target in self.targets.items() if target.piece in pieces},
            total=pages.stop,
        )


def _compared(segment: Segment) -> Segment:
    """Without the groups of pages that go on before it: where each began is counted otherwise in a part."""
    next_page, right_page, (*counted, _groups) = segment.page_start
    return replace(segment, page_start=(next_page, right_page, counted))


def _told(
    strings: Mapping[str, Mapping[int, tuple[str, ...]]],
) -> Mapping[str, Mapping[int, tuple[str, ...]]]:
    return {name: texts for name, texts in strings.items() if texts}


def _fixed(target: Target) -> Target:
    """Without the number of all pages, which a target knows or not, by the round that it was last met in."""
    counters = {name: values for name, values in target.page_counters.items() if name != "pages"}
    return replace(target, page_counters=counters)


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
def element_states(
    body: Element, first: ElementState | None = None
) -> Iterator[dict[Element, tuple[ElementState, ElementState]]]:
    """The state before each element of `body` and the one after it, as boxes are built meanwhile.

    Args:
        body: the page's body.
        first: the state that its first element is to begin with.
    """
    states: dict[Element, tuple[ElementState, ElementState]] = {}
    own = {child for child in body if isinstance(child.tag, str) and child.get(STUB) is None}
    make = build.element_to_box

    def made(element: Element, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401  # WeasyPrint is not typed
        nonlocal first
        if element not in own:
            return make(element, *arguments, **named)
        state = arguments[6] if len(arguments) > 6 else named["state"]  # noqa: PLR2004  # its seventh
        if first is not None:
            _put(state, first)
            first = None
        before = deepcopy(state)
        made_boxes = make(element, *arguments, **named)
        states[element] = before, deepcopy(state)
        return made_boxes

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


def surroundings(  # noqa: PLR0913, PLR0917  # what a layout leaves behind
    root: Element,
    box: boxes.Box,
    context: LayoutContext,
    states: Mapping[Element, tuple[ElementState, ElementState]],
    pages: Collection[boxes.PageBox],
    first: int = 0,
) -> Surroundings:
    """What was learnt by laying out a book, or a run of its segments.

    Args:
        root: its HTML.
        box: its box tree, before pages were broken.
        context: WeasyPrint's.
        states: the state before each element of the body, and after it.
        pages: all that were made.
        first: 0-based index of the first of them in the book.
    """
    pieces = [(piece, child) for piece, child in by_piece(body_of(root)) if child.get(STUB) is None]
    elements: dict[int, tuple[tuple[str, Mapping[str, str]], ...]] = {}
    for piece, element in pieces:
        elements[piece] = (*elements.get(piece, ()), (element.tag, dict(element.attrib)))
    return Surroundings(
        segments=tuple(_segments(pieces, box, context, states, first)),
        elements=elements,
        strings={
            name: {page: tuple(texts) for page, texts in of_name.items()}
            for name, of_name in context.string_set.items()
        },
        targets=dict(_targets(context, pieces)),
        page_size=dict(context.style_for.initial_page_sizes),
        total=len(context.page_maker) - 1,
        is_parted=not any(map(_runs, context.running_elements.values()))
        and not any(page.fixed_boxes for page in pages),
    )


def _runs(by_page: Mapping[int, Sequence[boxes.Box]]) -> bool:
    return any(by_page.values())


def _targets(context: LayoutContext, pieces: Sequence[tuple[int, Element]]) -> Iterator[tuple[str, Target]]:
    known = context.target_collector.target_lookup_items
    for piece, element in pieces:
        for inside in element.iter():
            name = inside.get("id", "")
            if name in known and known[name].target_box is not None:
                item = known[name]
                counters = item.target_box.cached_counter_values or {}
                yield name, Target(piece, deepcopy(counters), deepcopy(item.cached_page_counter_values))


def _segments(
    pieces: Sequence[tuple[int, Element]],
    box: boxes.Box,
    context: LayoutContext,
    states: Mapping[Element, tuple[ElementState, ElementState]],
    first: int,
) -> Iterator[Segment]:
    firsts: dict[int, Element] = {}
    lasts: dict[int, Element] = {}
    for piece, element in pieces:
        if element in states:
            firsts.setdefault(piece, element)
            lasts[piece] = element
    piece_of = {element: piece for piece, element in firsts.items()}
    body = next((child for child in box.children if child.element_tag == "body"), None)
    shown = [child for child in body.children if child.element.get(STUB) is None] if body is not None else []
    starts: list[tuple[int, int, int]] = []
    for page in range(first, len(context.page_maker) - 1):
        at = _first_child(box, context.page_maker[page][0])
        if at is None or at >= len(shown):
            continue
        begun = shown[at].element
        if begun in piece_of and (not starts or (starts[-1][2] != at and _is_forced(shown, at))):
            starts.append((page, piece_of[begun], at))
    if not starts:
        return
    last_piece, pages = max(firsts, default=0), len(context.page_maker) - 1
    ends = [*starts[1:], (pages, last_piece + 1, len(shown))]
    for (page, piece, at), (end, next_piece, end_at) in zip(starts, ends, strict=True):
        resume_at, *start, _remake = context.page_maker[page]
        own = [number for number in range(piece, next_piece) if number in firsts]
        yield Segment(
            pieces=range(piece, next_piece),
            pages=range(page, end),
            state=states[firsts[own[0]]][0],
            end_state=states[lasts[own[-1]]][1],
            page_start=tuple(deepcopy(start)),
            page_counters=deepcopy(context.page_maker[_first_printed(context, page) + 1][3][1]),
            end_counters=deepcopy(context.page_maker[end][3][1]),
            is_resumed=resume_at is not None,
            edges=_edges(shown[at], shown[end_at - 1]),
        )


def _edges(first: boxes.Box, last: boxes.Box) -> Edges:
    before, after = _add_break_values(first, "before"), _add_break_values(last, "after")
    return tuple(before), first.page_values()[0], last.page_values()[1], tuple(after)


def _is_forced(shown: Sequence[boxes.Box], at: int) -> bool:
    """Whether a box begins a page whatever stands before it."""
    before, after = shown[at - 1], shown[at]
    return bool(block_level_page_name(before, after)) or block_level_page_break(before, after) in _FORCED


def _first_printed(context: LayoutContext, page: int) -> int:
    """The page itself, or the one after it if it stays blank so that the next is on its side."""
    following = context.page_maker[page + 1][0]
    return page + 1 if following is not None and following == context.page_maker[page][0] else page


def _first_child(root: boxes.Box, resume_at: Any) -> int | None:  # noqa: ANN401  # a skip stack
    """Which child of the body a page begins with; None if it goes on with one."""
    body = next((at for at, child in enumerate(root.children) if child.element_tag == "body"), None)
    if body is None:
        return None
    child, inside = 0, None
    if resume_at is not None:
        ((child, inside),) = (resume_at.get(body) or {0: None}).items()
    return child if inside is None else None
