"""An empty page of the body becomes a page of a part; the object stays, so that all that leads to it does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, NullObject

from report_pdf.binding.stamps import draw_stamp, take_stamp
from report_pdf.binding.visible import visible

_OF_THE_BODY = ("/Type", "/Parent")
_OF_THE_PART = (
    "/MediaBox",
    "/CropBox",
    "/Rotate",
    "/UserUnit",
    "/Resources",
    "/Contents",
    "/Annots",
    "/StructParents",
    "/Group",
    "/Tabs",
    "/AF",
)


def fill(writer: PdfWriter, place: DictionaryObject, page: DictionaryObject) -> None:
    """Put a page of a part in the place of an empty page, whose stamp is drawn upon it."""
    stamp = take_stamp(writer, place)
    kept = {NameObject(key): place.raw_get(key) for key in _OF_THE_BODY}
    place.clear()
    place.update(kept)
    place.update({NameObject(key): page.raw_get(key) for key in _OF_THE_PART if key in page})
    if stamp is not None:
        draw_stamp(writer, place, stamp)


def aim_at_top(destinations: Iterable[ArrayObject], filled: Mapping[int, DictionaryObject]) -> None:
    """Let what leads into an empty page lead to the top of what is seen there now.

    Args:
        destinations: those of the body.
        filled: the pages, by the number of their object.
    """
    for destination in destinations:
        page = filled.get(destination[0].idnum)
        if page is not None:
            x, y = visible(page).top_left
            destination[1:] = [NameObject("/XYZ"), FloatObject(x), FloatObject(y), NullObject()]
