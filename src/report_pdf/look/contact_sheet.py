"""The contact sheet as one page of HTML that needs nothing besides itself."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from report_pdf.colour_sight import VIEWS
from report_pdf.console import counted
from report_pdf.findings import Finding
from report_pdf.look.changes import Pair
from report_pdf.look.marks import Mark, marks_of, marks_without_page
from report_pdf.look.page_pictures import PagePicture
from report_pdf.look.sheet_grid import sheet_grid
from report_pdf.look.sheet_words import page_title, pages_changed, pages_counted, sheet_words
from report_pdf.tokens import Tokens

# The faces of charts are those that every design has: CSS family and weight on the sheet, type step.
_FACES = (("display", 800, "figure"), ("text", 400, "chart"), ("text", 600, "chart-bold"))


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page on the sheet.

    Attributes:
        number: 0-based, of the page in the book.
        title: what it is called.
        picture: the page now; None on the sheet of changes when it is gone.
        before: the page it was, when it looked otherwise.
        changed: whether it looks otherwise than before, or is new or gone.
        marks: the findings about it.
    """

    number: int
    title: str
    picture: PagePicture | None
    before: PagePicture | None
    changed: bool
    marks: tuple[Mark, ...] = ()


def contact_sheet(  # noqa: PLR0913, PLR0917  # what stands on the sheet
    title: str,
    pairs: Sequence[Pair],
    findings: Sequence[Finding],
    tokens: Tokens,
    styles: Path,
    compared_with: str,
) -> bytes:
    """The sheet.

    Args:
        title: of the book.
        pairs: its pages, with those of the book before it if there is one.
        findings: to be marked on the pages; those about no page are listed.
        tokens: the design: its columns and rows can be shown.
        styles: the folder that the faces' files are relative to.
        compared_with: what the book before is called; "" if there is none.
    """
    pages = [pair.now for pair in pairs if pair.now]
    leaves = list(_leaves(pairs, findings, compared=bool(compared_with)))
    changed = [leaf for leaf in leaves if leaf.changed]
    html = (
        _environment()
        .get_template("contact_sheet.html")
        .render(
            words=sheet_words(),
            title=title,
            summary={
                "pages": pages_counted(len(pages)),
                "findings": counted(findings),
                "changes": pages_changed(len(changed), compared_with),
            },
            views=VIEWS,
            fonts=[(name, weight, _font(tokens, styles, step)) for name, weight, step in _FACES],
            grid=sheet_grid(tokens),
            changed=changed,
            spreads=list(_spreads([leaf for leaf in leaves if leaf.picture])),
            elsewhere=marks_without_page(pages, findings),
        )
    )
    # A file name need not be text: it may hold half a character.
    return html.encode(errors="replace")


def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("report_pdf.look", "template"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _font(tokens: Tokens, styles: Path, step: str) -> str:
    """A font as a style sheet holds it."""
    return b64encode((styles / tokens.face_of(step).file).read_bytes()).decode()


def _leaves(pairs: Sequence[Pair], findings: Sequence[Finding], *, compared: bool) -> Iterator[Leaf]:
    number = 0
    for pair in pairs:
        page = pair.now or pair.before
        changed = compared and not pair.same
        marks = marks_of(pair.now, findings) if pair.now else ()
        before = pair.before if changed else None
        if page:
            yield Leaf(number, page_title(page.label), pair.now, before, changed, marks)
        number += pair.now is not None


def _spreads(leaves: Sequence[Leaf]) -> Iterator[tuple[Leaf | None, Leaf | None]]:
    """Verso and recto, as the book lies open; its first page is a recto."""
    sides = [None, *leaves, *([None] if len(leaves) % 2 == 0 else [])]
    return zip(sides[::2], sides[1::2], strict=True)
