"""How the pages of a part come into the book, and the words that say why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from report_pdf.findings import Finding, Severity
from report_pdf.messages import _, ngettext
from report_pdf.parts.pages.raster import dpi_for
from report_pdf.parts.part import PartRequest, Treatment
from report_pdf.parts.refusals import told

_KEEPS = frozenset({Treatment.AUTO, Treatment.TAGS})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is done to a part.

    Attributes:
        treatment: one of those that put pages into the book.
        pictures: why, by the 1-based pages that become images; "" where the office asked for it.
        reasons: why this treatment and no better one; empty when the office asked for it.
        is_asked: whether it is what the office asked for, or left to us.
    """

    treatment: Treatment
    pictures: Mapping[int, str]
    reasons: tuple[str, ...]
    is_asked: bool


def choose(
    request: PartRequest, tag_faults: Sequence[str], pictures: Mapping[int, str], pages: int
) -> Verdict:
    """The best treatment that the part allows.

    Args:
        request: what is asked.
        tag_faults: why its tags cannot be kept.
        pictures: why, by the 1-based pages that can only become images.
        pages: how many there are.
    """
    asked = request.treatment
    if asked is Treatment.IMAGE:
        return Verdict(asked, dict.fromkeys(range(1, pages + 1), ""), (), is_asked=True)
    treatment = _best(request, tag_faults, pictures, pages)
    why_images = tuple(_by_reason(pictures, pages))
    why_no_tags = tuple(tag_faults) if asked in _KEEPS and not pictures and not request.is_cover else ()
    is_asked = asked is Treatment.AUTO or (
        treatment is asked and (not pictures or asked is Treatment.ARTIFACT)
    )
    return Verdict(treatment, pictures, why_images or why_no_tags, is_asked=is_asked)


def treatment_finding(request: PartRequest, verdict: Verdict, pages: int) -> Finding:
    """What was done to a part and why, in the words of an office."""
    message = _done(verdict.treatment, pages).format(name=request.name, count=pages, dpi=dpi_for(request))
    some = len(verdict.pictures)
    if some and verdict.treatment is not Treatment.IMAGE:
        more = ngettext(
            "{message}, {some} of them an image of {dpi} dpi",
            "{message}, {some} of them images of {dpi} dpi",
            some,
        )
        message = more.format(message=message, some=some, dpi=dpi_for(request))
    if verdict.reasons:
        message = _("{message}, because {reasons}").format(
            message=message, reasons="; ".join(verdict.reasons)
        )
    if verdict.is_asked:
        return told(request, "treatment", Severity.NOTE, message)
    hint = _('mend the file, or accept what is done: treatment = "auto"')
    return told(request, "treatment", Severity.WARN, message, hint)


def page_ranges(numbers: Iterable[int]) -> str:
    """1-based pages as people write them: "1-3, 7"."""
    runs = groupby(enumerate(sorted(set(numbers))), lambda pair: pair[1] - pair[0])
    ends = [[number for _at, number in run] for _gap, run in runs]
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in ends)


def _best(
    request: PartRequest, tag_faults: Sequence[str], pictures: Mapping[int, str], pages: int
) -> Treatment:
    asked = request.treatment
    if asked is Treatment.ARTIFACT:
        return asked
    if len(pictures) == pages:
        return Treatment.IMAGE
    keeps = asked is Treatment.TAGS or (asked is Treatment.AUTO and not request.is_cover)
    if keeps and not pictures and not tag_faults:
        return Treatment.TAGS
    return Treatment.TEXT if asked is Treatment.TEXT else Treatment.FIGURE


def _by_reason(pictures: Mapping[int, str], pages: int) -> Iterable[str]:
    """Each reason once, with its pages unless they are all."""
    by_reason: dict[str, list[int]] = {}
    for number, reason in sorted(pictures.items()):
        by_reason.setdefault(reason, []).append(number)
    for reason, numbers in by_reason.items():
        if len(numbers) == pages:
            yield reason
        else:
            where = ngettext("{reason} (page {pages})", "{reason} (pages {pages})", len(numbers))
            yield where.format(reason=reason, pages=page_ranges(numbers))


def _done(treatment: Treatment, pages: int) -> str:
    words = {
        Treatment.TAGS: ngettext(
            "{name}: its page keeps its tags", "{name}: its {count} pages keep their tags", pages
        ),
        Treatment.FIGURE: ngettext(
            "{name}: its page becomes a picture, drawn as it was",
            "{name}: its {count} pages become pictures, drawn as they were",
            pages,
        ),
        Treatment.TEXT: ngettext(
            "{name}: its page is read as a paragraph",
            "{name}: its {count} pages are read as a paragraph each",
            pages,
        ),
        Treatment.IMAGE: ngettext(
            "{name}: its page becomes an image of {dpi} dpi",
            "{name}: its {count} pages become images of {dpi} dpi",
            pages,
        ),
        Treatment.ARTIFACT: ngettext(
            "{name}: its page is decoration, and not read",
            "{name}: its {count} pages are decoration, and not read",
            pages,
        ),
        Treatment.ATTACH: _("{name}: its pages stay out of the book, the file goes beside it"),
    }
    return words[treatment]
