"""The annotations of a part: those that an archive may hold, seen and printed alike (ISO 19005-2, 6.3)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Name, Page, Pdf, Stream, String

from report_pdf.parts.interactive.drawn_annotations import appearance
from report_pdf.parts.objects.entries import Identity, array, dictionary, entry, identity, keys
from report_pdf.parts.objects.names import name
from report_pdf.parts.objects.values import integer, numbers, text

_COMMENTS = frozenset(
    {"Text", "FreeText", "Line", "Square", "Circle", "Polygon", "PolyLine", "Highlight", "Underline"}
    | {"Squiggly", "StrikeOut", "Stamp", "Caret", "Ink", "Watermark"}
)
_KEPT = _COMMENTS | {"Link", "Widget"}
# What only serves a viewer or a printer: nobody misses it.
_UNSEEN = frozenset({"Popup", "PrinterMark", "TrapNet"})
_HIDDEN = 2 | 32
"""Flags Hidden and NoView."""
_PRINT = 4
_KEPT_FLAGS = 8 | 16
"""NoZoom and NoRotate: how a note stands on the page."""
_GONE = ("/A", "/AA", "/Popup", "/IRT", "/RT", "/RC", "/AF", "/PA")

_CALLED = {"Stamp": "Timbro", "Text": "Nota", "Watermark": "Filigrana"}


@dataclass(slots=True)
class Annotated:
    """What became of the annotations.

    Attributes:
        removed: how many of each kind that no archive may hold.
        bare: 1-based pages with an annotation that is seen and says not how it looks.
    """

    removed: Counter[str] = field(default_factory=Counter)
    bare: list[int] = field(default_factory=list)


def keep_allowed(pdf: Pdf) -> Annotated:
    """Keep of each page the annotations that are seen and allowed, each an object of its own."""
    result = Annotated()
    seen: set[Identity] = set()
    for page in pdf.pages:
        if "/Annots" not in page.obj:
            continue
        kept = [
            each if each.is_indirect else pdf.make_indirect(each)
            for each in array(page.obj, "/Annots")
            if isinstance(each, Dictionary) and _is_kept(each, seen, result)
        ]
        if kept:
            page.obj["/Annots"] = Array(kept)
        else:
            del page.obj["/Annots"]
    return result


def _is_kept(annotation: Dictionary, seen: set[Identity], result: Annotated) -> bool:
    """Whether an annotation stays; one that stands on two pages stays on the first."""
    kind = name(entry(annotation, "/Subtype"))
    is_hidden = integer(entry(annotation, "/F")) & _HIDDEN
    if kind in _UNSEEN or is_hidden or not numbers(entry(annotation, "/Rect"), 4):
        return False
    if kind not in _KEPT:
        result.removed[kind or "?"] += 1
        return False
    if annotation.is_indirect:
        if identity(annotation) in seen:
            return False
        seen.add(identity(annotation))
    return True


def normalise_annotations(pdf: Pdf, result: Annotated) -> None:
    """Make the annotations print as they are seen, and say what they are."""
    for number, page in enumerate(pdf.pages, start=1):
        for each in array(page.obj, "/Annots"):
            if isinstance(each, Dictionary):
                _normalise(each, page)
                if name(entry(each, "/Subtype")) in _COMMENTS and not _make_look(each):
                    result.bare.append(number)
        if "/Annots" in page.obj and not array(page.obj, "/Annots"):
            del page.obj["/Annots"]


def _normalise(annotation: Dictionary, page: Page) -> None:
    annotation["/P"] = page.obj
    annotation["/F"] = _PRINT | (integer(entry(annotation, "/F")) & _KEPT_FLAGS)
    kind = name(entry(annotation, "/Subtype"))
    if kind in _COMMENTS:
        for key in _GONE:
            if key in annotation:
                del annotation[key]
        said = text(entry(annotation, "/Contents")).strip()
        annotation["/Contents"] = String(said or _CALLED.get(kind, "Segno di commento"))


def _make_look(annotation: Dictionary) -> bool:
    """Keep the appearance of now alone; returns whether there is one, or nothing to be seen."""
    look = appearance(annotation)
    states = dictionary(dictionary(annotation, "/AP"), "/N")
    if look is None and not isinstance(states, Stream) and keys(states):
        first = entry(states, keys(states)[0])
        look = first if isinstance(first, Stream) else None
    for key in ("/AP", "/AS"):
        if key in annotation:
            del annotation[key]
    if look is None:
        left, bottom, right, top = numbers(entry(annotation, "/Rect"), 4)
        return left == right and bottom == top
    look["/Type"], look["/Subtype"] = Name.XObject, Name.Form
    annotation["/AP"] = Dictionary(N=look)
    return True
