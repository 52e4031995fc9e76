"""Whole object graphs moved from one file into another: pypdf's own ways of merging lose the structure.

The only module that touches what pypdf keeps private.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from zlib import compress

from pypdf import PdfReader, PdfWriter, apply_configuration
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    EncodedStreamObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    PdfObject,
    StreamObject,
)

VERSION = "%PDF-1.7"
KEYS = ("/StructParents", "/StructParent")
"""The entries that lead from what is painted to its elements, through the parent tree."""

# pypdf guards against hostile files; what is bound is sound, and may be long.
_MOST = 2**31
_TREES = frozenset({"/Pages", "/Page", "/Catalog"})


@dataclass(frozen=True, slots=True)
class Grafted:
    """What came over from a file.

    Attributes:
        catalog: its entries, without the page tree.
        pages: the entries of each page, in order; whatever refers to a page leads to its place.
        keyed: all that has a key into the parent tree: pages, annotations, XObjects.
        destinations: arrays that name a page and what is shown of it.
        fields: all that says in which font a field is filled in.
    """

    catalog: DictionaryObject
    pages: tuple[DictionaryObject, ...]
    keyed: list[DictionaryObject] = field(default_factory=list)
    destinations: list[ArrayObject] = field(default_factory=list)
    fields: list[DictionaryObject] = field(default_factory=list)


@contextmanager
def sound_files() -> Iterator[None]:
    """Within it pypdf reads sound files, however long their lists and streams are."""
    with apply_configuration(
        array_maximum_element_count=_MOST,
        dictionary_maximum_element_count=_MOST,
        maximum_declared_stream_length=_MOST,
        zlib_maximum_output_length=_MOST,
        page_tree_maximum_entries=_MOST,
        page_tree_maximum_page_entries=_MOST,
    ):
        yield


def new_book() -> PdfWriter:
    """A file without pages."""
    writer = PdfWriter()
    writer.pdf_header = VERSION
    return writer


def add(writer: PdfWriter, value: PdfObject) -> IndirectObject:
    """Make `value` an object of its own."""
    return writer._add_object(value)  # noqa: SLF001  # pypdf has no public way


def add_places(writer: PdfWriter, count: int) -> tuple[IndirectObject, ...]:
    """Add `count` pages that are still empty."""
    parent = writer.root_object.raw_get("/Pages")
    tree = dictionary(parent)
    places = tuple(add(writer, _empty_page(parent)) for _place in range(count))
    kids = array(tree["/Kids"])
    kids.extend(places)
    tree[NameObject("/Count")] = NumberObject(len(kids))
    return places


def _empty_page(parent: PdfObject) -> DictionaryObject:
    return DictionaryObject({NameObject("/Type"): NameObject("/Page"), NameObject("/Parent"): parent})


def dictionary(value: PdfObject) -> DictionaryObject:
    """What a reference leads to, or a dictionary itself."""
    found = value.get_object()
    assert isinstance(found, DictionaryObject)  # noqa: S101  # parts are sound before they are bound
    return found


def inner(owner: DictionaryObject, key: str) -> DictionaryObject:
    """The dictionary that an entry of another one is; made if there is none."""
    if key not in owner:
        owner[NameObject(key)] = DictionaryObject()
    return dictionary(owner[key])


def array(value: PdfObject) -> ArrayObject:
    """What a reference leads to, or an array itself."""
    found = value.get_object()
    assert isinstance(found, ArrayObject)  # noqa: S101  # as above
    return found


def listed(owner: DictionaryObject, key: str) -> ArrayObject:
    """The array that an entry of a dictionary is; made if there is none."""
    if key not in owner:
        owner[NameObject(key)] = ArrayObject()
    return array(owner[key])


def integer(value: PdfObject) -> int:
    """A whole number, or the one that a reference leads to."""
    found = value.get_object()
    assert isinstance(found, NumberObject)  # noqa: S101  # as above
    return int(found)


def number(value: PdfObject) -> float:
    """A number, or the one that a reference leads to."""
    found = value.get_object()
    assert isinstance(found, NumberObject | FloatObject)  # noqa: S101  # as above
    return float(found)


def graft(
    reader: PdfReader | PdfWriter,
    writer: PdfWriter,
    places: Sequence[IndirectObject],
    leaves_out: Collection[str] = (),
) -> Grafted:
    """Move all that a file is made of into the book; the reader is used up.

    Args:
        reader: the file.
        writer: the book.
        places: the page of the book that stands for each page of the file.
        leaves_out: entries of its catalog that do not come along.
    """
    pages = tuple(_without(page, "/Type", "/Parent") for page in reader.pages)
    known = {_key(page.indirect_reference): place for page, place in zip(reader.pages, places, strict=True)}
    grafted = Grafted(_without(reader.root_object, "/Type", "/Pages", *leaves_out), pages)
    _Graft(reader, writer, known, grafted).move()
    if isinstance(reader, PdfReader):
        reader.resolved_objects.clear()
    return grafted


def _without(source: DictionaryObject, *keys: str) -> DictionaryObject:
    return DictionaryObject({key: value for key, value in source.items() if key not in keys})


def _key(reference: IndirectObject | None) -> tuple[int, int]:
    return (reference.idnum, reference.generation) if reference is not None else (0, 0)


def information(writer: PdfWriter) -> DictionaryObject:
    """The information dictionary of a file, whose values pypdf itself takes for texts."""
    info = writer._info  # noqa: SLF001
    assert info is not None  # noqa: S101  # a new file has one
    return info


def identify(writer: PdfWriter, lasting: bytes, changing: bytes) -> None:
    """Give a file the two halves of its identifier (ISO 32000-1, 14.4), 16 bytes each."""
    writer._ID = ArrayObject((ByteStringObject(lasting), ByteStringObject(changing)))  # noqa: SLF001


def forget(writer: PdfWriter) -> None:
    """Let go of a file that is written: its objects refer to each other, and would stay."""
    writer._objects.clear()  # noqa: SLF001


def stored(writer: PdfWriter) -> list[PdfObject]:
    """All objects of a file, by number."""
    return [found for found in writer._objects if found is not None]  # noqa: SLF001


def raw(stream: StreamObject) -> bytes:
    """The bytes of a stream as they are stored, not decoded."""
    return stream._data  # noqa: SLF001


def put(stream: StreamObject, content: bytes, *, is_jpeg: bool = False) -> None:
    """Let a stream hold `content`, whatever it held; one that was compressed, however, is again.

    `is_jpeg`: it is one, and so compressed already.
    """
    for key in ("/DecodeParms", "/DL"):
        stream.pop(key, None)
    if isinstance(stream, EncodedStreamObject):
        stream.decoded_self = None
        stream[NameObject("/Filter")] = NameObject("/DCTDecode" if is_jpeg else "/FlateDecode")
        content = content if is_jpeg else compress(content)
    stream._data = content  # noqa: SLF001


class _Graft:
    """The work list: containers whose references still lead into the old file."""

    def __init__(
        self,
        reader: PdfReader | PdfWriter,
        writer: PdfWriter,
        known: dict[tuple[int, int], IndirectObject],
        grafted: Grafted,
    ) -> None:
        self._reader = reader
        self._writer = writer
        self._known = known
        self._grafted = grafted
        self._work: list[PdfObject] = [grafted.catalog, *reversed(grafted.pages)]

    def move(self) -> None:
        while self._work:
            container = self._work.pop()
            if isinstance(container, DictionaryObject):
                self._dictionary(container)
            elif isinstance(container, ArrayObject):
                self._array(container)

    def _dictionary(self, found: DictionaryObject) -> None:
        for key, value in list(found.items()):
            moved = self._moved(value)
            if isinstance(moved, NullObject):
                del found[key]
            elif moved is not value:
                found[key] = moved
        if any(key in found for key in KEYS):
            self._grafted.keyed.append(found)
        if "/DA" in found:
            self._grafted.fields.append(found)

    def _array(self, found: ArrayObject) -> None:
        found[:] = [self._moved(value) for value in found]
        if len(found) > 1 and isinstance(found[0], IndirectObject) and _is_view(found[1]):
            self._grafted.destinations.append(found)

    def _moved(self, value: PdfObject) -> PdfObject:
        if isinstance(value, IndirectObject):
            return value if value.pdf is self._writer else self._reference(value)
        if isinstance(value, DictionaryObject | ArrayObject):
            self._work.append(value)
        return value

    def _reference(self, reference: IndirectObject) -> PdfObject:
        key = _key(reference)
        if key not in self._known:
            found = self._reader.get_object(reference)
            if _is_nothing(found):
                return NullObject()
            assert found is not None  # noqa: S101  # told by _is_nothing
            self._known[key] = add(self._writer, found)
            self._work.append(found)
        return self._known[key]


def _is_nothing(found: PdfObject | None) -> bool:
    """A second page tree must not come along; it hangs on pages that are in none."""
    if isinstance(found, DictionaryObject):
        return found.get("/Type") in _TREES
    return found is None or isinstance(found, NullObject | IndirectObject)


def _is_view(kind: PdfObject) -> bool:
    return isinstance(kind, NameObject) and (kind == "/XYZ" or kind.startswith("/Fit"))
