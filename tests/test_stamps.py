from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf
from sound_parts import CSS, FACTS, body, bound, sound_part
from typeset_input import typeset_body

from report_pdf.binding.bind import BoundPart, bind
from report_pdf.readback.readback import check_structure

PT = 25.4 / 72
SCALE = 4.0
"""Pixels for a unit of the page: a pixel is below 0.2 mm even where a unit is two points."""

PAGES: list[tuple[str, dict[str, object]]] = [
    ("as wide as the book", {}),
    ("A3", {"/MediaBox": [0, 0, 842, 1191], "/CropBox": [0, 0, 842, 1191]}),
    ("landscape", {"/MediaBox": [0, 0, 842, 595], "/CropBox": [0, 0, 842, 595]}),
    ("turned to the right", {"/Rotate": 90}),
    ("upside down", {"/Rotate": 180}),
    ("turned to the left", {"/Rotate": 270}),
    ("cropped", {"/MediaBox": [-30, 40, 400, 500], "/CropBox": [15, 70, 270, 380]}),
    ("cropped and turned", {"/MediaBox": [-30, 40, 400, 500], "/CropBox": [15, 70, 270, 380], "/Rotate": 90}),
    ("cropped beyond its sheet", {"/CropBox": [-100, -100, 200, 900]}),
    ("in units of two points", {"/UserUnit": 2}),
    ("in such units, turned", {"/UserUnit": 2, "/Rotate": 270}),
]


def shape(pdf: Pdf) -> None:
    """Give each page its boxes; all share their resources, as what WeasyPrint writes does."""
    for page, (_name, entries) in zip(pdf.pages, PAGES, strict=True):
        for key, value in entries.items():
            page.obj[key] = Array(value) if isinstance(value, list) else value


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Path, bytes]:
    """The book, its part, and the body without it."""
    root = tmp_path_factory.mktemp("stamps")
    part = sound_part(root / "B", "B", len(PAGES), shape)
    assert part.pdf is not None
    return bound(root, [part]), part.pdf, body(root / "body", {"B": len(PAGES)})


def drawn(file: bytes | Path, page: int) -> np.ndarray:
    document = pypdfium2.PdfDocument(file)
    try:
        return np.asarray(document[page].render(scale=SCALE, grayscale=True).to_numpy(), dtype=int)
    finally:
        document.close()


def from_foot(ink: np.ndarray, unit: float) -> tuple[float, float, float, float]:
    """How far ink reaches left, right of the middle, and from where to where above the lower edge, in mm."""
    down, across = np.nonzero(np.squeeze(ink))
    height, width = np.squeeze(ink).shape
    mm = PT * unit / SCALE
    return (
        (across.min() - width / 2) * mm,
        (across.max() + 1 - width / 2) * mm,
        (height - down.max() - 1) * mm,
        (height - down.min()) * mm,
    )


@pytest.mark.parametrize("index", range(len(PAGES)), ids=[name for name, _entries in PAGES])
def test_the_stamp_stands_at_the_foot_of_what_is_seen(files: tuple[bytes, Path, bytes], index: int) -> None:
    book, part, typeset = files
    page = index + 3
    unit = float(PAGES[index][1].get("/UserUnit", 1))  # type: ignore[arg-type]
    expected = from_foot(drawn(typeset, page) < 200, 1)
    seen = from_foot(abs(drawn(book, page) - drawn(part, index)) > 55, unit)
    assert seen == pytest.approx(expected, abs=0.5)


def test_pages_of_any_shape_are_sound(
    files: tuple[bytes, Path, bytes], tmp_path: Path, verapdf: Callable[[Path, str], list[str]]
) -> None:
    book, _part, _typeset = files
    assert check_structure(book) == ()
    (tmp_path / "book.pdf").write_bytes(book)
    assert verapdf(tmp_path / "book.pdf", "2a") == verapdf(tmp_path / "book.pdf", "ua1") == []


def test_links_to_a_page_lead_to_the_corner_that_is_seen_at_its_top_left(
    files: tuple[bytes, Path, bytes],
) -> None:
    width, height = 255.118, 340.157
    corners = {
        3: (0, 595),
        4: (0, 0),
        5: (width, 0),
        6: (width, height),
        7: (15, 380),
        8: (15, 70),
        9: (0, height),
    }
    with pikepdf.open(BytesIO(files[0])) as pdf:
        names = list(pdf.Root.Names.Dests.Names)
        found = dict(zip(map(str, names[::2]), names[1::2], strict=True))
        for page, corner in corners.items():
            target = found[f"B-{page}"]
            assert target[0].objgen == pdf.pages[page + 2].obj.objgen
            assert [float(at) for at in list(target)[2:4]] == pytest.approx(corner, abs=0.01)


def test_nothing_but_the_stamp_is_laid_on_a_page(files: tuple[bytes, Path, bytes]) -> None:
    with pikepdf.open(BytesIO(files[0])) as pdf:
        before, *_own, after = [stream.read_bytes() for stream in pdf.pages[3].obj["/Contents"]]
        assert before.split() == [b"q"]
        assert after.split()[:2] == [b"Q", b"/Artifact"]
        (stamp,) = stamps(pdf.pages[3])
        assert not any(mark in stamp.read_bytes() for mark in (b"BDC", b"BMC", b"EMC"))


def stamps(page: pikepdf.Page) -> list[Object]:
    """The stamps that a page may draw, though it shares its resources with others."""
    forms = page.obj["/Resources"]["/XObject"]
    return [forms[name] for name in forms.keys() if name.startswith("/Stamp")]  # noqa: SIM118


def test_a_list_of_pictures_that_all_pages_share_is_not_repeated_for_each(tmp_path: Path) -> None:
    def illustrate(pdf: Pdf) -> None:
        picture = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]))
        pictures = pdf.make_indirect(Dictionary({f"/X{n}": picture for n in range(300)}))
        for page in pdf.pages:
            page.obj["/Resources"]["/XObject"] = pictures

    part = sound_part(tmp_path / "B", "B", 2, illustrate)
    book = bound(tmp_path, [part])
    assert check_structure(book) == ()
    with pikepdf.open(BytesIO(book)) as pdf:
        assert len(stamps(pdf.pages[3])) == len(stamps(pdf.pages[4])) == 2


def test_what_has_no_stamp_gets_none(tmp_path: Path) -> None:
    html = '<h1>Libro</h1><section data-page-label="Fine" style="break-before: page; height: 1mm"></section>'
    typeset = typeset_body(tmp_path, html, CSS).pdf
    part = sound_part(tmp_path / "B", "B", 1)
    assert part.pdf is not None
    book = bind(typeset, [BoundPart(part, (1,))], FACTS)
    with pikepdf.open(BytesIO(book)) as pdf, pikepdf.open(part.pdf) as alone:
        assert pdf.pages[1].obj["/Contents"].read_bytes() == alone.pages[0].obj["/Contents"].read_bytes()
