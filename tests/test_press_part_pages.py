from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from outside_files import drawn_pdf, request
from pikepdf import Array, Dictionary, Name, Object, Pdf
from PIL import Image
from press_input import FOGRA39

from report_pdf.findings import Finding, Severity
from report_pdf.parts.part import PreparedPart
from report_pdf.press.part_pages import part_pages
from report_pdf.press.profile_inks import ProfileInks

INKS = ProfileInks(FOGRA39)
SIZE = (144.0, 216.0)
TEXT = b"BT /F1 12 Tf 10 10 Td (testo) Tj ET"
RED_BOX = b"0.8 0.1 0.1 rg 0 0 72 72 re f"
FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
SPACES = {
    b"/Spot": """[/Separation /Gold /DeviceCMYK << /FunctionType 2 /Domain [0 1] /N 1
        /C0 [0 0 0 0] /C1 [0 0.2 0.8 0.1] >>]""",
    b"/Lab": "[/Lab << /WhitePoint [0.9642 1 0.8249] >>]",
}

Change = Callable[[Pdf], None]


def printed(
    work: Path, *contents: bytes, change: Change = lambda _pdf: None, size: tuple[float, float] = SIZE
) -> tuple[Pdf, tuple[Finding, ...]]:
    """Pages that paint these contents, in inks, and what is told of them."""
    file = work / "b.pdf"
    with drawn_pdf(len(contents), size) as pdf:
        for page, content in zip(pdf.pages, contents, strict=True):
            spaces = " ".join(f"{name.decode()} {space}" for name, space in SPACES.items() if name in content)
            resources = f"<< /Font << /F1 {FONT} >> /ColorSpace << {spaces} >> >>"
            page.obj["/Resources"] = Object.parse(resources.encode())
            page.obj["/Contents"] = pdf.make_stream(content)
        change(pdf)
        pdf.save(file)
    part = PreparedPart(request(file), source_pages=len(contents), pdf=file)
    labels = tuple(f"B-{number}" for number in range(1, len(contents) + 1))
    made = part_pages(part, INKS, labels, is_upright=True)
    return pikepdf.open(BytesIO(made.pdf)), made.findings


def content(pdf: Pdf, index: int = 0) -> str:
    return " ".join(pdf.pages[index].obj["/Contents"].read_bytes().decode().split())


def image_of(pdf: Pdf, index: int = 0) -> Image.Image:
    """The picture that is all that a page shows."""
    page = pdf.pages[index].obj
    assert re.fullmatch(r"q [\d.]+ 0 0 [\d.]+ 0 0 cm /Page Do Q", content(pdf, index))
    assert list(page.Resources.keys()) == ["/XObject"]
    found = page.Resources.XObject["/Page"]
    assert found.ColorSpace == "/DeviceCMYK"
    return Image.frombytes("CMYK", (int(found.Width), int(found.Height)), found.read_bytes())


def test_black_text_is_of_one_ink_and_overprints(tmp_path: Path) -> None:
    pdf, (told,) = printed(tmp_path, b"0 0 0 rg " + TEXT)
    assert content(pdf) == "0 0 0 1 k BT /F1 12 Tf 10 10 Td /PressOverprint gs (testo) Tj ET"
    state = pdf.pages[0].obj.Resources.ExtGState.PressOverprint
    assert state.op
    assert state.OPM == 1
    assert not state.OP
    assert told.severity is Severity.NOTE
    assert "Allegato B in print: pages drawn as they were" in told.message
    assert told.message.endswith(": 1")


def test_a_colour_goes_through_the_profile_and_knocks_out(tmp_path: Path) -> None:
    pdf, _told = printed(tmp_path, RED_BOX)
    *inks, rest = re.fullmatch(r"(\S+) (\S+) (\S+) (\S+) k (.*)", content(pdf)).groups()  # type: ignore[union-attr]  # fails if it is None
    expected = INKS.ink("DeviceRGB", (0.8, 0.1, 0.1))
    assert expected
    assert tuple(map(float, inks)) == pytest.approx(expected.cmyk)
    assert rest == "0 0 72 72 re f"


@pytest.mark.parametrize(
    ("second", "why"),
    [
        (b"/Spot cs 1 scn 0 0 72 72 re f", "it is painted in spot colours"),
        (b"/Lab cs 50 60 40 scn 0 0 72 72 re f", "its colours are said by Lab, which no ink equals"),
    ],
)
def test_a_page_that_no_ink_equals_becomes_an_image_and_is_named_with_the_reason(
    second: bytes, why: str, tmp_path: Path
) -> None:
    pdf, (drawn, imaged) = printed(tmp_path, RED_BOX, second)
    assert content(pdf, 0).endswith("k 0 0 72 72 re f")
    image = image_of(pdf, 1)
    assert image.size == pytest.approx((600, 900), abs=1)  # 144 x 216 pt, 300 dpi
    assert drawn.message.endswith(": 1")
    assert imaged.message == f"Allegato B in print: B-2 as images of 300 dpi: {why}"
    assert imaged.where.file == "b.pdf"
    assert "CMYK" in imaged.hint
    shades = np.asarray(image).astype(int)
    assert shades[700:880, 20:280].sum(axis=2).min() > 100  # the box, below on the left
    assert shades[800, 100, 2] > shades[800, 100, 0] + 80  # gold and red: yellow, hardly any cyan
    assert shades[:500].sum() == 0
    assert shades.sum(axis=2).max() <= 300 * 2.55


@pytest.mark.parametrize(
    "second", [b"/Fm Do (never closed", b"1 0 0 cm /Fm Do", b"Do", b"--1 g 0 0 9 9 re f"]
)
def test_a_page_that_cannot_be_read_becomes_an_image(second: bytes, tmp_path: Path) -> None:
    pdf, (_drawn, imaged) = printed(tmp_path, RED_BOX, second)
    assert image_of(pdf, 1).size == pytest.approx((600, 900), abs=1)
    assert imaged.message.endswith("B-2 as images of 300 dpi: it cannot be read operator by operator")


def test_a_page_with_a_comment_on_it_becomes_an_image_but_a_link_is_no_comment(tmp_path: Path) -> None:
    def annotated(kind: Name) -> Change:
        def change(pdf: Pdf) -> None:
            comment = Dictionary(Type=Name.Annot, Subtype=kind, Rect=Array([0, 0, 9, 9]))
            pdf.pages[0].obj["/Annots"] = Array([pdf.make_indirect(comment)])

        return change

    pdf, (told,) = printed(tmp_path, RED_BOX, change=annotated(Name.Square))
    assert told.message.endswith("comments or fields lie on it")
    pdf, (told,) = printed(tmp_path, RED_BOX, change=annotated(Name.Link))
    assert "/Annots" not in pdf.pages[0].obj
    assert content(pdf).endswith("re f")


def test_a_wide_page_is_laid_on_its_side_head_to_the_left(tmp_path: Path) -> None:
    pdf, _told = printed(tmp_path, RED_BOX, size=(216, 144))
    assert [float(side) for side in pdf.pages[0].obj["/MediaBox"]] == [0, 0, 144, 216]
    assert re.match(r"q 0 1 -1 0 144.0000 -?0.0000 cm ", content(pdf))


def test_the_same_pages_give_the_same_bytes(tmp_path: Path) -> None:
    (one, _told), (two, _again) = (printed(tmp_path, RED_BOX, TEXT) for _time in range(2))
    files = [BytesIO(), BytesIO()]
    for pdf, file in zip((one, two), files, strict=True):
        pdf.save(file, deterministic_id=True)
    assert files[0].getvalue() == files[1].getvalue()
