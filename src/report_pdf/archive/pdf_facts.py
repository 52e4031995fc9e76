"""What a PDF says of itself, for the manifest: its pages, their labels, the standards that it declares."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """What a PDF says of itself.

    Attributes:
        labels: of its pages, in order.
        profiles: "PDF/A-2A", "PDF/UA-1".
    """

    labels: tuple[str, ...]
    profiles: tuple[str, ...]

    @property
    def flavours(self) -> tuple[str, ...]:
        """The profiles as veraPDF calls them: "2a", "ua1"."""
        return tuple(
            profile.removeprefix("PDF/").removeprefix("A-").replace("-", "").lower()
            for profile in self.profiles
        )


def read_facts(pdf: Path) -> PdfFacts | None:
    """What the file says of itself; None when it cannot be read."""
    try:
        with pikepdf.open(pdf) as document:
            return PdfFacts(tuple(str(page.label) for page in document.pages), tuple(_profiles(document)))
    except (pikepdf.PdfError, ValueError):
        return None


def _profiles(document: pikepdf.Pdf) -> Iterator[str]:
    metadata = document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False)
    if part := metadata.get("pdfaid:part"):
        yield f"PDF/A-{part}{metadata.get('pdfaid:conformance', '')}"
    if part := metadata.get("pdfuaid:part"):
        yield f"PDF/UA-{part}"
