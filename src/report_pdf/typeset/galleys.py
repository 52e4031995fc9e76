"""A galley: one segment of the book, set; its pages painted, its part of the structure, what it links.

Galleys hold no boxes of WeasyPrint's: another process can make them, and they can be kept for the next build.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pydyf

from report_pdf.layout_audit.page_items import LaidPage
from report_pdf.typeset.font_programs import FontUse
from report_pdf.typeset.tag_tree import Node

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in CSS px from the upper left corner of the page."""

Bookmark = tuple[int, str, tuple[float, float], str]
"""As WeasyPrint keeps it: level, label, place in CSS px, "open" or "closed"."""


@dataclass(frozen=True, slots=True)
class GalleyLink:
    """A place to click.

    Attributes:
        kind: WeasyPrint's "internal" or "external".
        target: an anchor, or an address.
        rectangle: where it is.
        node: its structure element, one of the galley's.
        label: what its `aria-label` calls it; "" if it has none.
    """

    kind: str
    target: str
    rectangle: Box
    node: Node
    label: str


@dataclass(frozen=True, slots=True)
class GalleyPage:
    """A painted page.

    Attributes:
        width: CSS px.
        height: CSS px.
        bleed: by side, CSS px.
        content: its content stream, deflated.
        resources: what the content names; fonts are the book's.
        marks: how many marks (MCID) the content has, numbered from 0.
        anchors: where each id stands.
        bookmarks: of the outline.
        links: those that are in the structure.
        name: its label, if it has a name; "" if it is counted.
        laid: what stands on it. Page and blocks are counted from 0 in the galley; its label is not set yet.
    """

    width: float
    height: float
    bleed: Mapping[str, float]
    content: bytes
    resources: pydyf.Dictionary
    marks: int
    anchors: Mapping[str, Box]
    bookmarks: tuple[Bookmark, ...]
    links: tuple[GalleyLink, ...]
    name: str
    laid: LaidPage


@dataclass(frozen=True, slots=True)
class Galley:
    """A segment.

    Attributes:
        document: the root of the structure, with the elements of this segment alone; its leaves are marks.
        pages: in order.
        fonts: what its text is set in, in the order of first use.
        images: each picture that `resources` name, ready to be written, by that name.
    """

    document: Node
    pages: tuple[GalleyPage, ...]
    fonts: tuple[FontUse, ...]
    images: Mapping[str, pydyf.Stream]
