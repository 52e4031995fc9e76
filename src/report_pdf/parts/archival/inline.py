"""Images that stand in the content: kept where every program reads them alike, drawn as objects where not."""

from __future__ import annotations

import re

from pikepdf import Array, Name, Object, Pdf, PdfInlineImage, Stream

from report_pdf.parts.objects.entries import entries, entry
from report_pdf.parts.objects.names import exact_name

_PLAIN = frozenset(
    f"/{name}"
    for name in ("Width", "Height", "BitsPerComponent", "ColorSpace", "Decode", "DecodeParms", "Filter")
) | {"/ImageMask", "/Length"}
_FILTERS = frozenset(
    f"/{name}Decode" for name in ("ASCIIHex", "ASCII85", "Flate", "RunLength", "CCITTFax", "DCT")
)
_SPACES = frozenset({"/DeviceGray", "/DeviceRGB"})
_DEPTHS = frozenset({1, 2, 4, 8, 16})
_JPEG_BEGINS = b"\xff\xd8"
_END = re.compile(rb"[\s\0]EI(?=[\s\0/<\[(]|\Z)")


def is_simple(image: PdfInlineImage) -> bool:
    """Whether an image may stand in the content as it is: all else becomes an object."""
    found = dict(entries(image.obj))
    space = found.get("/ColorSpace")
    return (
        set(found) <= _PLAIN
        and set(_names(found.get("/Filter"))) <= _FILTERS
        and (space is None or exact_name(space) in _SPACES)
        and found.get("/BitsPerComponent", 1) in _DEPTHS
        and len(_END.findall(image.unparse())) == 1
    )


def as_xobject(pdf: Pdf, image: PdfInlineImage, resources: object) -> Stream:
    """The image as an object to be drawn by `Do`.

    Args:
        pdf: the file.
        image: the image.
        resources: of the content, where names of colour spaces are looked up.
    """
    stream = pdf.make_stream(_data(image))
    for key, value in entries(image.obj):
        if key != "/Length":
            stream[key] = value
    stream["/Type"], stream["/Subtype"] = Name.XObject, Name.Image
    named = entry(entry(resources, "/ColorSpace"), exact_name(entry(stream, "/ColorSpace")))
    if isinstance(named, Object):
        stream["/ColorSpace"] = named
    return stream


def _data(image: PdfInlineImage) -> bytes:
    """Its data; qpdf takes the second character of a line end before them for one, and no JPEG begins so."""
    data = image.read_raw_bytes()
    is_jpeg = _names(entry(image.obj, "/Filter"))[:1] == ["/DCTDecode"]
    return data[max(data.find(_JPEG_BEGINS), 0) :] if is_jpeg else data


def _names(value: object) -> list[str]:
    if isinstance(value, Array):
        return [exact_name(item) for item in list(value)]
    return [] if value is None else [exact_name(value)]
