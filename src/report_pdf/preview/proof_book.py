"""The files for the press as the browser shows them: sheet after sheet, as they will print."""

from __future__ import annotations

from dataclasses import dataclass

from report_pdf.findings import Finding
from report_pdf.parts.objects.values import Box
from report_pdf.preflight.sheets import Sheet
from report_pdf.preview.pictured_page import PicturedPage, page_of
from report_pdf.preview.press_pages import PressPages
from report_pdf.preview.soft_proof import ProofPdf

PROCESS = ("Cyan", "Magenta", "Yellow", "Black")


@dataclass(frozen=True, slots=True)
class ProofPage(PicturedPage):
    """A page for the press.

    Attributes:
        pdf: what it is drawn from.
        trim: left, top, right and bottom of the trim, mm from the left and from the top of the sheet.
        bleed: the same of the bleed.
        is_cover: whether it is a sheet of the cover.
    """

    pdf: ProofPdf
    trim: tuple[float, ...]
    bleed: tuple[float, ...]
    is_cover: bool


@dataclass(frozen=True, slots=True)
class ProofBook:
    """All that goes to press.

    Attributes:
        made: what it was made from.
        pages: of all files, the cover first.
    """

    made: PressPages
    pages: tuple[ProofPage, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is known about these pages."""
        return self.made.findings

    @property
    def plates(self) -> tuple[str, ...]:
        """The names of the plates: of the process, then those with inks of their own."""
        spots = {spot for file in self.made.files.values() for spot in file.order.spots}
        return (*PROCESS, *sorted(spots))

    def page(self, key: str) -> ProofPage:
        """The page of that key.

        Raises:
            LookupError: there is none, or none any more.
        """
        return page_of(self.pages, key)

    def close(self) -> None:
        """Give memory and disk back."""
        for page in self.pages:
            page.pdf.close()


def proof_book(made: PressPages, before: ProofBook | None) -> ProofBook:
    """The pages of these files; those of `before` if they are the same files, else they are closed."""
    if before:
        if before.made is made:
            return before
        if before.made.files == made.files:
            return ProofBook(made, before.pages)
        before.close()
    pages: list[ProofPage] = []
    for name, file in made.files.items():
        pdf = ProofPdf(file.pdf, made.sheets[name], made.profile)
        pages += (_page(pdf, sheet, is_cover=file.order.binding is None) for sheet in made.sheets[name])
    return ProofBook(made, tuple(pages))


def _page(pdf: ProofPdf, sheet: Sheet, *, is_cover: bool) -> ProofPage:
    left, top, _right, _bottom = sheet.at_mm(sheet.media)

    def on_sheet(box: Box) -> tuple[float, ...]:
        return tuple(
            round(side - origin, 2) for side, origin in zip(sheet.at_mm(box), (left, top) * 2, strict=True)
        )

    trim, bleed = on_sheet(sheet.trim), on_sheet(sheet.bleed)
    return ProofPage(pdf, sheet.index, sheet.label, trim, bleed, is_cover)
