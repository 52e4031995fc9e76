"""What a PDF shows and says: what the process that reads it hands to the one that compares."""

from __future__ import annotations

from enum import IntEnum

from pydantic import BaseModel, ConfigDict

READING = "reading.json"


class Ending(IntEnum):
    """How the process that reads a file ends, when it is not ended by the file."""

    READ = 0
    NO_PDF = 10
    LOCKED = 11
    TOO_HEAVY = 12
    NO_ROOM = 13


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, ser_json_bytes="base64", val_json_bytes="base64")


class ReadPage(_Frozen):
    """A page, drawn into a file of its own.

    Attributes:
        label: as viewers show it; its number where the file gives none.
        width_mm: of the page as shown.
        height_mm: of the page as shown.
        picture: name of the PNG in the reading's folder.
        digest: the same for the same picture.
        ink: how much stands where, one byte for each spot.
    """

    label: str
    width_mm: float
    height_mm: float
    picture: str
    digest: str
    ink: bytes


class Paragraph(_Frozen):
    """A stretch of text that is read as one: a paragraph, a heading, a row of a table, a whole untagged page.

    Attributes:
        page: 0-based index of the page where it begins.
        role: of the structure element that says what it is ("P", "H2", "TR", ...); "" for an untagged page.
        text: on one line.
    """

    page: int
    role: str
    text: str


class BookReading(_Frozen):
    """A whole file.

    Attributes:
        language: BCP 47 tag of its words; "" if it does not say.
        pages: in order.
        paragraphs: in reading order.
    """

    language: str
    pages: tuple[ReadPage, ...]
    paragraphs: tuple[Paragraph, ...]
