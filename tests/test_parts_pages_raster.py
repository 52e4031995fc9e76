from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pikepdf
import pytest
from outside_files import A4, bench_of, request, written
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from report_pdf.parts.pages.boxes import make_explicit, view_of
from report_pdf.parts.pages.drawing import draw, drawable
from report_pdf.parts.pages.fit import place_pages
from report_pdf.parts.pages.picture_check import is_unlike
from report_pdf.parts.pages.raster import picture_pages

A3 = (841.89, 1190.55)


def pictured(source: Path, numbers: tuple[int, ...] = (1,), *, fit: bool = False) -> tuple[Path, int]:
    """The file after the pages became pictures, and how many looks were drawn into them."""
    with pikepdf.open(source) as pdf, ExitStack() as stack:
        make_explicit(pdf)
        placed = place_pages(pdf, request(fit=fit))
        lost = picture_pages(pdf, placed, numbers, bench_of(source), stack)
        pdf.save(source.with_name("part.pdf"))
    return source.with_name("part.pdf"), lost


def image_of(pdf: Pdf, index: int = 0) -> Object:
    found: Object = pdf.pages[index].obj["/Resources"]["/XObject"]["/Page"]
    return found


def looks_like(source: Path, part: Path) -> bool:
    with drawable(source) as before, drawable(part) as after:
        return not is_unlike(draw(before, 0, 1), draw(after, 0, 1))


def test_a_page_becomes_one_picture_that_looks_the_same(tmp_path: Path) -> None:
    source = written(tmp_path / "b.pdf")
    part, lost = pictured(source)
    assert lost == 0
    assert looks_like(source, part)
    with pikepdf.open(part) as pdf:
        image = image_of(pdf)
        assert (int(image["/Width"]), int(image["/Height"])) == (1654, 2339)
        assert image["/ColorSpace"] == Name.DeviceRGB
        assert view_of(pdf.pages[0]).size == pytest.approx(A4, abs=0.01)


def test_grey_stays_grey(tmp_path: Path) -> None:
    part, _lost = pictured(written(tmp_path / "b.pdf", content=b"0.5 g 0 0 100 100 re f"))
    with pikepdf.open(part) as pdf:
        assert image_of(pdf)["/ColorSpace"] == Name.DeviceGray


def test_only_the_pages_that_are_meant(tmp_path: Path) -> None:
    part, _lost = pictured(written(tmp_path / "b.pdf", pages=3), (2,))
    with pikepdf.open(part) as pdf:
        assert ["/XObject" in page.obj["/Resources"] for page in pdf.pages] == [False, True, False]


def test_many_pages_keep_their_order(tmp_path: Path) -> None:
    def number(pdf: Pdf) -> None:
        for index, page in enumerate(pdf.pages):
            page.obj["/MediaBox"] = Array([0, 0, 50 + index, 50])

    part, _lost = pictured(written(tmp_path / "b.pdf", number, pages=70), tuple(range(1, 71)))
    with pikepdf.open(part) as pdf:
        widths = [int(image_of(pdf, index)["/Width"]) for index in range(70)]
    assert widths == sorted(set(widths))


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_cropped_page_in_its_own_unit_becomes_upright(turn: int, tmp_path: Path) -> None:
    def change(pdf: Pdf) -> None:
        page = pdf.pages[0].obj
        page["/Rotate"], page["/CropBox"], page["/UserUnit"] = turn, Array([20, 10, 420, 610]), 2

    source = written(tmp_path / "b.pdf", change)
    part, _lost = pictured(source)
    with pikepdf.open(part) as pdf, drawable(source) as before, drawable(part) as after:
        view = view_of(pdf.pages[0])
        assert view == type(view)((0, 0, *((1200, 800) if turn % 180 else (800, 1200))), 0, 1)
        assert not is_unlike(draw(before, 0, 2), draw(after, 0, 1))


@pytest.mark.parametrize(
    ("media", "longest"), [([0, 0, 20_000, 10_000], A3[1]), ([0, 0, 2, 2], 3), ([0, 0, 20_000, 1], A3[1])]
)
def test_sizes_that_no_archive_allows_become_allowed(
    media: list[int], longest: float, tmp_path: Path
) -> None:
    def change(pdf: Pdf) -> None:
        pdf.pages[0].obj["/MediaBox"] = Array(media)

    part, _lost = pictured(written(tmp_path / "b.pdf", change))
    with pikepdf.open(part) as pdf:
        size = view_of(pdf.pages[0]).size
        assert max(size) == pytest.approx(longest, abs=0.1)
        assert min(size) >= 3
        assert int(image_of(pdf)["/Width"]) <= 3308


def test_links_stay_and_comments_are_drawn(tmp_path: Path) -> None:
    def change(pdf: Pdf) -> None:
        page = pdf.pages[0].obj
        page["/Rotate"] = 90
        look = pdf.make_stream(
            b"0 1 0 rg 0 0 90 90 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 90, 90]
        )
        uri = Dictionary(S=Name.URI, URI=String("https://www.anci.it"))
        page["/Annots"] = Array(
            [
                Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=[9, 9, 99, 99], AP=Dictionary(N=look)),
                Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[10, 20, 110, 40], A=uri),
            ]
        )

    source = written(tmp_path / "b.pdf", change)
    part, lost = pictured(source)
    assert lost == 1
    assert looks_like(source, part)
    with pikepdf.open(part) as pdf:
        (link,) = pdf.pages[0].obj["/Annots"]
        left, bottom, right, top = (float(side) for side in link["/Rect"])
        assert (left, right) == (20, 40)
        assert (bottom, top) == pytest.approx((A4[0] - 110, A4[0] - 10), abs=0.01)


def test_a_fitted_page_is_a_picture_where_it_was_fitted(tmp_path: Path) -> None:
    part, _lost = pictured(written(tmp_path / "b.pdf"), fit=True)
    with drawable(part) as document:
        picture = draw(document, 0, 1)
    red = [spot for spot in ((8, 800), (30, 800)) if picture.getpixel(spot) != (255, 255, 255)]
    assert red == [(30, 800)]
