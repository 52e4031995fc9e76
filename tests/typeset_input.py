"""A small project to typeset pages in: three fonts, a style sheet, no data."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from report_pdf.cache import Cache
from report_pdf.project import Project
from report_pdf.readback.pdf_reader import read_pdf
from report_pdf.readback.pdf_view import PdfView
from report_pdf.tokens import Face
from report_pdf.typeset.kept_galleys import KIND
from report_pdf.typeset.typeset import Typeset, typeset
from report_pdf.typeset.xmp import BookMeta

ROOT = Path(__file__).parents[1]

FACES = (
    Face(family="Manrope", weight=800, style="normal", file="fonts/manrope/Manrope-ExtraBold.ttf"),
    Face(
        family="Source Sans Pro",
        weight=400,
        style="normal",
        file="fonts/source-sans-pro/SourceSansPro-Regular.ttf",
    ),
    Face(
        family="Source Sans Pro",
        weight=600,
        style="normal",
        file="fonts/source-sans-pro/SourceSansPro-Semibold.ttf",
    ),
)

CSS = (
    "\n".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; src: url({face.file}) }}'
        for face in FACES
    )
    + """
@page { size: 90mm 120mm; margin: 10mm; @bottom-left { content: counter(page) } }
@page { @bottom-left { font: 400 8pt "Source Sans Pro" } }
html { font: 400 10pt/1.3 "Source Sans Pro" }
h1, h2, h3, b, th { font-family: "Source Sans Pro"; font-weight: 600 }
i, em, abbr { font-style: normal; text-decoration: none }
p { hyphens: auto }
.page { break-before: page }
"""
)

DRAWING = b"""<svg xmlns="http://www.w3.org/2000/svg" width="60" height="30" viewBox="0 0 60 30">
<rect width="60" height="30" fill="#0D3053"/>
<text x="5" y="20" font-size="9" font-family="Source Sans Pro" fill="#FFFFFF">552</text></svg>"""

BOOK = BookMeta("Libro di prova", "it", "Ente di prova", "ente:libro:2024", "1.0", "2024-10-01", "Una prova")


def small_project(root: Path) -> Project:
    """A project in `root`, with `styles/` and `layouts/`."""
    for face in FACES:
        file = root / "styles" / face.file
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "styles" / face.file, file)
    (root / "layouts").mkdir(exist_ok=True)
    return Project(root, root / "data")


def typeset_body(
    root: Path,
    body: str,
    css: str = "",
    *,
    sheets: Sequence[Path] = (),
    assets: Mapping[str, bytes] | None = None,
) -> Typeset:
    """Typeset what stands between `<body>` and `</body>`; `drawing` is an asset."""
    html = f'<!doctype html><html lang="it"><title>x</title><body>{body}</body></html>'
    drawings = {"drawing": DRAWING, **(assets or {})}
    return typeset((html,), sheets, CSS + css, FACES, drawings, BOOK, small_project(root))


def typeset_pieces(
    root: Path, pieces: Sequence[str], css: str = "", drawing: bytes = DRAWING, *, kept: bool = True
) -> Typeset:
    """Typeset a book of such pieces, with or without what is kept in `root`."""
    inner = "".join(f"<!--{number}-->{piece}" for number, piece in enumerate(pieces, 1))
    head, *marked = re.split(r"(?=<!--\d)", f'<!doctype html><html lang="it"><title>x</title><body>{inner}')
    sheets: tuple[Path, ...] = ()
    cache = Cache(root, KIND) if kept else None
    assets = {"drawing": drawing}
    project = small_project(root)
    return typeset((head, *marked), sheets, CSS + css, FACES, assets, BOOK, project, cache=cache)


def view_of(root: Path, body: str, css: str = "") -> PdfView:
    """The pages of `body`, read back; there is nothing to find wrong in them."""
    done = typeset_body(root, body, css)
    assert done.findings == ()
    return read_pdf(done.pdf)


def outline(view: PdfView, *roles: str) -> list[tuple[str, str]]:
    """Role and text of the elements that have one of the roles, in reading order."""
    return [(element.role, element.text) for element in view.document.elements(*roles)]
