"""Our structure tree in WeasyPrint's PDF.

WeasyPrint offers no way to tag otherwise, so while a PDF is written the function that builds
the tree is exchanged for ours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from types import SimpleNamespace

import pydyf
import weasyprint
from weasyprint.document import Document
from weasyprint.pdf.stream import Stream

from report_pdf.typeset.galleys import Galley
from report_pdf.typeset.tag_tree import Leaf, Node, marks


@dataclass(frozen=True, slots=True)
class NamedLink:
    """A link whose annotation is written.

    Attributes:
        node: its structure element.
        name: what it is called.
        box: what WeasyPrint hangs the annotation on, as `link_annotation`.
    """

    node: Node
    name: str
    box: SimpleNamespace


@contextmanager
def our_tags(galleys: Sequence[Galley], links: Sequence[Sequence[NamedLink]]) -> Iterator[None]:
    """Write a PDF with the structure of `galleys` in the place of WeasyPrint's own, inside this context.

    Args:
        galleys: the book.
        links: those of each page.
    """
    theirs = weasyprint.pdf.add_tags
    weasyprint.pdf.add_tags = partial(_add_tags, galleys, links)
    try:
        yield
    finally:
        weasyprint.pdf.add_tags = theirs


def _add_tags(  # WeasyPrint's own, after the first two
    galleys: Sequence[Galley],
    links: Sequence[Sequence[NamedLink]],
    pdf: pydyf.PDF,
    _document: Document,
    _version: str,
    _streams: Sequence[Stream],
) -> None:
    """What WeasyPrint's `add_tags` does, for our tree."""
    owners = [[b""] * page.marks for galley in galleys for page in galley.pages]
    tree = _Tree(pdf, tuple(pdf.page_references), owners)
    for page, of_page in enumerate(links):
        for link in of_page:
            tree.annotations.setdefault(link.node, []).append((page, link.box.link_annotation))
            link.box.link_annotation["Contents"] = pydyf.String(link.name)
    root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
    pdf.add_object(root)
    root["K"] = tree.write_book(galleys, root).reference
    root["ParentTree"] = tree.parent_tree().reference
    root["ParentTreeNextKey"] = len(owners) + len(tree.linked)
    if tree.identifiers:
        names = [item for name, ref in sorted(tree.identifiers.items()) for item in (pydyf.String(name), ref)]
        root["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(names)})
    pdf.catalog["StructTreeRoot"] = root.reference
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


@dataclass(slots=True)
class _Tree:
    """The tree while it is written.

    Attributes:
        pdf: where the objects go.
        page_references: of its pages, collected once: the PDF would look through all its objects each time.
        owners: for each page, the element that each number belongs to.
        annotations: those of each link, with their 0-based page index.
        linked: the elements of the annotations, in the order of their StructParent.
        identifiers: the elements that have an ID.
        first: 0-based index of the first page of the galley that is being written.
    """

    pdf: pydyf.PDF
    page_references: Sequence[bytes]
    owners: list[list[bytes]]
    annotations: dict[Node, list[tuple[int, pydyf.Dictionary]]] = field(default_factory=dict)
    linked: list[bytes] = field(default_factory=list)
    identifiers: dict[str, bytes] = field(default_factory=dict)
    first: int = 0

    def write_book(self, galleys: Sequence[Galley], root: pydyf.Dictionary) -> pydyf.Dictionary:
        """One element for all galleys, and in it what is in theirs."""
        document = self._begin(galleys[0].document, root)
        kids: list[object] = []
        for galley in galleys:
            kids += self._kids(galley.document, document)
            self.first += len(galley.pages)
        document["K"] = pydyf.Array(kids)
        return document

    def _write(self, node: Node, parent: pydyf.Dictionary) -> pydyf.Dictionary:
        """Add the element and all below it."""
        element = self._begin(node, parent)
        kids = [*self._kids(node, element), *self._objects(node, element)]
        element["K"] = pydyf.Array(kids)
        return element

    def _begin(self, node: Node, parent: pydyf.Dictionary) -> pydyf.Dictionary:
        element = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{node.role}", "P": parent.reference})
        self.pdf.add_object(element)
        element.update(_properties(node))
        if node.identifier:
            self.identifiers[node.identifier] = element.reference
        return element

    def _kids(self, node: Node, element: pydyf.Dictionary) -> Iterator[object]:
        for kid in node.kids:
            if isinstance(kid, Leaf):
                yield from self._content(kid, element)
            else:
                yield self._write(kid, element).reference

    def _content(self, leaf: Leaf, element: pydyf.Dictionary) -> Iterator[object]:
        """The marks of a leaf: bare on the page of the element, with their page on others."""
        for mark in leaf.marks:
            index = self.first + mark.page
            page = self.page_references[index]
            self.owners[index][mark.number] = element.reference
            if element.setdefault("Pg", page) == page:
                yield mark.number
            else:
                yield pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": mark.number})

    def _objects(self, node: Node, element: pydyf.Dictionary) -> Iterator[pydyf.Dictionary]:
        for page, annotation in self.annotations.get(node, ()):
            annotation["StructParent"] = len(self.owners) + len(self.linked)
            self.linked.append(element.reference)
            page_reference = self.page_references[page]
            yield pydyf.Dictionary({"Type": "/OBJR", "Obj": annotation.reference, "Pg": page_reference})

    def parent_tree(self) -> pydyf.Dictionary:
        """From content and annotations back to their elements (ISO 32000-1, 14.7.4.4)."""
        numbers: list[object] = []
        for page, owners in enumerate(self.owners):
            numbers += [page, pydyf.Array([owner or "null" for owner in owners])]
        for key, owner in enumerate(self.linked, start=len(self.owners)):
            numbers += [key, owner]
        tree = pydyf.Dictionary({"Nums": pydyf.Array(numbers)})
        self.pdf.add_object(tree)
        return tree


def _properties(node: Node) -> Iterator[tuple[str, object]]:
    """The entries of an element apart from its place in the tree."""
    texts = {
        "ID": node.identifier,
        "T": node.title,
        "Lang": node.language,
        "Alt": node.alternative,
        "E": node.expansion,
        "ActualText": node.actual_text,
    }
    for key, value in texts.items():
        if value:
            yield key, pydyf.String(value)
    if attributes := _attributes(node):
        yield "A", attributes


def _attributes(node: Node) -> pydyf.Dictionary | None:
    """The one attribute object of an element (ISO 32000-1, 14.8.5)."""
    if node.role == "L":
        return pydyf.Dictionary({"O": "/List", "ListNumbering": f"/{node.numbering}"})
    if node.role == "Figure" and (shown := next(marks(node), None)):
        box = pydyf.Array([round(side, 3) for side in shown.rectangle])
        return pydyf.Dictionary({"O": "/Layout", "Placement": "/Block", "BBox": box})
    if node.role in {"TH", "TD"} and (cell := dict(_cell(node))):
        return pydyf.Dictionary({"O": "/Table", **cell})
    return None


def _cell(node: Node) -> Iterator[tuple[str, object]]:
    if node.scope:
        yield "Scope", f"/{node.scope}"
    if node.columns > 1:
        yield "ColSpan", node.columns
    if node.rows > 1:
        yield "RowSpan", node.rows
    if node.headers:
        yield "Headers", pydyf.Array([pydyf.String(header) for header in node.headers])
