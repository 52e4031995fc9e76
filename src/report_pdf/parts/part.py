"""What is asked of a part, and what it has become: the border between the office's PDFs and the book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from report_pdf.findings import Finding


class Treatment(StrEnum):
    """How the pages of a part come into the book.

    `AUTO` chooses among the next two and `IMAGE`; `TAGS` keeps the part's own structure; `FIGURE` makes each
    page one picture with an alternative text, drawn as it was; `TEXT` reads each page as one paragraph;
    `IMAGE` takes a picture of each page, 200 dpi; `ATTACH` leaves the pages out: the file lies in the archive
    beside the book; `ARTIFACT` is for covers whose words the title page says again.
    """

    AUTO = "auto"
    TAGS = "tags"
    FIGURE = "figure"
    TEXT = "text"
    IMAGE = "image"
    ATTACH = "attach"
    ARTIFACT = "artifact"


@dataclass(frozen=True, slots=True)
class PartRequest:
    """A PDF from outside, and how it is to be bound.

    Attributes:
        key: "B", "front": unique in the book, letters and digits; prefix of every name that comes in with it.
        name: as alternative texts and layers call it: "Allegato B", "Copertina".
        title: what it is: "elenco dei comuni toscani".
        file: path relative to the project's folder, with `/`, for findings.
        language: BCP 47 tag of its words.
        treatment: as the office asks.
        heading_level: the level that its topmost headings get, 1-6: one below its divider's.
        alternatives: alternative texts by 1-based page of the part.
        page_mm: width and height of the book's trimmed page.
        fit: whether pages are scaled onto `page_mm`, upright or turned, with room for the stamp.
        keeps_files: whether files embedded in it are kept (PDF/A-3); otherwise they are removed and told.
        is_cover: whether it must be of the size `page_mm` and shows its TrimBox; others show their CropBox.
        bleed_mm: how far a cover must go on outside its TrimBox to be printed, and shows it; 0 for screens.
        is_printed: whether it is for the press: pages are scaled onto `page_mm` with a frame around them.
        most_pages: a part with more pages is refused; 0 for no limit.
    """

    key: str
    name: str
    title: str
    file: str
    language: str
    treatment: Treatment
    heading_level: int
    page_mm: tuple[float, float]
    alternatives: Mapping[int, str] = field(default_factory=dict)
    fit: bool = False
    keeps_files: bool = False
    is_cover: bool = False
    bleed_mm: float = 0
    is_printed: bool = False
    most_pages: int = 0


@dataclass(frozen=True, slots=True)
class PreparedPart:
    """A part that may be bound.

    The file is sound: see `docs/binding.md` for what binding relies on.

    Attributes:
        request: what was asked.
        sha256: of the untouched file, hexadecimal.
        source_pages: pages of the untouched file.
        pdf: the prepared file, with as many pages; None when there are none to bind.
        treatment: what was done: never `AUTO`.
        reasons: why, in the words of the findings; empty when the office asked for it.
        is_signed: whether the untouched file carries a signature, which binding cannot keep.
        findings: what was done and removed; those that block have left `pdf` None.
    """

    request: PartRequest
    sha256: str = ""
    source_pages: int = 0
    pdf: Path | None = None
    treatment: Treatment = Treatment.AUTO
    reasons: tuple[str, ...] = ()
    is_signed: bool = False
    findings: tuple[Finding, ...] = ()

    @property
    def pages(self) -> int:
        """How many pages are bound: all, or 0 when the file is only attached."""
        return 0 if self.pdf is None else self.source_pages
