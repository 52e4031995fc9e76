"""A segment of a book laid out alone, as it is within the book.

WeasyPrint lays out whole documents. Its pages are made one after the other from states that it keeps
(`page_maker`): here the first of them is the state that the segment's first page had in the book.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from html import escape
from itertools import chain, repeat
from types import SimpleNamespace
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint import HTML
from weasyprint.css.targets import TargetLookupItem
from weasyprint.document import Page
from weasyprint.formatting_structure import boxes
from weasyprint.layout import LayoutContext
from weasyprint.layout.background import layout_backgrounds
from weasyprint.layout.page import make_margin_boxes, remake_page

from report_pdf.typeset.block_step import block_steps
from report_pdf.typeset.fetch import PROJECT, ProjectFetcher
from report_pdf.typeset.layout_engine import LaidOut, Rules, build_boxes, document_of, layout_context
from report_pdf.typeset.segments import (
    STUB,
    Segment,
    Surroundings,
    body_of,
    element_states,
    surroundings,
)

# Pages whose content says on which page it stands are made again until it is true.
_MOST_ROUNDS = 8
_TO_BODY = re.compile(r"""(?si).*?<body(?:[^>"']|"[^"]*"|'[^']*')*>""")
_ABSENT = "display: none !important"
_NEXT = "; ".join(
    f"{name} !important"
    for name in ("display: block", "position: static", "float: none", "break-before: page")
)


def segment_html(pieces: tuple[str, ...], segment: Segment, around: Surroundings) -> str:
    """A page of HTML with the pieces of a segment; the elements of the others are there, and empty.

    The next one begins a page, which is not made: the last page of the segment ends as it does in the book.
    """
    html: list[str] = []
    for number, piece in enumerate(pieces):
        if number in segment.pieces:
            html.append(piece)
            continue
        if number == 0 and (begun := _TO_BODY.match(piece)):
            html.append(begun[0])
        styles = repeat(_ABSENT) if number != segment.pieces.stop else chain([_NEXT], repeat(_ABSENT))
        html += [_stub(tag, attributes, next(styles)) for tag, attributes in around.elements.get(number, ())]
    return "".join(html)


def _stub(tag: str, attributes: Mapping[str, str], style: str) -> str:
    own = {name: value for name, value in attributes.items() if name != "style"}
    told = "".join(f' {name}="{escape(value)}"' for name, value in own.items())
    return f'<{tag}{told} {STUB} style="{style}"></{tag}>'


def lay_out_segment(
    html: str, segment: Segment, around: Surroundings, rules: Rules, fetcher: ProjectFetcher
) -> tuple[HTML, LaidOut]:
    """The pages of a segment, or of a run of them, and what it tells the rest of the book.

    Args:
        html: by `segment_html`.
        segment: where it stood in the book.
        around: the rest of the book.
        rules: the style sheets.
        fetcher: loads what the pages show.
    """
    source = HTML(string=html, base_url=PROJECT, url_fetcher=fetcher)
    context = layout_context(source, rules)
    _know_targets(context, source, around)
    with element_states(body_of(source.etree_element), segment.state) as states:
        root = build_boxes(source, context, rules)
    _say_targets(context, segment, around)
    _begin(context, root, segment, around)
    with block_steps():
        made = _pages(context, root, source, segment.pages.start)
    page_boxes = list(_finished(context, made, segment.pages.start))
    pages = [Page(page) for page in page_boxes]
    found = surroundings(source.etree_element, root, context, states, page_boxes, segment.pages.start)
    return source, LaidOut(document_of(source, pages, rules, fetcher), root, found)


def _know_targets(context: LayoutContext, source: HTML, around: Surroundings) -> None:
    """What links to other segments say."""
    body = body_of(source.etree_element)
    stubs = {element.get("id") for element in body if element.get(STUB) is not None}
    here = {name for element in source.etree_element.iter() if (name := element.get("id"))} - stubs
    for name, target in around.targets.items():
        if name not in here:
            item = TargetLookupItem("up-to-date")
            item.target_box = SimpleNamespace(cached_counter_values=deepcopy(target.counters))
            context.target_collector.target_lookup_items[name] = item


def _say_targets(context: LayoutContext, segment: Segment, around: Surroundings) -> None:
    """Take for the page numbers that links say those of the last time, so that pages are made but once."""
    collector = context.target_collector
    for name, item in collector.target_lookup_items.items():
        if name in around.targets:
            item.cached_page_counter_values = deepcopy(around.targets[name].page_counters)
    for lookup in collector.counter_lookup_items.values():
        lookup.cached_page_counter_values = deepcopy(segment.page_counters)
        lookup.parse_again(lookup.cached_page_counter_values)


def _begin(context: LayoutContext, root: boxes.Box, segment: Segment, around: Surroundings) -> None:
    first = segment.pages.start
    context.style_for.initial_page_sizes.update(around.page_size)
    for name, texts in around.strings.items():
        for page, of_page in texts.items():
            if page <= first:
                context.string_set[name][page] = list(of_page)
    next_page, right_page, page_state = deepcopy(segment.page_start)
    # Groups of pages within earlier elements end where this one begins.
    page_state[3][:] = [group for group in page_state[3] if _depth(group[2]) <= 1]
    body = next(at for at, child in enumerate(root.children) if child.element_tag == "body")
    resume_at = {body: {0: None}} if segment.is_resumed else None
    before = (None, None, None, page_state, _unmade())
    context.page_maker = [before] * first + [(resume_at, next_page, right_page, page_state, _unmade())]
    context.rendered_notes = []


def _depth(resume_at: Any) -> int:  # noqa: ANN401  # a skip stack
    return 1 + _depth(next(iter(resume_at.values()))) if resume_at else 0


def _unmade() -> dict[str, Any]:
    return {"content_changed": False, "pages_wanted": False, "anchors": [], "content_lookups": []}


def _pages(context: LayoutContext, root: boxes.Box, source: HTML, first: int) -> list[boxes.PageBox]:
    """The pages without what stands in their margins."""
    pages: list[boxes.PageBox] = []
    targets = _page_counters(context)
    for _round in range(_MOST_ROUNDS):
        pages = list(_round_of_pages(context, root, source, first, pages))
        made = [remake for *_state, remake in context.page_maker[first:]]
        if targets != (targets := _page_counters(context)):
            for lookup in context.target_collector.counter_lookup_items.values():
                lookup.parse_again(lookup.cached_page_counter_values)
            for remake in made:
                remake["content_changed"] |= bool(remake["content_lookups"])
        if not any(remake["content_changed"] for remake in made):
            break
    return pages


def _page_counters(context: LayoutContext) -> dict[str, Any]:
    targets = context.target_collector.target_lookup_items.items()
    return {name: deepcopy(item.cached_page_counter_values) for name, item in targets}


def _round_of_pages(
    context: LayoutContext, root: boxes.Box, source: HTML, first: int, made: list[boxes.PageBox]
) -> Iterator[boxes.PageBox]:
    index = first
    while True:
        remake = context.page_maker[index][-1]
        if index - first >= len(made) or remake["content_changed"]:
            remake.update(_unmade())
            page, resume_at = remake_page(index, context, root, source)
        else:
            page, resume_at = made[index - first], context.page_maker[index + 1][0]
        yield page
        index += 1
        if resume_at is None or _is_next(root, resume_at):
            context.page_maker = context.page_maker[: index + 1]
            return


def _is_next(root: boxes.Box, resume_at: Any) -> bool:  # noqa: ANN401  # a skip stack
    """Whether a page would begin with the element that stands for the next segment."""
    ((body, within),) = resume_at.items()
    children = root.children[body].children
    return within is not None and children[next(iter(within))].element.get(STUB) is not None


def _finished(context: LayoutContext, pages: list[boxes.PageBox], first: int) -> Iterator[boxes.PageBox]:
    """The pages with their folios and running titles, which may speak of any page of the segment."""
    bookmarked: set[tuple[Element, str]] = set()
    for number, page in enumerate(pages, first + 1):
        counters = context.page_maker[number][3][1]
        for child in page.descendants():
            _mark_once(child, bookmarked)
            if child.missing_link:
                _say_again(context, child, counters)
            for name, text in child.string_set or () if child.string_set != "none" else ():
                context.string_set[name][number].append(text)
    for number, page in enumerate(pages, first + 1):
        context.current_page = number
        root, *areas = page.children
        margins = make_margin_boxes(context, page, context.page_maker[number][3])
        page.children = (root, *(area for area in areas if area.children), *margins)
        layout_backgrounds(page, context.get_image_from_uri)
        yield page


def _mark_once(box: boxes.Box, bookmarked: set[tuple[Element, str]]) -> None:
    """Leave one bookmark of an element that goes on over several boxes, as WeasyPrint does."""
    if box.bookmark_label:
        _tag, _colons, part = str(box.element_tag).partition("::")
        if (key := (box.element, part)) in bookmarked:
            box.bookmark_label = ""
        bookmarked.add(key)


def _say_again(context: LayoutContext, box: boxes.Box, counters: Any) -> None:  # noqa: ANN401  # WeasyPrint's
    """Running titles and bookmarks that name a page, now that it is known, as WeasyPrint does."""
    for (lookup, wanted), item in context.target_collector.counter_lookup_items.items():
        if box.missing_link != lookup or wanted == "content":
            continue
        if wanted == "bookmark-label" and not box.bookmark_label:
            continue
        item.parse_again(counters)
        if wanted == "bookmark-label":
            box.bookmark_label = lookup.bookmark_label
