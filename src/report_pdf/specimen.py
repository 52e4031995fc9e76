"""The specimen book: every component and every form of chart, and a picture of each for the guide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image

from report_pdf.build import BuildResult, bound_book
from report_pdf.files import write_aside
from report_pdf.findings import Finding, exit_code, stop_if_blocked
from report_pdf.gather import Report
from report_pdf.messages import _
from report_pdf.project import Project
from report_pdf.prose.text_files import read_text_file
from report_pdf.readback.readback import check_structure
from report_pdf.specimen_guide import PIECES, reference, with_reference

LAYOUT = "specimen.html"
FILE = Path("build", "specimen", "specimen.pdf")
PICTURES = Path("docs", "img")
GUIDE = Path("docs", "guida-designer.md")

_PICTURED = "picture-"
_PT_PER_MM = 72 / 25.4
_DPI = 120
_COLOURS = 16
# Display type hangs out of its box at the left, and long tables need not be seen whole.
_MARGIN_MM = 3
_MOST_HEIGHT_MM = 95


def build_specimen(edition_dir: Path, report: Report) -> BuildResult:
    """Write the specimen book, and into the designer's guide the pictures and words of all that it shows.

    Raises:
        BuildStopped: findings that no build can get past.
    """
    book = bound_book(edition_dir, draft=False, report=report, layout=LAYOUT)
    stop_if_blocked(book.findings)
    report(_("inspect the file"))
    findings = book.findings + check_structure(book.pdf)
    if exit_code(findings, draft=True):
        return BuildResult(None, findings)
    root = book.project.root
    findings += write_aside(root / FILE, book.pdf, root)
    drawn = dict(pictures(book.pdf, book.anchors, book.project.layouts))
    for name, picture in drawn.items():
        findings += write_aside(root / PICTURES / f"{name}.png", picture, root)
    findings += _write_guide(book.project, drawn)
    return BuildResult(None if exit_code(findings, draft=True) else root / FILE, findings)


def _write_guide(project: Project, names: Iterable[str]) -> tuple[Finding, ...]:
    path = project.root / GUIDE
    if not path.is_file():
        return ()
    guide, findings = read_text_file(path, project.root)
    if guide is None:
        return findings
    written = with_reference(guide, reference(names, project.layouts))
    return write_aside(path, written.encode(), project.root)


def pictures(
    pdf: bytes, anchors: Mapping[str, tuple[int, float, float, float, float]], layouts: Path
) -> Iterator[tuple[str, bytes]]:
    """Name and PNG of each element whose id is `picture-` and a piece's name; cut at the end of its page.

    Args:
        pdf: the specimen book.
        anchors: where each id stands: 0-based page, left, top, right, bottom in mm.
        layouts: the folder that the pieces lie in.
    """
    pieces = {path.stem for path in (layouts / PIECES).glob("*.html")}
    document = pypdfium2.PdfDocument(pdf)
    try:
        for anchor, (page, *box) in anchors.items():
            name = anchor.removeprefix(_PICTURED)
            if name != anchor and name in pieces:
                yield name, _picture(document[page], *box)
    finally:
        document.close()


def _picture(page: pypdfium2.PdfPage, left: float, top: float, right: float, bottom: float) -> bytes:
    """A part of a page, in mm from its top left corner, as a small PNG."""
    width, height = page.get_size()
    bottom = min(bottom, top + _MOST_HEIGHT_MM)
    crop = (
        max(0, (left - _MARGIN_MM) * _PT_PER_MM),
        max(0, height - bottom * _PT_PER_MM),
        max(0, width - (right + _MARGIN_MM) * _PT_PER_MM),
        max(0, top * _PT_PER_MM),
    )
    seen: Image.Image = page.render(scale=_DPI / 72, crop=crop).to_pil().convert("RGB")
    few = seen.quantize(_COLOURS, dither=Image.Dither.NONE)
    with BytesIO() as out:
        few.save(out, "PNG", optimize=True)
        return out.getvalue()
