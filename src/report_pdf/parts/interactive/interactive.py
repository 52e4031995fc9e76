"""What of a part reacts to its reader: links, outline, layers, fields, comments, files; made safe to bind."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from report_pdf.findings import Finding, Severity
from report_pdf.messages import _, ngettext
from report_pdf.parts.interactive.annotations import Annotated, keep_allowed, normalise_annotations
from report_pdf.parts.interactive.destinations import read_destinations, write_destinations
from report_pdf.parts.interactive.embedded_files import normalise_files
from report_pdf.parts.interactive.forms import normalise_form
from report_pdf.parts.interactive.layers import normalise_layers
from report_pdf.parts.interactive.outline import normalise_outline
from report_pdf.parts.interactive.part_links import normalise_links
from report_pdf.parts.part import PartRequest
from report_pdf.parts.refusals import told
from report_pdf.parts.treatment import page_ranges


def normalise(pdf: pikepdf.Pdf, request: PartRequest) -> tuple[Finding, ...]:
    """Bring all that is interactive into the form of a sound part; what is lost is told.

    To be done before the structure is made. `data.appendix-no-appearance` names pages that show something
    whose look the file does not hold: only a picture of them keeps it.
    """
    files = normalise_files(pdf, request)
    annotated = keep_allowed(pdf)
    known = read_destinations(pdf)
    dead = normalise_links(pdf, known, request)
    lost_entries = normalise_outline(pdf, known)
    write_destinations(pdf, known, request.key)
    normalise_layers(pdf, request.name)
    annotated.bare += normalise_form(pdf, request.key)
    normalise_annotations(pdf, annotated)
    return (
        *_dead(request, dead, lost_entries),
        *_files_removed(request, files),
        *_annotations_told(request, annotated),
    )


def _dead(request: PartRequest, dead: tuple[int, ...], lost_entries: int) -> Iterator[Finding]:
    if dead:
        message = ngettext(
            "a link that led to no page was removed (page {pages})",
            "{count} links that led to no page were removed (pages {pages})",
            len(dead),
        )
        message = message.format(count=len(dead), pages=page_ranges(dead))
        yield told(request, "dead-link", Severity.NOTE, message)
    if lost_entries:
        message = _("entries of the outline that led to no page were removed: {count}")
        yield told(request, "dead-link", Severity.NOTE, message.format(count=lost_entries))


def _files_removed(request: PartRequest, files: tuple[str, ...]) -> Iterator[Finding]:
    if files:
        message = _("files embedded in it were removed: {files}").format(files=", ".join(files))
        hint = _('publish them beside the book, or ask for conformance = "pdf/a-3a", which keeps them')
        yield told(request, "files-removed", Severity.NOTE, message, hint)


def _annotations_told(request: PartRequest, annotated: Annotated) -> Iterator[Finding]:
    if annotated.removed:
        kinds = ", ".join(f"{kind} ({count})" for kind, count in sorted(annotated.removed.items()))
        message = _("annotations of kinds that no archive may hold were removed: {kinds}")
        yield told(request, "annotation-removed", Severity.NOTE, message.format(kinds=kinds))
    if annotated.bare:
        message = _("fields or comments do not say how they look (pages {pages})")
        message = message.format(pages=page_ranges(annotated.bare))
        hint = _("print the file to a new PDF: fields and comments are then part of the pages")
        yield told(request, "no-appearance", Severity.NOTE, message, hint)
