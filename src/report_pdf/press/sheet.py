"""The sheet around a page: boxes from the origin on, bleed, marks that stand outside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
)

from report_pdf.binding.graft import add, array, dictionary, inner, number
from report_pdf.press.matrices import Matrix, matrix_of, times

PT_PER_MM = 72 / 25.4
_MARK_PT = 0.25
_MARK_GAP_MM = 2
"""from the bleed to the mark"""
_MARK_MM = 5
_MARK_EDGE_MM = 1
"""from the mark to the edge of the sheet"""
_REGISTRATION = "/PressAll"

Box = tuple[float, float, float, float]
Line = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What every page of a file is printed on; all in mm.

    Attributes:
        trim_mm: width and height of the trimmed page, or of the whole cover spread.
        bleed_mm: art outside the trim.
        marks: whether crop marks stand outside the bleed.
        folds_mm: where the sheet is folded, from the left edge of the trim; marked if `marks`.
    """

    trim_mm: tuple[float, float]
    bleed_mm: float
    marks: bool = False
    folds_mm: tuple[float, ...] = ()

    @property
    def slug_mm(self) -> float:
        """What is left outside the bleed for marks."""
        return _MARK_GAP_MM + _MARK_MM + _MARK_EDGE_MM if self.marks else 0

    @property
    def media(self) -> Box:
        """The whole sheet, pt."""
        return self._around(self.bleed_mm + self.slug_mm)

    @property
    def bleed(self) -> Box:
        """The trim and its bleed, pt."""
        return self._around(self.bleed_mm)

    @property
    def trim(self) -> Box:
        """The trim, pt."""
        return self._around(0)

    def _around(self, beyond_mm: float) -> Box:
        inset = self.bleed_mm + self.slug_mm - beyond_mm
        width, height = self.trim_mm
        sides = (inset, inset, inset + width + 2 * beyond_mm, inset + height + 2 * beyond_mm)
        left, bottom, right, top = (round(side * PT_PER_MM, 4) for side in sides)
        return left, bottom, right, top


def lay_on_sheet(writer: PdfWriter, page: DictionaryObject, content: bytes, sheet: Sheet) -> None:
    """Give a page its boxes, and its content clipped to the bleed.

    Args:
        writer: the file of the page.
        page: it has a TrimBox, whose lower left corner goes to that of the sheet's trim.
        content: what it paints.
        sheet: where it goes.
    """
    old_left, old_bottom, *_others = map(number, array(page["/TrimBox"]))
    dx, dy = round(sheet.trim[0] - old_left, 4), round(sheet.trim[1] - old_bottom, 4)
    left, bottom, right, top = sheet.bleed
    clip = f"q {left:g} {bottom:g} {right - left:.4f} {top - bottom:.4f} re W n 1 0 0 1 {dx:g} {dy:g} cm\n"
    painted = clip.encode() + content + b"\nQ\n" + _marks(writer, page, sheet)
    stream = DecodedStreamObject()
    stream.set_data(painted)
    page[NameObject("/Contents")] = add(writer, stream.flate_encode())
    for name, box in (
        ("/MediaBox", sheet.media),
        ("/CropBox", sheet.media),
        ("/BleedBox", sheet.bleed),
        ("/TrimBox", sheet.trim),
    ):
        page[NameObject(name)] = ArrayObject(map(FloatObject, box))
    move_patterns(page, (1, 0, 0, 1, dx, dy))


def move_patterns(page: DictionaryObject, matrix: Matrix) -> None:
    """Take the patterns of a page along with its content.

    A pattern is bound to its page, and not moved by what moves the content (ISO 32000-1, 8.7.3.1). The
    typesetter makes each pattern for one use on one page.
    """
    for held in inner(page, "/Resources").get("/Pattern", DictionaryObject()).get_object().values():
        pattern = dictionary(held)
        pattern[NameObject("/Matrix")] = ArrayObject(map(FloatObject, times(matrix_of(pattern), matrix)))


def _marks(writer: PdfWriter, page: DictionaryObject, sheet: Sheet) -> bytes:
    """The crop and fold marks, on every plate."""
    if not sheet.marks:
        return b""
    spaces = inner(inner(page, "/Resources"), "/ColorSpace")
    spaces[NameObject(_REGISTRATION)] = add(writer, _registration())
    lines = " ".join(f"{x:.4f} {y:.4f} m {to_x:.4f} {to_y:.4f} l" for x, y, to_x, to_y in mark_lines(sheet))
    return f"q {_REGISTRATION} CS 1 SCN {_MARK_PT} w {lines} S Q\n".encode()


def mark_lines(sheet: Sheet) -> Iterator[Line]:
    """Where the marks run, pt from the lower left corner of the sheet."""
    left, bottom, right, top = sheet.trim
    reach = sheet.bleed_mm + _MARK_GAP_MM
    near, far = reach * PT_PER_MM, (reach + _MARK_MM) * PT_PER_MM
    for x in (left, *(left + fold * PT_PER_MM for fold in sheet.folds_mm), right):
        yield x, bottom - near, x, bottom - far
        yield x, top + near, x, top + far
    for y in (bottom, top):
        yield left - near, y, left - far, y
        yield right + near, y, right + far, y


def _registration() -> ArrayObject:
    """The colour of all plates (ISO 32000-1, 8.6.6.4)."""
    full = DictionaryObject(
        {
            NameObject("/FunctionType"): NumberObject(2),
            NameObject("/Domain"): ArrayObject([NumberObject(0), NumberObject(1)]),
            NameObject("/C0"): ArrayObject([NumberObject(0)] * 4),
            NameObject("/C1"): ArrayObject([NumberObject(1)] * 4),
            NameObject("/N"): NumberObject(1),
        }
    )
    names = map(NameObject, ("/Separation", "/All", "/DeviceCMYK"))
    return ArrayObject([*names, full])
