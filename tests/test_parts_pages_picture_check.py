from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from outside_files import A4, RED_CORNER, bench_of, written
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image, ImageDraw, ImageFilter

from report_pdf.parts.pages.fit import Placed
from report_pdf.parts.pages.picture_check import MOST_DIFFERENT, differing_pages, is_unlike, unlike

WHOLE = Placed((0, 0, 0, 0), (0, 0, *A4), is_as_it_was=True)


def lines(shift: float = 0, missing: int = 0) -> Image.Image:
    """A page of writing: thin lines, the last ones missing."""
    picture = Image.new("RGB", (2000, 2000), "white")
    draw = ImageDraw.Draw(picture)
    for row in range(40 - missing):
        draw.line((200, 100 + 40 * row + shift, 1800, 100 + 40 * row + shift), "black", 8)
    return picture.resize((500, 500))


def test_the_same_picture_is_like_itself() -> None:
    assert unlike(lines(), lines()) == (0, 0)


def test_edges_may_shift_by_less_than_a_pixel() -> None:
    assert not is_unlike(lines(), lines(shift=2))
    assert not is_unlike(lines(), lines().filter(ImageFilter.GaussianBlur(0.4)))


def test_a_missing_line_is_seen_and_a_missing_word_is() -> None:
    assert unlike(lines(), lines(missing=1))[0] > MOST_DIFFERENT
    word = Image.new("RGB", (500, 500), "white")
    dark = word.copy()
    dark.paste("black", (100, 100, 124, 106))
    assert unlike(word, dark)[0] < MOST_DIFFERENT
    assert is_unlike(word, dark)


def test_another_colour_is_seen_and_another_shape_is() -> None:
    red, green = (Image.new("RGB", (99, 99), colour) for colour in ("#c00000", "#00a000"))
    assert unlike(red, green) == (1, 1)
    assert unlike(red, Image.new("RGB", (99, 120), "#c00000")) == (1, 1)


def test_a_pixel_more_or_less_is_the_same_shape() -> None:
    assert not is_unlike(lines(), lines().resize((501, 500)))


def differing(
    tmp_path: Path, change: Callable[[Pdf], None], place: Placed = WHOLE, pictures: tuple[int, ...] = ()
) -> tuple[int, ...]:
    source = written(tmp_path / "source.pdf", pages=3)
    result = written(tmp_path / "result.pdf", change, pages=3)
    return differing_pages(bench_of(source), result, [place] * 3, pictures)


def repaint(number: int, content: bytes) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        pdf.pages[number - 1].obj["/Contents"] = pdf.make_stream(content)

    return change


def test_pages_that_look_otherwise_are_named(tmp_path: Path) -> None:
    assert differing(tmp_path, repaint(2, RED_CORNER)) == ()
    assert differing(tmp_path, repaint(2, RED_CORNER.replace(b"200 re", b"190 re"))) == (2,)


def test_pages_drawn_from_the_source_are_not_asked(tmp_path: Path) -> None:
    assert differing(tmp_path, repaint(2, b""), pictures=(2,)) == ()


def test_comments_are_looked_at(tmp_path: Path) -> None:
    def comment(pdf: Pdf) -> None:
        look = pdf.make_stream(
            b"0 1 0 rg 0 0 90 90 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 90, 90]
        )
        note = Dictionary(
            Type=Name.Annot, Subtype=Name.Stamp, Rect=[200, 200, 290, 290], AP=Dictionary(N=look)
        )
        pdf.pages[2].obj["/Annots"] = Array([note])

    assert differing(tmp_path, comment) == (3,)


@pytest.mark.parametrize(("scale", "found"), [(0.5, ()), (0.6, (1, 2, 3))])
def test_a_page_in_another_place_is_compared_there(
    scale: float, found: tuple[int, ...], tmp_path: Path
) -> None:
    def half(pdf: Pdf) -> None:
        for page in pdf.pages:
            page.contents_add(b"%.1f 0 0 %.1f 100 50 cm" % (scale, scale), prepend=True)

    place = Placed((0, 0, 0, 0), (100, 50, 100 + A4[0] / 2, 50 + A4[1] / 2), is_as_it_was=False)
    assert differing(tmp_path, half, place) == found


def test_a_page_that_is_no_longer_there_differs(tmp_path: Path) -> None:
    def shorten(pdf: Pdf) -> None:
        del pdf.pages[2]

    assert differing(tmp_path, shorten) == (3,)
