"""The cover: back, spine and front as one sheet, as wide as the finished interior makes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from io import BytesIO

from pypdf import PdfReader, PdfWriter

from report_pdf.binding.graft import sound_files
from report_pdf.build import TypesetBook
from report_pdf.findings import Finding, stop_if_blocked
from report_pdf.parts.of_edition import BACK, FRONT
from report_pdf.press.condition import Condition
from report_pdf.press.finish import Press, finish
from report_pdf.press.images import pictures_in, pictures_of
from report_pdf.press.inks import token_inks
from report_pdf.press.part_pages import part_pages
from report_pdf.press.profile_inks import ProfileInks
from report_pdf.press.sheet import Sheet
from report_pdf.press.spine import Spine
from report_pdf.press.spread import Leaf, lay_into, leaves
from report_pdf.tokens import Tokens
from report_pdf.typeset.typeset import Typeset

LAYOUT = "cover-spread.html"
COVER = "cover"
OUTSIDE, INSIDE = "Copertina", "Interno di copertina"


def cover(book: TypesetBook, spine: Spine, condition: Condition) -> tuple[bytes, tuple[Finding, ...]]:
    """The file of the cover, and what is wrong with it.

    Args:
        book: whose cover it is.
        spine: of the finished book.
        condition: it is printed in.

    Raises:
        BuildStopped: the sheet cannot be laid out.
    """
    tokens, settings = book.lexicon.tokens, book.lexicon.edition.print
    body, findings = _typeset(book, spine)
    inks = ProfileInks(condition)
    with sound_files():
        pages = PdfWriter(clone_from=BytesIO(body.pdf))
        labels = (OUTSIDE, INSIDE)[: len(pages.pages)]
        typeset = pictures_in(pages)
        told = _lay_covers(book, spine, pages, inks)
        pictures = pictures_of(pages, labels, inks, pictures_in(pages) - typeset)
    sheet = sheet_of(tokens, spine, marks=settings.marks)
    press = Press(condition, token_inks(tokens), pictures, sheet)
    meta = replace(
        book.meta, title=f"{book.meta.title} · copertina", identifier=f"{book.meta.identifier}:{COVER}"
    )
    file, wrong = finish(pages, labels, press, meta)
    return file, (*findings, *body.findings, *told, *pictures.findings, *wrong)


def sheet_of(tokens: Tokens, spine: Spine, *, marks: bool) -> Sheet:
    """The sheet of the cover, with its folds: two beside a spine, one for a stapled book."""
    page, width = tokens.page, spine.width_mm
    folds = (page.width, page.width + width) if width else (page.width,)
    return Sheet((round(2 * page.width + width, 4), page.height), page.bleed, marks, folds)


def _typeset(book: TypesetBook, spine: Spine) -> tuple[Typeset, tuple[Finding, ...]]:
    tokens = book.lexicon.tokens
    names = {"spine": spine, "spine_step": partial(_largest, tokens, spine)}
    width = 2 * tokens.page.width + spine.width_mm
    css = f":root {{ --spine-width: {spine.width_mm:g}mm; --spread-width: {width:g}mm }}\n"
    body, findings = book.set_also(LAYOUT, names, css)
    stop_if_blocked(findings)
    assert body is not None  # noqa: S101  # what cannot be laid out blocks
    return body, findings


def _largest(tokens: Tokens, spine: Spine, steps: Sequence[str]) -> str:
    """The first of these steps of type that fits the spine; "" if none does. KeyError for no step."""
    return next((step for step in steps if spine.holds(tokens.type[step])), "")


def _lay_covers(book: TypesetBook, spine: Spine, pages: PdfWriter, inks: ProfileInks) -> tuple[Finding, ...]:
    """Lay what a designer made into the sheets."""
    page, told = book.lexicon.tokens.page, list[Finding]()
    back, front = leaves(page.width, spine.width_mm, page.bleed)
    front_inside, back_inside = leaves(page.width, spine.width_mm, page.bleed, inside=True)
    places: dict[str, tuple[Leaf, Leaf]] = {FRONT: (front, front_inside), BACK: (back, back_inside)}
    for key, (outside, inside) in places.items():
        part = book.lexicon.parts.get(key)
        if part is None or not part.pages:
            continue
        sides = (OUTSIDE, INSIDE)[: part.pages]
        labels = sides if key == FRONT else sides[::-1]
        made = part_pages(part, inks, labels, is_upright=False)
        told += made.findings
        for label, laid in zip(labels, PdfReader(BytesIO(made.pdf)).pages, strict=True):
            if label == OUTSIDE:
                lay_into(pages, 0, laid, outside, page.bleed)
            elif len(pages.pages) > 1:
                lay_into(pages, 1, laid, inside, page.bleed)
    return tuple(told)
