"""Small pages for the layout audit, typeset by the real engine and read as the audit reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from typeset_input import DRAWING, FACES, typeset_body

from report_pdf.charts.chart import Chart, DataTable
from report_pdf.layout_audit.page_items import Fault, LaidBook, Line, Run
from report_pdf.tokens import Colour, Grid, Lines, Page, Tokens, TypeStep, css_of

GRID = Grid(
    columns=4,
    column=14.5,
    gutter=4,
    margin_inner=10,
    margin_outer=10,
    margin_top=9,
    margin_bottom=12,
    row=4.5,
    safe=6,
    tile=4.5,
)
"""Of a page of 90 by 120 mm: the type area goes from (10, 9) to (80, 108) mm."""

TOKENS = Tokens(
    page=Page(width=90, height=120, bleed=3),
    grid=GRID,
    colours={
        "nero": Colour(srgb="#1F1F1D", cmyk=(0, 0, 0, 100)),
        "notte": Colour(srgb="#0D3053", cmyk=(100, 78, 30, 45)),
        "grigio-30": Colour(srgb="#C7C7C7", cmyk=(0, 0, 0, 30)),
    },
    faces={"display": FACES[0], "sans": FACES[1], "sans-bold": FACES[2]},
    type={
        name: TypeStep(face=face, size=size, line=line, tracking=0)
        for name, face, size, line in (
            ("cover", "display", 100, 31.5),
            ("opener", "display", 80, 27),
            ("divider", "display", 80, 27),
            ("letter", "display", 80, 27),
            ("hero", "display", 60, 18),
            ("hero-small", "display", 45, 13.5),
            ("h1", "display", 30, 9),
            ("statement", "display", 24, 9),
            ("h2", "display", 22.5, 9),
            ("label", "display", 15, 6.75),
            ("lead", "sans", 15, 6.75),
            ("lead-long", "sans", 12, 5.625),
            ("body", "sans", 10, 4.5),
            ("subject", "sans-bold", 10, 4.5),
            ("table", "sans", 9, 4.5),
            ("chart", "sans", 8.5, 4.5),
            ("chart-bold", "sans-bold", 8.5, 4.5),
            ("figure", "display", 8.5, 4.5),
            ("folio", "display", 8.5, 4.5),
            ("note", "sans", 7.5, 3.375),
        )
    },
    lines=Lines(rule=0.75, hairline=0.35, outline=0.75, hatch=0.55, groove=1.6, hatch_gap=1.1),
)

CSS = (
    css_of(TOKENS)
    + """
@page { margin: 9mm 10mm 12mm; @bottom-left { font-size: 8pt } }
@page full { margin: 0; @bottom-left { content: none } }
html { font-size: 10pt; line-height: 4.5mm; color: #1F1F1D }
body, p, h1, h2, h3, ul, li, figure, table { margin: 0; padding: 0; font-size: inherit }
.full { page: full; break-before: page; position: relative; width: 90mm; height: 120mm }
.display { font: 800 60pt/18mm Manrope }
img { display: block }
"""
)
"""The small design: text of 10 pt on lines of 4.5 mm, `.full` pages without margins, `.display` of 60 pt."""

Rule = Callable[[LaidBook], Iterable[Fault]]


def laid_book(root: Path, body: str, css: str = "", charts: Mapping[str, Chart] | None = None) -> LaidBook:
    """The pages of what stands between `<body>` and `</body>`.

    Args:
        root: a folder to typeset in.
        body: HTML; `data-at="layouts/page.html:3"` names the template line of an element, and an
            `<img src="asset:NAME">` shows the chart of that name. `asset:drawing` is there always.
        css: rules after those of `CSS`.
        charts: by name.
    """
    charts = charts or {}
    assets = {name: chart.svg for name, chart in charts.items()}
    pages = typeset_body(root, body, CSS + css, assets=assets).pages
    return LaidBook(pages, TOKENS, MappingProxyType(dict(charts)))


def faults(rule: Rule, root: Path, body: str, css: str = "", **more: Mapping[str, Chart]) -> list[Fault]:
    """What `rule` marks on these pages; see `laid_book`."""
    return list(rule(laid_book(root, body, css, **more)))


def spot(fault: Fault) -> tuple[int, int, int]:
    """Page (0-based) and upper left corner of what is marked, whole mm."""
    return fault.page, round(fault.rect.left), round(fault.rect.top)


def chart(width_mm: float, height_mm: float, svg: bytes = DRAWING) -> Chart:
    """A chart of this size; it shows the small drawing of 60 by 30 units."""
    return Chart(svg, width_mm, height_mm, "Una prova", DataTable(("anno",), (("2024",),)))


def lines_of(book: LaidBook, page: int = 0) -> list[Line]:
    """All lines of the blocks of a page, in the order of the document."""
    return [line for block in book.pages[page].blocks for line in block.lines]


def runs_of(book: LaidBook, page: int = 0) -> list[Run]:
    """All runs of those lines."""
    return [run for line in lines_of(book, page) for run in line.runs]
