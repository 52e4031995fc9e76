"""Where each page of a part comes to stand: as it is, cut to its trim, or fitted to the book's page."""

from __future__ import annotations

from dataclasses import dataclass

from pikepdf import Matrix, ObjectSet, Page, Pdf

from report_pdf.findings import Finding, Severity
from report_pdf.messages import _
from report_pdf.parts.objects.entries import entry, identity
from report_pdf.parts.objects.values import Box, box_of
from report_pdf.parts.pages.boxes import PT_PER_MM, View, show_trim, view_of
from report_pdf.parts.pages.transform import transform_page, transform_targets
from report_pdf.parts.part import PartRequest
from report_pdf.parts.refusals import told

BAND_MM = 12
"""left free at the bottom of a fitted page, for its stamp"""
FRAME_MM = 5
"""left free at the other edges of a page that is cut: a knife may be off by half of that"""
COVER_TOLERANCE_MM = 0.5
BLEED_TOLERANCE_MM = 0.1


@dataclass(frozen=True, slots=True)
class Placed:
    """A page of the source on its page of the part.

    Attributes:
        cut: what is left out of the source as a viewer shows it, in its units: from left, bottom, right, top.
        at: where the rest is shown on the new page: left, bottom, right, top, in the new page's units.
        is_as_it_was: whether it is neither moved nor scaled.
    """

    cut: Box
    at: Box
    is_as_it_was: bool


def place_pages(pdf: Pdf, request: PartRequest) -> tuple[Placed, ...]:
    """Move each page to its place; what leads to a page leads to the same spot of it.

    Args:
        pdf: its pages say everything themselves.
        request: whether it is fitted, or a cover.
    """
    matrices: dict[tuple[int, int], Matrix] = {}
    turned = ObjectSet()
    placed = []
    for page in pdf.pages:
        shown = view_of(page)
        if request.is_cover:
            show_trim(page, request.bleed_mm)
        view = view_of(page)
        cut = _cut(shown, view)
        if request.is_cover or request.fit or request.is_printed:
            matrix, size = _place(view, request)
            transform_page(pdf, page, matrix, size, turned)
            matrices[identity(page.obj)] = matrix
            placed.append(Placed(cut, _at(view, matrix), is_as_it_was=False))
        else:
            width, height = view.size
            placed.append(Placed(cut, (0, 0, width / view.unit, height / view.unit), is_as_it_was=True))
    if matrices:
        transform_targets(pdf, matrices)
    return tuple(placed)


def _place(view: View, request: PartRequest) -> tuple[Matrix, tuple[float, float]]:
    if request.is_cover:
        return view.matrix, view.size
    return framed(view, request.page_mm) if request.is_printed else fitted(view, request.page_mm)


def framed(view: View, page_mm: tuple[float, float]) -> tuple[Matrix, tuple[float, float]]:
    """The matrix that puts what is shown on a page that will be cut, and that page's size, pt.

    Nothing comes so near to the cut that it would have to go on beyond it. A book is cut to one size: what
    is wider will be laid on its side there, head to the left, so that its left becomes the foot of the page.
    """
    width, height = view.size
    page_width, page_height = (side * PT_PER_MM for side in page_mm)
    band, frame = BAND_MM * PT_PER_MM, FRAME_MM * PT_PER_MM
    left, bottom = frame, band
    if (width > height) is not (page_width > page_height):
        page_width, page_height = page_height, page_width
        left, bottom = band, frame
    room_width, room_height = page_width - left - frame, page_height - bottom - frame
    scale = min(room_width / width, room_height / height)
    x, y = left + (room_width - width * scale) / 2, bottom + (room_height - height * scale) / 2
    return view.matrix @ Matrix(scale, 0, 0, scale, x, y), (page_width, page_height)


def fitted(view: View, page_mm: tuple[float, float]) -> tuple[Matrix, tuple[float, float]]:
    """The matrix that puts what is shown on the book's page, turned to suit it, and that page's size, pt."""
    width, height = view.size
    short, long = sorted(side * PT_PER_MM for side in page_mm)
    page_width, page_height = (long, short) if width > height else (short, long)
    band = BAND_MM * PT_PER_MM
    scale = min(page_width / width, (page_height - band) / height)
    left = (page_width - width * scale) / 2
    bottom = band + (page_height - band - height * scale) / 2
    return view.matrix @ Matrix(scale, 0, 0, scale, left, bottom), (page_width, page_height)


def cover_size(request: PartRequest, pdf: Pdf) -> tuple[Finding, ...]:
    """What is wrong with the trimmed size of a cover's pages."""
    found = []
    for page in pdf.pages if request.is_cover else ():
        shown = view_of(page)
        trim = box_of(entry(page.obj, "/TrimBox")) or shown.box
        sides = [side / PT_PER_MM for side in View(trim, shown.turn, shown.unit).size]
        if any(abs(a - b) > COVER_TOLERANCE_MM for a, b in zip(sides, request.page_mm, strict=True)):
            found.append(_wrong_size(request, sides))
        elif missing := missing_bleed(page, trim, request.bleed_mm):
            found.append(_without_bleed(request, missing))
    return tuple(found[:1])


def missing_bleed(page: Page, trim: Box, bleed_mm: float) -> float:
    """How many mm of bleed a page lacks at the edge where it has least; 0 if it has all."""
    reach = box_of(entry(page.obj, "/CropBox")) or trim
    unit = view_of(page).unit / PT_PER_MM
    outside = [(trim[0] - reach[0]), (trim[1] - reach[1]), (reach[2] - trim[2]), (reach[3] - trim[3])]
    lack = bleed_mm - min(outside) * unit
    return lack if lack > BLEED_TOLERANCE_MM else 0


def _without_bleed(request: PartRequest, missing: float) -> Finding:
    message = _("the cover ends at its cut: of {bleed:g} mm of bleed {missing:.1f} mm are missing")
    message = message.format(bleed=request.bleed_mm, missing=missing)
    hint = _("export it again with {bleed:g} mm of bleed on all sides, and with its trim box (TrimBox)")
    return told(request, "no-bleed", Severity.BLOCK, message, hint.format(bleed=request.bleed_mm))


def _wrong_size(request: PartRequest, sides: list[float]) -> Finding:
    message = _(
        "the cover is {width:.1f} x {height:.1f} mm when cut, the book {page_width:g} x {page_height:g} mm"
    )
    message = message.format(
        width=sides[0], height=sides[1], page_width=request.page_mm[0], page_height=request.page_mm[1]
    )
    hint = _("export it again in the size of the book; with bleed or marks, also with its trim box (TrimBox)")
    return told(request, "size", Severity.BLOCK, message, hint)


def _cut(shown: View, view: View) -> Box:
    """What a cover loses of what a viewer shows: its bleed and marks."""
    left, bottom = view.matrix.transform((shown.box[0], shown.box[1]))
    right, top = view.matrix.transform((shown.box[2], shown.box[3]))
    width, height = view.size
    sides = (-min(left, right), -min(bottom, top), max(left, right) - width, max(bottom, top) - height)
    return tuple(max(side, 0) / view.unit for side in sides)  # type: ignore[return-value]  # four of them


def _at(view: View, matrix: Matrix) -> Box:
    (x, y), (other_x, other_y) = (matrix.transform(corner) for corner in (view.box[:2], view.box[2:]))
    return min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y)
