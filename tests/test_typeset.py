from __future__ import annotations

import gc
import hashlib
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
from typeset_input import BOOK, typeset_body, view_of

from report_pdf.typeset.typeset import MAX_STYLE_BYTES

BOOK_BODY = """<section data-page-label="Copertina" class="cover"><h1>Libro</h1></section>
<section class="page cover" data-page-label="Seconda di copertina"></section>
<p class="page"><a href="#due">due</a> <a class="p" href="#due" aria-label="due"></a></p>
<h2 class="page" id="due">Due</h2><p>Testo.</p>
<section class="page cover" data-page-label="Quarta di copertina"><p>Fine.</p></section>"""
BOOK_CSS = """.cover { page: cover } @page cover { @bottom-left { content: none } }
@page :nth(3) { counter-reset: page 1 }
.p::before { content: "p. " target-counter(attr(href), page) }"""


def test_folios_labels_and_links_count_from_the_interior(tmp_path: Path) -> None:
    view = view_of(tmp_path, BOOK_BODY, BOOK_CSS)
    assert [page.label for page in view.pages] == [
        "Copertina",
        "Seconda di copertina",
        "1",
        "2",
        "Quarta di copertina",
    ]
    footers = [[mark.text for mark in page.marks if mark.subtype == "Footer"] for page in view.pages]
    assert footers == [[], [], ["1"], ["2"], []]
    assert [link.text.strip() for link in view.document.elements("Link")] == ["due", "p. 2"]
    assert [entry.title for entry in view.outline] == ["Libro", "Due"]
    assert [entry.page for entry in view.outline] == [0, 3]


def test_a_cover_that_runs_over_names_only_its_first_page(tmp_path: Path) -> None:
    body = '<section data-page-label="Copertina"><h1>Libro</h1><p class="page">troppo</p></section>'
    view = view_of(tmp_path, body)
    assert [page.label for page in view.pages] == ["Copertina", "1"]


def test_the_catalog_says_how_the_book_opens(tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(typeset_body(tmp_path, BOOK_BODY, BOOK_CSS).pdf)) as pdf:
        assert pdf.Root.PageLayout == "/TwoPageRight"
        assert pdf.Root.PageMode == "/UseOutlines"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.Root.Lang == "it"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.docinfo["/Title"] == BOOK.title
        assert str(pdf.docinfo["/CreationDate"]) == "D:20241001"


SCRIPT = """
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from typeset_input import typeset_body
from test_typeset import BOOK_BODY, BOOK_CSS
picture = '<img src="styles/dot.png" alt="Un punto"><img src="asset:drawing" alt="Disegno">'
sys.stdout.buffer.write(typeset_body(Path.cwd(), BOOK_BODY + picture, BOOK_CSS).pdf)
"""
# One red pixel.
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077" + "53de"
    "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def test_the_same_input_gives_the_same_bytes_wherever_and_whenever(tmp_path: Path) -> None:
    surroundings = [
        ("one", {"PYTHONHASHSEED": "1", "TZ": "Europe/Rome", "LC_ALL": "C.UTF-8"}),
        ("a/longer/way", {"PYTHONHASHSEED": "77", "TZ": "Asia/Tokyo", "LC_ALL": "it_IT.UTF-8", "LANG": "it"}),
    ]
    results = []
    for folder, environment in surroundings:
        (tmp_path / folder / "styles").mkdir(parents=True)
        (tmp_path / folder / "styles" / "dot.png").write_bytes(DOT)
        script = SCRIPT.format(tests=str(Path(__file__).parent))
        done = subprocess.run(  # noqa: S603  # our own words
            [sys.executable, "-c", script],
            cwd=tmp_path / folder,
            env={**os.environ, **environment},
            capture_output=True,
            check=True,
        )
        results.append(done.stdout)
    assert hashlib.sha256(results[0]).digest() == hashlib.sha256(results[1]).digest()
    assert results[0].startswith(b"%PDF")


def test_the_collector_is_left_as_it_was(tmp_path: Path) -> None:
    assert gc.isenabled()
    typeset_body(tmp_path, "<h1>T</h1>")
    assert gc.isenabled()


def test_style_sheets_are_read_within_bounds(tmp_path: Path) -> None:
    (tmp_path / "secret.css").write_text("p { color: red }")
    root = tmp_path / "project"
    (root / "styles").mkdir(parents=True)
    out, large = root / "styles" / "out.css", root / "styles" / "large.css"
    out.symlink_to(tmp_path / "secret.css")
    large.write_bytes(b" " * (MAX_STYLE_BYTES + 1))
    told = [(f.rule, f.where.file) for f in typeset_body(root, "<h1>T</h1>", sheets=(out, large)).findings]
    assert told[:2] == [
        ("layout.outside-project", "styles/out.css"),
        ("layout.too-large", "styles/large.css"),
    ]
