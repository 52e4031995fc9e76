"""The job as its peers get it: the same HTML and style sheets, a Typst document, and what the charts show."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from job import PERIODS, TITLE, Chapter

CHART_MM = (175.5, 54)
_ASSET = re.compile(r"(?<=[\"'])asset:([^\"']+)")
_TYPST_HEAD = """\
#set document(title: "{title}")
#set page(width: 210mm, height: 297mm, margin: (top: 18mm, bottom: 27mm, left: 19.5mm, right: 15mm),
  header: context {{
    let before = query(selector(heading).before(here()))
    if before.len() > 0 {{ before.last().body }}
  }},
  footer: context align(right, counter(page).display("1 / 1", both: true)))
#set text(font: "Source Sans Pro", size: 10pt, lang: "it")
#set par(justify: true)
#show heading.where(level: 1): set text(font: "Manrope", size: 22.5pt)
#outline(title: "{title}")
"""


def write_for_peers(folder: Path, edition: Path, book: Sequence[Chapter]) -> None:
    """Write into `folder` `book.html` with its styles, `book.typ` and `charts.json`."""
    from report_pdf.gather import gathered  # noqa: PLC0415  # only what is prepared needs it
    from report_pdf.layout.layout import lay_out  # noqa: PLC0415
    from report_pdf.project import find_project  # noqa: PLC0415
    from report_pdf.style_sheets import STYLE_SHEETS  # noqa: PLC0415
    from report_pdf.tokens import css_of  # noqa: PLC0415
    from report_pdf.typeset.tag_build import HYPHEN  # noqa: PLC0415

    project = find_project(edition)
    with gathered(project, lambda _stage: None) as (lexicon, drawing, _findings):
        laid_out, _wrong = lay_out(lexicon, drawing, project.layouts, project.root)
    assert laid_out is not None  # noqa: S101  # the job is sound
    shutil.copytree(project.styles, folder / "styles", dirs_exist_ok=True)
    hyphen = f'html {{ hyphenate-character: "{HYPHEN}" }}\n'
    (folder / "styles" / "tokens.css").write_text(hyphen + css_of(lexicon.tokens), encoding="utf-8")
    sheets = "".join(
        f'<link rel="stylesheet" href="styles/{name}">\n' for name in ("tokens.css", *STYLE_SHEETS)
    )
    html = _ASSET.sub(r"assets/\1.svg", laid_out.html).replace("</head>", f"{sheets}</head>")
    (folder / "book.html").write_text(html, encoding="utf-8")
    (folder / "assets").mkdir()
    charts = {
        f"{chapter.id}-{number}": {"size_mm": CHART_MM, "periods": PERIODS, "figures": figures}
        for chapter in book
        for number, (_label, figures) in enumerate(chapter.rows[:2], start=1)
    }
    (folder / "charts.json").write_text(json.dumps(charts), encoding="utf-8")
    typst = [_TYPST_HEAD.format(title=TITLE), *(line for chapter in book for line in _typst(chapter))]
    (folder / "book.typ").write_text("\n".join(typst), encoding="utf-8")


def _typst(chapter: Chapter) -> Iterator[str]:
    yield f"#pagebreak(weak: true)\n= {chapter.title}"
    for paragraph in chapter.paragraphs:
        yield f"{paragraph}\n"
    yield f"#figure(caption: [Tavola di {chapter.title}], table(columns: {len(PERIODS) + 1},"
    yield "table.header([voce], " + ", ".join(f"[{period}]" for period in PERIODS) + "),"
    for label, figures in chapter.rows:
        yield f"[{label}], " + ", ".join(f"[{figure}]" for figure in figures) + ","
    yield "))"
    for number, (label, figures) in enumerate(chapter.rows[:2], start=1):
        told = f"{label}: " + ", ".join(map(str, figures))
        picture = f'image("assets/{chapter.id}-{number}.svg", width: {CHART_MM[0]}mm, alt: "{told}")'
        yield f"#figure(caption: [Figura di {chapter.title}: {label}], {picture})"
    for item in chapter.items:
        yield f"- {item}"
