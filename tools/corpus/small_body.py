"""A small book with a divider and an empty page for each page of the appendix."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from report_pdf.tokens import Face
from report_pdf.typeset.xmp import BookMeta

ROOT = Path(__file__).parents[2]
BOOK = BookMeta("Libro di prova", "it", "Ente di prova", "ente:libro:prova", "1.0", "2024-10-01", "Una prova")
DIVIDER = 2
"""0-based index of the page that announces the appendix; its pages come next."""

_FONT = "fonts/source-sans-pro/SourceSansPro-Regular.ttf"
_FACE = Face(family="Source Sans Pro", weight=400, style="normal", file=_FONT)
_CSS = f"""@font-face {{ font-family: "Source Sans Pro"; font-weight: 400; src: url({_FONT}) }}
html {{ font: 400 10pt "Source Sans Pro" }} h1, h2, th {{ font-weight: 400 }}
@page {{ size: 170mm 240mm; margin: 15mm; font: 400 8pt "Source Sans Pro" }}
section {{ break-before: page }}
.bound {{ page: bound; height: 1mm; string-set: stamp attr(data-stamp) }}
@page bound {{ margin: 0 0 9mm; @bottom-center {{ content: string(stamp); white-space: nowrap }} }}
"""
_FRONT = """<section data-page-label="Copertina"><h1 id="Copertina">Libro di prova</h1></section>
<section><h2 id="uno">Prima parte</h2>
<p>Si veda l’<a href="#B-1">allegato</a> e la <a href="#tab">tabella</a>.</p>
<table id="tab"><tr><th scope="col">Comune</th><th scope="col">Abitanti</th></tr>
<tr><th scope="row">Zeri</th><td>1.205</td></tr></table></section>
<section data-page-label="Allegato B"><h2 id="allegato-B">Allegato B</h2></section>"""
_EMPTY = (
    '<section class="bound" id="B-{0}" data-page-label="B-{0}" data-stamp="Allegato B - pag. {0}"></section>'
)
_BACK = '<section data-page-label="Quarta di copertina"><p>Fine.</p></section>'


def small_body(pages: int, folder: Path) -> bytes:
    """The book with so many empty pages; it is kept in `folder`, where it is looked for first."""
    kept = folder / f"{pages}.pdf"
    if not kept.exists():
        aside = folder / f"{pages}.{os.getpid()}"
        aside.write_bytes(_typeset(pages, folder / f"project-{os.getpid()}"))
        aside.replace(kept)
    return kept.read_bytes()


def _typeset(pages: int, root: Path) -> bytes:
    """Typeset in a project with one font and nothing else."""
    # Most books find their body kept, and do not need these, which are slow to load.
    from report_pdf.project import Project  # noqa: PLC0415
    from report_pdf.typeset.typeset import typeset  # noqa: PLC0415

    font = root / "styles" / _FONT
    font.parent.mkdir(parents=True)
    (root / "layouts").mkdir()
    shutil.copy(ROOT / "styles" / _FONT, font)
    empty = "".join(_EMPTY.format(number) for number in range(1, pages + 1))
    html = f'<!doctype html><html lang="it"><title>x</title><body>{_FRONT}{empty}{_BACK}</body></html>'
    done = typeset((html,), (), _CSS, (_FACE,), {}, BOOK, Project(root, root / "data"))
    if done.findings or done.labels[DIVIDER + 1 :] != (*_labels(pages), "Quarta di copertina"):
        raise RuntimeError(done.findings, done.labels)
    shutil.rmtree(root)
    return done.pdf


def _labels(pages: int) -> tuple[str, ...]:
    return tuple(f"B-{number}" for number in range(1, pages + 1))
