"""How the objects of a file are stored: in filters that archives allow, inside the file, within limits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pikepdf import Array, Name, Object, Pdf, Stream

from report_pdf.messages import _
from report_pdf.parts.archival.limits import is_beyond, limit
from report_pdf.parts.faults import Blocker, Found
from report_pdf.parts.objects.broken import BROKEN
from report_pdf.parts.objects.entries import entry
from report_pdf.parts.objects.names import exact_name
from report_pdf.parts.objects.values import stream_bytes
from report_pdf.parts.objects.walks import indirect, written

_FILTERS = frozenset(
    f"/{name}Decode"
    for name in ("ASCIIHex", "ASCII85", "Flate", "RunLength", "CCITTFax", "JBIG2", "DCT", "JPX")
)
"""ISO 19005-2, 6.1.7.2"""
_ELSEWHERE = ("/F", "/FFilter", "/FDecodeParms")
_REFERENCE = re.compile(rb"(\d+) (\d+) R\b")
_PROGRAM = 4
"""the type of functions that are programs"""
_SUSPECT = re.compile(rb"(?<![\d.])\d{10}|\.0{30}|/[^\s/<>\[\]()]{128}|[(<][^)]{32768}")


def mend_objects(pdf: Pdf) -> None:
    """Store streams in filters that archives allow, and numbers within the limits."""
    for found in indirect(pdf):
        if isinstance(found, Stream):
            mend_stream(found)
        if _SUSPECT.search(written(found)):
            limit(found)


def mend_stream(stream: Stream) -> None:
    """Store one stream in filters that archives allow, inside the file."""
    for key in _ELSEWHERE:
        if key in stream:
            del stream[key]
    filters = filters_of(stream)
    try:
        if "/Crypt" in filters:
            _drop_crypt(stream, filters)
        if set(filters_of(stream)) - _FILTERS:
            stream.write(stream.read_bytes())
    except BROKEN:
        return


def filters_of(stream: Stream) -> list[str]:
    """The names of the filters of a stream; "" for what is no name."""
    found = stream.get("/Filter")
    values = list(found) if isinstance(found, Array) else [] if found is None else [found]
    return [exact_name(value) for value in values]


def _drop_crypt(stream: Stream, filters: list[str]) -> None:
    """The file is decrypted when it is opened: what says that a stream is not encrypted may go."""
    parameters = stream.get("/DecodeParms")
    given = list(parameters) if isinstance(parameters, Array) else [parameters]
    given += [None] * (len(filters) - len(given))
    kept = [(name, said) for name, said in zip(filters, given, strict=False) if name != "/Crypt"]
    raw = stream.read_raw_bytes()
    stream.write(raw)
    for key in ("/Filter", "/DecodeParms"):
        if key in stream:
            del stream[key]
    if kept:
        names, said = zip(*kept, strict=True)
        stream.write(raw, filter=Array([Name(name) for name in names]), decode_parms=Array(list(said)))


def object_faults(pdf: Pdf) -> Iterator[Blocker]:
    """What cannot be archived in the objects that a file uses, whatever they are for."""
    suspects = [(found, _object_fault(found)) for found in indirect(pdf)]
    faults = [(found, fault) for found, fault in suspects if fault is not None]
    if faults:
        used = _used(pdf)
        yield from (Blocker(0, *fault) for found, fault in faults if found.objgen in used)


def _object_fault(found: Object) -> Found | None:
    if isinstance(found, Stream):
        if set(filters_of(found)) - _FILTERS:
            return "6.1.7.2", _("a part of the file is compressed in a way that archives refuse")
        if any(key in found for key in _ELSEWHERE):
            return "6.1.7.1", _("a part of the file stands in another file")
        if entry(found, "/FunctionType") == _PROGRAM and _SUSPECT.search(stream_bytes(found)):
            return "6.1.13", _("a number, a name or a text in the file is longer than archives allow")
    if _SUSPECT.search(written(found)) and is_beyond(found):
        return "6.1.13", _("a number, a name or a text in the file is longer than archives allow")
    return None


def _used(pdf: Pdf) -> set[tuple[int, int]]:
    """The objects that are reached from the root: others are not written."""
    seen: set[tuple[int, int]] = set()
    waiting = {pdf.Root.objgen}
    while waiting:
        number = waiting.pop()
        seen.add(number)
        found = pdf.get_object(*number)
        if isinstance(found, Object):
            named = {(int(first), int(second)) for first, second in _REFERENCE.findall(written(found))}
            waiting |= named - seen
    return seen
