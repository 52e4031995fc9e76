"""Pages drawn by hand, with the fonts, colours and pictures that the archival checks are about."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from io import BytesIO
from typing import TypeVar

from fontTools.fontBuilder import FontBuilder
from fontTools.misc import eexec
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

_T = TypeVar("_T", bound=Object)

WIDTHS = {".notdef": 500, "A": 600, "B": 700}
SQUARE = ((0, 0), (0, 500), (500, 500), (500, 0))
WORDS = b"BT /F 20 Tf 10 50 Td (AB) Tj ET"


def page(content: bytes, resources: Mapping[str, object] | None = None, pdf: Pdf | None = None) -> Pdf:
    """A file of one page, 200 x 100 pt."""
    found = pdf or Pdf.new()
    made = found.add_blank_page(page_size=(200, 100)).obj
    made["/Resources"] = Dictionary(dict(resources or {}))
    made["/Contents"] = found.make_stream(content)
    return found


def put(owner: _T, **entries: object) -> _T:
    """The dictionary or stream with more entries; None leaves one out."""
    for key, value in entries.items():
        if value is not None:
            owner[f"/{key}"] = value
    return owner


def fonts(font: Object, name: str = "/F") -> dict[str, object]:
    """Resources with one font."""
    return {"/Font": Dictionary({name: font})}


@cache
def truetype(*, cmap: tuple[int, int] = (3, 1), page_of_codes: int = 0) -> bytes:
    """A TrueType program of A and B, and how codes lead to them."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(list(WIDTHS))
    builder.setupCharacterMap({page_of_codes + 65: "A", page_of_codes + 66: "B"})
    builder.setupGlyf({name: _truetype_square() for name in WIDTHS})
    builder.setupHorizontalMetrics({name: (width, 0) for name, width in WIDTHS.items()})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupPost(keepGlyphNames=False)
    font = builder.font
    font["cmap"].tables = font["cmap"].tables[:1]
    font["cmap"].tables[0].platformID, font["cmap"].tables[0].platEncID = cmap
    font["head"].created = font["head"].modified = 0
    font.recalcTimestamp = False
    file = BytesIO()
    font.save(file)
    return file.getvalue()


def _truetype_square() -> object:
    pen = TTGlyphPen(None)
    pen.moveTo(SQUARE[0])
    for point in SQUARE[1:]:
        pen.lineTo(point)
    pen.closePath()
    return pen.glyph()


@cache
def cff() -> bytes:
    """A name-keyed CFF program of A and B."""
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(list(WIDTHS))
    builder.setupCharacterMap({65: "A", 66: "B"})
    builder.setupCFF("Test", {}, {name: _cff_square(width) for name, width in WIDTHS.items()}, {})
    builder.setupHorizontalMetrics({name: (width, 0) for name, width in WIDTHS.items()})
    builder.setupHorizontalHeader()
    file = BytesIO()
    builder.font["CFF "].cff.compile(file, builder.font)
    return file.getvalue()


def _cff_square(width: int) -> object:
    pen = T2CharStringPen(width, None)
    pen.moveTo(SQUARE[0])
    for point in SQUARE[1:]:
        pen.lineTo(point)
    pen.closePath()
    return pen.getCharString()


def type1(*, widths: Mapping[str, int] | None = None) -> bytes:
    """A Type 1 program whose code 65 is A and 66 is B."""
    glyphs = b"".join(_type1_glyph(name, width) for name, width in (widths or WIDTHS).items())
    private = (
        b"dup /Private 8 dict dup begin /RD {string currentfile exch readstring pop} executeonly def\n"
        b"/ND {noaccess def} executeonly def /lenIV 4 def\n"
        b"2 index /CharStrings %d dict dup begin\n%send end readonly put noaccess put\n"
        b"dup/FontName get exch definefont pop mark currentfile closefile\n"
    ) % (len(widths or WIDTHS), glyphs)
    clear = (
        b"%!PS-AdobeFont-1.0: Test\n9 dict begin /FontName /Test def /FontType 1 def /PaintType 0 def\n"
        b"/FontMatrix [0.001 0 0 0.001 0 0] readonly def /FontBBox {0 0 500 500} readonly def\n"
        b"/Encoding 256 array 0 1 255 {1 index exch /.notdef put} for\n"
        b"dup 65 /A put dup 66 /B put readonly def\ncurrentdict end currentfile eexec\n"
    )
    secret, _key = eexec.encrypt(b"\0\0\0\0" + private, 55665)
    return clear + bytes(secret) + b"\n" + b"0" * 64 + b"\ncleartomark\n"


def _type1_glyph(name: str, width: int) -> bytes:
    code = bytes([139, 255, *width.to_bytes(4), 13, 14])
    secret, _key = eexec.encrypt(b"\0\0\0\0" + code, 4330)
    return b"/%s %d RD %s ND\n" % (name.encode(), len(secret), secret)


def descriptor(pdf: Pdf, key: str, program: bytes, subtype: str = "", flags: int = 32) -> Dictionary:
    """The descriptor of an embedded font."""
    file = pdf.make_stream(program)
    if subtype:
        file["/Subtype"] = Name(subtype)
    made = Dictionary(Type=Name.FontDescriptor, FontName=Name.Test, Flags=flags, ItalicAngle=0, Ascent=800)
    return put(
        made, Descent=-200, CapHeight=500, StemV=80, FontBBox=Array([0, 0, 500, 500]), **{key[1:]: file}
    )


def simple_font(kind: str, described: Dictionary, **entries: object) -> Dictionary:
    """A font that shows A and B by their ASCII codes."""
    base: dict[str, object] = {"Type": Name.Font, "Subtype": Name(kind), "BaseFont": Name.Test}
    base |= {"FirstChar": 65, "LastChar": 66, "Widths": Array([600, 700]), "FontDescriptor": described}
    return put(Dictionary(), **(base | entries))


def truetype_font(pdf: Pdf, program: bytes | None = None, flags: int = 32, **entries: object) -> Dictionary:
    """A TrueType font in WinAnsiEncoding."""
    described = descriptor(pdf, "/FontFile2", program or truetype(), flags=flags)
    return simple_font("/TrueType", described, **({"Encoding": Name.WinAnsiEncoding} | entries))


def type1_font(pdf: Pdf, program: bytes | None = None, **entries: object) -> Dictionary:
    """A Type 1 font in its own encoding."""
    return simple_font("/Type1", descriptor(pdf, "/FontFile", program or type1()), **entries)


def composite_font(pdf: Pdf, encoding: Object | None = None, **entries: object) -> Dictionary:
    """A font of two-byte codes that are the glyphs of a TrueType program: 1 is A, 2 is B."""
    base: dict[str, object] = {"Type": Name.Font, "Subtype": Name.CIDFontType2, "BaseFont": Name.Test}
    base |= {"FontDescriptor": descriptor(pdf, "/FontFile2", truetype(), flags=4), "DW": 500}
    system = Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0)
    base |= {"W": Array([1, Array([600, 700])]), "CIDToGIDMap": Name.Identity, "CIDSystemInfo": system}
    descendant = put(Dictionary(), **(base | entries))
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name.Test,
        Encoding=Name("/Identity-H") if encoding is None else encoding,
        DescendantFonts=Array([pdf.make_indirect(descendant)]),
    )


def drawn_font(pdf: Pdf, glyphs: Mapping[str, bytes] | None = None, **entries: object) -> Dictionary:
    """A Type 3 font of A and B."""
    shapes = glyphs or {"/A": b"600 0 d0 0 0 500 500 re f", "/B": b"700 0 d0 0 0 500 500 re f"}
    procs = Dictionary({name: pdf.make_stream(shape) for name, shape in shapes.items()})
    base: dict[str, object] = {"Type": Name.Font, "Subtype": Name.Type3, "FontBBox": Array([0, 0, 500, 500])}
    base |= {"FontMatrix": Array([0.001, 0, 0, 0.001, 0, 0]), "CharProcs": procs, "Resources": Dictionary()}
    base |= {"FirstChar": 65, "LastChar": 66, "Widths": Array([600, 700])}
    base["Encoding"] = Dictionary(Type=Name.Encoding, Differences=Array([65, Name.A, Name.B]))
    return put(Dictionary(), **(base | entries))


def image(pdf: Pdf, **entries: object) -> Stream:
    """A grey picture of 8 x 8."""
    base: dict[str, object] = {"Type": Name.XObject, "Subtype": Name.Image, "Width": 8, "Height": 8}
    base |= {"BitsPerComponent": 8, "ColorSpace": Name.DeviceGray}
    return put(pdf.make_stream(bytes(range(256))), **(base | entries))


def form(pdf: Pdf, content: bytes, **entries: object) -> Stream:
    """A drawing of 100 x 100 pt."""
    base: dict[str, object] = {"Type": Name.XObject, "Subtype": Name.Form, "BBox": Array([0, 0, 100, 100])}
    return put(pdf.make_stream(content), **(base | entries))


def tint(pdf: Pdf, *last: float) -> Object:
    """A function from one tint to colours: from none to `last`."""
    none, full = Array([0] * len(last)), Array(list(last))
    return pdf.make_indirect(Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1, C0=none, C1=full))
