"""What a PDF from outside is, before anything is done to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pikepdf import Pdf, Stream

from report_pdf.parts.objects.entries import dictionary_or_none, entry, identity, listed
from report_pdf.parts.objects.names import exact_name
from report_pdf.parts.objects.walks import annotations_on, fields
from report_pdf.parts.opening.unpacking import unpacks_beyond

_MOST_DRAWN_BYTES = 256 * 1024**2
_MOST_PICTURE_BYTES = 1024**3
"""twice a sheet of A0 at 300 dpi, in four colours"""
_MOST_GENERATIONS = 32
"""of a field's ancestors; deeper ones are knots"""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a file.

    Attributes:
        pages: how many.
        is_tagged: whether it says that it has a structure.
        is_signed: whether it carries a signature.
        is_encrypted: whether it was locked against changes, without a password to open it.
        is_portfolio: whether it is a cover sheet with files inside.
        is_bomb: whether what a page draws, or a picture, unpacks to more than any honest page holds.
    """

    pages: int
    is_tagged: bool
    is_signed: bool
    is_encrypted: bool
    is_portfolio: bool
    is_bomb: bool


def examine(pdf: Pdf) -> Facts:
    """The facts of an open file."""
    return Facts(
        pages=len(pdf.pages),
        is_tagged=dictionary_or_none(pdf.Root, "/StructTreeRoot") is not None,
        is_signed=_is_signed(pdf),
        is_encrypted=pdf.is_encrypted,
        is_portfolio=dictionary_or_none(pdf.Root, "/Collection") is not None,
        is_bomb=any(_bombs(pdf)),
    )


def _bombs(pdf: Pdf) -> Iterator[bool]:
    """Of each page's content and of each picture, whether it unpacks to more than any honest one holds."""
    for page in pdf.pages:
        for found in listed(entry(page.obj, "/Contents")):
            yield unpacks_beyond(found, _MOST_DRAWN_BYTES)
    for picture in pdf.objects:
        if isinstance(picture, Stream) and exact_name(entry(picture, "/Subtype")) == "/Image":
            yield unpacks_beyond(picture, _MOST_PICTURE_BYTES)


def _is_signed(pdf: Pdf) -> bool:
    widgets = (found for page in pdf.pages for found in annotations_on(page))
    return any(
        entry(found, "/V") is not None and _field_type(found) == "/Sig"
        for found in (*fields(pdf), *widgets)
        if entry(found, "/FT") is not None or entry(found, "/Parent") is not None
    )


def _field_type(field: object) -> str:
    """Fields inherit their type."""
    for _generation in range(_MOST_GENERATIONS):
        if field is None or (kind := exact_name(entry(field, "/FT"))):
            return kind if field is not None else ""
        above = dictionary_or_none(field, "/Parent")
        field = None if identity(above) == (0, 0) else above
    return ""
