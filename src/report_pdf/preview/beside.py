"""What the desk makes beside the book when it is asked for: the proof for the press, and a comparison."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

from report_pdf.messages import _
from report_pdf.preview.child import Child
from report_pdf.preview.compared import BookNow, Compared, ComparedBook, compared, compared_book
from report_pdf.preview.errand import Errand, ErrandState
from report_pdf.preview.other_version import OtherVersion
from report_pdf.preview.press_pages import PressPages, preflighted, press_pages
from report_pdf.preview.proof_book import ProofBook, proof_book
from report_pdf.preview.whole_book import WholeBook
from report_pdf.project import Project
from report_pdf.tables.data_tables import data_tables


@dataclass(frozen=True, slots=True)
class BesideState:
    """How far each is.

    Attributes:
        proof: of the pages as they go to press.
        comparison: with another version.
    """

    proof: ErrandState[ProofBook] = field(default_factory=ErrandState)
    comparison: ErrandState[ComparedBook] = field(default_factory=ErrandState)


class Beside:
    """Makes them one beside the other.

    Args:
        project: whose files are read.
        whole: waits for the whole book as the files are now; the last good one if they are wrong.
        changed: called after each change of the state.
    """

    def __init__(
        self,
        project: Project,
        whole: Callable[[], Awaitable[WholeBook]],
        changed: Callable[[], Awaitable[None]],
    ) -> None:
        self.state = BesideState()
        self._project, self._whole, self._changed = project, whole, changed
        self._proof = Errand[PressPages](self._proof_changed, preflighted)
        self._comparison = Errand[Compared](self._comparison_changed)

    def prove(self) -> None:
        """Make the proof for the press anew."""

        async def start() -> Child[PressPages]:
            return Child(press_pages, self._project.edition)

        self._proof.begin(_("the proof for the press is being made"), start)

    def compare(self, version: OtherVersion) -> None:
        """Compare the book with another version of it."""
        last = self.state.comparison.made

        async def start() -> Child[Compared]:
            book = await self._whole()
            now = BookNow(book.name, book.pdf, data_tables(book.indicators.tables))
            return Child(compared, self._project, version, now, last.made.other if last else None)

        self._comparison.begin(_("the comparison is being made"), start)

    async def outdate(self) -> None:
        """Take notice that a file was saved."""
        await self._proof.outdate()
        await self._comparison.outdate()

    def close(self) -> None:
        """Let nothing go on, and give back what is held."""
        for errand in (self._proof, self._comparison):
            errand.end()
        for book in (self.state.proof.made, self.state.comparison.made):
            if book:
                book.close()

    async def _proof_changed(self, told: ErrandState[PressPages]) -> None:
        before = self.state.proof.made
        made = proof_book(told.made, before) if told.made else None
        self.state = replace(self.state, proof=told.of(made))
        await self._changed()

    async def _comparison_changed(self, told: ErrandState[Compared]) -> None:
        before = self.state.comparison.made
        made = compared_book(told.made, before) if told.made else None
        self.state = replace(self.state, comparison=told.of(made))
        await self._changed()
