"""The table of faults: a sound file, one mutation each, what the preflight must say, and nothing else."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from print_input import BLEED, MM, PROFILE, TRIM, XMP, box, image, paint, saved, set_xmp, sound

from report_pdf.findings import Finding
from report_pdf.preflight.examine import examine
from report_pdf.preflight.exchange import Request
from report_pdf.preflight.faults import AREA, SEVERITIES
from report_pdf.preflight.order import Order

ORDER = Order((100, 148), "perfect", ("PANTONE 186 C",), 300, "FOGRA39")


def look(path: Path, work: Path, order: Order = ORDER, profile: str = "sheet-coated") -> tuple[Finding, ...]:
    return examine(
        Request(str(path), path.name, profile, order, draws=False), work, lambda _pages: None
    ).findings


def xmp(old: str, new: str) -> Callable[[Pdf], None]:
    assert old in XMP
    return lambda pdf: set_xmp(pdf, XMP.replace(old, new))


def info(key: str, value: object) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        if value is None:
            del pdf.docinfo[key]
        else:
            pdf.docinfo[key] = value

    return change


def intent(key: str, value: object) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        pdf.Root.OutputIntents[0][key] = value

    return change


def painted(operators: str) -> Callable[[Pdf], None]:
    return lambda pdf: paint(pdf, operators)


def page(key: str, value: object) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        if value is None:
            del pdf.pages[1].obj[key]
        else:
            pdf.pages[1].obj[key] = value

    return change


def resource(kind: str, name: str, make: Callable[[Pdf], object], operators: str) -> Callable[[Pdf], None]:
    """Put a resource on the second page, and draw with it."""

    def change(pdf: Pdf) -> None:
        resources = pdf.pages[1].obj.Resources
        own = Dictionary({key: resources[key] for key in resources.keys()})  # noqa: SIM118  # not their values
        entries = own.get(kind, Dictionary())
        own[kind] = Dictionary({key: entries[key] for key in entries.keys()} | {name: make(pdf)})  # noqa: SIM118
        pdf.pages[1].obj.Resources = own
        paint(pdf, operators)

    return change


def profile(start: int, letters: bytes) -> Callable[[Pdf], None]:
    """Change the header of the output profile."""

    def change(pdf: Pdf) -> None:
        data = PROFILE.read_bytes()
        changed = data[:start] + letters + data[start + len(letters) :]
        pdf.Root.OutputIntents[0].DestOutputProfile = pdf.make_stream(changed, N=4)

    return change


def separation(name: str) -> Callable[[Pdf], object]:
    tint = Dictionary(
        FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0, 0]), C1=Array([0, 1, 1, 0]), N=1
    )
    return lambda _pdf: Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, tint])


def shading(components: int, space: str = "DeviceCMYK") -> Callable[[Pdf], object]:
    blend = Dictionary(
        FunctionType=2,
        Domain=Array([0, 1]),
        C0=Array([0] * components),
        C1=Array([0.2] * components),
        N=1,
    )
    return lambda _pdf: Dictionary(
        ShadingType=2, ColorSpace=Name(f"/{space}"), Coords=Array([0, 0, 200, 0]), Function=blend
    )


def form(content: str, **entries: object) -> Callable[[Pdf], object]:
    def make(pdf: Pdf) -> object:
        found = Stream(pdf, content.encode())
        found.Type, found.Subtype, found.BBox = Name.XObject, Name.Form, Array([0, 0, 400, 500])
        for key, value in entries.items():
            found[f"/{key}"] = value
        return pdf.make_indirect(found)

    return make


def tile(content: str) -> Callable[[Pdf], object]:
    def make(pdf: Pdf) -> object:
        found = Stream(pdf, content.encode())
        found.PatternType, found.PaintType, found.TilingType = 1, 1, 1
        found.BBox, found.XStep, found.YStep = Array([0, 0, 9, 9]), 9, 9
        found.Resources = Dictionary()
        return pdf.make_indirect(found)

    return make


def unembedded(pdf: Pdf) -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    resource("/Font", "/H", lambda _pdf: font, "/Over gs BT /H 10 Tf 0 0 0 1 k 60 250 Td (a) Tj ET")(pdf)


def courier(pdf: Pdf) -> None:
    font = pdf.pages[1].obj.Resources.Font.F
    other = Dictionary({key: font[key] for key in font.keys()})  # noqa: SIM118  # not its values
    other.BaseFont = Name("/AAAAAB+Courier")
    resource("/Font", "/C", lambda _pdf: other, "/Over gs BT /C 10 Tf 0 0 0 1 k 60 250 Td <0022> Tj ET")(pdf)


def annotation(**entries: object) -> Callable[[Pdf], None]:
    link = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=Array([60, 60, 90, 90]), Border=Array([0, 0, 0])
    )
    for key, value in entries.items():
        link[f"/{key}"] = value
    return page("/Annots", Array([link]))


def root(key: str, value: object) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        pdf.Root[key] = value

    return change


def attached(pdf: Pdf) -> None:
    pdf.attachments["dati.csv"] = b"1;2"


def no_bleed(pdf: Pdf) -> None:
    """The boxes have a bleed, and the art has none."""
    left, bottom, right, top = TRIM
    field = f"0.2 0 0.15 0 k {left:.4f} {bottom:.4f} {right - left:.4f} {top - bottom:.4f} re f "
    pdf.pages[1].Contents = pdf.make_stream(field.encode())


def emptied(pdf: Pdf) -> None:
    pdf.pages[1].Contents = pdf.make_stream(b"")


def photo(width: int, height: int, **changes: object) -> Callable[[Pdf], None]:
    def make(pdf: Pdf) -> object:
        found = image(pdf, width, height)
        for key, value in changes.items():
            found[f"/{key}"] = value
        return found

    return resource("/XObject", "/Other", make, "q 144 0 0 72 60 150 cm /Other Do Q")


def bitmap(pdf: Pdf) -> object:
    found = Stream(pdf, b"\xaa" * (75 * 300))
    found.Type, found.Subtype, found.Width, found.Height = Name.XObject, Name.Image, 600, 300
    found.BitsPerComponent, found.ColorSpace = 1, Name.DeviceGray
    return pdf.make_indirect(found)


def stencil_mask(pdf: Pdf) -> object:
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    return Dictionary(SMask=Dictionary(S=Name.Luminosity, G=form("1 g 0 0 400 500 re f", Group=group)(pdf)))


PLACE = "60 250 Td <0022> Tj ET"
RGB_FORM = form("1 0 0 rg 60 60 20 20 re f")
INLINE = b"q 40 0 0 40 60 60 cm BI /W 2 /H 2 /BPC 8 /CS /RGB ID " + b"\x80" * 12 + b" EI Q"
OVERPRINTED = "/Over gs BT /F"

FAULTS: tuple[tuple[str, Callable[[Pdf], None], str], ...] = (
    # what the file says of itself
    ("no pdfxid", xmp("PDF/X-4", "PDF/X-1a:2003"), "xmp-pdfx"),
    ("no document id", xmp("<xmpMM:DocumentID>uuid:1</xmpMM:DocumentID>", ""), "document-id"),
    (
        "no rendition class",
        xmp("<xmpMM:RenditionClass>default</xmpMM:RenditionClass>", ""),
        "rendition-class",
    ),
    ("no version", xmp("<xmpMM:VersionID>1</xmpMM:VersionID>", ""), "version-id"),
    ("no modification date", xmp("MetadataDate", "MetadataDay"), "document-dates"),
    ("no title", xmp("dc:title", "dc:titolo"), "document-title"),
    ("broken XMP", lambda pdf: set_xmp(pdf, "<x:xmpmeta"), "xmp"),
    ("no XMP", lambda pdf: pdf.Root.__delitem__("/Metadata"), "xmp"),
    ("no Trapped", info("/Trapped", None), "trapped"),
    ("Trapped unknown", info("/Trapped", Name("/Unknown")), "trapped"),
    ("another title", info("/Title", String("Altro")), "info-title"),
    ("another date", info("/ModDate", String("D:20200101000000Z")), "info-dates"),
    # the printing condition
    ("no intent", lambda pdf: pdf.Root.__delitem__("/OutputIntents"), "output-intent"),
    ("intent of PDF/A alone", intent("/S", Name.GTS_PDFA1), "output-intent"),
    ("condition without a name", intent("/OutputConditionIdentifier", String("Coated paper")), "condition"),
    ("condition of another profile", intent("/OutputConditionIdentifier", String("FOGRA52")), "condition"),
    ("no registry", intent("/RegistryName", String("")), "registry-name"),
    (
        "no profile",
        lambda pdf: pdf.Root.OutputIntents[0].__delitem__("/DestOutputProfile"),
        "embedded-profile",
    ),
    ("profile of a monitor", profile(12, b"mntr"), "profile-class"),
    ("profile for RGB", profile(16, b"RGB "), "profile-space"),
    # boxes
    ("no TrimBox", page("/TrimBox", None), "trim-box"),
    ("ArtBox", page("/ArtBox", box(TRIM)), "art-box"),
    ("cropped", page("/CropBox", box(TRIM)), "crop-box bleed-art"),
    (
        "bleed outside the sheet",
        page("/BleedBox", box((-9, BLEED[1], BLEED[2], BLEED[3]))),
        "bleed-box bleed-art",
    ),
    ("bleed of 1 mm", page("/BleedBox", box((9 * MM, 9 * MM, 111 * MM, 159 * MM))), "bleed"),
    ("turned", page("/Rotate", 90), "rotated"),
    (
        "one page smaller",
        page("/TrimBox", box((10 * MM, 10 * MM, 109 * MM, 158 * MM))),
        "trim-sizes order-trim",
    ),
    ("three pages", lambda pdf: pdf.pages.append(pdf.pages[0]), "page-count"),
    ("art ends at the cut", no_bleed, "bleed-art"),
    ("empty page", emptied, "empty-page"),
    # colours
    ("RGB area", painted("1 0 0 rg 60 60 20 20 re f"), "colour-space"),
    ("RGB line", painted("1 0 0 RG 1 w 60 60 m 90 60 l S"), "colour-space"),
    ("RGB text", painted(f"BT /F 10 Tf 0 0 0 rg {PLACE}"), "colour-space"),
    (
        "RGB in a form in a form",
        resource(
            "/XObject",
            "/X",
            lambda pdf: form("/In Do", Resources=Dictionary(XObject=Dictionary(In=RGB_FORM(pdf))))(pdf),
            "/X Do",
        ),
        "colour-space",
    ),
    (
        "RGB in a pattern",
        resource("/Pattern", "/T", tile("1 0 0 rg 0 0 5 5 re f"), "/Pattern cs /T scn 60 60 40 40 re f"),
        "colour-space patterns",
    ),
    ("RGB picture", photo(600, 300, ColorSpace=Name.DeviceRGB), "colour-space"),
    (
        "RGB inline picture",
        lambda pdf: pdf.pages[1].contents_add(INLINE),
        "colour-space image-resolution-poor",
    ),
    (
        "RGB gradient",
        resource("/Shading", "/S", shading(3, "DeviceRGB"), "q 60 60 40 40 re W n /S sh Q"),
        "colour-space patterns",
    ),
    (
        "Lab",
        resource(
            "/ColorSpace",
            "/L",
            lambda _pdf: Array([Name.Lab, Dictionary(WhitePoint=Array([0.96, 1, 0.82]))]),
            "/L cs 50 0 0 scn 60 60 20 20 re f",
        ),
        "colour-space",
    ),
    (
        "ICC",
        resource(
            "/ColorSpace",
            "/I",
            lambda pdf: Array([Name.ICCBased, pdf.make_stream(PROFILE.read_bytes(), N=4)]),
            "/I cs 0 0 0 1 scn 60 60 20 20 re f",
        ),
        "colour-space",
    ),
    (
        "DefaultCMYK",
        resource(
            "/ColorSpace",
            "/DefaultCMYK",
            lambda pdf: Array([Name.ICCBased, pdf.make_stream(PROFILE.read_bytes(), N=4)]),
            "",
        ),
        "default-colour",
    ),
    (
        "gradient of three values for four inks",
        resource("/Shading", "/S", shading(3), "q 60 60 40 40 re W n /S sh Q"),
        "shading-functions patterns",
    ),
    (
        "RGB group",
        page("/Group", Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)),
        "group-colour transparency",
    ),
    (
        "RGB group of a soft mask",
        resource("/ExtGState", "/M", stencil_mask, "q /M gs 0 0 0 .5 k 60 60 9 9 re f Q"),
        "group-colour transparency",
    ),
    (
        "ink of its own",
        resource("/ColorSpace", "/P", separation("PANTONE 300 C"), "/P cs 1 scn 60 60 20 20 re f"),
        "spot-not-ordered",
    ),
    (
        "registration colour",
        resource("/ColorSpace", "/R", separation("All"), "/R cs .5 scn 60 60 20 20 re f"),
        "registration-colour",
    ),
    ("too much ink", painted("0.9 0.9 0.9 0.7 k 60 60 40 40 re f"), "ink-limit"),
    # text, lines, pictures
    ("font not embedded", unembedded, "font-not-embedded"),
    ("Courier", courier, "font-courier"),
    ("text of 4 pt", painted(f"{OVERPRINTED} 4 Tf 0 0 0 1 k {PLACE}"), "text-small"),
    ("white text of 5.5 pt", painted(f"BT /F 5.5 Tf 0 0 0 0 k {PLACE}"), "white-text-small"),
    ("text of 7 pt on two plates", painted(f"BT /F 7 Tf 0 1 0.5 0 k {PLACE}"), "text-mixed-small"),
    ("rich black text", painted(f"BT /F 10 Tf 0.6 0.4 0.4 1 k {PLACE}"), "rich-black-text"),
    (
        "black text that knocks out",
        painted(f"/Plain gs BT /F 10 Tf 0 0 0 1 k {PLACE}"),
        "black-not-overprinting",
    ),
    (
        "black text in a group",
        resource(
            "/XObject",
            "/G",
            form(
                f"/Over gs BT /F 10 Tf 0 0 0 1 k {PLACE}",
                Group=Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK),
            ),
            "/G Do",
        ),
        "black-not-overprinting transparency",
    ),
    ("grey text", painted(f"/Over gs BT /F 10 Tf 0 g {PLACE}"), "grey-text"),
    ("white that overprints", painted("/Over gs 0 0 0 0 k 60 60 20 20 re f"), "overprint-white"),
    ("text at the cut", painted(f"{OVERPRINTED} 10 Tf 0 0 0 1 k {12 * MM} 250 Td <0022> Tj ET"), "safe-zone"),
    ("line of 0.05 pt", painted("0 0 0 1 K 0.05 w 60 60 m 90 60 l S"), "line-thin"),
    (
        "line thinned by its form",
        painted("q 0.2 0 0 0.2 0 0 cm 0 0 0 1 K 1 w 300 300 m 450 300 l S Q"),
        "line-thin",
    ),
    ("frame of 0.1 pt", painted("0 0 0 1 k 60 60 40 40 re 60.1 60.1 39.8 39.8 re f*"), "line-thin"),
    ("bar of 0.1 pt", painted("0 0 0 1 k 60 60 40 0.1 re f"), "line-thin"),
    ("picture of 72 ppi", photo(144, 72), "image-resolution-poor"),
    ("picture of 200 ppi", photo(400, 200), "image-resolution-low"),
    ("picture of 500 ppi", photo(1000, 500), "image-resolution-excessive"),
    (
        "bitmap of 300 ppi",
        resource("/XObject", "/B", bitmap, "q 144 0 0 72 60 150 cm /B Do Q"),
        "bitmap-resolution",
    ),
    # what is no ink
    ("link", annotation(), "annotation"),
    (
        "JavaScript in a link",
        annotation(A=Dictionary(S=Name.JavaScript, JS=String("1"))),
        "annotation javascript",
    ),
    (
        "JavaScript",
        root(
            "/Names",
            Dictionary(
                JavaScript=Dictionary(
                    Names=Array([String("a"), Dictionary(S=Name.JavaScript, JS=String("1"))])
                )
            ),
        ),
        "javascript",
    ),
    ("action at opening", root("/OpenAction", Dictionary(S=Name.Named, N=Name.Print)), "action"),
    ("action of a page", page("/AA", Dictionary(O=Dictionary(S=Name.Named, N=Name.Print))), "action"),
    ("form", root("/AcroForm", Dictionary(Fields=Array([Dictionary(FT=Name.Tx)]))), "form"),
    ("attached file", attached, "embedded-file"),
    ("layers", root("/OCProperties", Dictionary(OCGs=Array([]), D=Dictionary())), "layers"),
    ("OPI", photo(600, 300, OPI=Dictionary()), "opi"),
    (
        "transfer curve",
        resource(
            "/ExtGState",
            "/T",
            lambda _pdf: Dictionary(TR=Dictionary(FunctionType=2, Domain=Array([0, 1]), N=2)),
            "q /T gs Q",
        ),
        "transfer-curve",
    ),
    (
        "halftone",
        resource(
            "/ExtGState",
            "/T",
            lambda _pdf: Dictionary(
                HT=Dictionary(HalftoneType=1, Frequency=60, Angle=45, SpotFunction=Name.Round)
            ),
            "q /T gs Q",
        ),
        "halftone",
    ),
    (
        "transparency",
        resource("/ExtGState", "/T", lambda _pdf: Dictionary(ca=0.5), "q /T gs 0 0 0 .5 k 60 60 9 9 re f Q"),
        "transparency",
    ),
    ("operator without its operands", painted("60 60 re f"), "damaged"),
)


@pytest.fixture(scope="module")
def sound_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return saved(sound(), tmp_path_factory.mktemp("sound") / "sound.pdf")


def test_the_sound_file_has_no_fault(sound_file: Path, tmp_path: Path) -> None:
    assert look(sound_file, tmp_path) == ()


@pytest.mark.parametrize(
    ("mutation", "expected"), [pytest.param(one, rules, id=name) for name, one, rules in FAULTS]
)
def test_a_fault_is_found_and_nothing_else(
    sound_file: Path, tmp_path: Path, mutation: Callable[[Pdf], None], expected: str
) -> None:
    with pikepdf.open(sound_file) as pdf:
        mutation(pdf)
        path = saved(pdf, tmp_path / "mutated.pdf")
    found = look(path, tmp_path)
    assert {finding.rule for finding in found} == {f"{AREA}.{rule}" for rule in expected.split()}
    assert all(finding.message and (finding.hint or not finding.where.page) for finding in found)


def test_a_later_version_of_pdf_is_told(sound_file: Path, tmp_path: Path) -> None:
    with pikepdf.open(sound_file) as pdf:
        path = saved(pdf, tmp_path / "later.pdf", version="1.7")
    assert [finding.rule for finding in look(path, tmp_path)] == ["print.pdf-version"]


def test_an_encrypted_file_is_told_though_it_opens(sound_file: Path, tmp_path: Path) -> None:
    with pikepdf.open(sound_file) as pdf:
        pdf.save(
            tmp_path / "locked.pdf",
            encryption=pikepdf.Encryption(owner="a", user="", R=4),
            force_version="1.6",
        )
    assert "print.encryption" in {finding.rule for finding in look(tmp_path / "locked.pdf", tmp_path)}


def test_a_file_without_number_is_told(sound_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "nameless.pdf"
    path.write_bytes(sound_file.read_bytes().replace(b"/ID [", b"/XX ["))
    assert [finding.rule for finding in look(path, tmp_path)] == ["print.file-id"]


def test_compressed_metadata_are_told(sound_file: Path, tmp_path: Path) -> None:
    """The library writes metadata as they are: the bytes of the stream's dictionary are changed."""
    data = sound_file.read_bytes()
    at = data.index(b"/Subtype /XML")
    path = tmp_path / "compressed.pdf"
    with pikepdf.open(sound_file) as pdf:
        packed = zlib.compress(pdf.Root.Metadata.read_bytes())
    start = data.rindex(b"obj", 0, at)
    end = data.index(b"endstream", at)
    entries = b"obj\n<< /Type /Metadata /Subtype /XML /Filter /FlateDecode /Length %d >>\nstream\n" % len(
        packed
    )
    changed = entries + packed + b"\n"
    path.write_bytes(data[:start] + changed + b" " * (end - start - len(changed)) + data[end:])
    assert [finding.rule for finding in look(path, tmp_path)] == ["print.xmp-compressed"]


def test_a_scaled_page_is_told_and_measured_as_scaled(sound_file: Path, tmp_path: Path) -> None:
    with pikepdf.open(sound_file) as pdf:
        for one in pdf.pages:
            one.obj.UserUnit = 2
        path = saved(pdf, tmp_path / "scaled.pdf")
    found = {finding.rule: finding.message for finding in look(path, tmp_path)}
    assert "print.user-unit" in found
    assert "200 × 296" in found["print.order-trim"]


def test_text_that_is_only_searched_is_noted(sound_file: Path, tmp_path: Path) -> None:
    with pikepdf.open(sound_file) as pdf:
        paint(pdf, f"BT 3 Tr /F 4 Tf 1 0 0 rg {PLACE}")
        path = saved(pdf, tmp_path / "scan.pdf")
    assert [finding.rule for finding in look(path, tmp_path)] == ["print.invisible-text"]


def test_what_is_clipped_away_is_not_there(sound_file: Path, tmp_path: Path) -> None:
    with pikepdf.open(sound_file) as pdf:
        paint(pdf, "q 60 60 10 10 re W n 1 0 0 rg 90 90 10 10 re f Q")
        path = saved(pdf, tmp_path / "clipped.pdf")
    assert look(path, tmp_path) == ()


def test_resources_that_nothing_paints_with_are_no_faults(sound_file: Path, tmp_path: Path) -> None:
    with pikepdf.open(sound_file) as pdf:
        resource("/XObject", "/Unused", RGB_FORM, "")(pdf)
        path = saved(pdf, tmp_path / "unused.pdf")
    assert look(path, tmp_path) == ()


def test_marks_on_all_plates_may_stand_outside_the_bleed(sound_file: Path, tmp_path: Path) -> None:
    with pikepdf.open(sound_file) as pdf:
        mark = f"/R CS 1 SCN 0.25 w {TRIM[0]:.3f} 0 m {TRIM[0]:.3f} {5 * MM:.3f} l S"
        resource("/ColorSpace", "/R", separation("All"), mark)(pdf)
        path = saved(pdf, tmp_path / "marks.pdf")
    assert look(path, tmp_path) == ()


def test_an_ink_that_was_ordered_is_no_fault(sound_file: Path, tmp_path: Path) -> None:
    with pikepdf.open(sound_file) as pdf:
        resource("/ColorSpace", "/P", separation("PANTONE 186 C"), "/P cs 1 scn 60 60 20 20 re f")(pdf)
        path = saved(pdf, tmp_path / "spot.pdf")
    assert look(path, tmp_path) == ()


def test_the_finding_says_where_on_the_trimmed_page(sound_file: Path, tmp_path: Path) -> None:
    x, y = TRIM[0] + 20 * MM, TRIM[3] - 50 * MM
    with pikepdf.open(sound_file) as pdf:
        paint(pdf, f"1 0 0 rg {x:.4f} {y:.4f} {10 * MM:.4f} {5 * MM:.4f} re f")
        path = saved(pdf, tmp_path / "placed.pdf")
    (finding,) = look(path, tmp_path)
    assert finding.where.page == "2"
    assert finding.where.at_mm == pytest.approx((20, 45, 30, 50), abs=0.05)
    assert "#FF0000" in finding.message


def test_a_file_that_draws_without_end_is_told(
    sound_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("report_pdf.preflight.content.MOST_STEPS", 3)
    assert "print.too-heavy" in {finding.rule for finding in look(sound_file, tmp_path)}


def test_an_office_asks_for_less(sound_file: Path, tmp_path: Path) -> None:
    with pikepdf.open(sound_file) as pdf:
        del pdf.Root.OutputIntents
        paint(pdf, "1 0 0 rg 60 60 20 20 re f")
        unembedded(pdf)
        path = saved(pdf, tmp_path / "office.pdf")
    found = look(path, tmp_path, Order(), "digital")
    assert {finding.rule for finding in found} == {"print.font-not-embedded"}


def test_there_is_a_fault_for_nearly_every_rule() -> None:
    seeded = {rule for _name, _mutation, rules in FAULTS for rule in rules.split()}
    assert set(SEVERITIES) - seeded == {
        # of the way in which the file is written, seen above
        *(
            "pdf-version",
            "encryption",
            "file-id",
            "xmp-compressed",
            "user-unit",
            "too-heavy",
            "invisible-text",
        ),
        # of files that are none, and of sheets without measure
        *("not-pdf", "unreadable", "password", "no-pages", "media-box", "coarse-plates"),
        # of the design, not of a file
        "token-colour",
    }
