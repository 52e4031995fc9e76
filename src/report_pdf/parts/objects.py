"""Reading objects of a hostile PDF by the type that is expected; what is of another type counts as absent."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

_DEEPEST_PAGE_TREE = 64

Identity = tuple[int, int]
"""Number and generation of an object; (0, 0) for one that stands inside another."""


def identity(found: Object) -> Identity:
    """The number of an object of its own."""
    return found.objgen


def is_dictionary(found: object) -> bool:
    """Whether it has entries: a dictionary or a stream."""
    return isinstance(found, Dictionary | Stream)


def entry(owner: object, key: str) -> object:
    """The entry, followed to its object; None where there is none."""
    if not isinstance(owner, Dictionary | Stream):
        return None
    try:
        return owner.get(key)
    except (pikepdf.PdfError, ValueError, TypeError):
        return None


def dictionary(owner: object, key: str) -> Dictionary:
    """The entry as a dictionary; an empty one where it is none."""
    found = entry(owner, key)
    return found if isinstance(found, Dictionary) else Dictionary()


def array(owner: object, key: str) -> list[object]:
    """The entry as a list; empty where it is none."""
    found = entry(owner, key)
    return list(found) if isinstance(found, Array) else []


def listed(found: object) -> list[object]:
    """What may be one object or an array of them; empty for none."""
    if isinstance(found, Array):
        return list(found)
    return [] if found is None else [found]


def keys(owner: object) -> list[str]:
    """The keys of a dictionary that can be written as text, in order."""
    if not isinstance(owner, Dictionary | Stream):
        return []
    return sorted(key for key in owner.keys() if key.isprintable())  # noqa: SIM118  # iterates over values


def integer(found: object, otherwise: int = 0) -> int:
    """A whole number."""
    return found if isinstance(found, int) and not isinstance(found, bool) else otherwise


def number(found: object, otherwise: float = 0.0) -> float:
    """A number."""
    if isinstance(found, bool) or found is None or isinstance(found, Object):
        return otherwise
    try:
        return float(found)  # type: ignore[arg-type]  # what is no number raises
    except (TypeError, ValueError, OverflowError):
        return otherwise


def numbers(found: object, count: int) -> tuple[float, ...]:
    """Exactly `count` numbers; empty where they are not that many, or not numbers."""
    if not isinstance(found, Array) or len(found) != count:
        return ()
    if any(isinstance(item, Object | bool | None) for item in found):
        return ()
    return tuple(number(item) for item in found)


def name(found: object) -> str:
    """A name without its slash; "" for what is no name."""
    return bytes(found).decode("utf-8", "replace").removeprefix("/") if isinstance(found, Name) else ""


def text(found: object) -> str:
    """A text string; "" for what is none or cannot be read."""
    if not isinstance(found, String):
        return ""
    try:
        return str(found).replace("\0", "")
    except UnicodeError:
        return ""


def stream_bytes(found: object) -> bytes:
    """What a stream holds, decoded; empty where it cannot be."""
    if not isinstance(found, Stream):
        return b""
    try:
        return found.read_bytes()
    except (pikepdf.PdfError, ValueError, RuntimeError):
        return b""


def page_indices(pdf: Pdf) -> dict[Identity, int]:
    """The 0-based index of each page by its object."""
    return {identity(page.obj): index for index, page in enumerate(pdf.pages)}


def annotations_on(page: pikepdf.Page) -> Iterator[Dictionary]:
    """The annotations of a page that can be one."""
    for found in array(page.obj, "/Annots"):
        if isinstance(found, Dictionary):
            yield found


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


def inherited(page: Object, key: str) -> object:
    """The entry of a page, or of the nearest node above it that has one."""
    node: object = page
    for _level in range(_DEEPEST_PAGE_TREE):
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
