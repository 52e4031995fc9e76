"""Checks of the structure: every element in one place, everything painted in one element."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from report_pdf.findings import Finding
from report_pdf.messages import _
from report_pdf.readback.pdf_view import Element, PdfView
from report_pdf.readback.told import finding

_HEADING = re.compile("H[1-6]")


def check_tree(view: PdfView) -> Iterator[Finding]:
    """Each element is reached once, and knows the element it is in."""
    reached = Counter(element.number for element in view.document.elements())
    for element in view.document.elements():
        if reached[element.number] > 1:
            message = _("{role} is reached more than once").format(role=element.role)
            yield finding("element-twice", message, view, element.page)
        for kid in element.kids:
            if isinstance(kid, Element) and kid.parent != element.number:
                roles = {"role": kid.role, "parent": element.role}
                message = _("{role} does not know that it is in {parent}").format(**roles)
                yield finding("wrong-parent", message, view, kid.page)


def check_owners(view: PdfView) -> Iterator[Finding]:
    """What is painted is decoration, or has a number that leads to the element it is in."""
    owners = {
        (0 if content.stream else content.page, content.stream, content.mcid): element.number
        for element in view.document.elements()
        for content in element.kids
        if not isinstance(content, Element)
    }
    for index, page in enumerate(view.pages):
        for mark in page.marks:
            key = view.stream_keys.get(mark.stream) if mark.stream else page.struct_parents
            listed = view.parent_tree.get(key, ()) if key is not None else ()
            if mark.mcid is None:
                is_known = mark.tag == "Artifact" or not mark.text.strip()
            else:
                owner = owners.get((0 if mark.stream else index, mark.stream, mark.mcid))
                is_known = owner is not None and listed[mark.mcid : mark.mcid + 1] == (owner,)
            if not is_known:
                message = _("content outside the structure: {text}").format(text=mark.text)
                yield finding("content-outside", message, view, index)


def check_claims(view: PdfView) -> Iterator[Finding]:
    """What elements refer to is painted, and belongs to one of them."""
    claims = Counter((content.page, content.stream, content.mcid) for content in view.document.contents())
    painted = {(i, mark.stream, mark.mcid) for i, page in enumerate(view.pages) for mark in page.marks}
    for (page, stream, mcid), times in claims.items():
        known = page if page >= 0 else None
        if (page, stream, mcid) not in painted:
            message = _("content {mcid} of the structure is not on the page").format(mcid=mcid)
            yield finding("content-missing", message, view, known)
        if times > 1:
            message = _("content {mcid} belongs to more than one element").format(mcid=mcid)
            yield finding("content-twice", message, view, known)


def check_keys(view: PdfView) -> Iterator[Finding]:
    """Each key of the parent tree belongs to one page, annotation or form."""
    for key, uses in sorted(view.key_uses.items()):
        if uses > 1:
            message = _("key {key} of the parent tree is used {times} times").format(key=key, times=uses)
            yield finding("parent-key", message, view, None)
        if key not in view.parent_tree:
            message = _("key {key} is not in the parent tree").format(key=key)
            yield finding("parent-key", message, view, None)
    for key in sorted(view.parent_tree.keys() - view.key_uses.keys()):
        message = _("key {key} of the parent tree belongs to nothing").format(key=key)
        yield finding("parent-key", message, view, None)


def check_identifiers(view: PdfView) -> Iterator[Finding]:
    """Identifiers are unique, listed, and those that cells name as their headers exist."""
    named = [(e.says["ID"], e) for e in view.document.elements() if "ID" in e.says]
    times = Counter(name for name, _element in named)
    for name, element in named:
        if times[name] > 1:
            message = _("identifier of more than one element: {name}").format(name=name)
            yield finding("identifier", message, view, element.page)
        elif view.ids.get(name) != element.number:
            message = _("identifier that is not listed: {name}").format(name=name)
            yield finding("identifier", message, view, element.page)
    for name in sorted(view.ids.keys() - times.keys()):
        message = _("identifier of no element: {name}").format(name=name)
        yield finding("identifier", message, view, None)
    for element in view.document.elements("TH", "TD"):
        headers = element.attributes.get("Headers", ())
        for name in headers if isinstance(headers, tuple) else ():
            if name not in times:
                message = _("cell whose header does not exist: {name}").format(name=name)
                yield finding("identifier", message, view, element.page)


def check_pictures(view: PdfView) -> Iterator[Finding]:
    """Each picture has words for those who do not see it."""
    for figure in view.document.elements("Figure"):
        if not figure.says.get("Alt"):
            yield finding("no-alternative", _("figure without alternative text"), view, figure.page)


def check_headings(view: PdfView) -> Iterator[Finding]:
    """No level of headings is left out on the way down; the first is 1."""
    headings = [e for e in view.document.elements() if _HEADING.fullmatch(e.role)]
    levels = [0, *(int(heading.role[1]) for heading in headings)]
    for heading, (before, level) in zip(headings, pairwise(levels), strict=True):
        if level > before + 1:
            roles = {"role": heading.role, "text": heading.text, "before": f"H{before}" if before else "-"}
            message = _("{role} {text} after {before} leaves a level out").format(**roles)
            yield finding("heading-skipped", message, view, heading.page)
