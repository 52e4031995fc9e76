"""Parts as the structure side of `report_pdf.parts` sees them, and little books made of them to be judged."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String
from PIL import ImageCms
from typeset_input import BOOK
from weasyprint import CSS, HTML
from zoo.bases import TAGGED_CSS
from zoo.producers import run

from report_pdf.parts.part import PartRequest, Treatment
from report_pdf.typeset.xmp import packet_of

REAL = Path(__file__).parents[1] / "data" / "2019-2024" / "appendices"


def request(
    *,
    level: int = 2,
    language: str = "it",
    alternatives: Mapping[int, str] | None = None,
    keeps_files: bool = False,
) -> PartRequest:
    """What is asked of "Allegato B"."""
    return PartRequest(
        "B",
        "Allegato B",
        "elenco di prova",
        "data/x.pdf",
        language,
        Treatment.AUTO,
        level,
        (210, 297),
        alternatives or {},
        keeps_files=keeps_files,
    )


def typeset_part(body: str, css: str = "", variant: str = "pdf/ua-1") -> Pdf:
    """What WeasyPrint makes of `body`, tagged."""
    file = BytesIO()
    html = f'<html lang="it"><title>Prova</title><body>{body}</body></html>'
    HTML(string=html).write_pdf(file, stylesheets=[CSS(string=TAGGED_CSS + css)], pdf_variant=variant)
    return pikepdf.open(file)


def exported_part(
    work: Path, body: str, export: str = '"UseTaggedPDF":{"type":"boolean","value":"true"}'
) -> Pdf:
    """What LibreOffice exports of an HTML page; its first paragraph is lost on the way."""
    source = work / "source.html"
    source.write_text(
        f'<html lang="it"><meta charset="utf-8"><body><p>x</p>{body}</body></html>', encoding="utf-8"
    )
    profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"
    options = f"pdf:writer_web_pdf_Export:{{{export}}}"
    run("soffice", profile, "--headless", "--convert-to", options, "--outdir", str(work), str(source))
    return pikepdf.open(work / "source.pdf")


def drawn_part(content: bytes, resources: str = "", pages: int = 1) -> Pdf:
    """Pages of 200 x 200 pt that all paint `content`, without tags."""
    pdf = pikepdf.new()
    for _page in range(pages):
        page = pdf.add_blank_page(page_size=(200, 200))
        page.obj["/Contents"] = pdf.make_stream(content)
        page.obj["/Resources"] = Object.parse(f"<< {resources} >>".encode())
    return pdf


def tagged_part(content: bytes, element: Callable[[Pdf], Object]) -> Pdf:
    """One page that paints `content`; a Document with what `element` makes; an empty parent tree."""
    pdf = drawn_part(content)
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
    document["/K"] = element(pdf)
    root["/K"], root["/ParentTree"] = document, Dictionary(Nums=Array([0, Array([])]))
    pdf.Root["/StructTreeRoot"] = root
    pdf.Root["/MarkInfo"] = Dictionary(Marked=True)
    return pdf


def element(pdf: Pdf, role: str, kids: object = None, **entries: object) -> Object:
    """A structure element; its parent is not said, as nobody needs it to read the tree."""
    made = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{role}"), Pg=pdf.pages[0].obj))
    for key, value in {"K": kids, **entries}.items():
        if value is not None:
            made[f"/{key}"] = Array(value) if isinstance(value, list) else value
    return made


def values(*found: object) -> tuple[object, ...]:
    """Values of a PDF, to be compared with plain ones."""
    return found


def book_of(pdf: Pdf) -> bytes:
    """The part as a whole book: below a Document with a heading, with all that a validator wants beside."""
    structure = pdf.Root["/StructTreeRoot"]
    part = structure["/K"]
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=structure))
    heading = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.H1, P=document))
    document["/K"], structure["/K"], part["/P"] = Array([heading, part]), document, document
    profile = Stream(pdf, ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(), N=3)
    intent = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputConditionIdentifier="sRGB")
    intent["/DestOutputProfile"] = pdf.make_indirect(profile)
    pdf.Root["/OutputIntents"] = Array([intent])
    metadata = Stream(pdf, packet_of(BOOK, "prova", 2), Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root["/Metadata"] = pdf.make_indirect(metadata)
    pdf.Root["/Lang"] = String("it")
    pdf.Root["/ViewerPreferences"] = Dictionary(DisplayDocTitle=True)
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    for page in pdf.pages:
        page.obj["/Tabs"] = Name.S
    file = BytesIO()
    pdf.save(file)
    return file.getvalue()


def part_of(pdf: Pdf) -> Object:
    """The part's one element."""
    found = pdf.Root["/StructTreeRoot"]["/K"]
    assert found["/S"] == Name.Part
    return found


def kids_of(found: Object) -> list[Object]:
    """The elements in an element."""
    kids = found.get("/K", Array())
    return [kid for kid in (kids if isinstance(kids, Array) else [kids]) if "/S" in kid] if kids else []


def roles_below(found: Object) -> object:
    """The types of an element and of those in it: "P", or ("L", ["LI", "LI"])."""
    inside = [roles_below(kid) for kid in kids_of(found)] if not isinstance(found.get("/K"), int) else []
    role = str(found["/S"])[1:]
    return (role, inside) if inside else role
