"""Checks of what leads from one place to another: links, fields, outline, destinations."""

from __future__ import annotations

from collections.abc import Iterator

from report_pdf.findings import Finding
from report_pdf.messages import _
from report_pdf.readback.pdf_view import PdfView
from report_pdf.readback.told import finding


def check_links(view: PdfView) -> Iterator[Finding]:
    """Each annotation is on the page it names, and belongs to the element that refers to it."""
    owners = {number: e.number for e in view.document.elements() for number in e.annotations}
    for link in view.annotations:
        key = -1 if link.struct_parent is None else link.struct_parent
        names = {"kind": _kind(link.kind), "name": link.name}
        if link.number not in owners or view.parent_tree.get(key) != (owners[link.number],):
            message = _("{kind} outside the structure: {name}").format(**names)
            yield finding("link-outside", message, view, link.page)
        if link.own_page != link.page:
            message = _("{kind} that names another page as its own: {name}").format(**names)
            yield finding("link-page", message, view, link.page)
        if not link.name:
            message = _("{kind} without a name: {target}").format(kind=names["kind"], target=link.target)
            yield finding("link-unnamed", message, view, link.page)


def _kind(kind: str) -> str:
    return {"Link": _("link"), "Widget": _("field of a form")}.get(kind) or _("annotation")


def check_destinations(view: PdfView) -> Iterator[Finding]:
    """Links, outline and names lead somewhere; the outline comes to an end."""
    for link in view.annotations:
        if link.is_internal and link.target_page is None:
            message = _("link to nowhere: {target}").format(target=link.target or link.name)
            yield finding("dead-link", message, view, link.page)
    for entry in view.outline:
        if entry.is_again:
            message = _("entry of the outline that is there twice: {title}").format(title=entry.title)
            yield finding("outline-circle", message, view, entry.page)
        elif entry.page is None:
            message = _("entry of the outline that leads nowhere: {title}").format(title=entry.title)
            yield finding("dead-link", message, view, None)
    for name, page in view.destinations.items():
        if page is None:
            message = _("destination that is nowhere: {name}").format(name=name)
            yield finding("dead-link", message, view, None)
