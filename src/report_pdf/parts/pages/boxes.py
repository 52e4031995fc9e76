"""Pages that say everything themselves, in values a viewer can take; nothing on a page that no page needs."""

from __future__ import annotations

from dataclasses import dataclass

from pikepdf import Array, Dictionary, Matrix, Name, Object, ObjectSet, Page, Pdf, Stream

from report_pdf.parts.objects.entries import dictionary_or_none, entry, listed
from report_pdf.parts.objects.values import Box, box_of, length

LARGEST_SIDE = 14_400
"""units; PDF 1.7, annex C.2"""
SMALLEST_SIDE = 3
"""units; PDF 1.7, annex C.2"""
PT_PER_MM = 72 / 25.4

_LETTER: Box = (0, 0, 612, 792)
"""what viewers take for a page without size"""
_KEPT = frozenset(
    {"/Type", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/TrimBox", "/Rotate", "/UserUnit", "/Tabs"}
    | {"/Contents", "/Annots", "/StructParents", "/Group", "/AF"}
)


@dataclass(frozen=True, slots=True)
class View:
    """What a viewer shows of a page.

    Attributes:
        box: the visible part, in the page's own units.
        turn: degrees clockwise: 0, 90, 180 or 270.
        unit: pt of one unit of the page.
    """

    box: Box
    turn: int
    unit: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as shown, pt."""
        left, bottom, right, top = self.box
        width, height = (right - left) * self.unit, (top - bottom) * self.unit
        return (height, width) if self.turn % 180 else (width, height)

    @property
    def matrix(self) -> Matrix:
        """From the page's own units to pt from the lower left corner of what is shown."""
        left, bottom, right, top = self.box
        turned = {
            0: Matrix(1, 0, 0, 1, -left, -bottom),
            90: Matrix(0, -1, 1, 0, -bottom, right),
            180: Matrix(-1, 0, 0, -1, right, top),
            270: Matrix(0, 1, -1, 0, top, -left),
        }
        return turned[self.turn] @ Matrix(self.unit, 0, 0, self.unit, 0, 0)


def view_of(page: Page) -> View:
    """What is shown of a page that says everything itself."""
    unit = length(entry(page.obj, "/UserUnit")) or 1.0
    turn = length(entry(page.obj, "/Rotate")) or 0
    return View(box_of(entry(page.obj, "/CropBox")) or _LETTER, int(turn), unit)


def make_explicit(pdf: Pdf) -> None:
    """Each page with its own boxes, resources, rotation and order of links; one flat list of pages."""
    pages = list(pdf.pages)
    for page in pages:
        _make_explicit(page.obj)
    tree = pdf.make_indirect(
        Dictionary(Type=Name.Pages, Kids=Array([page.obj for page in pages]), Count=len(pages))
    )
    for page in pages:
        page.obj["/Parent"] = tree
    pdf.Root["/Pages"] = tree


def is_drawable_size(view: View) -> bool:
    """Whether a page may have this size in a PDF/A."""
    left, bottom, right, top = view.box
    return all(SMALLEST_SIDE <= side <= LARGEST_SIDE for side in (right - left, top - bottom))


def show_trim(page: Page, bleed_mm: float = 0) -> None:
    """Show what remains of a cover when it is cut, and so much of what is cut off."""
    if trim := box_of(entry(page.obj, "/TrimBox")):
        beyond = bleed_mm * PT_PER_MM / view_of(page).unit
        left, bottom, right, top = trim
        wanted = left - beyond, bottom - beyond, right + beyond, top + beyond
        if shown := _common(wanted, _media(page.obj)):
            page.obj["/CropBox"] = Array(shown)


def _make_explicit(page: Object) -> None:
    media, crop = _media(page), box_of(_inherited(page, "/CropBox"))
    crop = (crop and _common(crop, media)) or media
    resources = _inherited(page, "/Resources")
    turn = length(_inherited(page, "/Rotate")) or 0
    unit = length(entry(page, "/UserUnit")) or 1.0
    page["/Type"] = Name.Page
    page["/MediaBox"], page["/CropBox"] = Array(media), Array(crop)
    page["/Resources"] = resources if isinstance(resources, Dictionary) else Dictionary()
    page["/Rotate"] = int(turn / 90) % 4 * 90
    page["/UserUnit"] = unit if unit > 0 else 1
    page["/Tabs"] = Name.S
    _keep_streams(page)
    for key in set(page.keys()) - _KEPT:
        del page[key]
    if unit == 1 or unit <= 0:
        del page["/UserUnit"]


def _keep_streams(page: Object) -> None:
    """Contents that are none are left out."""
    if entry(page, "/Contents") is not None:
        streams = [found for found in listed(entry(page, "/Contents")) if isinstance(found, Stream)]
        page["/Contents"] = streams[0] if len(streams) == 1 else Array(streams)


def _media(page: object) -> Box:
    media = box_of(_inherited(page, "/MediaBox"))
    if media is None or media[0] == media[2] or media[1] == media[3]:
        crop = box_of(_inherited(page, "/CropBox"))
        return crop if crop and crop[0] < crop[2] and crop[1] < crop[3] else _LETTER
    return media


def _common(box: Box, other: Box) -> Box | None:
    left, bottom = max(box[0], other[0]), max(box[1], other[1])
    right, top = min(box[2], other[2]), min(box[3], other[3])
    return (left, bottom, right, top) if left < right and bottom < top else None


def _inherited(page: object, key: str) -> object:
    seen = ObjectSet()
    while isinstance(page, Dictionary) and seen.add(page):
        if (found := entry(page, key)) is not None:
            return found
        page = dictionary_or_none(page, "/Parent")
    return None
