"""What pages were made from, noted while they were laid out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from xml.etree.ElementTree import Element

from weasyprint import HTML

from report_pdf.charts.chart import Chart
from report_pdf.indicators import Indicators
from report_pdf.layout.layout import LaidOut
from report_pdf.typeset.html_places import Position, elements_of, positions
from report_pdf.typeset.segments import Segment, body_of, by_piece

_PLACE = re.compile(r'data-at="([^"]+):\d+"')


@dataclass(frozen=True, slots=True)
class Origin:
    """What the pages of a segment were made from.

    Attributes:
        html: that they were laid out from; blocks know their places in its pieces.
        pieces: the numbers of the segment's pieces in it.
        section: the layout that the segment begins with; "" if it is not known.
        figures: by the place of an element ("file:line"), the ids of the indicators that were asked for
            there, one for each time, in order.
        charts: by the names that pictures have.
        indicators: the figures.
    """

    html: str
    pieces: range
    section: str
    figures: Mapping[str, tuple[str, ...]]
    charts: Mapping[str, Chart]
    indicators: Indicators

    def asked_at(self, position: Position | None) -> tuple[str, ...]:
        """The ids of the indicators that were asked for by an element, by its position in the book.

        Where a line of a layout has written several elements, each has asked for its share.
        """
        element = element_of(self.html, position)
        if element is None or not (asked := self.figures.get(element.get("data-at") or "")):
            return ()
        tops = [top for piece, top in by_piece(body_of(parsed(self.html))) if piece in self.pieces]
        all_of_line = [one for top in tops for one in elements_of(top) if _same_line(one, element)]
        if element not in all_of_line:
            return ()  # it is the book's, around the segment
        share, rest = divmod(len(asked), len(all_of_line))
        if share and not rest:
            first = all_of_line.index(element) * share
            asked = asked[first : first + share]
        return tuple(dict.fromkeys(asked))


def origin_of(html: str, segment: Segment, laid_out: LaidOut, indicators: Indicators) -> Origin:
    """What the pages of a segment are made from.

    Args:
        html: that they are laid out from, the whole book or the segment alone.
        segment: which.
        laid_out: the layouts, filled.
        indicators: the figures.
    """
    figures: dict[str, tuple[str, ...]] = {}
    for number in segment.pieces:
        for place, ids in laid_out.figures.get(number, {}).items():
            figures[place] = (*figures.get(place, ()), *ids)
    begun = _PLACE.search("".join(laid_out.pieces[number] for number in segment.pieces))
    return Origin(html, segment.pieces, begun[1] if begun else "", figures, laid_out.charts, indicators)


def _same_line(one: Element, other: Element) -> bool:
    return one.tag == other.tag and one.get("data-at") == other.get("data-at")


@lru_cache(maxsize=2)
def parsed(html: str) -> Element:
    """The root of a page of HTML, as it is typeset."""
    root: Element = HTML(string=html).etree_element
    return root


def element_of(html: str, position: Position | None) -> Element | None:
    """The element at that position; None if there is none."""
    return next((element for at, element in positions(parsed(html)) if at == position), None)
