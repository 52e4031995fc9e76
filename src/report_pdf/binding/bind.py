"""One book from the typeset body and the parts made elsewhere; tags, links, labels and outline stay right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, IndirectObject

from report_pdf.binding.attachments import Attachment, attach
from report_pdf.binding.catalog import unite_catalogs
from report_pdf.binding.duplicates import share_streams
from report_pdf.binding.fill import aim_at_top, fill
from report_pdf.binding.graft import (
    add_places,
    dictionary,
    forget,
    graft,
    inner,
    integer,
    new_book,
    sound_files,
)
from report_pdf.binding.metadata import describe
from report_pdf.binding.outline import nest_outlines
from report_pdf.binding.pack import pack
from report_pdf.binding.structure import Reading, top_element
from report_pdf.binding.trees import adopt_keys, drop_keys, unite_names
from report_pdf.parts.part import PreparedPart
from report_pdf.typeset.layout_engine import VARIANT
from report_pdf.typeset.xmp import BookMeta, document_id


@dataclass(frozen=True, slots=True)
class BoundPart:
    """A part, and where it goes.

    Attributes:
        part: the part; it has pages.
        at: 0-based indexes of the empty pages of the body that its pages fill, one for each.
        divider: 0-based index of the page that announces it; None for covers.
    """

    part: PreparedPart
    at: tuple[int, ...]
    divider: int | None = None


@dataclass(frozen=True, slots=True)
class BookFacts:
    """What the finished file is to say of itself.

    Attributes:
        book: as its body says.
        conformance: "pdf/a-2a", or "pdf/a-3a", which may have files embedded.
        attachments: the files.
    """

    book: BookMeta
    conformance: str = "pdf/a-2a"
    attachments: tuple[Attachment, ...] = ()


def bind(body: bytes, parts: Sequence[BoundPart], facts: BookFacts) -> bytes:
    """Bind the book; a body that nothing is added to is a book already, and is only packed.

    Args:
        body: the typeset body, with an empty page for each page of a part.
        parts: sound parts, as `docs/binding.md` has them.
        facts: what the file says of itself.

    Raises:
        ValueError: a part has more or fewer pages than places in the body.
    """
    with TemporaryDirectory() as folder:
        written, packed = Path(folder) / "written.pdf", Path(folder) / "packed.pdf"
        if parts or facts.attachments or facts.conformance != VARIANT:
            _write(written, body, parts, facts)
        else:
            written.write_bytes(body)
        pack(written, packed, document_id(facts.book))
        return packed.read_bytes()


def _write(written: Path, body: bytes, parts: Sequence[BoundPart], facts: BookFacts) -> None:
    with sound_files():
        writer = new_book()
        _bind(writer, body, parts)
        describe(writer, facts.book, facts.conformance)
        if facts.attachments:
            attach(writer, facts.attachments, facts.book.date)
        share_streams(writer)
        writer.write(written)
        forget(writer)


def _bind(writer: PdfWriter, body: bytes, parts: Sequence[BoundPart]) -> None:
    reader = PdfReader(BytesIO(body))
    places = add_places(writer, len(reader.pages))
    grafted = graft(reader, writer, places)
    for place, page in zip(places, grafted.pages, strict=True):
        dictionary(place).update(page)
    writer.metadata = reader.metadata
    writer.root_object.update(grafted.catalog)
    filled = {places[index].idnum: dictionary(places[index]) for bound in parts for index in bound.at}
    root = dictionary(writer.root_object["/StructTreeRoot"])
    drop_keys(root, {integer(page["/StructParents"]) for page in filled.values() if "/StructParents" in page})
    reading = Reading(root, {place.idnum: index for index, place in enumerate(places)})
    outlines: dict[int, DictionaryObject] = {}
    for bound in parts:
        outline = _bind_part(writer, reading, bound, [places[index] for index in bound.at])
        if bound.divider is not None:
            outlines[places[bound.divider].idnum] = outline
    if "/Outlines" in writer.root_object:
        nest_outlines(inner(writer.root_object, "/Outlines"), outlines)
    aim_at_top(grafted.destinations, filled)


def _bind_part(
    writer: PdfWriter, reading: Reading, bound: BoundPart, places: Sequence[IndirectObject]
) -> DictionaryObject:
    """Fill the places with the pages of a part; its outline."""
    assert bound.part.pdf is not None  # noqa: S101  # only parts with pages are bound
    with bound.part.pdf.open("rb") as file:
        reader = PdfReader(file)
        if len(reader.pages) != len(places):
            pages = f"{len(reader.pages)} pages, {len(places)} places"
            raise ValueError(f"{bound.part.request.file}: {pages}")
        part = graft(reader, writer, places)
    if "/StructTreeRoot" in part.catalog:  # a cover may be decoration from edge to edge
        theirs = dictionary(part.catalog["/StructTreeRoot"])
        adopt_keys(reading.root, theirs, part.keyed)
        unite_names(reading.root, theirs, "/IDTree")
        reading.insert(top_element(theirs), bound.at[0])
    unite_catalogs(writer.root_object, part, bound.part.request.key)
    for place, page in zip(places, part.pages, strict=True):
        fill(writer, dictionary(place), page)
    return inner(part.catalog, "/Outlines")
