"""The finished file, read back: what validators do not see and readers suffer.

veraPDF accepts a file whose annotations belong to the wrong elements, whose
content belongs to elements outside the tree, whose destinations do not exist
and whose page labels are not the folios printed. Here these are found.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from report_pdf.findings import Finding, Severity
from report_pdf.messages import _
from report_pdf.readback.label_checks import check_folios, check_printed_pages, check_stamps
from report_pdf.readback.link_checks import check_destinations, check_links
from report_pdf.readback.pdf_reader import NoStructure, read_pdf
from report_pdf.readback.pdf_view import PdfView
from report_pdf.readback.told import finding
from report_pdf.readback.tree_checks import (
    check_claims,
    check_headings,
    check_identifiers,
    check_keys,
    check_owners,
    check_pictures,
    check_tree,
)


def check_structure(pdf: bytes) -> tuple[Finding, ...]:
    """Everything wrong with the structure, links, labels and fonts of a finished file."""
    try:
        view = read_pdf(pdf)
    except NoStructure:
        message = _("the file has no structure tree")
        return (Finding("conformance.no-structure", Severity.WARN, message),)
    checks = (
        check_tree,
        check_owners,
        check_claims,
        check_keys,
        check_identifiers,
        check_links,
        check_destinations,
        check_folios,
        check_stamps,
        check_printed_pages,
        check_pictures,
        check_headings,
        _fonts,
    )
    return tuple(chain.from_iterable(check(view) for check in checks))


def _fonts(view: PdfView) -> Iterator[Finding]:
    for font in view.fonts:
        if not font.is_embedded:
            message = _("font not embedded: {font}").format(font=font.name)
            yield finding("font-not-embedded", message, view, None)
