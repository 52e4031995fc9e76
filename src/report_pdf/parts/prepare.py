"""A part from its file to what may be bound: the steps in order; runs in the child process."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

import pikepdf
from pikepdf import Dictionary, ObjectStreamMode, Pdf

from report_pdf.binding.regraft import regraft
from report_pdf.findings import Finding, Severity
from report_pdf.messages import _
from report_pdf.parts.archival.archival import blockers, mend
from report_pdf.parts.bench import Bench
from report_pdf.parts.interactive.interactive import normalise
from report_pdf.parts.interactive.sanitise import sanitise
from report_pdf.parts.objects.entries import dictionary, entry
from report_pdf.parts.objects.names import name
from report_pdf.parts.objects.values import numbers
from report_pdf.parts.objects.walks import annotations_on
from report_pdf.parts.opening.damage import mend_damage
from report_pdf.parts.opening.examine import Facts, examine
from report_pdf.parts.opening.open_pdf import readable_copy, refuse_by_content
from report_pdf.parts.pages.boxes import is_drawable_size, make_explicit, view_of
from report_pdf.parts.pages.drawing import count_drawable, drawable, page_size
from report_pdf.parts.pages.fit import Placed, cover_size, place_pages
from report_pdf.parts.pages.picture_check import differing_pages
from report_pdf.parts.pages.raster import dpi_for, picture_pages
from report_pdf.parts.part import PartRequest, PreparedPart, Treatment
from report_pdf.parts.refusals import RefusedError, refused, told, too_heavy, unreadable
from report_pdf.parts.tags.page_structure import wrap_pages
from report_pdf.parts.tags.page_words import page_words
from report_pdf.parts.tags.soundness import Judged, judge_tags
from report_pdf.parts.tags.tagging import keep_tags
from report_pdf.parts.treatment import Verdict, choose, treatment_finding

_MOST_TRIES = 5
_UNSEEN = ("/StructTreeRoot",)
"""no picture of a page shows it, and it is written anew, value by value"""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What earlier tries have taught.

    Attributes:
        pictures: why, by the 1-based pages that must become images.
        tag_faults: why no tags are kept.
    """

    pictures: Mapping[int, str] = field(default_factory=dict)
    tag_faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Made:
    """A part that was made.

    Attributes:
        pdf: its file.
        verdict: what was done.
        findings: what there is to tell.
        differing: 1-based pages that do not look like the source's.
    """

    pdf: Path
    verdict: Verdict
    findings: tuple[Finding, ...]
    differing: tuple[int, ...]


def prepare_part(
    request: PartRequest,
    source: Path,
    work: Path,
    tellers: tuple[Callable[[int], None], Callable[[int], None]],
    *,
    only_drawn: bool = False,
) -> PreparedPart:
    """Make a part sound; whatever its bytes are, the answer is a part or the reason why there is none.

    Args:
        request: what is asked.
        source: the file.
        work: a folder of its own.
        tellers: told how many pages there are, and which is worked on.
        only_drawn: whether nothing but its pages' looks is taken: all else broke the process before.
    """
    try:
        return _prepared(request, source, work, tellers, only_drawn=only_drawn)
    except RefusedError as refusal:
        finding = refusal.finding
    except MemoryError:
        finding = too_heavy(request, _("it takes too much memory")).finding
    except Exception:  # noqa: BLE001  # readers of damaged files fail in every way there is
        _log.exception("cannot prepare")
        finding = unreadable(request).finding
    return PreparedPart(request, findings=(finding,))


def _prepared(
    request: PartRequest,
    source: Path,
    work: Path,
    tellers: tuple[Callable[[int], None], Callable[[int], None]],
    *,
    only_drawn: bool,
) -> PreparedPart:
    count, at_page = tellers
    readable = readable_copy(request, source, work)
    with pikepdf.open(readable) as pdf:
        refuse_by_content(request, pdf)
        facts = examine(pdf)
    _refuse_heavy(request, facts)
    count(facts.pages)
    first = PreparedPart(
        request, source_pages=facts.pages, is_signed=facts.is_signed, findings=_facts_told(request, facts)
    )
    if request.treatment is Treatment.ATTACH:
        return _attached(first)
    drawn = _drawn_from(source, readable, facts, work)
    bench = Bench(readable, drawn, work, at_page, dpi_for(request))
    made = _bare(request, bench, facts) if only_drawn else _made(request, bench, facts)
    return _finished(first, made)


def _refuse_heavy(request: PartRequest, facts: Facts) -> None:
    if facts.is_bomb:
        raise too_heavy(request, _("a page of it unpacks without end"))
    if request.most_pages and facts.pages > request.most_pages:
        message = _("the file has {pages} pages, at most {most} can be bound here")
        message = message.format(pages=facts.pages, most=request.most_pages)
        raise refused(request, "too-many-pages", message, _("export only the pages that are meant"))


def _facts_told(request: PartRequest, facts: Facts) -> tuple[Finding, ...]:
    found = []
    if facts.is_signed:
        message = _("the file is signed, and binding cannot keep the signature")
        hint = _("nothing to do: the signed file goes untouched beside the book")
        found.append(told(request, "signed", Severity.NOTE, message, hint))
    if facts.is_encrypted:
        message = _("the file is locked against changes without a password; it is bound unlocked")
        found.append(told(request, "unlocked", Severity.NOTE, message))
    if facts.is_portfolio:
        message = _("the file is a portfolio: only its cover sheet has pages, its documents are files inside")
        hint = _("bind the documents in it as appendices of their own")
        found.append(told(request, "portfolio", Severity.WARN, message, hint))
    return tuple(found)


def _attached(first: PreparedPart) -> PreparedPart:
    verdict = Verdict(Treatment.ATTACH, {}, (), is_asked=True)
    finding = treatment_finding(first.request, verdict, first.source_pages)
    return replace(first, treatment=Treatment.ATTACH, findings=(*first.findings, finding))


def _finished(first: PreparedPart, made: _Made) -> PreparedPart:
    return replace(
        first,
        pdf=made.pdf,
        treatment=made.verdict.treatment,
        reasons=made.verdict.reasons,
        findings=(*first.findings, *made.findings),
    )


def _drawn_from(source: Path, readable: Path, facts: Facts, work: Path) -> Path:
    """The file that shows how the pages look.

    It is the source unless the drawing library finds fewer pages in it than the reading one: then a copy,
    whose pages have boxes that can be shown.
    """
    if count_drawable(source) >= facts.pages:
        return source
    copy = work / "drawn.pdf"
    with pikepdf.open(readable) as pdf:
        make_explicit(pdf)
        pdf.save(copy, fix_metadata_version=False)
    return copy


def _made(request: PartRequest, bench: Bench, facts: Facts) -> _Made:
    """Try, and where a try fails or looks different, try something plainer."""
    plan = _Plan()
    every = range(1, facts.pages + 1)
    for _try in range(_MOST_TRIES):
        made = _try_once(request, bench, plan)
        if made is not None and not made.differing:
            return made
        is_tagged = facts.is_tagged if made is None else made.verdict.treatment is Treatment.TAGS
        if is_tagged and not plan.tag_faults:
            why = _("its tags are damaged") if made is None else _("with its tags it would look different")
            plan = replace(plan, tag_faults=(why,))
        elif made is not None:
            different = dict.fromkeys(made.differing, _("it would look different in the book"))
            plan = replace(plan, pictures={**different, **plan.pictures})
        elif len(plan.pictures) < facts.pages:
            plan = replace(plan, pictures=dict.fromkeys(every, _("the file is damaged")))
        else:
            break
    return _bare(request, bench, facts)


def _try_once(request: PartRequest, bench: Bench, plan: _Plan) -> _Made | None:
    try:
        return _make(request, bench, plan)
    except RefusedError:
        raise
    except Exception:  # noqa: BLE001  # a plainer way is tried
        _log.exception("cannot make %s so", request.key)
        return None


def _make(request: PartRequest, bench: Bench, plan: _Plan) -> _Made:
    with pikepdf.open(bench.readable) as pdf, ExitStack() as stack:
        mend_damage(pdf)
        findings = sanitise(pdf, request)
        make_explicit(pdf)
        for wrong in cover_size(request, pdf):
            raise RefusedError(wrong)
        findings += normalise(pdf, request)
        placed = place_pages(pdf, request)
        findings += mend(pdf)
        own = Judged(plan.tag_faults) if plan.tag_faults else judge_tags(pdf)
        verdict = _verdict(request, pdf, plan, own.faults)
        findings += _draw_pictures(request, pdf, placed, verdict, bench, stack)
        findings += _structure(request, pdf, verdict, own, bench)
        findings += (treatment_finding(request, verdict, len(placed)),)
        pdf.save(bench.work / "part.pdf", deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    grafted = bench.work / "grafted.pdf"
    regraft(bench.work / "part.pdf", grafted, leaves_out=_UNSEEN)
    differing = differing_pages(bench, grafted, placed, verdict.pictures)
    return _Made(bench.work / "part.pdf", verdict, findings, differing)


def _verdict(request: PartRequest, pdf: Pdf, plan: _Plan, tag_faults: tuple[str, ...]) -> Verdict:
    pages = len(pdf.pages)
    pictures: dict[int, str] = {}
    for number, page in enumerate(pdf.pages, 1):
        if not is_drawable_size(view_of(page)):
            pictures[number] = _("no PDF may have a page of its size")
        elif any(_is_bare(each) for each in annotations_on(page)):
            pictures[number] = _("a field or a comment on it does not say how it looks")
    for blocker in blockers(pdf):
        for number in (blocker.page,) if blocker.page else range(1, pages + 1):
            pictures.setdefault(number, blocker.message)
    return choose(request, tag_faults, {**pictures, **plan.pictures}, pages)


def _is_bare(annotation: Dictionary) -> bool:
    """Whether an annotation has no appearance, though it is to be seen (ISO 19005-2, 6.3.3)."""
    if name(entry(annotation, "/Subtype")) in {"Link", "Popup"}:
        return False
    left, bottom, right, top = numbers(entry(annotation, "/Rect"), 4) or (0, 0, 0, 0)
    return (left, bottom) != (right, top) and entry(dictionary(annotation, "/AP"), "/N") is None


def _draw_pictures(  # noqa: PLR0913, PLR0917  # a step of the work, with all that is at hand
    request: PartRequest,
    pdf: Pdf,
    placed: tuple[Placed, ...],
    verdict: Verdict,
    bench: Bench,
    stack: ExitStack,
) -> tuple[Finding, ...]:
    if not verdict.pictures:
        return ()
    lost = picture_pages(pdf, placed, verdict.pictures, bench, stack)
    if not lost:
        return ()
    message = _("comments and fields were drawn into images, and cannot be opened there: {count}")
    return (told(request, "drawn", Severity.NOTE, message.format(count=lost)),)


def _structure(
    request: PartRequest, pdf: Pdf, verdict: Verdict, own: Judged, bench: Bench
) -> tuple[Finding, ...]:
    if verdict.treatment is Treatment.TAGS:
        return keep_tags(pdf, request, own)
    # A page of text that had to become an image is read as it was.
    words = page_words(bench.drawn, len(pdf.pages)) if request.treatment is Treatment.TEXT else ()
    return wrap_pages(pdf, request, verdict.treatment, words)


def _bare(request: PartRequest, bench: Bench, facts: Facts) -> _Made:
    """The pages as images in a file that has nothing else of the source."""
    verdict = choose(replace(request, treatment=Treatment.IMAGE), (), {}, facts.pages)
    reasons = (_("the file is damaged: its pages can only be drawn"),)
    is_asked = request.treatment in {Treatment.AUTO, Treatment.IMAGE}
    verdict = replace(verdict, reasons=reasons, is_asked=is_asked)
    with pikepdf.new() as pdf, ExitStack() as stack:
        with drawable(bench.drawn) as document:
            for index in range(facts.pages):
                pdf.add_blank_page(page_size=page_size(document, index))
        make_explicit(pdf)
        for wrong in cover_size(request, pdf):
            raise RefusedError(wrong)
        placed = place_pages(pdf, request)
        picture_pages(pdf, placed, verdict.pictures, bench, stack)
        findings = wrap_pages(pdf, request, verdict.treatment)
        findings += (treatment_finding(request, verdict, facts.pages),)
        pdf.save(bench.work / "part.pdf", deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    regraft(bench.work / "part.pdf", bench.work / "grafted.pdf", leaves_out=_UNSEEN)
    return _Made(bench.work / "part.pdf", verdict, findings, ())
