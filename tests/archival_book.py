"""The least book that pages can be bound in: each page a figure, sRGB, PDF/A-2a and PDF/UA-1."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from archival_input import form, put
from pikepdf import Array, Dictionary, Name, Object, Pdf, String
from PIL import ImageCms

from report_pdf.typeset.xmp import BookMeta, packet_of


def bind(parts: Iterable[Pdf], target: Path) -> Path:
    """Write a book whose pages are those of the parts, of 200 x 100 pt."""
    book = Pdf.new()
    document = book.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document))
    for part in parts:
        book.pages.extend(part.pages)
    figures = [_figure(book, number, document) for number in range(len(book.pages))]
    document["/K"] = Array(figures)
    leaves = [item for number, figure in enumerate(figures) for item in (number, Array([figure]))]
    tree = book.make_indirect(
        Dictionary(Type=Name.StructTreeRoot, K=document, ParentTreeNextKey=len(figures))
    )
    tree["/ParentTree"] = book.make_indirect(Dictionary(Nums=Array(leaves)))
    document["/P"] = tree
    said = Dictionary(DisplayDocTitle=True)
    put(
        book.Root,
        StructTreeRoot=tree,
        MarkInfo=Dictionary(Marked=True),
        Lang=String("it"),
        ViewerPreferences=said,
    )
    _say_what_it_is(book)
    book.save(target, deterministic_id=True, force_version="1.7")
    return target


def _figure(book: Pdf, number: int, document: Object) -> Object:
    """Make a page one figure, drawn by a form."""
    page = book.pages[number].obj
    page_contents = book.pages[number].obj["/Contents"]
    drawn = form(book, page_contents.read_bytes(), BBox=Array([0, 0, 200, 100]), Resources=page["/Resources"])
    put(page, Resources=Dictionary(XObject=Dictionary(Page=drawn)), StructParents=number, Tabs=Name.S)
    page["/Contents"] = book.make_stream(b"/Figure <</MCID 0>> BDC q /Page Do Q EMC")
    box = Dictionary(O=Name.Layout, Placement=Name.Block, BBox=Array([0, 0, 200, 100]))
    figure = Dictionary(
        Type=Name.StructElem, S=Name.Figure, P=document, Pg=page, K=0, Alt=String("prova"), A=box
    )
    return book.make_indirect(figure)


def _say_what_it_is(book: Pdf) -> None:
    profile = book.make_stream(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    intent = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputConditionIdentifier=String("sRGB"))
    intent["/DestOutputProfile"] = put(profile, N=3)
    book.Root["/OutputIntents"] = Array([intent])
    meta = BookMeta("Prova", "it", "Noi", "urn:prova", "1.0", "2024-10-01")
    packet = book.make_stream(packet_of(meta, "prova", 2))
    book.Root["/Metadata"] = put(packet, Type=Name.Metadata, Subtype=Name.XML)
