"""All that is done with a file, in a process that it can harm without harming anything else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2

from report_pdf.messages import _
from report_pdf.parts.objects.broken import BROKEN
from report_pdf.parts.objects.entries import entry
from report_pdf.parts.objects.values import text
from report_pdf.parts.opening.file_kinds import has_header, other_kind
from report_pdf.preflight.char_places import safe_zone
from report_pdf.preflight.content import ContentReader, TooHeavyError
from report_pdf.preflight.exchange import Request
from report_pdf.preflight.faults import Fault, findings_of
from report_pdf.preflight.job import Job
from report_pdf.preflight.order import Order
from report_pdf.preflight.page_pictures import screen_picture
from report_pdf.preflight.painted import PageContent
from report_pdf.preflight.profiles import PROFILES, Profile
from report_pdf.preflight.report import PageReport, PreflightReport
from report_pdf.preflight.rules.boxes import boxes, trim_ordered
from report_pdf.preflight.rules.colours import colours
from report_pdf.preflight.rules.fonts import fonts
from report_pdf.preflight.rules.identity import identity
from report_pdf.preflight.rules.intent import intent, press_intents, press_profile
from report_pdf.preflight.rules.interactive import document_parts, page_parts
from report_pdf.preflight.rules.lines import lines
from report_pdf.preflight.rules.pages import empty_pages, pages, worth_knowing
from report_pdf.preflight.rules.pictures import pictures
from report_pdf.preflight.rules.texts import texts
from report_pdf.preflight.sheets import Sheet, sheets_of
from report_pdf.preflight.through_plates import Seen, look_at_plates

_HEAD_BYTES = 4096

Rule = Callable[[Job], Iterator[Fault]]

_ANYWHERE: tuple[Rule, ...] = (fonts, pictures, lines, texts, document_parts, page_parts, pages, trim_ordered)
_ON_A_PRESS: tuple[Rule, ...] = (identity, intent, boxes, colours, worth_knowing)


def examine(request: Request, work: Path, allow: Callable[[int], None]) -> PreflightReport:
    """Look at a file.

    Args:
        request: what is asked.
        work: a folder for what is written on the way.
        allow: told how many pages the file has, before they are read.
    """
    path, profile = Path(request.pdf), PROFILES[request.profile]
    report = PreflightReport(request.shown, profile.name)
    with path.open("rb") as stream:
        head = stream.read(_HEAD_BYTES)
    try:
        with pikepdf.open(path) as pdf:
            allow(len(pdf.pages))
            sheets = sheets_of(pdf)
            if sheets:
                return _report(report, request, _job(pdf, head, sheets, profile, request.order), work)
    except pikepdf.PasswordError:
        hint = _("save a copy without password in the program that made it, or ask its author for one")
        return _refused(report, Fault("password", _("the file asks for a password"), hint))
    except BROKEN:
        return _refused(report, _no_pdf(head))
    hint = _("export the file again from the program that made it")
    return _refused(report, Fault("no-pages", _("the file has no pages"), hint))


def _refused(report: PreflightReport, fault: Fault) -> PreflightReport:
    return replace(report, findings=tuple(findings_of([fault], (), report.file)))


def _no_pdf(head: bytes) -> Fault:
    if has_header(head):
        hint = _("export the file again from the program that made it")
        return Fault("unreadable", _("the file is damaged, or has no pages"), hint)
    kind = other_kind(head)
    message = _("the file is no PDF but {kind}").format(kind=kind) if kind else _("the file is no PDF")
    return Fault("not-pdf", message, _("save it as PDF in the program that made it"))


def _job(pdf: pikepdf.Pdf, head: bytes, sheets: tuple[Sheet, ...], profile: Profile, order: Order) -> Job:
    contents: list[PageContent] = []
    reader = ContentReader()
    is_too_heavy = False
    for page, sheet in zip(pdf.pages, sheets, strict=True):
        try:
            contents.append(PageContent(()) if is_too_heavy else reader.read(page, sheet))
        except TooHeavyError:
            is_too_heavy = True
            contents.append(PageContent(()))
    return Job(pdf, head, sheets, tuple(contents), profile, order, is_too_heavy)


def _report(report: PreflightReport, request: Request, job: Job, work: Path) -> PreflightReport:
    rules = (*_ANYWHERE, *_ON_A_PRESS) if job.profile.is_press else _ANYWHERE
    faults = [fault for rule in rules for fault in _kept(rule, job)]
    shown: dict[int, str] = {}
    seen = Seen()
    if not job.is_too_heavy:  # what is, is so for every program
        shown, of_viewer = _through_viewer(request, job)
        faults += of_viewer
        if job.profile.is_press:
            seen = look_at_plates(request, job, press_profile(job), work)
        faults += seen.faults if seen.plates else empty_pages(job)
    unchecked = (seen.unchecked,) if seen.unchecked else ()
    return replace(
        report,
        version=job.pdf.pdf_version,
        condition=_condition(job),
        findings=(*findings_of(faults, job.sheets, report.file), *unchecked),
        pages=tuple(_page(sheet, seen, shown) for sheet in job.sheets),
    )


def _kept(rule: Rule, job: Job) -> list[Fault]:
    """What a rule finds; of a file that breaks off under it, what it had found by then."""
    found: list[Fault] = []
    try:
        found.extend(rule(job))
    except BROKEN:
        message = _("the file holds something that cannot be read")
        found.append(Fault("damaged", message, _("export the file again")))
    return found


def _through_viewer(request: Request, job: Job) -> tuple[dict[int, str], list[Fault]]:
    """Pictures of the pages by index if they are wanted, and text too near to the cut."""
    shown: dict[int, str] = {}
    faults: list[Fault] = []
    try:
        with pypdfium2.PdfDocument(Path(request.pdf)) as document:
            for sheet in job.sheets[: len(document)]:
                page = document[sheet.index]
                faults += safe_zone(page, sheet, job.profile.safe_mm)
                if request.draws:
                    shown[sheet.index] = screen_picture(page, sheet)
                page.close()
    except pypdfium2.PdfiumError:
        message = _("the file holds something that cannot be read")
        faults.append(Fault("damaged", message, _("export the file again")))
    return shown, faults


def _condition(job: Job) -> str:
    names: Iterable[str] = (text(entry(one, "/OutputConditionIdentifier")) for one in press_intents(job))
    return next(iter(names), "")


def _page(sheet: Sheet, seen: Seen, shown: dict[int, str]) -> PageReport:
    plates = seen.plates.get(sheet.index)
    screen = {"screen": shown[sheet.index]} if sheet.index in shown else {}
    width, height = sheet.trim_mm
    return PageReport(
        label=sheet.label,
        trim_mm=(round(width, 2), round(height, 2)),
        media_mm=sheet.at_mm(sheet.media),
        coverage=plates.coverage if plates else {},
        most_ink=plates.most_ink if plates else 0,
        pictures={**(plates.pictures if plates else {}), **screen},
    )
