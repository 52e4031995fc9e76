"""The print edition: the same pages as the digital book, as the files that a print shop gets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from report_pdf.build import BuildResult, TypesetBook, output_folder, previous, typeset_book
from report_pdf.files import write_aside
from report_pdf.findings import Finding, Where, exit_code, stop_if_blocked
from report_pdf.gather import Report
from report_pdf.messages import _
from report_pdf.parts.of_edition import labelled
from report_pdf.parts.part import PreparedPart
from report_pdf.preflight.order import Order
from report_pdf.preflight.ordered import order_of, ordered_of
from report_pdf.press.condition import Condition, read_condition
from report_pdf.press.cover import COVER, cover
from report_pdf.press.finish import Press, finish
from report_pdf.press.images import pictures_of, pictures_on
from report_pdf.press.inks import token_inks, too_much_ink
from report_pdf.press.interior import interior
from report_pdf.press.job_sheet import job_sheet
from report_pdf.press.part_pages import part_pages
from report_pdf.press.profile_inks import ProfileInks
from report_pdf.press.proof import PressFile, proved
from report_pdf.press.sheet import Sheet
from report_pdf.press.spine import binding_findings, spine_of
from report_pdf.reading.tokens_file import TOKENS_FILE
from report_pdf.target import Target

INTERIOR = "interior"
JOB_SHEET = "scheda-di-stampa"
FOLDER = "print"


def print_edition(edition_dir: Path, *, draft: bool, out: Path | None, report: Report) -> BuildResult:
    """Write the files for the print shop into `print/` of the output folder; none when anything is wrong.

    Raises:
        BuildStopped: findings that no build can get past.
    """
    with typeset_book(edition_dir, draft=draft, report=report, target=Target.PRINT) as book:
        stop_if_blocked(book.findings)
        files, findings = print_files(book, draft=draft, report=report)
    findings = book.findings + findings
    if exit_code(findings, draft=draft):
        return BuildResult(None, findings)
    folder = output_folder(book.project, out, draft=draft) / FOLDER
    for name, content in files.items():
        findings += write_aside(folder / name, content, book.project.root, keep=previous(folder / name))
    return BuildResult(None if exit_code(findings, draft=draft) else folder, findings)


def print_files(
    book: TypesetBook, *, draft: bool, report: Report
) -> tuple[Mapping[str, bytes], tuple[Finding, ...]]:
    """All that the print shop gets, by the names of the files, none when anything is wrong; and what is.

    These are interior and cover, what the preflight saw of each, and the sheet that says what is ordered.
    """
    report(_("make the files for the press"))
    files, findings = press_files(book)
    if exit_code(book.findings + findings, draft=draft):
        return {}, findings
    report(_("look at the files as a print shop does"))
    named = named_files(book, files)
    reports, wrong = proved(named, ordered_of(book.project, book.lexicon.tokens, book.lexicon.edition))
    interior_file, cover_file = ((name, file.pdf) for name, file in named.items())
    sheet, of_sheet = job_sheet(book, interior_file, cover_file)
    findings += wrong + of_sheet
    if exit_code(findings, draft=draft):
        return {}, findings
    pdfs = {name: file.pdf for name, file in named.items()} | {f"{book.name}-{JOB_SHEET}.pdf": sheet}
    return pdfs | reports, findings


def named_files(book: TypesetBook, files: Mapping[str, bytes]) -> dict[str, PressFile]:
    """Interior and cover by the names of their files, with what is ordered of each."""
    return {f"{book.name}-{name}.pdf": PressFile(file, _order(book, name)) for name, file in files.items()}


def _order(book: TypesetBook, name: str) -> Order:
    """What was ordered of a file; the cover is a spread of its own size, and has no binding."""
    order = order_of(book.lexicon.tokens, book.lexicon.edition)
    return order if name == INTERIOR else replace(order, trim_mm=None, binding=None)


def press_files(book: TypesetBook) -> tuple[Mapping[str, bytes], tuple[Finding, ...]]:
    """The files by what they hold, and what is wrong with them."""
    edition, tokens, project = book.lexicon.edition, book.lexicon.tokens, book.project
    condition, findings = read_condition(edition, project.styles, project.root)
    where = Where(project.relative(project.styles / TOKENS_FILE))
    findings += tuple(too_much_ink(tokens, edition.print.ink_limit, where))
    if condition is None:
        return {}, findings
    file, pages, wrong = _interior(book, condition)
    findings += wrong + binding_findings(edition.print, pages, edition.where("print", "binding"))
    spine = spine_of(edition.print, pages)
    if spine is None:
        return {}, findings
    outside, wrong = cover(book, spine, condition)
    return {INTERIOR: file, COVER: outside}, findings + wrong


def _interior(book: TypesetBook, condition: Condition) -> tuple[bytes, int, tuple[Finding, ...]]:
    """The file, how many pages it has, and what is wrong with it."""
    edition, page = book.lexicon.edition, book.lexicon.tokens.page
    inks, told, bound = ProfileInks(condition), list[Finding](), set[str]()

    def appendix_pages(part: PreparedPart, labels: tuple[str, ...]) -> bytes:
        made = part_pages(part, inks, labels, is_upright=page.width <= page.height)
        told.extend(made.findings)
        bound.update(labels)
        return made.pdf

    parts = labelled(edition, book.lexicon.parts.values())
    pages, labels = interior(book.body.pdf, book.body.labels, parts, appendix_pages, edition.print.binding)
    done = pictures_on(pages, [index for index, label in enumerate(labels) if label in bound])
    pictures = pictures_of(pages, labels, inks, done)
    sheet = Sheet((page.width, page.height), page.bleed, edition.print.marks)
    press = Press(condition, token_inks(book.lexicon.tokens), pictures, sheet)
    meta = replace(
        book.meta,
        title=f"{book.meta.title} · interno",
        identifier=f"{book.meta.identifier}:{INTERIOR}",
    )
    file, findings = finish(pages, labels, press, meta)
    return file, len(labels), (*told, *pictures.findings, *findings)
