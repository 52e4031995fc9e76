"""Stamps: what the body typeset on an empty page is drawn at the foot of the page that fills it."""

from __future__ import annotations

from dataclasses import dataclass

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    ContentStream,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
)

from report_pdf.binding.graft import add, array, dictionary, inner
from report_pdf.binding.visible import Point, visible

_MARKS = frozenset({b"BMC", b"BDC", b"EMC", b"MP", b"DP"})
_PAINTS = frozenset(b"Tj TJ ' \" Do sh f F f* B B* b b* S s".split()) | {b"INLINE IMAGE"}
_MANY = 200
_FENCE = "q\n"
_DRAWN = """
Q
/Artifact <</Type /Pagination /Subtype /Footer>> BDC
q {name} Do Q
EMC
"""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What stood on an empty page of the body.

    Attributes:
        form: it, as an XObject.
        foot: the middle of the lower edge of that page, pt.
    """

    form: IndirectObject
    foot: Point


def take_stamp(writer: PdfWriter, page: DictionaryObject) -> Stamp | None:
    """What is painted on an empty page of the body, without the marks around it; None for nothing."""
    content = ContentStream(page.get("/Contents"), writer)
    kept = [step for step in content.operations if step[1] not in _MARKS]
    if not any(operator in _PAINTS for _operands, operator in kept):
        return None
    content.operations = kept
    box = page["/TrimBox"] if "/TrimBox" in page else page["/MediaBox"]
    form = DecodedStreamObject()
    form.set_data(content.get_data())
    form.update(
        {
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject(array(box)),
            NameObject("/Resources"): page.raw_get("/Resources"),
        }
    )
    trim = visible(DictionaryObject({NameObject("/MediaBox"): box}))
    return Stamp(add(writer, form.flate_encode()), trim.foot)


def draw_stamp(writer: PdfWriter, page: DictionaryObject, stamp: Stamp) -> None:
    """Draw the stamp upright, in its own size, at the foot of what is seen of a page."""
    place = visible(page).placed(stamp.foot)
    dictionary(stamp.form)[NameObject("/Matrix")] = ArrayObject(FloatObject(number) for number in place)
    drawn = _DRAWN.format(name=_named(page, stamp))
    painted = (add(writer, _stream(_FENCE)), *_streams(page), add(writer, _stream(drawn)))
    page[NameObject("/Contents")] = ArrayObject(painted)


def _named(page: DictionaryObject, stamp: Stamp) -> NameObject:
    """The name by which a page draws its stamp: the same on all pages, so that what draws it is the same."""
    forms = inner(inner(page, "/Resources"), "/XObject")
    name = NameObject("/Stamp")
    if len(forms) < _MANY:  # pages of a part may share their resources
        forms = DictionaryObject(forms)
        own = {NameObject("/XObject"): forms}
        page[NameObject("/Resources")] = DictionaryObject({**inner(page, "/Resources"), **own})
    else:  # a list for each page would be as long as all pages together, squared
        name = NameObject(f"/Stamp{stamp.form.idnum}")
    while name in forms:
        name = NameObject(f"{name}_")
    forms[name] = stamp.form
    return name


def _streams(page: DictionaryObject) -> list[IndirectObject]:
    if "/Contents" not in page:
        return []
    contents = page["/Contents"].get_object()
    return list(contents) if isinstance(contents, ArrayObject) else [page.raw_get("/Contents")]


def _stream(content: str) -> DecodedStreamObject:
    stream = DecodedStreamObject()
    stream.set_data(content.encode())
    return stream
