"""Ways through a file: pages, annotations, trees, fields, whatever circles they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Object, ObjectSet, Pdf, Stream

from report_pdf.parts.objects.entries import (
    Identity,
    array,
    dictionary,
    entry,
    identity,
    listed,
)


def page_indices(pdf: Pdf) -> dict[Identity, int]:
    """The 0-based index of each page by its object."""
    return {identity(page.obj): index for index, page in enumerate(pdf.pages)}


def annotations_on(page: pikepdf.Page) -> Iterator[Dictionary]:
    """The annotations of a page that can be one."""
    for found in array(page.obj, "/Annots"):
        if isinstance(found, Dictionary):
            yield found


def inherited(page: object, key: str) -> object:
    """An entry of a page or of the nodes above it, in a page tree that may run in a circle."""
    seen = ObjectSet()
    node: object = page
    while isinstance(node, Dictionary) and seen.add(node):
        if (found := entry(node, key)) is not None:
            return found
        node = entry(node, "/Parent")
    return None


def own_resources(page: pikepdf.Page) -> Dictionary:
    """The resources of a page, from now on its own."""
    if not isinstance(entry(page.obj, "/Resources"), Dictionary):
        found = inherited(page.obj, "/Resources")
        page.obj["/Resources"] = found if isinstance(found, Dictionary) else Dictionary()
    return dictionary(page.obj, "/Resources")


def tree_items(root: object, leaves: str, most: int = 500_000) -> Iterator[tuple[object, object]]:
    """Keys and values of a name tree (`leaves` "/Names") or number tree ("/Nums"), each node once."""
    waiting, seen, count = [root], set[Identity](), 0
    while waiting and count < most:
        node = waiting.pop()
        if not isinstance(node, Dictionary) or (node.is_indirect and identity(node) in seen):
            continue
        seen.add(identity(node))
        items = array(node, leaves)
        count += len(items) + 1
        yield from zip(items[::2], items[1::2], strict=False)
        waiting += reversed(array(node, "/Kids"))


def fields(pdf: Pdf) -> Iterator[Dictionary]:
    """Each field of the form and each of its parts, once."""
    yield from _each(listed(entry(entry(pdf.Root, "/AcroForm"), "/Fields")), ("/Kids",))


def outline_items(pdf: Pdf) -> Iterator[Dictionary]:
    """Each item of the outline, once."""
    yield from _each(listed(entry(entry(pdf.Root, "/Outlines"), "/First")), ("/Next", "/First"))


def structure_elements(pdf: Pdf) -> Iterator[Dictionary]:
    """Each element of the structure, once, and what refers to content or to objects."""
    yield from _each(listed(entry(entry(pdf.Root, "/StructTreeRoot"), "/K")), ("/K",))


def tree_leaves(root: object) -> Iterator[Dictionary]:
    """Each node of a name or number tree, once."""
    yield from _each([root], ("/Kids",))


def indirect(pdf: Pdf) -> Iterator[Object]:
    """The objects of a file that have parts."""
    for value in pdf.objects:
        if isinstance(value, Dictionary | Stream | Array):
            yield value


def written(found: Object) -> bytes:
    """An object as it is written, without what it refers to, and without the data of a stream."""
    return (found.stream_dict if isinstance(found, Stream) else found).unparse(resolved=True)


def mentioning(pdf: Pdf, words: re.Pattern[bytes]) -> Iterator[Object]:
    """The objects in whose written form `words` are found: most of a tagged file need no closer look."""
    for found in indirect(pdf):
        if words.search(written(found)):
            yield found


def _each(start: list[object], keys: tuple[str, ...]) -> Iterator[Dictionary]:
    """All dictionaries reached through `keys`, each once, however they are knotted."""
    seen = ObjectSet()
    waiting = start[::-1]
    while waiting:
        found = waiting.pop()
        if not isinstance(found, Dictionary) or not seen.add(found):
            continue
        waiting.extend(below for key in keys for below in reversed(listed(entry(found, key))))
        yield found
