"""What a designer changes without a programmer: each proof builds a copy of the project with other styles."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import matplotlib as mpl
import pypdfium2
import pytest
from book import Book, box_of, one_line
from painted_items import Painted, painted_items
from projects import REAL_EDITION, ROOT, real_project, report_pdf

TOKENS = "styles/tokens.toml"
TYPE_WIDTH_PT = 175.5 / 25.4 * 72
EDITION = f"{REAL_EDITION}/edition.toml"


def edit(project: Path, file: str, *changes: tuple[str, str]) -> None:
    """Replace words in a file of the project; each must be there once."""
    source = (project / file).read_text(encoding="utf-8")
    for old, new in changes:
        assert source.count(old) == 1, old
        source = source.replace(old, new)
    (project / file).write_text(source, encoding="utf-8")


def built(project: Path) -> Book:
    """The final book of a project: nothing in it is wrong."""
    ran = report_pdf(project, "build")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "0 errors, 0 warnings" in ran.stdout
    return Book(project / "build" / "bilancio-sociale-2019-2024.pdf", ran.stdout)


def drawn(book: Book) -> Iterator[Painted]:
    """What the figures of a book paint."""
    items = painted_items(book.data)
    for figure in book.view.document.elements("Figure"):
        yield from (item for item in items if item.page == figure.page and item.is_in(box_of(figure)))


def page_sizes(book: Book) -> set[tuple[int, int]]:
    """Width and height of the typeset pages, pt."""
    document = pypdfium2.PdfDocument(book.data)
    try:
        typeset = [document[index] for index in range(len(document)) if index not in book.bound]
        return {(round(page.get_width()), round(page.get_height())) for page in typeset}
    finally:
        document.close()


def test_a_colour_is_changed_in_one_place(tmp_path: Path) -> None:
    project = real_project(tmp_path)
    edit(project, TOKENS, ('cotto       = { srgb = "#EA5034"', 'cotto       = { srgb = "#C2407A"'))
    book = built(project)
    assert "#EA5034" not in {item.colour for item in painted_items(book.data)}
    assert sum(item.colour == "#C2407A" for item in painted_items(book.data)) > 40
    assert "#C2407A" in {item.colour for item in drawn(book)}


def test_the_type_scale_is_changed_in_one_place(tmp_path: Path) -> None:
    project = real_project(tmp_path)
    edit(
        project,
        TOKENS,
        ("size = 60,", "size = 54,"),
        ('body       = { face = "sans",      size = 10,', 'body       = { face = "sans",      size = 9.75,'),
        ('chart      = { face = "sans",      size = 8.5,', 'chart      = { face = "sans",      size = 8.25,'),
    )
    book = built(project)
    sizes = {(item.font, item.size) for item in painted_items(book.data)}
    assert {("Manrope-Ultra-Bold", 54), ("Source-Sans-Pro", 9.75), ("Source-Sans-Pro", 8.25)} <= sizes
    assert not {("Manrope-Ultra-Bold", 60), ("Source-Sans-Pro", 10)} & sizes
    sizes_drawn = {(item.font, item.size) for item in drawn(book)}
    assert ("Source-Sans-Pro", 8.25) in sizes_drawn
    assert ("Source-Sans-Pro", 8.5) not in sizes_drawn


def test_a_typeface_is_changed_in_one_place(tmp_path: Path) -> None:
    project = real_project(tmp_path)
    fonts = project / "styles" / "fonts" / "stix"
    fonts.mkdir()
    for name in ("STIXGeneral", "STIXGeneralBol", "STIXGeneralItalic"):
        shutil.copy(Path(mpl.get_data_path(), "fonts", "ttf", f"{name}.ttf"), fonts)
    shutil.rmtree(project / "styles" / "fonts" / "source-sans-pro")
    edit(
        project,
        TOKENS,
        ("fonts/source-sans-pro/SourceSansPro-Regular.ttf", "fonts/stix/STIXGeneral.ttf"),
        ("fonts/source-sans-pro/SourceSansPro-Semibold.ttf", "fonts/stix/STIXGeneralBol.ttf"),
        ("fonts/source-sans-pro/SourceSansPro-It.ttf", "fonts/stix/STIXGeneralItalic.ttf"),
    )
    tokens = project / TOKENS
    tokens.write_text(tokens.read_text(encoding="utf-8").replace("Source Sans Pro", "STIXGeneral"), "utf-8")
    book = built(project)
    fonts_used = {item.font for item in painted_items(book.data)}
    assert "STIXGeneral" in fonts_used
    assert [font for font in fonts_used if font.startswith("Source-Sans")] == []
    assert "STIXGeneral" in {item.font for item in drawn(book)}


def test_the_sections_come_in_the_order_of_the_edition(tmp_path: Path) -> None:
    project = real_project(tmp_path)
    source = (project / EDITION).read_text(encoding="utf-8")
    pattern = r'\[\[chapters\.sections\]\]\nid = "{}"\n(?:[^\[\n].*\n|\n)*'
    studies, events = (re.search(pattern.format(name), source) for name in ("studi", "eventi"))
    assert studies
    assert events
    edit(project, EDITION, (studies[0] + events[0], events[0] + studies[0]))
    book = built(project)
    # The tables of the appendix are called like the sections, which come first.
    pages: dict[str, int] = {}
    for entry in book.view.outline:
        pages.setdefault(entry.title, entry.page or 0)
    order = [
        title for title in pages if title in {"comunicazione", "eventi", "studi e ricerche", "formazione"}
    ]
    assert order == ["comunicazione", "eventi", "studi e ricerche", "formazione"]
    assert pages["eventi"] < pages["studi e ricerche"]
    index = one_line(" ".join(part.text for part in book.section("indice")))
    for title in order:
        assert re.search(rf"\b{title}\b(?:(?!pagina).)*pagina {book.labels[pages[title]]}\b", index), index


def set_step(project: Path, name: str, size: float, line: float) -> None:
    """Another size (pt) and line (mm) for a step of the type scale."""
    sub(project, TOKENS, rf"(?m)(^{name} +=.* size = )[\d.]+(, +line = )[\d.]+", rf"\g<1>{size}\g<2>{line}")


def sub(project: Path, file: str, pattern: str, new: str) -> None:
    """Replace what matches in a file of the project; something must."""
    source, count = re.subn(pattern, new, (project / file).read_text(encoding="utf-8"))
    assert count, f"nothing like {pattern} in {file}"
    (project / file).write_text(source, encoding="utf-8")


SQUARE_STEPS = {
    "cover": (208, 63),
    "opener": (139, 45),
    "opener-large": (186, 60),
    "divider": (83, 27),
    "letter": (480, 126),
    "hero": (120, 36),
    "h1": (45, 13.5),
}
SQUARE_HEIGHTS = {"comunicazione": 121.5, "eventi": 99, "formazione": 99, "servizi": 99}
"""Of the charts, mm, by the layout they stand in."""


SQUARE_EXCEPTION = """
[[exceptions]]
rule = "text-over-picture"
at = ".dark .map"
reason = "its words stand in the corner that the map leaves free"
"""


def make_square(project: Path) -> None:
    """What a designer changes for a page of 210 x 210 mm: tokens, a sheet more, the size of some charts."""
    shutil.copy(ROOT / "tests" / "square_edition" / "square.css", project / "styles")
    edit(
        project, "layouts/book.html", ("</head>", '<link rel="stylesheet" href="styles/square.css">\n</head>')
    )
    sub(project, TOKENS, r"(?m)^height = \d+", "height = 210")
    sub(project, TOKENS, r"(?m)^margin_bottom = \d+", "margin_bottom = 30")
    for name, (size, line) in SQUARE_STEPS.items():
        set_step(project, name, size, line)
    for section, height in SQUARE_HEIGHTS.items():
        sub(project, f"layouts/sections/{section}.html", r"height_mm=[\d.]+", f"height_mm={height}")
    sub(project, "layouts/sections/comuni.html", r"draw\.tile_map\(.*?\)", "draw.tile_map(tile_mm=4.725)")
    sub(
        project,
        "layouts/sections/comuni.html",
        r"draw\.boundary_map\(.*?\)",
        "draw.boundary_map(width_mm=40)",
    )
    sub(project, "layouts/cover-art.html", r"draw\.cover_map\(.*?\)", "draw.cover_map(tile_mm=5.85)")
    audit = (project / "layouts" / "audit.toml").read_text(encoding="utf-8")
    (project / "layouts" / "audit.toml").write_text(audit + SQUARE_EXCEPTION, encoding="utf-8")


@pytest.fixture(scope="module")
def square(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """The real book on square pages."""
    project = real_project(tmp_path_factory.mktemp("square"))
    make_square(project)
    return built(project)


def test_the_page_becomes_a_square(square: Book) -> None:
    assert page_sizes(square) == {(595, 595)}
    boxes = [box_of(figure) for figure in square.view.document.elements("Figure")]
    assert len(boxes) > 12
    assert all(0 <= left < right <= 596 and 0 <= bottom < top <= 596 for left, bottom, right, top in boxes)
    assert round(max(right - left for left, _bottom, right, _top in boxes)) == round(TYPE_WIDTH_PT)


@pytest.mark.parametrize("flavour", ["2a", "ua1"])
def test_the_square_book_conforms(
    square: Book, verapdf: Callable[[Path, str], list[str]], flavour: str
) -> None:
    assert verapdf(square.path, flavour) == []
