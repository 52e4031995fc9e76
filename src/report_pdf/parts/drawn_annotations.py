"""Comments and filled fields, drawn into the page that shows them."""

from __future__ import annotations

from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from report_pdf.parts.objects import annotations, dictionary, entry, integer, name, numbers

_HIDDEN = 2 | 32
"""Flags Hidden and NoView (ISO 32000-1, table 165)."""
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Drawn:
    """The look of an annotation, and how it is brought to its place: the matrix of `cm`."""

    form: Stream
    matrix: tuple[float, ...]


def take_annotations(page: pikepdf.Page) -> list[Drawn]:
    """Take all annotations but links off the page; returns the look of those that were seen."""
    if "/Annots" not in page.obj:
        return []
    found = list(annotations(page))
    links = [each for each in found if name(entry(each, "/Subtype")) == "Link"]
    if links:
        page.obj["/Annots"] = Array(links)
    else:
        del page.obj["/Annots"]
    return [drawn for each in found if (drawn := _drawn(each)) is not None]


def appearance(annotation: Dictionary) -> Stream | None:
    """What it looks like now; None if it says nothing."""
    shown = entry(dictionary(annotation, "/AP"), "/N")
    if isinstance(shown, Dictionary):
        shown = entry(shown, f"/{name(entry(annotation, '/AS'))}")
    return shown if isinstance(shown, Stream) else None


def _drawn(annotation: Dictionary) -> Drawn | None:
    if integer(entry(annotation, "/F")) & _HIDDEN or name(entry(annotation, "/Subtype")) in {"Link", "Popup"}:
        return None
    form = appearance(annotation)
    place = numbers(entry(annotation, "/Rect"), 4)
    box = numbers(entry(form, "/BBox"), 4)
    if form is None or not place or not box:
        return None
    form["/Type"], form["/Subtype"] = Name.XObject, Name.Form
    matrix = _fitting(_bounds(box, numbers(entry(form, "/Matrix"), 6) or _IDENTITY), _sides(place))
    return Drawn(form, matrix)


def _sides(box: tuple[float, ...]) -> tuple[float, float, float, float]:
    """Left, bottom, right, top: any two opposite corners may be given."""
    x, y, other_x, other_y = box
    return min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y)


def _bounds(box: tuple[float, ...], matrix: tuple[float, ...]) -> tuple[float, float, float, float]:
    """The upright box around a box that the matrix has moved."""
    a, b, c, d, e, f = matrix
    left, bottom, right, top = _sides(box)
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _y in corners], [y for _x, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _fitting(
    box: tuple[float, float, float, float], place: tuple[float, float, float, float]
) -> tuple[float, ...]:
    """What moves and scales the box into its place (ISO 32000-1, 12.5.5, algorithm 8.1)."""
    width, height = box[2] - box[0], box[3] - box[1]
    across = (place[2] - place[0]) / width if width else 1.0
    up = (place[3] - place[1]) / height if height else 1.0
    return across, 0.0, 0.0, up, place[0] - box[0] * across, place[1] - box[1] * up


def drop_fields(pdf: pikepdf.Pdf) -> bool:
    """Take the form out of the document; returns whether it had one."""
    had = bool(entry(dictionary(pdf.Root, "/AcroForm"), "/Fields"))
    if "/AcroForm" in pdf.Root:
        del pdf.Root["/AcroForm"]
    return had

