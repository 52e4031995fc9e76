"""The proof for the press and the comparison as the browser reads them."""

from __future__ import annotations

from itertools import islice

from report_pdf.differences.comparison import FigureChange, Kind, PagePair, TextChange
from report_pdf.differences.difference_words import column_name, kind_name, pages_of, role_name, summary
from report_pdf.differences.words import shortened
from report_pdf.preflight.report_words import plate_name
from report_pdf.preview.compared import ComparedBook
from report_pdf.preview.inspect_page import DATA_ROW
from report_pdf.preview.proof_book import ProofBook, ProofPage
from report_pdf.preview.shown_book import ShownBook
from report_pdf.preview.telling import Told, side_of, told_findings, told_page

_CONTEXT = 60
"""characters of a text around what differs in it"""
_MOST_TEXTS = 500


def told_proof(proof: ProofBook, book: ShownBook | None) -> Told:
    """The pages as they go to press, and what is wrong with them that is not said of the book as well."""
    of_book = set(book.findings) if book else set()
    return {
        "pages": [_proof_page(page) for page in proof.pages],
        "plates": [[name, plate_name(name)] for name in proof.plates],
        "examined": proof.made.is_examined,
        "findings": told_findings(one for one in proof.findings if one not in of_book),
    }


def _proof_page(page: ProofPage) -> Told:
    told = told_page(page, "cover" if page.is_cover else side_of(page.number), "proof")
    return told | {"trim": list(page.trim), "bleed": list(page.bleed)}


def told_comparison(compared: ComparedBook, book: ShownBook) -> Told:
    """The other version, page by page beside the book, and what differs."""
    comparison = compared.made.comparison
    places = _places(book)
    pages = {page.label: number for number, page in reversed([*enumerate(book.pages)])}
    texts = (one for one in comparison.texts if one.kind is not Kind.RENUMBERED)
    return {
        "with": compared.made.other.version.key,
        "name": compared.made.other.version.name,
        "summary": list(summary(comparison)),
        "pages": [told_page(page, side_of(page.number), "other") for page in compared.pages],
        "pairs": [_pair(pair) for pair in comparison.pairs],
        "figures": [_figure(one, places) for one in comparison.figures],
        "texts": [_text(one, pages) for one in islice(texts, _MOST_TEXTS)],
        "knowsFigures": comparison.has_figures,
        "findings": told_findings(compared.made.findings),
    }


def _places(book: ShownBook) -> dict[str, int]:
    """The page on which the row of each indicator begins."""
    return {
        block.id.removeprefix(DATA_ROW): number
        for number, page in reversed([*enumerate(book.pages)])
        for block in page.laid.blocks
        if block.id.startswith(DATA_ROW)
    }


def _pair(pair: PagePair) -> Told:
    kind = pair.change.kind if pair.change else None
    return {
        "before": pair.before,
        "now": pair.now,
        "kind": kind.value if kind else "",
        "kindName": kind_name(kind) if kind else "",
        "areas": [list(area) for area in pair.change.areas] if pair.change else [],
    }


def _figure(change: FigureChange, places: dict[str, int]) -> Told:
    return {
        "name": change.indicator,
        "label": change.label,
        "column": column_name(change.column),
        "kindName": "" if change.kind is Kind.CHANGED else kind_name(change.kind),
        "before": change.old or "–",
        "now": change.new or "–",
        "page": places.get(change.indicator),
    }


def _text(change: TextChange, pages: dict[str, int]) -> Told:
    return {
        "kindName": kind_name(change.kind),
        "role": role_name(change.role),
        "pages": pages_of(change),
        "page": pages.get(change.page_now or ""),
        "pieces": [
            [piece.kind.value if piece.kind else "", piece.text]
            for piece in shortened(change.pieces, _CONTEXT)
        ],
    }
