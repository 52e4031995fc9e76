"""Comments and filled fields, drawn into the page that shows them."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from report_pdf.parts.content.marks import read_instructions
from report_pdf.parts.content.tidying import balanced
from report_pdf.parts.objects.entries import dictionary, entry
from report_pdf.parts.objects.names import name
from report_pdf.parts.objects.values import integer, numbers
from report_pdf.parts.objects.walks import annotations_on, own_resources

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
    found = list(annotations_on(page))
    links = [each for each in found if name(entry(each, "/Subtype")) == "Link"]
    if links:
        page.obj["/Annots"] = Array(links)
    else:
        del page.obj["/Annots"]
    return [look for each in found if (look := drawn(each)) is not None]


def appearance(annotation: Dictionary) -> Stream | None:
    """What it looks like now; None if it says nothing."""
    shown = entry(dictionary(annotation, "/AP"), "/N")
    if isinstance(shown, Dictionary):
        shown = entry(shown, f"/{name(entry(annotation, '/AS'))}")
    return shown if isinstance(shown, Stream) else None


def drawn(annotation: Dictionary) -> Drawn | None:
    """How it is drawn; None for one that is not seen."""
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


def painted(looks: Sequence[Drawn], prefix: str) -> tuple[dict[str, Stream], bytes]:
    """The forms under names for the resources of a page, and the content that draws them."""
    forms, content = dict[str, Stream](), list[bytes]()
    for number, look in enumerate(looks, start=1):
        forms[f"/{prefix}{number}"] = look.form
        place = " ".join(f"{side:.4f}" for side in look.matrix)
        content.append(f"q {place} cm /{prefix}{number} Do Q".encode())
    return forms, b"\n".join(content)


def paint_over(pdf: pikepdf.Pdf, page: pikepdf.Page, looks: Sequence[Drawn]) -> None:
    """Draw over all that the page shows, as decoration."""
    if not looks:
        return
    resources = copy(own_resources(page))
    forms, content = painted(looks, "Over")
    resources["/XObject"] = Dictionary({**dict(dictionary(resources, "/XObject").items()), **forms})
    page.obj["/Resources"] = resources
    whole = pikepdf.unparse_content_stream(balanced(read_instructions(page)))
    page.obj["/Contents"] = pdf.make_stream(b"q\n%b\nQ /Artifact BMC\n%b\nEMC" % (whole, content))


def drop_fields(pdf: pikepdf.Pdf) -> None:
    """Take the form out of the document: its fields are drawn."""
    if "/AcroForm" in pdf.Root:
        del pdf.Root["/AcroForm"]
