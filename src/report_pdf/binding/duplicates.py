"""Streams that are the same become one: fonts and colour profiles come with every part.

Only streams: two equal structure elements are two places in the reading order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from io import BytesIO

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject, StreamObject

from report_pdf.binding.graft import KEYS, raw, stored


def share_streams(writer: PdfWriter) -> None:
    """Let whatever refers to one of the same streams, bytes and entries, refer to the first."""
    objects = stored(writer)
    while twins := _twins(objects):
        objects = [found for found in objects if _number(found) not in twins]
        for container in _containers(objects):
            _replace(container, twins)


def _twins(objects: Sequence[PdfObject]) -> dict[int, IndirectObject]:
    """The first of the same streams, by the number of each later one."""
    streams = [found for found in objects if isinstance(found, StreamObject) and _may_be_shared(found)]
    sizes = Counter(len(raw(stream)) for stream in streams)
    firsts: dict[tuple[bytes, bytes], IndirectObject] = {}
    twins: dict[int, IndirectObject] = {}
    for stream in streams:
        if sizes[len(raw(stream))] > 1:
            first = firsts.setdefault(_content(stream), _reference(stream))
            if first.idnum != _number(stream):
                twins[_number(stream)] = first
    return twins


def _may_be_shared(stream: StreamObject) -> bool:
    """What has a key of its own into the parent tree is content in one place."""
    return not any(key in stream for key in KEYS)


def _content(stream: StreamObject) -> tuple[bytes, bytes]:
    entries = BytesIO()
    DictionaryObject(sorted(stream.items())).write_to_stream(entries)
    return sha256(raw(stream)).digest(), entries.getvalue()


def _reference(found: PdfObject) -> IndirectObject:
    own = found.indirect_reference
    assert own is not None  # noqa: S101  # objects of a file have a number
    return own


def _number(found: PdfObject) -> int:
    return _reference(found).idnum


def _containers(objects: Sequence[PdfObject]) -> Iterator[DictionaryObject | ArrayObject]:
    waiting = [*objects]
    while waiting:
        found = waiting.pop()
        if isinstance(found, DictionaryObject):
            yield found
            waiting += found.values()
        elif isinstance(found, ArrayObject):
            yield found
            waiting += found


def _replace(container: DictionaryObject | ArrayObject, twins: Mapping[int, IndirectObject]) -> None:
    items = container.items() if isinstance(container, DictionaryObject) else enumerate(container)
    changed = [(key, value.idnum) for key, value in items if isinstance(value, IndirectObject)]
    for key, number in changed:
        if number in twins:
            container[key] = twins[number]
