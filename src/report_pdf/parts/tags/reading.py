"""Reading the structure tree of a hostile PDF: each element once, circles cut."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from report_pdf.parts.objects.entries import Identity, array, dictionary, entry, identity, keys, listed
from report_pdf.parts.objects.names import name
from report_pdf.parts.objects.values import integer, numbers, text
from report_pdf.parts.objects.walks import page_indices
from report_pdf.parts.tags.standard_types import ARTIFACT, standard_type
from report_pdf.parts.tags.tree import Linked, Marked, Node

MOST_ELEMENTS = 1_000_000
DEEPEST = 100

_LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")
_TEXTS = ("Alt", "ActualText", "E", "T", "Lang")
# What a reader hears or a viewer reflows by; the look of each paragraph is in the page.
_ATTRIBUTES = {
    "List": {"ListNumbering"},
    "Table": {"Scope", "RowSpan", "ColSpan", "Headers", "Summary"},
    "Layout": {"BBox", "Placement", "WritingMode"},
    "PrintField": {"Role", "checked", "Desc"},
}


@dataclass(slots=True)
class TagsRead:
    """A structure tree as it was found.

    Attributes:
        top: an element of no role around all.
        decoration: content that the tree itself calls decoration.
        is_tangled: whether an element was reached again, from another or from itself.
        is_too_deep: whether there were more elements, or more levels, than any document has.
        tagged_objects: pictures tagged as objects, which have no marked content.
    """

    top: Node = field(default_factory=lambda: Node(""))
    decoration: set[tuple[Identity, int]] = field(default_factory=set)
    is_tangled: bool = False
    is_too_deep: bool = False
    tagged_objects: int = 0


@dataclass(frozen=True, slots=True)
class _Found:
    """A kid that waits to be read.

    Attributes:
        kid: the object.
        into: the element that gets it; None below decoration.
        page: the page that content without one of its own is on; None if none was said.
        depth: levels above it.
    """

    kid: object
    into: Node | None
    page: Object | None
    depth: int


def read_tags(pdf: Pdf) -> TagsRead:
    """The structure of `pdf`; empty where it has none."""
    root = dictionary(pdf.Root, "/StructTreeRoot")
    reader = _Reader(page_indices(pdf), dictionary(root, "/RoleMap"), dictionary(root, "/ClassMap"))
    return reader.read(root)


class _Reader:
    def __init__(self, pages: dict[Identity, int], roles: Object, classes: Object) -> None:
        self._pages = pages
        self._roles = roles
        self._classes = classes
        self._seen: set[Identity] = set()
        self._waiting: list[_Found] = []
        self._result = TagsRead()

    def read(self, root: Object) -> TagsRead:
        count = 0
        self._wait(entry(root, "/K"), self._result.top, None, 0)
        while self._waiting:
            count += 1
            if count > MOST_ELEMENTS:
                self._result.is_too_deep = True
                break
            self._one(self._waiting.pop())
        return self._result

    def _wait(self, kids: object, into: Node | None, page: Object | None, depth: int) -> None:
        self._waiting += [_Found(kid, into, page, depth) for kid in reversed(listed(kids))]

    def _one(self, found: _Found) -> None:
        kid = found.kid
        if isinstance(kid, int) and not isinstance(kid, bool):
            self._marked(found, found.page, found.page, kid)
        elif isinstance(kid, Array):
            self._wait(kid, found.into, found.page, found.depth + 1)
        elif isinstance(kid, Dictionary):
            self._dictionary(found, kid)

    def _dictionary(self, found: _Found, kid: Dictionary) -> None:
        kind = name(entry(kid, "/Type"))
        page = _page(kid, found.page)
        if "/S" in kid:
            self._element(found, kid, page)
        elif kind == "OBJR" or "/Obj" in kid:
            self._object(found, entry(kid, "/Obj"))
        elif "/MCID" in kid:
            stream = entry(kid, "/Stm")
            own = stream if isinstance(stream, Stream) else page
            self._marked(found, page, own, integer(entry(kid, "/MCID"), -1))

    def _marked(self, found: _Found, page: Object | None, stream: Object | None, mcid: int) -> None:
        index = -1 if page is None else self._pages.get(identity(page), -1)
        if index < 0 or mcid < 0 or stream is None:
            return
        if found.into is None:
            self._result.decoration.add((identity(stream), mcid))
        else:
            found.into.kids.append(Marked(index, identity(stream), mcid))

    def _object(self, found: _Found, target: object) -> None:
        if isinstance(target, Stream):
            self._result.tagged_objects += 1
        elif isinstance(target, Dictionary) and target.is_indirect and found.into is not None:
            found.into.kids.append(Linked(identity(target)))

    def _element(self, found: _Found, element: Dictionary, page: Object | None) -> None:
        if element.is_indirect and identity(element) in self._seen:
            self._result.is_tangled = True
            return
        self._seen.add(identity(element))
        if found.depth > DEEPEST:
            self._result.is_too_deep = True
            return
        role = standard_type(element, self._roles)
        node = None
        if found.into is not None and role != ARTIFACT:
            present = set(keys(element))
            node = Node(role, says=dict(_says(element, present)))
            node.identifier = text(entry(element, "/ID")) if "/ID" in present else ""
            node.attributes = self._attributes(element) if present & {"/A", "/C"} else {}
            found.into.kids.append(node)
        self._wait(entry(element, "/K"), node, page, found.depth + 1)

    def _attributes(self, element: Object) -> dict[str, dict[str, object]]:
        """Its own attributes, over those of its classes."""
        classes = [
            entry(self._classes, f"/{name(each)}") for each in listed(entry(element, "/C")) if name(each)
        ]
        result: dict[str, dict[str, object]] = {}
        for source in [*classes, entry(element, "/A")]:
            for each in listed(source):
                owner = name(entry(each, "/O"))
                for key in sorted(_ATTRIBUTES.get(owner, set())):
                    value = _plain(entry(each, f"/{key}"))
                    if value is not None:
                        result.setdefault(owner, {})[key] = value
        return result


def _page(owner: Object, otherwise: Object | None) -> Object | None:
    page = entry(owner, "/Pg")
    return page if isinstance(page, Dictionary) else otherwise


def _says(element: Object, present: set[str]) -> Iterator[tuple[str, str]]:
    for key in _TEXTS:
        found = entry(element, f"/{key}") if f"/{key}" in present else None
        said = text(found)
        is_said = said or (key == "ActualText" and isinstance(found, String))
        if is_said and (key != "Lang" or is_language(said)):
            yield key, said


def is_language(tag: str) -> bool:
    """Whether it is made like a language tag (BCP 47)."""
    return _LANGUAGE.fullmatch(tag) is not None


def _plain(value: object) -> object:
    """An attribute's value as names, numbers, texts or tuples of them; None for anything else."""
    if isinstance(value, Name):
        return f"/{name(value)}"
    if isinstance(value, String):
        return text(value)
    if isinstance(value, Array):
        texts = tuple(text(item) for item in value if text(item))
        return numbers(value, len(value)) or texts or None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def has_parent_tree(pdf: Pdf) -> bool:
    """Whether the structure has a way from content back to elements."""
    tree = dictionary(dictionary(pdf.Root, "/StructTreeRoot"), "/ParentTree")
    return bool(array(tree, "/Nums") or array(tree, "/Kids"))
