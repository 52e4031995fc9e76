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

from report_pdf.binding.graft import add, array, inner
from report_pdf.binding.visible import Point, visible

_MARKS = frozenset({b"BMC", b"BDC", b"EMC", b"MP", b"DP"})
_PAINTS = frozenset(b"Tj TJ ' \" Do sh f F f* B B* b b* S s".split()) | {b"INLINE IMAGE"}
_FENCE = b"q\n"
_DRAWN = """
Q
/Artifact <</Type /Pagination /Subtype /Footer>> BDC
q {matrix} cm {name} Do Q
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
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject(array(box)),
            NameObject("/Resources"): page.raw_get("/Resources"),
        }
    )
    trim = visible(DictionaryObject({NameObject("/MediaBox"): box}))
    return Stamp(add(writer, form.flate_encode()), trim.foot)


def draw_stamp(writer: PdfWriter, page: DictionaryObject, stamp: Stamp) -> None:
    """Draw the stamp upright, in its own size, at the foot of what is seen of a page."""
    # Pages of a part may share their resources: the name is that of the form, which no other page draws.
    forms = inner(inner(page, "/Resources"), "/XObject")
    name = NameObject(f"/Stamp{stamp.form.idnum}")
    while name in forms:
        name = NameObject(f"{name}_")
    forms[name] = stamp.form
    numbers = " ".join(FloatObject(number).myrepr() for number in visible(page).placed(stamp.foot))
    drawn = _DRAWN.format(matrix=numbers, name=name)
    painted = (add(writer, _stream(_FENCE)), *_streams(page), add(writer, _stream(drawn.encode())))
    page[NameObject("/Contents")] = ArrayObject(painted)


def _streams(page: DictionaryObject) -> list[IndirectObject]:
    if "/Contents" not in page:
        return []
    contents = page["/Contents"].get_object()
    return list(contents) if isinstance(contents, ArrayObject) else [page.raw_get("/Contents")]


def _stream(data: bytes) -> DecodedStreamObject:
    stream = DecodedStreamObject()
    stream.set_data(data)
    return stream
