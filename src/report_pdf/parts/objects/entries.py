"""Entries of dictionaries, streams and arrays; what is of another type than expected counts as absent."""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Object, Stream

Identity = tuple[int, int]
"""Number and generation of an object; (0, 0) for one that stands inside another."""

_WITH_ENTRIES = (Dictionary, Stream)


def identity(found: object) -> Identity:
    """The number of an object of its own."""
    return found.objgen if isinstance(found, Object) else (0, 0)


def is_dictionary(found: object) -> bool:
    """Whether it has entries: a dictionary or a stream."""
    return isinstance(found, _WITH_ENTRIES)


def entry(owner: object, key: str) -> object:
    """The entry under an exact name, followed to its object; None where there is none."""
    if not isinstance(owner, _WITH_ENTRIES):
        return None
    try:
        return owner[key] if key in owner else None  # noqa: SIM401  # get() raises within for what is not there: slow
    except (pikepdf.PdfError, ValueError, TypeError):
        return None


def dictionary(owner: object, key: str) -> Dictionary:
    """The entry as a dictionary; an empty one where it is none."""
    found = entry(owner, key)
    return found if isinstance(found, Dictionary) else Dictionary()


def dictionary_or_none(owner: object, key: str) -> Dictionary | None:
    """The entry as a dictionary; None where it is none."""
    found = entry(owner, key)
    return found if isinstance(found, Dictionary) else None


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
    if not isinstance(owner, _WITH_ENTRIES):
        return []
    return sorted(key for key in owner.keys() if key.isprintable())  # noqa: SIM118  # iterates over values


def entries(owner: object) -> list[tuple[str, object]]:
    """Exact names and values of a dictionary or stream; empty for all else."""
    if not isinstance(owner, _WITH_ENTRIES):
        return []
    return [(name, owner[name]) for name in owner.keys()]  # noqa: SIM118  # iterating a stream gives no keys
