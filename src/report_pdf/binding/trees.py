"""Trees of names and numbers, each kept as one flat list: what leads from a name or a key to an object."""

from __future__ import annotations

from collections.abc import Container, Iterable

from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

from report_pdf.binding.graft import KEYS, array, dictionary, integer

_NEXT = NameObject("/ParentTreeNextKey")


def unite_names(ours: DictionaryObject, theirs: DictionaryObject, key: str) -> None:
    """Add the name tree that `theirs` has under `key` to the one that `ours` has; no name is in both."""
    pairs = [*_pairs(ours, key), *_pairs(theirs, key)]
    if pairs:
        ordered = ArrayObject(value for pair in sorted(pairs, key=_bytes) for value in pair)
        ours[NameObject(key)] = DictionaryObject({NameObject("/Names"): ordered})


def _pairs(owner: DictionaryObject, key: str) -> Iterable[tuple[PdfObject, PdfObject]]:
    names = array(dictionary(owner[key])["/Names"]) if key in owner else ArrayObject()
    return zip(names[::2], names[1::2], strict=True)


def _bytes(pair: tuple[PdfObject, PdfObject]) -> bytes:
    name = pair[0].get_object()
    assert isinstance(name, TextStringObject | ByteStringObject)  # noqa: S101  # parts are sound
    return name.original_bytes


def drop_keys(root: DictionaryObject, dropped: Container[int]) -> None:
    """Take keys out of the parent tree of a structure."""
    numbers = _numbers(root)
    pairs = zip(numbers[::2], numbers[1::2], strict=True)
    numbers[:] = [value for pair in pairs if pair[0] not in dropped for value in pair]


def adopt_keys(ours: DictionaryObject, theirs: DictionaryObject, owners: Iterable[DictionaryObject]) -> None:
    """Add the parent tree of a part to that of the book, behind all keys that are taken.

    Args:
        ours: the root of the book's structure.
        theirs: the root of the part's.
        owners: all in the part that has a key.
    """
    first = integer(ours[_NEXT])
    numbers = _numbers(theirs)
    keys = [NumberObject(key + first) for key in numbers[::2]]
    _numbers(ours).extend(value for pair in zip(keys, numbers[1::2], strict=True) for value in pair)
    for owner in owners:
        for name in KEYS:
            if name in owner:
                owner[NameObject(name)] = NumberObject(integer(owner[name]) + first)
    ours[_NEXT] = NumberObject(max(keys, default=first - 1) + 1)


def _numbers(root: DictionaryObject) -> ArrayObject:
    return array(dictionary(root["/ParentTree"])["/Nums"])
