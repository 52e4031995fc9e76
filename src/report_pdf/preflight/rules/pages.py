"""The pages together: how many there are, which can be read, and what is worth knowing of them."""

from __future__ import annotations

from collections.abc import Iterator

from report_pdf.messages import _
from report_pdf.parts.objects.entries import entry
from report_pdf.preflight.faults import Fault
from report_pdf.preflight.graphics_state import lets_through
from report_pdf.preflight.job import Job
from report_pdf.preflight.painted import PageContent, Picture
from report_pdf.preflight.rules.boxes import is_spread

_SHEET_PAGES = {"perfect": 2, "saddle": 4}
"""pages of one leaf, and of one folded sheet"""


def pages(job: Job) -> Iterator[Fault]:
    """What the binding takes, and what cannot be read."""
    for sheet, content in zip(job.sheets, job.contents, strict=True):
        if content.is_damaged:
            message = _("the page holds something that cannot be read")
            yield Fault("damaged", message, _("export the file again"), sheet.index)
    if job.pdf.get_warnings():
        message = _("the file is damaged: it was mended before it could be read")
        yield Fault("damaged", message, _("export the file again"))
    if job.is_too_heavy:
        message = _("the pages draw so much that not all of them were read")
        yield Fault("too-heavy", message, _("merge what they draw, or place it as a picture"))
    if job.order.binding is None or is_spread(job):
        return
    together = _SHEET_PAGES[job.order.binding]
    if len(job.sheets) % together:
        message = _("the binding takes a multiple of {n} pages, and the file has {pages}")
        message = message.format(n=together, pages=len(job.sheets))
        yield Fault("page-count", message, _("add blank pages where the book can have them"))


def empty_pages(job: Job) -> Iterator[Fault]:
    """Pages on which nothing is painted, for when their plates cannot be looked at."""
    for sheet, content in zip(job.sheets, job.contents, strict=True):
        if not content.painted and not content.is_damaged:
            yield empty_page(sheet.index)


def empty_page(index: int) -> Fault:
    """The fault of a page without ink."""
    hint = _("if it is meant to be blank, say so to the print shop")
    return Fault("empty-page", _("the page is empty"), hint, index)


def worth_knowing(job: Job) -> Iterator[Fault]:
    """Transparency and patterns: allowed in PDF/X-4, and not at every print shop."""
    hint = _("PDF/X-4 allows it; shops that ask for PDF/X-1a or X-3 do not")
    for sheet, content in zip(job.sheets, job.contents, strict=True):
        if _is_transparent(content):
            yield Fault("transparency", _("the page has live transparency"), hint, sheet.index)
        if content.has_patterns:
            yield Fault("patterns", _("the page has patterns or gradients"), hint, sheet.index)


def _is_transparent(content: PageContent) -> bool:
    if content.groups or content.mask_groups or any(lets_through(state) for state in content.states):
        return True
    pictures = (one for one in content.painted if isinstance(one, Picture))
    return any(entry(one.dictionary, "/SMask") is not None for one in pictures)
