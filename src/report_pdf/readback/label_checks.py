"""Checks of the labels of pages against what is printed: folios, stamps, page numbers in links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_pdf.findings import Finding
from report_pdf.messages import _
from report_pdf.readback.pdf_view import Element, PdfView
from report_pdf.readback.told import finding

# "27", and "B-3" on the pages of an appendix that is bound.
_FOLIO = r"(?:[A-Z]-)?\d+"
# "p. 27" at the end of a link; at either end of a row of the contents.
_PAGE = re.compile(rf"\bp\.\s({_FOLIO})$")
_NUMBER_AT_END = re.compile(rf"^{_FOLIO}(?!\S)|(?<!\S){_FOLIO}$")
_OF_APPENDIX = re.compile(r"([A-Z])-(\d+)")
# "Allegato B - pag. 3", as the layout of an appendix prints it.
_STAMP = re.compile(r"(?<!\S)([A-Z]) - pag\. (\d+)$")


def check_folios(view: PdfView) -> Iterator[Finding]:
    """The number printed in the margin of our own pages is their label; a part has numbers of its own."""
    for index, page in enumerate(view.pages):
        if page.label.isdecimal():
            for folio in (text for text in _margins(view, index) if text.isdecimal()):
                if folio != page.label:
                    labels = {"folio": folio, "label": page.label}
                    message = _("the page is numbered {folio} in print and {label} on screen")
                    yield finding("folio", message.format(**labels), view, index)


def check_stamps(view: PdfView) -> Iterator[Finding]:
    """Each page of an appendix that is bound is stamped with its label."""
    for index, page in enumerate(view.pages):
        if _OF_APPENDIX.fullmatch(page.label):
            stamps = [stamp for text in _margins(view, index) if (stamp := _STAMP.search(text))]
            printed = [f"{stamp[1]}-{stamp[2]}" for stamp in stamps]
            if page.label not in printed:
                labels = {"folio": ", ".join(printed) or "-", "label": page.label}
                message = _("the page is stamped {folio} in print and is {label} on screen").format(**labels)
                yield finding("stamp", message, view, index)


def _margins(view: PdfView, index: int) -> list[str]:
    return [mark.text.strip() for mark in view.pages[index].marks if mark.subtype]


def check_printed_pages(view: PdfView) -> Iterator[Finding]:
    """The page number printed in a link is that of the page it leads to."""
    printed = dict(_numbers(view))
    for link in view.annotations:
        numbers = printed.get(link.number)
        labels = [] if link.target_page is None else _labels(view, link.target_page)
        if numbers and not set(labels) & set(numbers):
            pages = {"folio": numbers[-1], "label": labels[0] if labels else "-", "name": link.name}
            message = _("page {folio} is printed, the link leads to page {label}: {name}").format(**pages)
            yield finding("folio", message, view, link.page)


def _labels(view: PdfView, page: int) -> list[str]:
    """The labels that stand for a page: for a divider, which has no number, the first page behind it too."""
    labels = [view.pages[page].label]
    if page + 1 < len(view.pages) and not re.search(r"\d", labels[0]):
        labels.append(view.pages[page + 1].label)
    return labels


def _numbers(view: PdfView) -> Iterator[tuple[int, list[str]]]:
    """The numbers that may be the page of a link, by the number of its annotation."""
    rows = {
        number for row in view.document.elements("TOCI") for e in row.elements() for number in e.annotations
    }
    for link in view.document.elements("Link"):
        for number in link.annotations:
            yield number, (_NUMBER_AT_END if number in rows else _PAGE).findall(_text(link))


def _text(link: Element) -> str:
    return link.text.strip()
