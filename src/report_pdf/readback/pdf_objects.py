"""Small readings of PDF objects that may be there or not, alone or several."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, String


def identity(found: Object) -> int:
    """The number of its object; 0 for what is none of its own."""
    return int(found.objgen[0])


def dictionary(owner: Object, key: str) -> Object:
    """An entry that is a dictionary; an empty one if it is missing."""
    found = owner.get(key)
    return found if isinstance(found, Dictionary) else Dictionary()


def listed(owner: Object, key: str) -> list[Object]:
    """An entry that may be one object or several."""
    found = owner.get(key)
    if found is None:
        return []
    return list(found) if isinstance(found, Array) else [found]


def number(owner: Object, key: str) -> int | None:
    """An entry that is a whole number."""
    return int(owner[key]) if key in owner else None


def text(owner: Object, key: str) -> str:
    """An entry that is a text or a name; "" if it is missing."""
    return str(owner[key]) if key in owner else ""


def plain(value: object) -> object:
    """Names and strings as text, arrays as tuples."""
    if isinstance(value, Array):
        return tuple(plain(item) for item in value)
    if isinstance(value, Name):
        return str(value)[1:]
    return str(value) if isinstance(value, String) else value


def numbers_of(tree: Object) -> Iterator[tuple[int, Object]]:
    """The pairs of a number tree."""
    for key, value in _pairs(tree, "/Nums"):
        yield int(str(key)), value


def names_of(tree: Object) -> Iterator[tuple[str, Object]]:
    """The pairs of a name tree."""
    for key, value in _pairs(tree, "/Names"):
        yield str(key), value


def _pairs(tree: Object, key: str) -> Iterator[tuple[object, Object]]:
    waiting, seen = [tree], set[int]()
    while waiting:
        node = waiting.pop()
        found = listed(node, key)
        yield from zip(found[::2], found[1::2], strict=False)
        kids = [kid for kid in listed(node, "/Kids") if identity(kid) not in seen]
        seen.update(identity(kid) for kid in kids)
        waiting += reversed(kids)
