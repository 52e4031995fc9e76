"""What stands on pages: colours, pictures, fonts, operators in wrong places."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image, ImageCms

from zoo.animal import (
    BOUND,
    DRAWN,
    FIGURE,
    IMAGE,
    REFUSED,
    Animal,
    Change,
    animal,
    array,
    bred,
    dictionary,
    paint,
    resource,
    stream,
    written,
)
from zoo.bases import FONT, plain, tagged


def _image(entries: str, data: bytes, *, mask: bool = False) -> Change:
    """An image on the first page."""

    def change(pdf: Pdf) -> None:
        image = stream(pdf, data, f"/Type /XObject /Subtype /Image {entries}")
        if mask:
            image.SMask = stream(
                pdf,
                bytes(range(256)),
                f"/Type /XObject /Subtype /Image {_SIZE} /ColorSpace /DeviceGray",
            )
        resource(pdf, "/XObject", "/Img", image)
        paint(b"q 200 0 0 200 100 100 cm /Img Do Q")(pdf)

    return change


_RAMP = bytes(number % 256 for number in range(16 * 16 * 4))
_SIZE = "/Width 16 /Height 16 /BitsPerComponent 8"


def _encoded(form: str, **options: object) -> bytes:
    file = BytesIO()
    mode = "CMYK" if options.pop("cmyk", False) else "RGB"
    Image.frombytes(mode, (16, 16), _RAMP[: 256 * len(mode)]).save(file, form, **options)
    return file.getvalue()


def _profile(components: int) -> Change:
    """The first page paints in the colours of a profile that says so many components."""

    def change(pdf: Pdf) -> None:
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        resource(pdf, "/ColorSpace", "/Icc", Array([Name.ICCBased, stream(pdf, profile, f"/N {components}")]))
        paint(b"q /Icc cs " + b"0.3 " * components + b"sc 100 100 200 200 re f Q")(pdf)

    return change


def _colour_space(space: str, operands: bytes) -> Change:
    def change(pdf: Pdf) -> None:
        resource(pdf, "/ColorSpace", "/Own", array(space))
        paint(b"q /Own cs " + operands + b" scn 100 100 200 200 re f Q")(pdf)

    return change


def _intent(pdf: Pdf) -> None:
    """The file says what its colours are meant for."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    intent = dictionary("/Type /OutputIntent /S /GTS_PDFX /OutputConditionIdentifier (Altro)")
    intent.DestOutputProfile = stream(pdf, profile, "/N 3")
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


def _soft_mask(pdf: Pdf) -> None:
    group = stream(
        pdf,
        b"0.5 g 100 100 100 100 re f",
        "/Type /XObject /Subtype /Form /BBox [0 0 600 850] /Group << /S /Transparency /CS /DeviceGray >>",
    )
    state = dictionary("/Type /ExtGState /SMask << /S /Luminosity >> /BM /Multiply /ca 0.5")
    state.SMask.G = group
    state.SMask.TR = Name.Identity
    resource(pdf, "/ExtGState", "/Soft", state)
    paint(b"q /Soft gs 1 0 0 rg 100 100 200 200 re f Q")(pdf)


def _transfer(pdf: Pdf) -> None:
    state = dictionary("/Type /ExtGState /HT /Default /OP true /op true /OPM 1")
    state.TR = stream(pdf, b"{ 1 exch sub }", "/FunctionType 4 /Domain [0 1] /Range [0 1]")
    resource(pdf, "/ExtGState", "/Curve", state)
    paint(b"q /Curve gs 0.2 g 100 100 200 200 re f Q")(pdf)


def _shading(pdf: Pdf) -> None:
    resource(
        pdf,
        "/Shading",
        "/Sh",
        dictionary(
            "/ShadingType 2 /ColorSpace /DeviceCMYK /Coords [100 100 300 100] /Function "
            "<< /FunctionType 2 /Domain [0 1] /C0 [0 1 0 0] /C1 [1 0 0 0] /N 1 >>"
        ),
    )
    paint(b"q 100 100 200 200 re W n /Sh sh Q")(pdf)


def _pattern_in_itself(pdf: Pdf) -> None:
    pattern = stream(
        pdf,
        b"/Pattern cs /P scn 0 0 5 5 re f 1 0 0 rg 5 5 5 5 re f",
        "/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 10 10] /XStep 10 /YStep 10",
    )
    pattern.Resources = Dictionary(Pattern=Dictionary(P=pattern))
    resource(pdf, "/Pattern", "/P", pattern)
    paint(b"q /Pattern cs /P scn 100 100 200 200 re f Q")(pdf)


def _form_in_itself(pdf: Pdf) -> None:
    form = stream(
        pdf, b"/Own Do 0 0 1 rg 100 100 50 50 re f", "/Type /XObject /Subtype /Form /BBox [0 0 600 850]"
    )
    form.Resources = Dictionary(XObject=Dictionary(Own=form))
    resource(pdf, "/XObject", "/Own", form)
    paint(b"/Own Do")(pdf)


def _forms_in_forms(pdf: Pdf) -> None:
    """Each form is drawn twice by the next: a thousand million rectangles."""
    form = stream(pdf, b"0 0 1 1 re f", "/Type /XObject /Subtype /Form /BBox [0 0 600 850] /Resources << >>")
    for _level in range(30):
        outer = stream(pdf, b"/F Do /F Do", "/Type /XObject /Subtype /Form /BBox [0 0 600 850]")
        outer.Resources = Dictionary(XObject=Dictionary(F=form))
        form = outer
    resource(pdf, "/XObject", "/F", form)
    paint(b"/F Do")(pdf)


def _drawn_font(pdf: Pdf) -> None:
    """A font whose letters are drawings (Type 3), without a table of what they mean."""
    font = dictionary(
        "/Type /Font /Subtype /Type3 /FontBBox [0 0 75 75] /FontMatrix [.01 0 0 .01 0 0] /Resources << >> "
        "/FirstChar 97 /LastChar 97 /Widths [100] /Encoding << /Type /Encoding /Differences [97 /quadro] >>"
    )
    font.CharProcs = Dictionary(quadro=stream(pdf, b"100 0 0 0 75 75 d1 0 0 75 75 re f"))
    resource(pdf, "/Font", "/T3", font)
    paint(b"BT /T3 40 Tf 100 100 Td (aaa) Tj ET")(pdf)


def _bad_font(pdf: Pdf) -> None:
    """The font program is rubbish."""
    for font in pdf.pages[0].resources.Font.values():
        if "/FontDescriptor" in font:
            font.FontDescriptor.FontFile2 = stream(pdf, b"questo non \xe8 un carattere" * 20)


def _no_unicode(pdf: Pdf) -> None:
    for font in pdf.pages[0].resources.Font.values():
        if "/ToUnicode" in font:
            del font.ToUnicode


def _glyph_zero(pdf: Pdf) -> None:
    """Characters that the font does not have are shown as empty boxes."""
    whole = TTFont(FONT)
    file = BytesIO()
    whole.save(file)
    program = stream(pdf, file.getvalue())
    font = dictionary("/Type /Font /Subtype /Type0 /BaseFont /Sans /Encoding /Identity-H")
    kid = dictionary(
        "/Type /Font /Subtype /CIDFontType2 /BaseFont /Sans /CIDToGIDMap /Identity /DW 500 "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor << "
        "/Type /FontDescriptor /FontName /Sans /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 "
        "/Descent -200 /CapHeight 700 /StemV 80 >>"
    )
    kid.FontDescriptor.FontFile2 = program
    font.DescendantFonts = Array([pdf.make_indirect(kid)])
    resource(pdf, "/Font", "/Zero", font)
    paint(b"BT /Zero 40 Tf 100 100 Td <0000000000220023> Tj ET")(pdf)


def _bad_name() -> bytes:
    """The name of a font is no UTF-8, in the resources and in the content."""
    file = BytesIO()
    with pikepdf.open(BytesIO(plain())) as pdf:
        for page in pdf.pages:
            page.obj.Contents = pdf.make_stream(page.Contents.read_bytes())
        pdf.save(file, compress_streams=False, deterministic_id=True)
    return re.sub(rb"/F\d\+0", b"/F#e9", file.getvalue())


def _missing_resources(pdf: Pdf) -> None:
    pdf.pages[0].obj.Resources = Dictionary()


_CONTENT: dict[str, bytes] = {
    "q-too-many": b"q q q 0.5 0 0 0.5 0 0 cm",
    "restores-too-many": b"Q Q Q Q",
    "text-never-ends": b"BT 1 0 0 1 300 400 Tm",
    "marks-never-end": b"/Span << /Lang (it) >> BDC /P BMC",
    "marks-end-too-often": b"EMC EMC EMC",
    "garbage": b"\x00\xff) >> ] /\xe9 foo 1 2 (never ends",
    "operands-wrong": b"(x) 1 w [1 2 /x] re /Name cm << >> Tj f* 1 Tf",
    "inline-image": b"q 9 0 0 9 5 5 cm BI /W 2 /H 2 /BPC 8 /CS /RGB ID \xff\0\0\0\xffEI \xff\0\0\xff EI Q",
    "inline-image-never-ends": b"q BI /W 200 /H 200 /BPC 8 /CS /RGB ID \xff\x00",
    "numbers-enormous": b"q 1e38 0 0 99999999999999999999 0 0 cm 0 0 1 1 re f Q",
    "arrays-deep": b"[" * 2000 + b"]" * 2000 + b" TJ",
    "saves-deep": b"q " * 5000 + b"Q " * 5000,
    "rendering-intent-unknown": b"/Sconosciuto ri 10 10 10 10 re f",
    "device-cmyk": b"q 0.1 0.9 0 0 k 100 100 100 100 re f Q",
    "device-gray": b"q 0.4 g 100 100 100 100 re f Q",
    "invisible-words": b"BT 3 Tr /F1 10 Tf 100 100 Td (nascosto) Tj ET",
}


def _rgb(**options: object) -> Callable[[], bytes]:
    return lambda: _encoded("JPEG", **options)


ANIMALS: tuple[Animal, ...] = (
    *(animal(name, bred(plain, paint(operators)), BOUND) for name, operators in _CONTENT.items()),
    *(
        animal(f"tagged-{name}", bred(tagged, paint(_CONTENT[name], prepend=True)), BOUND)
        for name in ("q-too-many", "restores-too-many", "marks-never-end", "device-cmyk")
    ),
    animal("profile", bred(plain, _profile(3)), FIGURE),
    animal("profile-lies", bred(plain, _profile(4)), BOUND),
    animal("intent-other", bred(plain, _intent), FIGURE),
    animal("intent-other-tagged", bred(tagged, _intent), BOUND),
    animal("lab", bred(plain, _colour_space("/Lab << /WhitePoint [0.9642 1 0.8249] >>", b"50 40 20")), BOUND),
    animal(
        "calibrated",
        bred(plain, _colour_space("/CalRGB << /WhitePoint [0.95 1 1.09] >>", b"0.2 0.4 0.9")),
        BOUND,
    ),
    animal("indexed", bred(plain, _colour_space("/Indexed /DeviceCMYK 1 <0000000000ff00ff>", b"1")), BOUND),
    animal(
        "spot",
        bred(
            plain,
            _colour_space(
                "/Separation /Oro /DeviceCMYK "
                "<< /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [0 .2 .8 .1] /N 1 >>",
                b"0.8",
            ),
        ),
        BOUND,
    ),
    animal("colour-space-unknown", bred(plain, _colour_space("/Sconosciuto 1 2", b"0.8")), BOUND),
    animal("soft-mask", bred(plain, _soft_mask), FIGURE),
    animal("transfer-curve", bred(plain, _transfer), BOUND),
    animal("shading", bred(plain, _shading), BOUND),
    animal("pattern-in-itself", bred(plain, _pattern_in_itself), BOUND),
    animal("form-in-itself", bred(plain, _form_in_itself), BOUND),
    animal("forms-in-forms", bred(plain, _forms_in_forms), IMAGE | REFUSED),
    animal(
        "image-jpeg",
        bred(plain, _image(f"/Filter /DCTDecode /ColorSpace /DeviceRGB {_SIZE}", _encoded("JPEG"))),
        FIGURE,
    ),
    animal(
        "image-jpeg-cmyk",
        bred(
            plain, _image(f"/Filter /DCTDecode /ColorSpace /DeviceCMYK {_SIZE}", _encoded("JPEG", cmyk=True))
        ),
        DRAWN,
    ),
    animal(
        "image-jpeg-2000", bred(plain, _image(f"/Filter /JPXDecode {_SIZE}", _encoded("JPEG2000"))), BOUND
    ),
    animal("image-masked", bred(plain, _image(f"/ColorSpace /DeviceRGB {_SIZE}", _RAMP, mask=True)), FIGURE),
    animal(
        "image-interpolated",
        bred(plain, _image(f"/Interpolate true /ColorSpace /DeviceGray {_SIZE}", _RAMP)),
        BOUND,
    ),
    animal(
        "image-16-bit",
        bred(plain, _image("/Width 8 /Height 8 /BitsPerComponent 16 /ColorSpace /DeviceRGB", _RAMP)),
        BOUND,
    ),
    animal(
        "image-alternates",
        bred(plain, _image(f"/ColorSpace /DeviceRGB /OPI << /x 1 >> /Alternates [] {_SIZE}", _RAMP)),
        BOUND,
    ),
    animal(
        "image-too-short",
        bred(plain, _image("/Width 999 /Height 999 /BitsPerComponent 8 /ColorSpace /DeviceRGB", _RAMP)),
        BOUND,
    ),
    animal(
        "image-enormous",
        bred(plain, _image("/Width 60000 /Height 60000 /BitsPerComponent 8 /ColorSpace /DeviceRGB", b"")),
        BOUND,
    ),
    animal(
        "image-bad-filter",
        bred(plain, _image(f"/Filter /Sconosciuto /ColorSpace /DeviceRGB {_SIZE}", _RAMP)),
        BOUND,
    ),
    animal("drawn-font", bred(plain, _drawn_font), BOUND),
    animal("bad-font", bred(plain, _bad_font), BOUND),
    animal("no-unicode", bred(plain, _no_unicode), BOUND),
    animal("no-unicode-tagged", bred(tagged, _no_unicode), BOUND),
    animal("glyph-zero", bred(plain, _glyph_zero), BOUND),
    animal("bad-name", written(_bad_name), BOUND),
    animal("missing-resources", bred(plain, _missing_resources), BOUND),
)
