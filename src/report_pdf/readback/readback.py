"""The finished file, read back: what validators do not see and readers suffer.

veraPDF accepts a file whose annotations belong to the wrong elements, whose
content belongs to elements outside the tree, whose destinations do not exist
and whose page labels are not the folios printed. Here these are found.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain, pairwise

from report_pdf.findings import NOWHERE, Finding, Severity, Where
from report_pdf.messages import _
from report_pdf.readback.pdf_reader import read_pdf
from report_pdf.readback.pdf_view import Element, PdfView

_HEADING = re.compile("H[1-6]")
# "p. 27" at the end of a link; at either end of a row of the contents.
_PAGE = re.compile(r"\bp\.\s(\d+)$")
_NUMBER_AT_END = re.compile(r"^\d+(?!\S)|(?<!\S)\d+$")


def check_structure(pdf: bytes) -> tuple[Finding, ...]:
    """Everything wrong with the structure, links, labels and fonts of a finished file."""
    view = read_pdf(pdf)
    checks = (
        _tree,
        _owners,
        _claims,
        _links,
        _destinations,
        _folios,
        _printed_pages,
        _pictures,
        _headings,
        _fonts,
    )
    return tuple(chain.from_iterable(check(view) for check in checks))


def _finding(rule: str, message: str, view: PdfView, page: int | None) -> Finding:
    where = NOWHERE if page is None else Where(page=view.pages[page].label)
    return Finding(f"conformance.{rule}", Severity.WARN, message, where)


def _tree(view: PdfView) -> Iterator[Finding]:
    """Each element is reached once, and knows the element it is in."""
    reached = Counter(element.number for element in view.document.elements())
    for element in view.document.elements():
        if reached[element.number] > 1:
            message = _("{role} is reached more than once").format(role=element.role)
            yield _finding("element-twice", message, view, element.page)
        for kid in element.kids:
            if isinstance(kid, Element) and kid.parent != element.number:
                roles = {"role": kid.role, "parent": element.role}
                message = _("{role} does not know that it is in {parent}").format(**roles)
                yield _finding("wrong-parent", message, view, kid.page)


def _owners(view: PdfView) -> Iterator[Finding]:
    """What is painted is decoration, or has a number that leads to the element it is in."""
    owners = {
        (content.page, content.mcid): element.number
        for element in view.document.elements()
        for content in element.kids
        if not isinstance(content, Element)
    }
    for index, page in enumerate(view.pages):
        listed = view.parent_tree.get(page.struct_parents, ()) if page.struct_parents is not None else ()
        for mark in page.marks:
            owner = None if mark.mcid is None else owners.get((index, mark.mcid))
            if mark.mcid is None:
                is_known = mark.tag == "Artifact" or not mark.text.strip()
            else:
                is_known = owner is not None and listed[mark.mcid : mark.mcid + 1] == (owner,)
            if not is_known:
                message = _("content outside the structure: {text}").format(text=mark.text)
                yield _finding("content-outside", message, view, index)


def _claims(view: PdfView) -> Iterator[Finding]:
    """What elements refer to is painted, and belongs to one of them."""
    claims = Counter((content.page, content.mcid) for content in view.document.contents())
    painted = {(index, mark.mcid) for index, page in enumerate(view.pages) for mark in page.marks}
    for (page, mcid), times in claims.items():
        known = page if page >= 0 else None
        if (page, mcid) not in painted:
            message = _("content {mcid} of the structure is not on the page").format(mcid=mcid)
            yield _finding("content-missing", message, view, known)
        if times > 1:
            message = _("content {mcid} belongs to more than one element").format(mcid=mcid)
            yield _finding("content-twice", message, view, known)


def _links(view: PdfView) -> Iterator[Finding]:
    """Each annotation is on the page it names, and belongs to the element that refers to it."""
    owners = {number: e.number for e in view.document.elements() for number in e.annotations}
    for link in view.annotations:
        key = -1 if link.struct_parent is None else link.struct_parent
        if link.number not in owners or view.parent_tree.get(key) != (owners[link.number],):
            message = _("link outside the structure: {name}").format(name=link.name)
            yield _finding("link-outside", message, view, link.page)
        if link.own_page != link.page:
            message = _("link that names another page as its own: {name}").format(name=link.name)
            yield _finding("link-page", message, view, link.page)
        if not link.name:
            message = _("link without a name: {target}").format(target=link.target)
            yield _finding("link-unnamed", message, view, link.page)


def _destinations(view: PdfView) -> Iterator[Finding]:
    """Links and outline lead somewhere."""
    for link in view.annotations:
        if link.is_internal and link.target_page is None:
            message = _("link to nowhere: {target}").format(target=link.target or link.name)
            yield _finding("dead-link", message, view, link.page)
    for entry in view.outline:
        if entry.page is None:
            message = _("entry of the outline that leads nowhere: {title}").format(title=entry.title)
            yield _finding("dead-link", message, view, None)


def _folios(view: PdfView) -> Iterator[Finding]:
    """The number printed in the margin is the label of the page."""
    for index, page in enumerate(view.pages):
        margins = (mark.text.strip() for mark in page.marks if mark.subtype)
        for folio in (text for text in margins if text.isdecimal()):
            if folio != page.label:
                labels = {"folio": folio, "label": page.label}
                message = _("the page is numbered {folio} in print and {label} on screen").format(**labels)
                yield _finding("folio", message, view, index)


def _printed_pages(view: PdfView) -> Iterator[Finding]:
    """The page number printed in a link is that of the page it leads to."""
    printed = dict(_numbers(view))
    for link in view.annotations:
        numbers = printed.get(link.number)
        label = "" if link.target_page is None else view.pages[link.target_page].label
        if numbers and label not in numbers:
            pages = {"folio": numbers[-1], "label": label or "-", "name": link.name}
            message = _("page {folio} is printed, the link leads to page {label}: {name}").format(**pages)
            yield _finding("folio", message, view, link.page)


def _numbers(view: PdfView) -> Iterator[tuple[int, list[str]]]:
    """The numbers that may be the page of a link, by the number of its annotation."""
    rows = {
        number for row in view.document.elements("TOCI") for e in row.elements() for number in e.annotations
    }
    for link in view.document.elements("Link"):
        for number in link.annotations:
            yield number, (_NUMBER_AT_END if number in rows else _PAGE).findall(link.text.strip())


def _pictures(view: PdfView) -> Iterator[Finding]:
    for figure in view.document.elements("Figure"):
        if not figure.says.get("Alt"):
            yield _finding("no-alternative", _("figure without alternative text"), view, figure.page)


def _headings(view: PdfView) -> Iterator[Finding]:
    """No level of headings is left out on the way down; the first is 1."""
    headings = [e for e in view.document.elements() if _HEADING.fullmatch(e.role)]
    levels = [0, *(int(heading.role[1]) for heading in headings)]
    for heading, (before, level) in zip(headings, pairwise(levels), strict=True):
        if level > before + 1:
            roles = {"role": heading.role, "text": heading.text, "before": f"H{before}" if before else "-"}
            message = _("{role} {text} after {before} leaves a level out").format(**roles)
            yield _finding("heading-skipped", message, view, heading.page)


def _fonts(view: PdfView) -> Iterator[Finding]:
    for font in view.fonts:
        if not font.is_embedded:
            message = _("font not embedded: {font}").format(font=font.name)
            yield _finding("font-not-embedded", message, view, None)
