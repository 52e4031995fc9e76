"""What the build is measured against: plain WeasyPrint, the same charts drawn once, one clone by pypdf.

`baseline.py prepare FOLDER EDITION` keeps in FOLDER what our first stages make of an edition: the HTML, its
style sheets and pictures, and the calls that drew the charts. `baseline.py run FOLDER` is the baseline
itself, the only part that is timed. Each imports no more than it needs.
"""

from __future__ import annotations

import pickle
import re
import shutil
import sys
from collections.abc import Callable
from inspect import getmembers, isfunction
from pathlib import Path
from types import MappingProxyType

PAGES, CHARTS = "book.html", "charts.pickle"
SHEETS = "sheets.txt"
RENDERED, COPIED = "rendered.pdf", "copied.pdf"
_ASSET = re.compile(r"(?<=[\"'])asset:([^\"']+)")


Call = tuple[str, tuple[object, ...], dict[str, object]]


def _recorded(kind: type) -> list[Call]:
    """The calls that layouts make of the public methods of `kind`, from now on, each once."""
    calls: list[Call] = []
    for name, method in getmembers(kind, isfunction):
        if not name.startswith("_"):
            setattr(kind, name, _recording(name, method, calls))
    return calls


def _recording(name: str, method: Callable[..., object], calls: list[Call]) -> Callable[..., object]:
    def record(drawing: object, *args: object, **kwargs: object) -> object:
        if (name, args, kwargs) not in calls:  # the baseline draws each chart once
            calls.append((name, args, kwargs))
        return method(drawing, *args, **kwargs)

    return record


def prepare(folder: Path, edition: Path) -> None:
    """Keep in `folder` what `run` needs."""
    from report_pdf import build  # noqa: PLC0415  # the timed part must not pay for it
    from report_pdf.layout.layout import lay_out  # noqa: PLC0415
    from report_pdf.project import find_project  # noqa: PLC0415
    from report_pdf.tokens import css_of  # noqa: PLC0415
    from report_pdf.typeset.tag_build import HYPHEN  # noqa: PLC0415

    project = find_project(edition)
    with build.gathered(project, lambda _stage: None) as (lexicon, drawing, _findings):
        calls = _recorded(type(drawing))
        laid_out, _wrong = lay_out(lexicon, drawing, project.layouts, project.root)
    assert laid_out is not None  # noqa: S101  # the build that is measured has succeeded
    (folder / PAGES).write_text(_ASSET.sub(r"assets/\1.svg", laid_out.html), encoding="utf-8")
    (folder / "assets").mkdir()
    for name, chart in laid_out.charts.items():
        (folder / "assets" / f"{name}.svg").write_bytes(chart.svg)
    shutil.copytree(project.styles, folder / "styles")
    # the build's own rule: with another hyphen, lines would break elsewhere
    own = f'html {{ hyphenate-character: "{HYPHEN}" }}\n'
    (folder / "styles" / "tokens.css").write_text(own + css_of(lexicon.tokens), encoding="utf-8")
    (folder / SHEETS).write_text("\n".join(("tokens.css", *build.STYLE_SHEETS)), encoding="utf-8")
    with (folder / CHARTS).open("wb") as file:
        _Keeper(file).dump((drawing, calls))


class _Keeper(pickle.Pickler):
    """Keeps dictionaries that cannot be changed, which pickle knows nothing of, as others."""

    def reducer_override(self, kept: object) -> tuple[type, tuple[object, ...]]:
        return (dict, (dict(kept),)) if isinstance(kept, MappingProxyType) else NotImplemented


def run(folder: Path) -> None:
    """Draw each chart once, render the pages, clone the result; only the charts are drawn by our code."""
    from pypdf import PdfWriter  # noqa: PLC0415
    from weasyprint import HTML  # noqa: PLC0415

    drawing, calls = pickle.loads((folder / CHARTS).read_bytes())  # noqa: S301  # written by `prepare`
    for name, args, kwargs in calls:
        getattr(drawing, name)(*args, **kwargs)
    sheets = [folder / "styles" / name for name in (folder / SHEETS).read_text(encoding="utf-8").split()]
    HTML(folder / PAGES).write_pdf(folder / RENDERED, stylesheets=sheets, pdf_variant="pdf/ua-1")
    PdfWriter(clone_from=folder / RENDERED).write(folder / COPIED)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["prepare", folder, edition]:
            prepare(Path(folder), Path(edition))
        case ["run", folder]:
            run(Path(folder))
        case _:
            sys.exit(__doc__)
