"""Pages that become pictures: what they show, drawn once and for all; simple links stay."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from math import sqrt
from pathlib import Path

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Matrix, Name, Object, ObjectSet, Page, Pdf, Stream
from PIL import Image, ImageChops

from report_pdf.parts.bench import Bench
from report_pdf.parts.objects.entries import entry, identity, listed
from report_pdf.parts.objects.names import exact_name
from report_pdf.parts.objects.values import Box
from report_pdf.parts.objects.walks import annotations_on
from report_pdf.parts.pages.boxes import LARGEST_SIDE, PT_PER_MM, SMALLEST_SIDE, view_of
from report_pdf.parts.pages.drawing import draw, drawable, page_size, runs
from report_pdf.parts.pages.fit import Placed
from report_pdf.parts.pages.transform import set_size, transform_annotations, transform_targets
from report_pdf.parts.part import PartRequest

SCREEN_DPI, PRESS_DPI = 200, 300
QUALITY = 88
"""of JPEG"""

_A3_PT = (297 * PT_PER_MM, 420 * PT_PER_MM)
_IN_MEMORY = 32
"""pages whose pictures are held at once; those of the others wait in files"""
_REACHED = frozenset({"/GoTo", "/URI"})


@dataclass(frozen=True, slots=True)
class _Frame:
    """A page to be made a picture.

    Attributes:
        index: of the page, 0-based.
        matrix: from its units to its new ones, pt.
        size: its new one, pt.
        box: where the picture is on it, pt.
        cut: what of the source is left out.
    """

    index: int
    matrix: Matrix
    size: tuple[float, float]
    box: Box
    cut: Box


def dpi_for(request: PartRequest) -> int:
    """How finely the pages of a part are drawn that become images."""
    return PRESS_DPI if request.is_printed else SCREEN_DPI


def picture_pages(
    pdf: Pdf, placed: Sequence[Placed], numbers: Collection[int], bench: Bench, stack: ExitStack
) -> int:
    """Make pages pictures of what they show, upright; how many comments and fields were drawn into them.

    Args:
        pdf: the part.
        placed: where on the part's pages the source's are.
        numbers: 1-based pages.
        bench: with the file that is drawn.
        stack: keeps the files open in which the pictures wait until the part is saved.

    Raises:
        pypdfium2.PdfiumError: a page cannot be drawn.
    """
    pages = list(pdf.pages)
    frames = [
        _frame(pages[index], place, index) for index, place in enumerate(placed) if index + 1 in numbers
    ]
    for frame, image in zip(frames, _stored(pdf, _pictures(frames, bench), bench.work, stack), strict=True):
        _show(pdf, pages[frame.index], frame, image)
    turned = ObjectSet()
    drawn_in = sum(_keep_links(pages[frame.index], frame.matrix, turned) for frame in frames)
    transform_targets(pdf, {identity(pages[frame.index].obj): frame.matrix for frame in frames})
    return drawn_in


def _frame(page: Page, place: Placed, index: int) -> _Frame:
    view = view_of(page)
    width, height = view.size
    scale = 1.0
    if max(width, height) > LARGEST_SIDE:
        scale = min(a / b for a, b in zip(_A3_PT, sorted(view.size), strict=True))
    elif min(width, height) < SMALLEST_SIDE:
        scale = SMALLEST_SIDE / max(min(width, height), 1e-3)
    # A strip may be both: longer than any page and thinner than any.
    size = max(width * scale, SMALLEST_SIDE), max(height * scale, SMALLEST_SIDE)
    size = min(size[0], LARGEST_SIDE), min(size[1], LARGEST_SIDE)
    left, bottom, right, top = (side * view.unit * scale for side in place.at)
    matrix = view.matrix @ Matrix(scale, 0, 0, scale, 0, 0)
    return _Frame(index, matrix, size, (left, bottom, min(right, size[0]), min(top, size[1])), place.cut)


def _pictures(frames: Sequence[_Frame], bench: Bench) -> Iterator[tuple[bytes, tuple[int, int], str]]:
    for run in runs(len(frames), bench.drawn):
        with drawable(bench.drawn) as document:
            yield from (_picture(document, frames[place], bench) for place in run)


def _picture(
    document: pypdfium2.PdfDocument, frame: _Frame, bench: Bench
) -> tuple[bytes, tuple[int, int], str]:
    """The page as JPEG, its size in pixels, and its colour space."""
    bench.at_page(frame.index + 1)
    width, _height = page_size(document, frame.index)
    left, bottom, right, top = frame.box
    units = max((right - left) * (top - bottom), 1 / bench.dpi**2)
    scale = bench.dpi / 72 * min(1, sqrt(_A3_PT[0] * _A3_PT[1] / units)) * (right - left)
    picture = draw(document, frame.index, scale / max(width - frame.cut[0] - frame.cut[2], 1e-3), frame.cut)
    if _is_grey(picture):
        picture = picture.convert("L")
    stream = BytesIO()
    picture.save(stream, "JPEG", quality=QUALITY)
    return stream.getvalue(), picture.size, "/DeviceGray" if picture.mode == "L" else "/DeviceRGB"


def _is_grey(picture: Image.Image) -> bool:
    red, green, blue = picture.split()
    return not (ImageChops.difference(red, green).getbbox() or ImageChops.difference(red, blue).getbbox())


def _stored(
    pdf: Pdf, pictures: Iterator[tuple[bytes, tuple[int, int], str]], work: Path, stack: ExitStack
) -> Iterator[Object]:
    """The pictures as objects of `pdf`: what they hold is read from files when it is saved."""
    number = 0
    while some := list(islice(pictures, _IN_MEMORY)):
        file = work / f"pictures-{number}.pdf"
        with pikepdf.new() as chunk:
            chunk.Root["/Pictures"] = Array([_image(chunk, *picture) for picture in some])
            chunk.save(file)
        waiting = stack.enter_context(pikepdf.open(file))
        yield from (
            pdf.copy_foreign(one)
            for one in listed(entry(waiting.Root, "/Pictures"))
            if isinstance(one, Stream)
        )
        number += 1


def _image(pdf: Pdf, data: bytes, pixels: tuple[int, int], colours: str) -> Object:
    return pdf.make_stream(
        data,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=pixels[0],
        Height=pixels[1],
        ColorSpace=Name(colours),
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )


def _show(pdf: Pdf, page: Page, frame: _Frame, image: Object) -> None:
    """Show the picture and nothing else."""
    set_size(page, frame.size)
    left, bottom, right, top = frame.box
    matrix = Matrix(right - left, 0, 0, top - bottom, left, bottom)
    page.obj["/Contents"] = pdf.make_stream(b"q %b cm /Page Do Q" % matrix.encode())
    page.obj["/Resources"] = Dictionary(XObject=Dictionary(Page=image))
    for key in ("/Group", "/StructParents"):
        if key in page.obj:
            del page.obj[key]


def _keep_links(page: Page, matrix: Matrix, turned: ObjectSet) -> int:
    """Keep the links of a page, without the looks that are in the picture; how many others there were."""
    found = list(annotations_on(page))
    links = [one for one in found if _is_simple_link(one)]
    for link in links:
        link["/Border"] = Array([0, 0, 0])
        for key in ("/AP", "/BS", "/StructParent"):
            if key in link:
                del link[key]
    page.obj["/Annots"] = Array(links)
    if not links:
        del page.obj["/Annots"]
    transform_annotations(page, matrix, turned)
    return sum(exact_name(entry(one, "/Subtype")) not in {"/Link", "/Popup"} for one in found)


def _is_simple_link(annotation: Dictionary) -> bool:
    leads = (
        entry(annotation, "/Dest") is not None or exact_name(entry(entry(annotation, "/A"), "/S")) in _REACHED
    )
    return leads and exact_name(entry(annotation, "/Subtype")) == "/Link"
