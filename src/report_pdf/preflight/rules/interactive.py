"""What does not belong on paper: what reacts, what is hidden, what another program is to replace."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Dictionary, Name, Stream

from report_pdf.messages import _
from report_pdf.parts.objects.entries import array, dictionary, entry, listed
from report_pdf.parts.objects.values import box_of
from report_pdf.preflight.faults import Fault
from report_pdf.preflight.job import Job
from report_pdf.preflight.matrices import common
from report_pdf.preflight.sheets import Sheet

_MARKS = frozenset({"/PrinterMark", "/TrapNet"})
_PLAIN = frozenset({"/Identity", "/Default"})
_MOST_OBJECTS = 500_000


def document_parts(job: Job) -> Iterator[Fault]:
    """What the whole file carries."""
    root = job.pdf.Root
    hint = _("export it for print, not for the screen")
    if (entry(root, "/OpenAction") is not None and job.profile.is_press) or entry(root, "/AA") is not None:
        yield Fault("action", _("the file does something when it is opened"), hint)
    if _names(root, "/JavaScript") or _is_script(entry(root, "/OpenAction")):
        yield Fault("javascript", _("the file holds a program in JavaScript"), hint)
    if entry(dictionary(root, "/AcroForm"), "/XFA") is not None or array(
        dictionary(root, "/AcroForm"), "/Fields"
    ):
        yield Fault("form", _("the file is a form to be filled in"), hint)
    if not job.profile.is_press:
        return
    if _names(root, "/EmbeddedFiles") or array(root, "/AF"):
        yield Fault("embedded-file", _("other files are attached to this one"), hint)
    if entry(root, "/OCProperties") is not None:
        message = _("the file has layers: one that is hidden now may be printed")
        yield Fault("layers", message, _("merge the layers when you export"))
    yield from _replaced(job.pdf)


def page_parts(job: Job) -> Iterator[Fault]:
    """What single pages carry."""
    for sheet, page, content in zip(job.sheets, job.pdf.pages, job.contents, strict=True):
        yield from _annotations(page.obj, sheet)
        if entry(page.obj, "/AA") is not None:
            message = _("the page does something when it is opened")
            yield Fault("action", message, _("export it for print, not for the screen"), sheet.index)
        for state in content.states:
            yield from _curves(state, sheet)


def _names(root: object, key: str) -> bool:
    tree = dictionary(dictionary(root, "/Names"), key)
    return bool(array(tree, "/Names") or array(tree, "/Kids"))


def _is_script(action: object) -> bool:
    return entry(action, "/S") == Name.JavaScript


def _annotations(page: object, sheet: Sheet) -> Iterator[Fault]:
    for annotation in array(page, "/Annots"):
        if not isinstance(annotation, Dictionary) or str(entry(annotation, "/Subtype")) in _MARKS:
            continue
        box = box_of(entry(annotation, "/Rect"))
        if box is None or common(box, sheet.bleed) is not None:
            kind = str(entry(annotation, "/Subtype")).removeprefix("/")
            message = _("something lies over the page that is not printed with it: {kind}").format(kind=kind)
            hint = _("leave links, comments and fields out when you export for print")
            yield Fault("annotation", message, hint, sheet.index, box)
        if _is_script(entry(annotation, "/A")):
            message = _("the page holds a program in JavaScript")
            yield Fault("javascript", message, _("export it for print, not for the screen"), sheet.index, box)


def _curves(state: Dictionary, sheet: Sheet) -> Iterator[Fault]:
    hint = _("export it without curves and screens of its own: these are the print shop's")
    for key in ("/TR", "/TR2"):
        found = entry(state, key)
        if found is not None and not all(
            isinstance(one, Name) and str(one) in _PLAIN for one in listed(found)
        ):
            message = _("the page changes the press's own curves (transfer functions)")
            yield Fault("transfer-curve", message, hint, sheet.index)
    screen = entry(state, "/HT")
    if entry(state, "/HTP") is not None or (screen is not None and screen != Name.Default):
        yield Fault("halftone", _("the page brings screens of its own (halftones)"), hint, sheet.index)


def _replaced(pdf: pikepdf.Pdf) -> Iterator[Fault]:
    """Pictures that stand for others (OPI), and PostScript that only printers run."""
    for count, found in enumerate(pdf.objects):
        if count > _MOST_OBJECTS:
            return
        if isinstance(found, Stream) and (entry(found, "/OPI") is not None or _is_postscript(found)):
            message = _(
                "a picture stands for another that the print shop would have to have (OPI, PostScript)"
            )
            yield Fault("opi", message, _("place the original itself"))
            return


def _is_postscript(found: Stream) -> bool:
    return "/PS" in {str(entry(found, "/Subtype")), str(entry(found, "/Subtype2"))}
