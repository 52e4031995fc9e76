"""Covers made elsewhere, laid into the sheet that back, spine and front make."""

from __future__ import annotations

from dataclasses import dataclass

from pypdf import PageObject, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from report_pdf.binding.graft import add, array, inner, number
from report_pdf.operators import steps
from report_pdf.press.finish import content_of
from report_pdf.press.graphics import DEVICE_SPACES
from report_pdf.press.sheet import PT_PER_MM, move_patterns

HINGE_MM = 5
"""left unprinted beside the spine on the inside of a cover: glue does not hold on ink"""
_NAMED = frozenset({b"Tf", b"gs", b"Do", b"sh", b"cs", b"CS", b"scn", b"SCN", b"BDC", b"DP"})
_NOT_OURS = frozenset({f"/{space}".encode() for space in (*DEVICE_SPACES, "Pattern")})


@dataclass(frozen=True, slots=True)
class Leaf:
    """The place of a cover's page on the sheet; all in mm, from the left of the sheet's trim.

    Attributes:
        left: where the page's trim begins.
        width: of the trimmed page.
        shown: from where to where of the sheet it is printed, bleed included.
    """

    left: float
    width: float
    shown: tuple[float, float]


def leaves(width: float, spine: float, bleed: float, *, inside: bool = False) -> tuple[Leaf, Leaf]:
    """The left and the right leaf of a sheet: back and front, or from inside the front and the back.

    Args:
        width: of the trimmed page, mm.
        spine: of the spine, mm.
        bleed: mm.
        inside: whether the spine and the hinges beside it stay unprinted.
    """
    hinge = HINGE_MM if inside and spine else 0
    right = width + spine
    return (
        Leaf(0, width, (-bleed, width - hinge)),
        Leaf(right, width, (right + hinge, right + width + bleed)),
    )


def lay_into(pages: PdfWriter, index: int, cover: PageObject, leaf: Leaf, bleed: float) -> None:
    """Lay a page of a cover under what was typeset on a sheet.

    Args:
        pages: the sheets as they were typeset.
        index: of the sheet.
        cover: a page in inks, as large as its trim and its bleed.
        leaf: where it goes.
        bleed: mm around the trim of that page.
    """
    sheet = pages.pages[index]
    left, bottom, _right, top = map(number, array(sheet["/TrimBox"]))
    laid = pages.add_page(cover)
    dx, dy = left + (leaf.left - bleed) * PT_PER_MM, bottom - bleed * PT_PER_MM
    move_patterns(laid, (1, 0, 0, 1, dx, dy))
    prefix = f"Leaf{len(pages.pages)}x{round(leaf.left)}x"
    first, last = (left + edge * PT_PER_MM for edge in leaf.shown)
    clip = f"{first:.4f} {dy:.4f} {last - first:.4f} {top - bottom + 2 * bleed * PT_PER_MM:.4f} re W n"
    content = (
        f"q {clip} 1 0 0 1 {dx:.4f} {dy:.4f} cm\n".encode() + _renamed(content_of(laid), prefix) + b"\nQ\n"
    )
    _take_resources(sheet, laid, prefix)
    stream = DecodedStreamObject()
    stream.set_data(content + b"q\n" + content_of(sheet) + b"\nQ")
    sheet[NameObject("/Contents")] = add(pages, stream.flate_encode())
    pages.remove_page(len(pages.pages) - 1)


def _take_resources(sheet: DictionaryObject, laid: DictionaryObject, prefix: str) -> None:
    resources = DictionaryObject(inner(sheet, "/Resources"))
    for kind, held in inner(laid, "/Resources").items():
        found = held.get_object()
        if isinstance(found, DictionaryObject):
            ours = DictionaryObject(inner(resources, kind))
            ours |= {NameObject(f"/{prefix}{name[1:]}"): found.raw_get(name) for name in found}
            resources[NameObject(kind)] = ours
    sheet[NameObject("/Resources")] = resources


def _renamed(content: bytes, prefix: str) -> bytes:
    """A content stream whose resources have other names."""
    pieces, copied = list[bytes](), 0
    for step in steps(content):
        if step.operator not in _NAMED:
            continue
        place = 0 if step.operator == b"Tf" else len(step.operands) - 1
        name = step.operands[place]
        if not name.startswith(b"/") or name in _NOT_OURS:
            continue
        operands = [*step.operands]
        operands[place] = b"/%b%b" % (prefix.encode(), name[1:])
        pieces += (content[copied : step.start], b" ".join([*operands, step.operator]))
        copied = step.end
    return b"".join([*pieces, content[copied:]])
