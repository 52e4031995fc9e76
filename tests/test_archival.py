from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from archival_book import bind
from archival_input import (
    WORDS,
    composite_font,
    descriptor,
    drawn_font,
    fonts,
    form,
    image,
    page,
    put,
    simple_font,
    tint,
    truetype,
    truetype_font,
    type1,
    type1_font,
)
from pikepdf import Array, Dictionary, Name, Object, Pdf, String
from PIL import Image

from report_pdf.parts.archival.archival import blockers, mend
from report_pdf.parts.archival.profiles import fogra39

APPENDICES = Path(__file__).parents[1] / "data" / "2019-2024" / "appendices"
PAIRS = b"BT /F 20 Tf 10 50 Td <00010002> Tj ET"
SPOT = b"/S cs 1 scn 0 0 50 50 re f"
BITS = b"q 50 0 0 50 0 0 cm /I Do Q"
Made = Callable[[Pdf], tuple[bytes, dict[str, object]]]


def _space(space: Object) -> dict[str, object]:
    return {"/ColorSpace": Dictionary(S=space)}


def _state(**entries: object) -> dict[str, object]:
    return {"/ExtGState": Dictionary(G=put(Dictionary(), **entries))}


def _drawing(drawing: Object, name: str = "/I") -> dict[str, object]:
    return {"/XObject": Dictionary({name: drawing})}


def _jpeg_2000() -> bytes:
    file = BytesIO()
    Image.new("RGB", (8, 8), (9, 99, 199)).save(file, "JPEG2000")
    return file.getvalue()


def _icc(pdf: Pdf, profile: bytes, count: int) -> Object:
    return Array([Name.ICCBased, pdf.make_stream(profile, {"/N": count})])


def _without(font: Dictionary, *keys: str) -> Dictionary:
    for key in keys:
        del font[key]
    return font


# Sound, or mended so that it is: no picture is taken of the page.
SOUND: dict[str, Made] = {
    "TrueType": lambda pdf: (WORDS, fonts(truetype_font(pdf))),
    "Type 1": lambda pdf: (WORDS, fonts(type1_font(pdf))),
    "composite": lambda pdf: (PAIRS, fonts(composite_font(pdf))),
    "Type 3": lambda pdf: (WORDS, fonts(drawn_font(pdf))),
    "symbolic TrueType with an encoding": lambda pdf: (
        WORDS,
        fonts(
            truetype_font(pdf, truetype(cmap=(3, 0), page_of_codes=0xF000), flags=4, ToUnicode=_texts(pdf))
        ),
    ),
    "TrueType that says neither encoding nor kind": lambda pdf: (
        WORDS,
        fonts(truetype_font(pdf, truetype(cmap=(1, 0)), flags=32, Encoding=None, ToUnicode=_texts(pdf))),
    ),
    "no CIDToGIDMap": lambda pdf: (PAIRS, fonts(composite_font(pdf, CIDToGIDMap=None))),
    "a CMap of its own": lambda pdf: (
        b"BT /F 20 Tf 10 50 Td (AB) Tj ET",
        fonts(composite_font(pdf, _cmap(pdf))),
    ),
    "sets of glyphs that lie": lambda pdf: (WORDS, fonts(_with_charset(type1_font(pdf)))),
    "private characters": lambda pdf: (WORDS, fonts(truetype_font(pdf, ToUnicode=_texts(pdf, "F0B7")))),
    "a byte order mark for a letter": lambda pdf: (
        WORDS,
        fonts(truetype_font(pdf, ToUnicode=_texts(pdf, "FEFF"))),
    ),
    "a name that is no text": lambda pdf: (
        b"BT /F\xe9 20 Tf 10 50 Td (AB) Tj ET",
        _oddly_named(truetype_font(pdf)),
    ),
    "invisible text in a font that is not there": lambda pdf: (
        b"BT 3 Tr /F 20 Tf 10 50 Td (AB) Tj ET",
        fonts(_without(truetype_font(pdf), "/FontDescriptor")),
    ),
    "CMYK": lambda _pdf: (b"0 1 0 0 k 0 0 50 50 re f", {}),
    "CMYK picture": lambda pdf: (BITS, _drawing(image(pdf, ColorSpace=Name.DeviceCMYK))),
    "CMYK with overprint": lambda _pdf: (b"/G gs 0 1 0 0 k 0 0 50 50 re f", _state(op=True, OPM=1)),
    "indexed CMYK": lambda _pdf: (
        SPOT,
        _space(Array([Name.Indexed, Name.DeviceCMYK, 1, String(b"abcdefgh")])),
    ),
    "CMYK of a group": lambda pdf: (
        b"/I Do",
        _drawing(form(pdf, b"0 0 9 9 re f", Group=Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK))),
    ),
    "CMYK shading": lambda pdf: (
        b"/H sh",
        {"/Shading": Dictionary(H=_shading(pdf, Name.DeviceCMYK))},
    ),
    "a spot": lambda pdf: (SPOT, _space(_spot(pdf, 0, 1, 0, 0))),
    "the same spot in another part": lambda pdf: (SPOT, _space(_spot(pdf, 0, 1, 0, 0))),
    "a spot mixed by a program": lambda pdf: (SPOT, _space(_programmed(pdf, b"{dup dup dup}"))),
    "the same, written otherwise": lambda pdf: (SPOT, _space(_programmed(pdf, b"64757020647570206475707d>"))),
    "the same spot mixed otherwise": lambda pdf: (SPOT, _space(_spot(pdf, 1, 0, 0, 0))),
    "spots not described": lambda pdf: (
        b"/S cs 1 1 scn 0 0 50 50 re f",
        _space(Array([Name.DeviceN, Array([Name.Verde, Name.Black]), Name.DeviceCMYK, _mixture(pdf)])),
    ),
    "a broken profile": lambda pdf: (SPOT.replace(b"1", b"1 0 0"), _space(_icc(pdf, b"no profile", 3))),
    "a profile with the wrong number": lambda pdf: (
        SPOT.replace(b"1", b"1 0 0"),
        _space(_icc(pdf, fogra39(), 3)),
    ),
    "identical transfer curve": lambda _pdf: (b"/G gs 0 0 50 50 re f", _state(TR=Name.Identity)),
    "halftone": lambda _pdf: (b"/G gs 0 0 50 50 re f", _state(HT=Dictionary(HalftoneType=3))),
    "unknown blend mode": lambda _pdf: (b"/G gs 0 0 50 50 re f", _state(BM=Array([Name.Foo, Name.Multiply]))),
    "unknown intent": lambda _pdf: (b"/Foo ri 0 0 50 50 re f", {}),
    "transparency": lambda _pdf: (b"/G gs 0 0 50 50 re f", _state(ca=0.5, BM=Name.Screen)),
    "interpolated": lambda pdf: (BITS, _drawing(image(pdf, Interpolate=True))),
    "picture for printing": lambda pdf: (
        BITS,
        _drawing(image(pdf, Alternates=Array([Dictionary(Image=image(pdf))]), OPI=Dictionary())),
    ),
    "picture of 16 bits": lambda pdf: (BITS, _drawing(image(pdf, BitsPerComponent=16))),
    "JPEG 2000": lambda pdf: (
        BITS,
        _drawing(_encoded(image(pdf, ColorSpace=None), _jpeg_2000(), "/JPXDecode")),
    ),
    "LZW": lambda pdf: (
        BITS,
        _drawing(_encoded(image(pdf, Width=9, Height=1), bytes.fromhex("800B6050220C0C8501"), "/LZWDecode")),
    ),
    "LZW in the content": lambda _pdf: (
        b"q 5 0 0 5 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /CMYK /F [/AHx /LZW] ID 800B6050220C0C8501> EI Q",
        {},
    ),
    "PostScript": lambda pdf: (b"/I Do", _drawing(form(pdf, b"showpage", Subtype=Name.PS))),
    "a form that stands for another file": lambda pdf: (b"/I Do", _drawing(form(pdf, b"", Ref=Dictionary()))),
    "a form that draws with the page's resources": lambda pdf: (
        b"/I Do",
        _drawing(form(pdf, b"/S cs .5 .5 .5 scn 0 0 9 9 re f")) | _space(Name.DeviceRGB),
    ),
    "unknown commands": lambda _pdf: (b"1 2 prova BX foo EX 0 0 50 50 re f", {}),
    "a state that is not there": lambda _pdf: (b"/G gs 0 0 50 50 re f /I Do /H sh", {}),
    "half a byte": lambda pdf: (b"BT /F 20 Tf 10 50 Td <414> Tj ET", fonts(_with_at(truetype_font(pdf)))),
    "a number too large": lambda _pdf: (b"99999999999 0 0 50 50 0 cm 0 0 1 1 re f", {}),
}

# What stays wrong, and the rule of PDF/A-2a that says so.
WRONG: dict[str, tuple[str, Made]] = {
    "not embedded": (
        "6.2.11.4.1",
        lambda pdf: (WORDS, fonts(_without(truetype_font(pdf), "/FontDescriptor"))),
    ),
    "a damaged program": ("6.2.11.4.1", lambda pdf: (WORDS, fonts(truetype_font(pdf, b"\0\1\0\0 no font")))),
    "a letter that is not there": (
        "6.2.11.4.1",
        lambda pdf: (WORDS.replace(b"B", b"C"), fonts(truetype_font(pdf))),
    ),
    "a letter that is not there in Type 1": (
        "6.2.11.4.1",
        lambda pdf: (WORDS.replace(b"B", b"C"), fonts(type1_font(pdf))),
    ),
    "a letter without drawing": (
        "6.2.11.4.1",
        lambda pdf: (WORDS, fonts(drawn_font(pdf, {"/A": b"600 0 d0 0 0 9 9 re f"}))),
    ),
    "wrong width": ("6.2.11.5", lambda pdf: (WORDS, fonts(truetype_font(pdf, Widths=Array([600, 702]))))),
    "wrong width of Type 1": (
        "6.2.11.5",
        lambda pdf: (WORDS, fonts(type1_font(pdf, Widths=Array([598, 700])))),
    ),
    "wrong width of a CID": ("6.2.11.5", lambda pdf: (PAIRS, fonts(composite_font(pdf, W=None)))),
    "wrong width of a drawing": (
        "6.2.11.5",
        lambda pdf: (WORDS, fonts(drawn_font(pdf, Widths=Array([600, 600])))),
    ),
    "no widths": ("6.2.11.2", lambda pdf: (WORDS, fonts(truetype_font(pdf, Widths=None)))),
    "no text": (
        "6.2.11.7.2",
        lambda pdf: (PAIRS, fonts(composite_font(pdf, FontDescriptor=_unreadable(pdf)))),
    ),
    "the box for missing letters": (
        "6.2.11.8",
        lambda pdf: (PAIRS.replace(b"0002", b"0000"), fonts(composite_font(pdf))),
    ),
    "the box by its name": (
        "6.2.11.8",
        lambda pdf: (
            WORDS,
            fonts(type1_font(pdf, Encoding=Dictionary(Differences=Array([66, Name("/.notdef")])))),
        ),
    ),
    "unknown names in TrueType": (
        "6.2.11.6",
        lambda pdf: (
            WORDS,
            fonts(truetype_font(pdf, Encoding=Dictionary(Differences=Array([65, Name.A, Name.g12])))),
        ),
    ),
    "a CMap known by name": (
        "6.2.11.3",
        lambda pdf: (PAIRS, fonts(composite_font(pdf, Name("/UniGB-UCS2-H")))),
    ),
    "states within states": ("6.1.13", lambda _pdf: (b"q " * 30 + b"0 0 9 9 re f " + b"Q " * 30, {})),
    "picture of 3 bits": ("6.2.8", lambda pdf: (BITS, _drawing(image(pdf, BitsPerComponent=3)))),
    "JPEG 2000 without header": (
        "6.2.8.3",
        lambda pdf: (BITS, _drawing(_encoded(image(pdf, ColorSpace=None), b"none", "/JPXDecode"))),
    ),
    "transfer curve": ("6.2.5", lambda pdf: (b"/G gs 0 0 50 50 re f", _state(TR=tint(pdf, 1)))),
}


def _texts(pdf: Pdf, first: str = "0041") -> Object:
    return pdf.make_stream(f"begincmap 2 beginbfchar <41> <{first}> <42> <0042> endbfchar endcmap".encode())


def _cmap(pdf: Pdf) -> Object:
    spaces = b"1 begincodespacerange <00> <ff> endcodespacerange"
    made = pdf.make_stream(b"begincmap " + spaces + b" 1 begincidrange <41> <42> 1 endcidrange endcmap")
    made["/CMapName"] = Name.Mine
    return made


def _with_charset(font: Dictionary) -> Dictionary:
    font["/FontDescriptor"]["/CharSet"] = String("/A/B/Z")
    font["/FontDescriptor"]["/FontName"] = font["/BaseFont"] = Name("/ABCDEF+Test")
    return font


def _with_at(font: Dictionary) -> Dictionary:
    """`<414>` is A and @, of which the font has none: it shows A alone."""
    font["/Encoding"] = Dictionary(BaseEncoding=Name.WinAnsiEncoding, Differences=Array([64, Name.B]))
    font["/FirstChar"], font["/Widths"] = 64, Array([700, 600, 700])
    return font


def _oddly_named(font: Dictionary) -> dict[str, object]:
    named = Object.parse(b"<< /F#e9 1 >>")
    for name in list(named.keys()):
        named[name] = font
    return {"/Font": named}


def _unreadable(pdf: Pdf) -> Dictionary:
    return descriptor(pdf, "/FontFile2", truetype(cmap=(1, 0)), flags=4)


def _spot(pdf: Pdf, *colour: float) -> Array:
    return Array([Name.Separation, Name.Verde, Name.DeviceCMYK, tint(pdf, *colour)])


def _programmed(pdf: Pdf, program: bytes) -> Array:
    said = {"/FunctionType": 4, "/Domain": Array([0, 1]), "/Range": Array([0, 1] * 4)}
    function = pdf.make_stream(b"", said)
    if program.endswith(b">"):
        function.write(b"7b" + program, filter=Name.ASCIIHexDecode)
    else:
        function.write(program)
    return Array([Name.Separation, Name.Giallo, Name.DeviceCMYK, function])


def _mixture(pdf: Pdf) -> Object:
    said = {"/FunctionType": 4, "/Domain": Array([0, 1, 0, 1]), "/Range": Array([0, 1] * 4)}
    return pdf.make_stream(b"{0 0}", said)


def _shading(pdf: Pdf, space: Object) -> Dictionary:
    across = Array([0, 0, 100, 0])
    return Dictionary(ShadingType=2, ColorSpace=space, Coords=across, Function=tint(pdf, 0, 1, 0, 0))


def _encoded(picture: Object, data: bytes, kind: str) -> Object:
    picture.write(data, filter=Name(kind))
    return picture


def _page(made: Made) -> Pdf:
    pdf = Pdf.new()
    content, resources = made(pdf)
    page(content, resources, pdf)
    assert mend(pdf) == ()
    return pdf


@pytest.mark.parametrize("name", SOUND)
def test_what_is_sound_or_can_be_mended_is_no_blocker(name: str) -> None:
    assert blockers(_page(SOUND[name])) == ()


@pytest.mark.parametrize("name", WRONG)
def test_what_stays_wrong_is_a_blocker(name: str) -> None:
    rule, made = WRONG[name]
    found = blockers(_page(made))
    assert [(each.page, each.rule) for each in found] == [(1, rule)], found
    assert found[0].message


@pytest.mark.parametrize("flavour", ["2a", "ua1"])
def test_a_validator_agrees_on_what_is_sound(
    verapdf: Callable[[Path, str], list[str]], tmp_path: Path, flavour: str
) -> None:
    book = bind((_page(made) for made in SOUND.values()), tmp_path / "book.pdf")
    assert verapdf(book, flavour) == []


def test_a_validator_agrees_on_what_is_wrong(
    verapdf: Callable[[Path, str], list[str]], tmp_path: Path
) -> None:
    book = bind((_page(made) for _rule, made in WRONG.values()), tmp_path / "book.pdf")
    told = " ".join(verapdf(book, "2a"))
    assert [rule for rule, _made in WRONG.values() if f" {rule}" not in told] == []


@pytest.mark.parametrize("name", ["comuni-per-classe.pdf", "elenco-comuni-toscani.pdf"])
def test_office_exports_keep_their_drawings(name: str) -> None:
    with Pdf.open(APPENDICES / name) as pdf:
        mend(pdf)
        assert blockers(pdf) == ()


def test_a_fault_is_told_of_its_page_alone() -> None:
    pdf = Pdf.new()
    shared = pdf.make_indirect(type1_font(pdf))
    for words in (b"A", b"C", b"B"):
        page(WORDS.replace(b"AB", words), fonts(shared), pdf)
    mend(pdf)
    assert [found.page for found in blockers(pdf)] == [2]


@pytest.mark.parametrize(
    "broken",
    [
        b"<< /Font 3 /XObject [1] /ColorSpace /A /ExtGState (x) /Pattern null /Shading true >>",
        b"<< /Font << /F << /Type /Font /Subtype /Type0 /DescendantFonts [3] /Encoding [] >> >> >>",
        b"<< /Font << /F << /Subtype /TrueType /Widths /A /FontDescriptor [] /FirstChar (a) >> >> >>",
        b"<< /Font << /F << /Type /Font /Subtype /Type3 /CharProcs 7 /Encoding 8 /Widths [(a)] >> >> >>",
        b"<< /XObject << /I 5 >> /ColorSpace << /S [/Separation] /T [/Indexed 5] /U [] >> >>",
    ],
)
def test_nothing_hostile_is_more_than_a_blocker(broken: bytes) -> None:
    pdf = page(b"/S cs /T CS /U cs /I Do /G gs BT /F 9 Tf (AB) Tj ET /P scn /H sh")
    pdf.pages[0].obj["/Resources"] = Object.parse(broken)
    mend(pdf)
    assert blockers(pdf)


def test_a_circle_of_forms_ends() -> None:
    pdf = Pdf.new()
    first = form(pdf, b"/I Do")
    first["/Resources"] = Dictionary(_drawing(first))
    page(b"/I Do", _drawing(first), pdf)
    mend(pdf)
    assert blockers(pdf) == ()


def test_type_1_programs_are_of_the_font_that_asks() -> None:
    pdf = Pdf.new()
    page(WORDS, fonts(simple_font("/TrueType", descriptor(pdf, "/FontFile", type1()))), pdf)
    mend(pdf)
    assert [found.rule for found in blockers(pdf)] == ["6.2.11.4.1"]
