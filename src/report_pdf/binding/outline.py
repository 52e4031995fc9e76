"""The outline of a part comes below the entry of its divider, closed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, NumberObject, PdfObject

from report_pdf.binding.graft import dictionary, integer

_FIRST, _LAST, _NEXT, _PREVIOUS, _PARENT, _COUNT = (
    NameObject(key) for key in ("/First", "/Last", "/Next", "/Prev", "/Parent", "/Count")
)


def nest_outlines(root: DictionaryObject, parts: Mapping[int, DictionaryObject]) -> None:
    """Bring the outlines of parts into that of the book.

    Args:
        root: the outline of the book.
        parts: the outline of each part, by the number of the object of its divider's page.
    """
    waiting = dict(parts)
    for entry in list(_entries(root)):
        part = waiting.pop(_page(dictionary(entry)), None)
        if part is not None and _FIRST in part:
            _nest(entry, part)
    _count(root)


def _nest(entry: IndirectObject, part: DictionaryObject) -> None:
    parent = dictionary(entry)
    for kid in list(_entries(part)):
        dictionary(kid)[_COUNT] = NumberObject(-1)
    for kid in _kids(part):
        dictionary(kid)[_PARENT] = entry
    first, last = part.raw_get(_FIRST), part.raw_get(_LAST)
    if _LAST in parent:
        dictionary(first)[_PREVIOUS] = parent.raw_get(_LAST)
        dictionary(parent[_LAST])[_NEXT] = first
    else:
        parent[_FIRST] = first
    parent[_LAST] = last
    parent[_COUNT] = NumberObject(-1)


def _kids(parent: DictionaryObject) -> Iterator[IndirectObject]:
    at, key = parent, _FIRST
    while key in at:
        kid = at.raw_get(key)
        yield kid
        at, key = dictionary(kid), _NEXT


def _entries(root: DictionaryObject) -> Iterator[IndirectObject]:
    """All entries below one, each before its kids; without recursion, for outlines may be deep."""
    waiting = list(_kids(root))[::-1]
    while waiting:
        entry = waiting.pop()
        yield entry
        waiting += list(_kids(dictionary(entry)))[::-1]


def _page(entry: DictionaryObject) -> int:
    """The number of the object of the page that an entry leads to; 0 for another destination."""
    target: PdfObject | None = entry.get("/Dest")
    if target is None and "/A" in entry:
        target = dictionary(entry["/A"]).get("/D")
    found = target.get_object() if target is not None else None
    if isinstance(found, ArrayObject) and found and isinstance(found[0], IndirectObject):
        return found[0].idnum
    return 0


def _count(root: DictionaryObject) -> None:
    """Write anew how many entries are seen below each open one, or would be below each closed one."""
    entries = [dictionary(entry) for entry in _entries(root)]
    for entry in [*reversed(entries), root]:
        seen = sum(1 + max(0, _told(dictionary(kid))) for kid in _kids(entry))
        is_open = entry is root or _told(entry) > 0
        entry.pop(_COUNT, None)
        if seen:
            entry[_COUNT] = NumberObject(seen if is_open else -seen)


def _told(entry: DictionaryObject) -> int:
    return integer(entry[_COUNT]) if _COUNT in entry else 0
