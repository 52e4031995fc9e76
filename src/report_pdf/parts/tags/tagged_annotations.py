"""The place of annotations in the structure: each in an element of its own kind, and once."""

from __future__ import annotations

from dataclasses import dataclass

from pikepdf import Dictionary, Pdf

from report_pdf.parts.objects.entries import Identity, entry, identity
from report_pdf.parts.objects.names import name
from report_pdf.parts.objects.walks import annotations_on
from report_pdf.parts.tags.tree import Linked, Marked, Node, from_below

_ROLES = {"Link": "Link", "Widget": "Form"}
_UNTAGGED = frozenset({"Popup", "PrinterMark", "TrapNet"})


@dataclass(frozen=True, slots=True)
class OnPage:
    """An annotation of a page.

    Attributes:
        found: the annotation.
        page: 0-based index.
        role: the type of the element that it belongs in.
    """

    found: Dictionary
    page: int
    role: str


def tagged_annotations(pdf: Pdf) -> dict[Identity, OnPage]:
    """The annotations that belong in the structure, in the order of the pages."""
    return {
        identity(found): OnPage(found, index, _ROLES.get(kind, "Annot"))
        for index, page in enumerate(pdf.pages)
        for found in annotations_on(page)
        if (kind := name(entry(found, "/Subtype"))) not in _UNTAGGED and found.is_indirect
    }


def place_annotations(top: Node, known: dict[Identity, OnPage]) -> None:
    """Keep the annotations that exist where the tags have them, and find a place for the others."""
    placed: set[Identity] = set()
    for node in top.walk():
        _keep_once(node, known, placed)
    for node in from_below(top):
        _unnest_links(node)
    for node in top.walk():
        _own_elements(node, known)
    for node in top.walk():
        if node.role in {"Link", "Annot", "Form"} and not any(isinstance(k, Linked) for k in node.contents()):
            node.role = "Span"
    _place_others(top, [number for number in known if number not in placed], known)


def _keep_once(node: Node, known: dict[Identity, OnPage], placed: set[Identity]) -> None:
    kept: list[Node | Marked | Linked] = []
    for kid in node.kids:
        if isinstance(kid, Linked):
            if kid.annotation not in known or kid.annotation in placed:
                continue
            placed.add(kid.annotation)
        kept.append(kid)
    node.kids = kept


def _unnest_links(node: Node) -> None:
    """A link in a link: the inner one is text, the outer one has both annotations."""
    if node.role != "Link":
        return
    for inner in node.nodes:
        for each in inner.walk():
            if each.role == "Link":
                node.kids += [kid for kid in each.kids if isinstance(kid, Linked)]
                each.kids = [kid for kid in each.kids if not isinstance(kid, Linked)]
                each.role = "Span"


def _own_elements(node: Node, known: dict[Identity, OnPage]) -> None:
    """Put each annotation that stands in an element of another kind into one of its own.

    A Form has one field and nothing else (ISO 14289-1, 7.18.4): what has more is text with fields in it.
    """
    if node.role == "Form" and len(node.kids) > 1:
        node.role = "Span"
    kids: list[Node | Marked | Linked] = []
    for kid in node.kids:
        role = known[kid.annotation].role if isinstance(kid, Linked) else ""
        kids.append(Node(role, [kid]) if role not in {"", node.role} else kid)
    node.kids = kids


def _place_others(top: Node, others: list[Identity], known: dict[Identity, OnPage]) -> None:
    """After what their page shows."""
    pages = [kid.page if isinstance(kid, Node | Marked) else None for kid in top.kids]
    waiting: dict[int, list[Node]] = {}
    for number in others:
        found = known[number]
        before = [index for index, page in enumerate(pages) if page is not None and page <= found.page]
        after = before[-1] if before else -1
        waiting.setdefault(after, []).append(Node(found.role, [Linked(number)]))
    kids: list[Node | Marked | Linked] = [*waiting.get(-1, [])]
    for index, kid in enumerate(top.kids):
        kids += [kid, *waiting.get(index, [])]
    top.kids = kids
