"""Writing a structure tree in the normal form: what binding relies on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from report_pdf.parts.objects.entries import Identity, identity, is_dictionary
from report_pdf.parts.tags.tagged_annotations import OnPage
from report_pdf.parts.tags.tree import Linked, Marked, Node

_KEYS = ("/StructParent", "/StructParents")


def forget_tags(pdf: Pdf) -> None:
    """Take the structure out, and every key into its parent tree."""
    for key in ("/StructTreeRoot", "/MarkInfo"):
        if key in pdf.Root:
            del pdf.Root[key]
    for found in pdf.objects:
        if is_dictionary(found):
            for key in _KEYS:
                if key in found:
                    del found[key]


def write_tags(pdf: Pdf, top: Node, key: str, annotations: dict[Identity, OnPage]) -> None:
    """Write the tree; its top becomes the one element under the root.

    Args:
        pdf: has no structure.
        top: the tree; its content is numbered as the pages are marked.
        key: prefix of the IDs.
        annotations: those that the tree links to.
    """
    writer = _Writer(pdf, key, annotations, [page.obj for page in pdf.pages])
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    root["/K"] = writer.write(top, root)
    parents = writer.parent_tree()
    root["/ParentTree"] = pdf.make_indirect(Dictionary(Nums=Array(parents)))
    root["/ParentTreeNextKey"] = len(parents) // 2
    if writer.identifiers:
        names = [item for each in sorted(writer.identifiers.items()) for item in (String(each[0]), each[1])]
        root["/IDTree"] = pdf.make_indirect(Dictionary(Names=Array(names)))
    pdf.Root["/StructTreeRoot"] = root
    pdf.Root["/MarkInfo"] = Dictionary(Marked=True)


@dataclass(slots=True)
class _Writer:
    """The tree while it is written.

    Attributes:
        pdf: where the objects go.
        key: prefix of the IDs.
        annotations: those that the tree links to.
        pages: in order.
        owners: for each page or form, the element of each number.
        linked: the element of each annotation.
        identifiers: the elements that have an ID.
    """

    pdf: Pdf
    key: str
    annotations: dict[Identity, OnPage]
    pages: list[Object]
    owners: dict[Identity, dict[int, Object]] = field(default_factory=dict)
    linked: dict[Identity, Object] = field(default_factory=dict)
    identifiers: dict[str, Object] = field(default_factory=dict)

    def write(self, top: Node, parent: Object) -> Object:
        """Add the element and all below it."""
        known = _identifiers(top, self.key)
        names = frozenset(known.values())
        written: list[tuple[Node, Object]] = []
        elements: dict[int, Object] = {}
        waiting: list[tuple[Node, Object]] = [(top, parent)]
        while waiting:
            node, above = waiting.pop()
            described = Dictionary(Type=Name.StructElem, S=Name(f"/{node.role}"), P=above)
            element: Object = self.pdf.make_indirect(described)
            elements[id(node)] = element
            written.append((node, element))
            waiting += [(kid, element) for kid in node.nodes]
        for node, element in written:
            if identifier := known.get(id(node)):
                element["/ID"] = String(identifier)
                self.identifiers[identifier] = element
            self._fill(node, element, elements, names)
        return elements[id(top)]

    def _fill(self, node: Node, element: Object, elements: dict[int, Object], names: frozenset[str]) -> None:
        for said, words in node.says.items():
            element[f"/{said}"] = String(words)
        if attributes := _attributes(node, self.key, names):
            element["/A"] = attributes[0] if len(attributes) == 1 else Array(attributes)
        first = next((kid.page for kid in node.kids if isinstance(kid, Marked)), None)
        if first is not None:
            element["/Pg"] = self.pages[first]
        kids = [
            elements[id(kid)] if isinstance(kid, Node) else self._content(kid, first, element)
            for kid in node.kids
        ]
        if kids:
            element["/K"] = kids[0] if len(kids) == 1 else Array(kids)

    def _content(self, kid: Marked | Linked, page: int | None, element: Object) -> Object | int:
        if isinstance(kid, Linked):
            found = self.annotations[kid.annotation]
            self.linked[kid.annotation] = element
            return Dictionary(Type=Name.OBJR, Obj=found.found, Pg=self.pages[found.page])
        self.owners.setdefault(kid.stream, {})[kid.mcid] = element
        own = self.pages[kid.page]
        if kid.stream != identity(own):
            stream = self.pdf.get_object(kid.stream)
            return Dictionary(Type=Name.MCR, Pg=own, Stm=stream, MCID=kid.mcid)
        return kid.mcid if kid.page == page else Dictionary(Type=Name.MCR, Pg=own, MCID=kid.mcid)

    def parent_tree(self) -> list[object]:
        """From content and annotations back to their elements; gives each its key (ISO 32000-1, 14.7.4.4)."""
        numbers: list[object] = []
        pages = [identity(page) for page in self.pages]
        streams = [page for page in pages if page in self.owners]
        streams += sorted(stream for stream in self.owners if stream not in set(pages))
        for key, stream in enumerate(streams):
            owners = self.owners[stream]
            self.pdf.get_object(stream)["/StructParents"] = key
            numbers += [key, self.pdf.make_indirect(Array([owners.get(n) for n in range(max(owners) + 1)]))]
        linked = [number for number in self.annotations if number in self.linked]
        for key, number in enumerate(linked, start=len(streams)):
            self.annotations[number].found["/StructParent"] = key
            numbers += [key, self.linked[number]]
        return numbers


def _identifiers(top: Node, key: str) -> dict[int, str]:
    """The new ID of each element that has one or needs one, each once; by `id` of the node."""
    result: dict[int, str] = {}
    used: set[str] = set()
    for node in top.walk():
        own = f"{key}:{node.identifier}" if node.identifier else ""
        if own and own not in used:
            result[id(node)] = own
            used.add(own)
    notes = [node for node in top.walk() if node.role == "Note" and id(node) not in result]
    free = (name for n in range(len(used) + len(notes)) if (name := f"{key}:note-{n + 1}") not in used)
    return result | {id(note): name for note, name in zip(notes, free, strict=False)}


def _attributes(node: Node, key: str, known: frozenset[str]) -> list[Dictionary]:
    return [
        Dictionary({"/O": Name(f"/{owner}"), **dict(written)})
        for owner, attributes in sorted(node.attributes.items())
        if (written := list(_written(attributes, key, known)))
    ]


def _written(attributes: dict[str, object], key: str, known: frozenset[str]) -> Iterator[tuple[str, object]]:
    for name, value in sorted(attributes.items()):
        if name == "Headers":
            headers = [f"{key}:{each}" for each in value] if isinstance(value, tuple) else []
            if kept := [String(each) for each in headers if each in known]:
                yield "/Headers", Array(kept)
        elif (plain := _plain(value)) is not None:
            yield f"/{name}", plain


def _plain(value: object) -> object:
    if isinstance(value, str):
        return Name(value) if value.startswith("/") and len(value) > 1 else String(value)
    if isinstance(value, tuple):
        return Array([round(each, 3) if isinstance(each, float) else String(each) for each in value])
    return value
