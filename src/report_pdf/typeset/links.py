"""Links as readers meet them: one for each line, or for each row of the contents, and named for the ear."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from weasyprint.document import Page
from weasyprint.formatting_structure import boxes

from report_pdf.typeset.galleys import GalleyLink
from report_pdf.typeset.html_places import Places
from report_pdf.typeset.tag_roles import is_link
from report_pdf.typeset.tag_tree import Node, nodes, text

PAGE_WORD = "pagina"
"""The report is Italian, whatever language the program speaks."""


Area = tuple[str, str, tuple[float, float, float, float], boxes.Box]
"""A link as WeasyPrint keeps it: kind, target, rectangle in CSS px, box."""


@dataclass(frozen=True, slots=True)
class Link:
    """A place to click.

    Attributes:
        kind: WeasyPrint's "internal" or "external".
        target: an anchor, or an address.
        rectangle: left, top, right, bottom, in CSS px from the upper left corner of the page.
        element: the `a`.
        in_contents: whether it is a row of the table of contents.
    """

    kind: str
    target: str
    rectangle: tuple[float, float, float, float]
    element: Element
    in_contents: bool


def links_of(pages: Sequence[Page], document: Node, places: Places) -> tuple[tuple[Link, ...], ...]:
    """The links of each page, in reading order: one for each link and line, one for each row of the contents.

    WeasyPrint has one for each box of a link. One that is in no structure element (in a margin,
    in hidden decoration) goes: ISO 14289-1, 7.18, wants annotations in the structure.
    """
    tagged = {node.element for node in nodes(document) if node.role == "Link"}
    rows = {kid.element for row in nodes(document) if row.role == "TOCI" for kid in nodes(row)}
    return tuple(tuple(_merged(_tagged(page.links, tagged, rows, places))) for page in pages)


def _tagged(
    links: list[Area], tagged: set[Element | None], rows: set[Element | None], places: Places
) -> Iterator[Link]:
    for kind, target, rectangle, box in links:
        element = _linking(box.element, places)
        if element is not None and element in tagged and kind in {"internal", "external"}:
            yield Link(kind, target, rectangle, element, element in rows)


def _linking(element: Element | None, places: Places) -> Element | None:
    """The link that an element is or stands in."""
    while element is not None and not is_link(element):
        element = places.parents.get(element)
    return element


def _merged(links: Iterator[Link]) -> list[Link]:
    merged: list[Link] = []
    for link in links:
        for index, other in enumerate(merged):
            if other.element is link.element and (link.in_contents or _one_line(other, link)):
                merged[index] = replace(other, rectangle=_union(other, link))
                break
        else:
            merged.append(link)
    return merged


def _one_line(one: Link, other: Link) -> bool:
    """Whether two rectangles share more than half the height of the lower one."""
    _l, top, _r, bottom = one.rectangle
    _l, other_top, _r, other_bottom = other.rectangle
    shared = min(bottom, other_bottom) - max(top, other_top)
    return shared > min(bottom - top, other_bottom - other_top) / 2


def _union(one: Link, other: Link) -> tuple[float, float, float, float]:
    left, top, right, bottom = zip(one.rectangle, other.rectangle, strict=True)
    return min(left), min(top), max(right), max(bottom)


def link_name(link: GalleyLink, folios: Mapping[str, str]) -> str:
    """What the link is called when it is read aloud: its label, or its words and the page it leads to.

    Args:
        link: the link.
        folios: the label of the page of each anchor.
    """
    if link.label:
        return link.label
    words = text(link.node).strip()
    if link.kind == "external" or link.target not in folios:
        return words or link.target
    folio = folios[link.target]
    words = words.removeprefix(f"{folio} ").removesuffix(f" {folio}").removesuffix(f", {PAGE_WORD}")
    says_it = words.rpartition(", ")[2].startswith(f"{PAGE_WORD} ")  # an appendix, by its first page
    return words if says_it else f"{words}, {PAGE_WORD} {folio}"
