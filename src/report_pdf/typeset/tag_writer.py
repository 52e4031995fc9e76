"""Our structure tree in WeasyPrint's PDF.

WeasyPrint offers no way to tag otherwise, so while a PDF is written two of
its functions are exchanged for ours: the one that marks content and the one
that builds the tree. Only here is its inside touched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import partial

import pydyf
import weasyprint
from weasyprint.document import Document
from weasyprint.formatting_structure import boxes
from weasyprint.pdf.stream import Stream

from report_pdf.typeset.links import Link
from report_pdf.typeset.painted import Piece
from report_pdf.typeset.tag_tree import Leaf, Node, pieces

WRITTEN_FOR = "70."
"""The WeasyPrint whose inside is known here; another one has to be looked at first."""


@dataclass(frozen=True, slots=True)
class Tags:
    """What the writer has to know of a book.

    Attributes:
        document: the structure tree.
        furniture: the boxes of the page margins, with the subtype of their artifact or "".
        links: the links of each page, each with what it is called.
    """

    document: Node
    furniture: Mapping[boxes.Box, str]
    links: Sequence[Sequence[tuple[Link, str]]]


@contextmanager
def our_tags(tags: Tags) -> Iterator[list[Piece]]:
    """Write a PDF with `tags` in the place of WeasyPrint's own, inside this context.

    Yields:
        a list that gets, while the PDF is written, the pieces that could not be tagged.
    """
    if not weasyprint.__version__.startswith(WRITTEN_FOR):
        message = f"tags are written for WeasyPrint {WRITTEN_FOR}x, this is {weasyprint.__version__}"
        raise RuntimeError(message)
    theirs = Stream.marked, weasyprint.pdf.add_tags
    marks = _Marks(frozenset(piece.box for piece in pieces(tags.document)), tags.furniture)
    # A bound method would not be given the stream.
    Stream.marked = lambda stream, *box_and_tag: marks.marked(stream, *box_and_tag)  # noqa: PLW0108
    untagged: list[Piece] = []
    weasyprint.pdf.add_tags = partial(_add_tags, tags, untagged)
    try:
        yield untagged
    finally:
        Stream.marked, weasyprint.pdf.add_tags = theirs


@dataclass(frozen=True, slots=True)
class _Marks:
    """Marked content while a PDF is painted."""

    content: frozenset[boxes.Box]
    furniture: Mapping[boxes.Box, str]

    def marked(self, stream: Stream, box: boxes.Box, tag: str) -> AbstractContextManager[None]:
        """Content of the tree gets a number, all else is an artifact.

        A group (opacity) is a stream of its own, where a number would not be the
        page's: what is in it is an artifact, and told as untagged.
        """
        if box not in self.content or hasattr(stream, "id"):
            return _marked(stream, "Artifact", self._pagination(box))
        stream._tags[box] = len(stream._tags)  # noqa: SLF001
        return _marked(stream, tag, {"MCID": stream._tags[box]})  # noqa: SLF001

    def _pagination(self, box: boxes.Box) -> dict[str, str]:
        if box not in self.furniture:
            return {}
        subtype = self.furniture[box]
        return {"Type": "/Pagination"} | ({"Subtype": f"/{subtype}"} if subtype else {})


@contextmanager
def _marked(stream: Stream, tag: str, properties: Mapping[str, object]) -> Iterator[None]:
    stream.begin_marked_content(tag, pydyf.Dictionary(properties) if properties else None)
    try:
        yield
    finally:
        stream.end_marked_content()


def _add_tags(  # WeasyPrint's own, after the first two
    tags: Tags,
    untagged: list[Piece],
    pdf: pydyf.PDF,
    _document: Document,
    _version: str,
    streams: Sequence[Stream],
) -> None:
    """What WeasyPrint's `add_tags` does, for our tree."""
    marks = {box: mark for stream in streams for box, mark in stream._tags.items()}  # noqa: SLF001
    untagged += [piece for piece in pieces(tags.document) if piece.box not in marks]
    owners = [[b""] * len(stream._tags) for stream in streams]  # noqa: SLF001
    tree = _Tree(pdf, tuple(pdf.page_references), marks, owners)
    for page, links in enumerate(tags.links):
        for link, name in links:
            tree.annotations.setdefault(link.node, []).append((page, link.box.link_annotation))
            link.box.link_annotation["Contents"] = pydyf.String(name)
    root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
    pdf.add_object(root)
    root["K"] = tree.write(tags.document, root).reference
    root["ParentTree"] = tree.parent_tree().reference
    root["ParentTreeNextKey"] = len(streams) + len(tree.linked)
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
        marks: the number of each painted box on its page (MCID).
        owners: for each page, the element that each number belongs to.
        annotations: those of each link, with their 0-based page index.
        linked: the elements of the annotations, in the order of their StructParent.
        identifiers: the elements that have an ID.
    """

    pdf: pydyf.PDF
    page_references: Sequence[bytes]
    marks: Mapping[boxes.Box, int]
    owners: list[list[bytes]]
    annotations: dict[Node, list[tuple[int, pydyf.Dictionary]]] = field(default_factory=dict)
    linked: list[bytes] = field(default_factory=list)
    identifiers: dict[str, bytes] = field(default_factory=dict)

    def write(self, node: Node, parent: pydyf.Dictionary) -> pydyf.Dictionary:
        """Add the element and all below it."""
        element = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{node.role}", "P": parent.reference})
        self.pdf.add_object(element)
        element.update(_properties(node))
        if node.identifier:
            self.identifiers[node.identifier] = element.reference
        kids: list[object] = []
        for kid in node.kids:
            if isinstance(kid, Leaf):
                kids += self._content(kid, element)
            else:
                kids.append(self.write(kid, element).reference)
        kids += self._objects(node, element)
        element["K"] = pydyf.Array(kids)
        return element

    def _content(self, leaf: Leaf, element: pydyf.Dictionary) -> Iterator[object]:
        """The marks of a leaf: bare on the page of the element, with their page on others."""
        for piece in leaf.pieces:
            if piece.box not in self.marks:
                continue  # not painted: hidden by CSS, or of no size
            mark, page = self.marks[piece.box], self.page_references[piece.page]
            self.owners[piece.page][mark] = element.reference
            if element.setdefault("Pg", page) == page:
                yield mark
            else:
                yield pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": mark})

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
    if node.role == "Figure" and (shown := next(pieces(node), None)):
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
