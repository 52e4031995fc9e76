"""Whether pages from outside may stand in an archive: mended unseen, judged strictly for the rest.

Asked is PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) of content, fonts, colours, pictures and
transparency, in a book whose output intent is sRGB. What the judge does not know for sound is a blocker: a
false alarm costs a picture of the page, a miss the conformance of the book.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from pikepdf import Pdf, Stream

from report_pdf.findings import Finding
from report_pdf.messages import _
from report_pdf.parts.archival.colours import Spaces, mend_colours, mend_defaults, mend_new
from report_pdf.parts.archival.fonts.mending import mend_fonts
from report_pdf.parts.archival.fonts.shown import ShownFonts, add, shown_by
from report_pdf.parts.archival.graphics import mend_graphics, mend_image, mend_states
from report_pdf.parts.archival.judgement import page_faults
from report_pdf.parts.archival.storage import mend_objects, mend_stream, object_faults
from report_pdf.parts.archival.syntax import mend_content, mend_page_resources
from report_pdf.parts.content.walk import contents
from report_pdf.parts.faults import Blocker
from report_pdf.parts.objects.broken import BROKEN

__all__ = ["Blocker", "blockers", "mend"]


def mend(pdf: Pdf) -> tuple[Finding, ...]:
    """Make conform, in place, all that can be without a change of what is seen."""
    with _quiet():
        try:
            _mend(pdf)
        except BROKEN:
            # What could not be mended is found again by `blockers`.
            return ()
    return ()


def _mend(pdf: Pdf) -> None:
    mend_objects(pdf)
    mend_graphics(pdf)
    mend_page_resources(pdf)
    spaces = mend_colours(pdf)
    fonts: ShownFonts = {}
    for content in contents(pdf):
        mend_content(pdf, content, lambda image: _mend_image(spaces, image))
        mend_defaults(spaces, content)
        mend_states(content)
        add(fonts, shown_by(content))
    mend_fonts(pdf, fonts)


def _mend_image(spaces: Spaces, image: Stream) -> None:
    mend_new(spaces, image)
    mend_image(image)
    mend_stream(image)


def blockers(pdf: Pdf) -> tuple[Blocker, ...]:
    """Why pages cannot be archived as they are, page by page; empty if all can."""
    with _quiet():
        try:
            return tuple(sorted({*object_faults(pdf), *page_faults(pdf)}))
        except BROKEN:
            return (Blocker(0, "6.1", _("the file is damaged")),)


@contextmanager
def _quiet() -> Iterator[None]:
    """Damaged fonts are told of as blockers, not in fontTools' log."""
    log = logging.getLogger("fontTools")
    before = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(before)
