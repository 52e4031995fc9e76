"""Opening a PDF from outside: with what can be mended mended, and a reason for what cannot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
from pikepdf import Array, Pdf, PikepdfError
from pypdf import PdfReader, PdfWriter

from report_pdf.messages import _
from report_pdf.parts.objects.entries import dictionary_or_none, entry, listed
from report_pdf.parts.opening.file_kinds import has_header, other_kind
from report_pdf.parts.pages.drawing import is_page_drawable
from report_pdf.parts.part import PartRequest
from report_pdf.parts.refusals import RefusedError, refused, unreadable

_START_BYTES = 65_536
_ENVELOPE = b"\x30"

UNREADABLE = (PikepdfError, ValueError, TypeError, KeyError, RuntimeError, AttributeError, IndexError)
"""what qpdf's binding raises over damaged files"""


def readable_copy(request: PartRequest, source: Path, work: Path) -> Path:
    """The file, or a copy of it that qpdf can read, pages and all.

    What qpdf cannot read is read and written anew by pypdf, then by pdfium, which keeps the pages alone.

    Args:
        request: what is asked.
        source: the file.
        work: where copies go.

    Raises:
        RefusedError: it cannot be bound; the finding says why.
    """
    _refuse_other_kinds(request, source)
    pages = _count_pages(source)
    if pages and not is_page_drawable(source, pages):
        return source
    # A viewer that shows more pages than qpdf found knows better.
    best = source
    for number, mend in enumerate((_with_pypdf, _with_pdfium)):
        target = work / f"mended-{number}.pdf"
        if (found := _count_mended(mend, source, target)) > pages:
            best, pages = target, found
    if not pages:
        raise _why_not(request, source)
    return best


def refuse_by_content(request: PartRequest, pdf: Pdf) -> None:
    """Refuse a form that only one viewer builds, page by page, while it is open: there is nothing to bind.

    Raises:
        RefusedError: it is one.
    """
    form = dictionary_or_none(pdf.Root, "/AcroForm")
    if entry(form, "/XFA") is None:
        return
    if entry(pdf.Root, "/NeedsRendering") is True or not listed(entry(form, "/Fields")):
        message = _("the file is a dynamic form (XFA), whose pages only Adobe's program can show")
        hint = _("open it in Adobe Acrobat Reader and print it to a PDF")
        raise refused(request, "xfa", message, hint)


def _refuse_other_kinds(request: PartRequest, source: Path) -> None:
    with source.open("rb") as stream:
        start = stream.read(_START_BYTES)
    if has_header(start) and not start.startswith(_ENVELOPE):
        return
    if kind := other_kind(source.read_bytes() if start.startswith(b"PK") else start):
        message = _("the file is no PDF but {kind}").format(kind=kind)
        raise refused(request, "not-pdf", message, _("save it as PDF in the program that made it"))


def _count_pages(file: Path) -> int:
    """How many pages qpdf finds; 0 for a file that it cannot read."""
    try:
        with pikepdf.open(file) as pdf:
            return len(pdf.pages) if isinstance(entry(entry(pdf.Root, "/Pages"), "/Kids"), Array) else 0
    except UNREADABLE:
        return 0


def _count_mended(mend: Callable[[Path, Path], None], source: Path, target: Path) -> int:
    try:
        mend(source, target)
    except Exception:  # noqa: BLE001  # readers of damaged files fail in every way there is; another is tried
        return 0
    return _count_pages(target)


def _with_pypdf(source: Path, target: Path) -> None:
    reader = PdfReader(source, strict=False)
    PdfWriter(clone_from=reader).write(target)  # used in a "with", it forgets what it was to copy


def _with_pdfium(source: Path, target: Path) -> None:
    with pypdfium2.PdfDocument(source) as document, pypdfium2.PdfDocument.new() as pages:
        pages.import_pages(document)
        pages.save(target)


def _why_not(request: PartRequest, source: Path) -> RefusedError:
    pages = -1
    try:
        with pikepdf.open(source) as pdf:
            pages = len(pdf.pages)
    except pikepdf.PasswordError:
        message = _("the file asks for a password")
        hint = _("save a copy without password in the program that made it, or ask its author for one")
        return refused(request, "password", message, hint)
    except UNREADABLE:
        pass
    if pages == 0:
        hint = _("export the file again from the program that made it")
        return refused(request, "no-pages", _("the file has no pages"), hint)
    with source.open("rb") as stream:
        if not has_header(stream.read(_START_BYTES)):
            hint = _("save it as PDF in the program that made it")
            return refused(request, "not-pdf", _("the file is no PDF"), hint)
    return unreadable(request)
