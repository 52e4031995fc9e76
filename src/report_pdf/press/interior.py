"""The interior: the pages between the covers, single and in order, with what the binding asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, FloatObject, NameObject

from report_pdf.binding.fill import fill
from report_pdf.binding.graft import dictionary, graft, sound_files
from report_pdf.parts.of_edition import COVER_LABELS
from report_pdf.parts.part import PreparedPart

BLANK = "bianca"
"""the label of a page that only the binding asks for"""
MULTIPLES = {"perfect": 2, "saddle": 4}
"""how many pages a leaf has, and a folded sheet"""

AppendixPages = Callable[[PreparedPart, tuple[str, ...]], bytes]
"""A file of the pages of a part, which has these labels: in inks, upright, each of the size of the trim, that
being its MediaBox."""


def interior(
    body: bytes,
    labels: Sequence[str],
    parts: Iterable[tuple[PreparedPart, tuple[str, ...]]],
    appendix_pages: AppendixPages,
    binding: str,
) -> tuple[PdfWriter, tuple[str, ...]]:
    """The pages of the interior and their labels, ready to be finished.

    Args:
        body: the typeset pages, covers and the empty pages of appendices among them.
        labels: of those pages.
        parts: what is bound, with the labels of its pages; covers are passed over.
        appendix_pages: makes the pages of a part.
        binding: "perfect" or "saddle".
    """
    with sound_files():
        pages = PdfWriter(clone_from=BytesIO(body))
        for part, of_part in parts:
            if of_part and not COVER_LABELS.issuperset(of_part):
                _fill(pages, [labels.index(label) for label in of_part], appendix_pages(part, of_part))
        inside = [label for label in labels if label not in COVER_LABELS]
        for index in reversed(range(len(labels))):
            if labels[index] in COVER_LABELS:
                pages.remove_page(index)
        for index in blanks(len(inside), MULTIPLES[binding]):
            _insert_blank(pages, index)
            inside.insert(index, BLANK)
    return pages, tuple(inside)


def blanks(pages: int, multiple: int) -> tuple[int, ...]:
    """Where to insert a blank page, one after the other: 0-based indexes.

    No page changes sides: blanks go in twos before the last leaf, and one that is left over to the end.
    """
    missing = -pages % multiple
    last_leaf = (pages - 1) // 2 * 2
    return (last_leaf,) * (missing // 2 * 2) + (pages + missing - 1,) * (missing % 2)


def _fill(pages: PdfWriter, places: Sequence[int], part: bytes) -> None:
    """Put the pages of a part under what was typeset on their empty pages."""
    targets = [pages.pages[index] for index in places]
    references = [target.indirect_reference for target in targets if target.indirect_reference]
    grafted = graft(PdfReader(BytesIO(part)), pages, references)
    for target, page in zip(references, grafted.pages, strict=True):
        place = dictionary(target)
        fill(pages, place, page)
        place[NameObject("/TrimBox")] = place["/MediaBox"]


def _insert_blank(pages: PdfWriter, index: int) -> None:
    """A page without ink, of the size of the first."""
    trim = pages.pages[0].trimbox
    pages.insert_blank_page(trim.width, trim.height, index)
    blank = pages.pages[index]  # what is returned is not what was inserted
    blank[NameObject("/TrimBox")] = ArrayObject(map(FloatObject, (0, 0, trim.width, trim.height)))
