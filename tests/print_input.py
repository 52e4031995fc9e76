"""A sound PDF/X-4 of two pages, made with other means than the program's own."""

from __future__ import annotations

from pathlib import Path

import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

ROOT = Path(__file__).parents[1]
PROFILE = ROOT / "src" / "report_pdf" / "parts" / "icc" / "FOGRA39L_coated.icc"
FONT = ROOT / "styles" / "fonts" / "source-sans-pro" / "SourceSansPro-Regular.ttf"
MM = 72 / 25.4
TITLE = "Prova di stampa"
XMP_DATE, PDF_DATE = "2026-11-22T00:00:00+00:00", "D:20261122000000+00'00'"

XMP = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{TITLE}</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>{XMP_DATE}</xmp:CreateDate><xmp:ModifyDate>{XMP_DATE}</xmp:ModifyDate>
<xmp:MetadataDate>{XMP_DATE}</xmp:MetadataDate>
<xmpMM:DocumentID>uuid:1</xmpMM:DocumentID><xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<xmpMM:VersionID>1</xmpMM:VersionID><pdf:Trapped>False</pdf:Trapped>
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""

TRIM = (10 * MM, 10 * MM, 110 * MM, 158 * MM)
"""100 × 148 mm, 10 mm from the corner of the sheet"""
BLEED = (7 * MM, 7 * MM, 113 * MM, 161 * MM)
MEDIA = (0, 0, 120 * MM, 168 * MM)

FIELD = (
    f"/Plain gs 0.2 0 0.15 0 k {BLEED[0]:.4f} {BLEED[1]:.4f} "
    f"{BLEED[2] - BLEED[0]:.4f} {BLEED[3] - BLEED[1]:.4f} re f "
)
"""a tint that fills the page to the edge of its bleed"""
TEXT = "/Over gs BT /F 10 Tf 0 0 0 1 k 60 300 Td <0022> Tj ET /Plain gs "
TITLE_TEXT = "BT /F 24 Tf 1 0.78 0.3 0.45 k 60 340 Td <00220023> Tj ET "
RULE = "0 0 0 1 K 0.35 w 60 290 m 250 290 l S "
PHOTO = "q 144 0 0 72 60 150 cm /Photo Do Q "


def sound() -> Pdf:
    """The file, open: nothing is wrong with it."""
    pdf = pikepdf.new()
    font = _font(pdf)
    photo = image(pdf, 600, 300)
    states = Dictionary(Over=Dictionary(OP=True, op=True, OPM=1), Plain=Dictionary(OP=False, op=False, OPM=1))
    for _number in range(2):
        page = pdf.add_blank_page(page_size=(MEDIA[2], MEDIA[3]))
        page.obj.CropBox = box(MEDIA)
        page.obj.BleedBox = box(BLEED)
        page.obj.TrimBox = box(TRIM)
        page.obj.Resources = Dictionary(
            Font=Dictionary(F=font),
            ExtGState=states,
            XObject=Dictionary(Photo=photo),
            ColorSpace=Dictionary(),
        )
        page.Contents = pdf.make_stream((FIELD + TEXT + TITLE_TEXT + RULE + PHOTO).encode())
    _identify(pdf)
    return pdf


def box(sides: tuple[float, float, float, float]) -> Array:
    return Array([round(side, 4) for side in sides])


def image(
    pdf: Pdf, width: int, height: int, space: str = "DeviceCMYK", inks: bytes = b"\x66\x33\x33\x00"
) -> Stream:
    """A picture of one colour."""
    samples = inks * (width * height)
    found = Stream(pdf, samples)
    found.Type, found.Subtype = Name.XObject, Name.Image
    found.Width, found.Height, found.BitsPerComponent = width, height, 8
    found.ColorSpace = Name(f"/{space}")
    return pdf.make_indirect(found)


def _font(pdf: Pdf) -> pikepdf.Object:
    program = TTFont(FONT)
    embedded = pdf.make_stream(FONT.read_bytes())
    bbox = [program["head"].xMin, program["head"].yMin, program["head"].xMax, program["head"].yMax]
    descriptor = pdf.make_indirect(
        Dictionary(
            Type=Name.FontDescriptor,
            FontName=Name("/AAAAAA+SourceSansPro"),
            Flags=4,
            FontBBox=Array(bbox),
            ItalicAngle=0,
            Ascent=900,
            Descent=-300,
            CapHeight=660,
            StemV=80,
            FontFile2=embedded,
        )
    )
    below = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name("/AAAAAA+SourceSansPro"),
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        FontDescriptor=descriptor,
        CIDToGIDMap=Name.Identity,
        DW=540,
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name("/AAAAAA+SourceSansPro"),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(below)]),
        )
    )


def _identify(pdf: Pdf) -> None:
    profile = pdf.make_stream(PROFILE.read_bytes(), N=4)
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFX,
                OutputConditionIdentifier=String("FOGRA39"),
                RegistryName=String("http://www.color.org"),
                Info=String("FOGRA39L"),
                DestOutputProfile=profile,
            )
        ]
    )
    set_xmp(pdf, XMP)
    pdf.docinfo = pdf.make_indirect(
        Dictionary(
            Title=String(TITLE),
            Trapped=Name("/False"),
            CreationDate=String(PDF_DATE),
            ModDate=String(PDF_DATE),
            GTS_PDFXVersion=String("PDF/X-4"),
        )
    )


def set_xmp(pdf: Pdf, xmp: str) -> None:
    pdf.Root.Metadata = pdf.make_stream(xmp.encode(), Type=Name.Metadata, Subtype=Name.XML)


def paint(pdf: Pdf, operators: str, page: int = 1) -> None:
    """Paint more on a page."""
    pdf.pages[page].contents_add(operators.encode())


def saved(pdf: Pdf, path: Path, version: str = "1.6") -> Path:
    """Write the file with its streams as they are: metadata must not be compressed."""
    pdf.save(path, force_version=version, compress_streams=False, deterministic_id=True)
    return path
