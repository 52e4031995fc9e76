"""The state as the browser reads it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import TypeVar
from urllib.parse import quote

from report_pdf.console import severity_name, sort_findings
from report_pdf.findings import Finding, Where
from report_pdf.layout_audit.page_items import LaidPage, Rect
from report_pdf.look.sheet_words import page_title
from report_pdf.preview.desk import State
from report_pdf.preview.errand import ErrandState
from report_pdf.preview.inspect_page import Spot
from report_pdf.preview.pictured_page import PicturedPage
from report_pdf.preview.shown_book import ShownPage
from report_pdf.project import Project

Told = dict[str, object]
Made = TypeVar("Made")

# Rules of pages that are about who cannot see, or not well; all of the conformance (PDF/UA) are, too.
_OF_ACCESSIBILITY = frozenset({"layout.low-contrast", "layout.small-type", "layout.no-alternative"})


def told(state: State) -> Told:
    """All of it, as JSON."""
    book, proof, comparison = state.book, state.beside.proof, state.beside.comparison
    return {
        "revision": state.revision,
        "title": book.title if book else "",
        "pages": [told_page(page, side_of(index)) for index, page in enumerate(book.pages)] if book else [],
        "places": _places(book.pages) if book else [],
        "findings": told_findings(book.findings) if book else [],
        "stopped": told_findings(state.stopped),
        "doing": state.doing,
        "settled": state.is_settled,
        "took": state.took_ms,
        "draft": state.is_draft,
        "proof": _errand(proof, proof.made.pages if proof.made else ()),
        "examined": bool(proof.made and proof.made.made.is_examined),
        "comparison": _errand(comparison, comparison.made.pages if comparison.made else ()),
        "design": sha256(repr(book.tokens).encode()).hexdigest() if book else "",
    }


def told_items(page: LaidPage) -> list[Told]:
    """The boxes of a page, in reading order: mm, element, and what it is in the structure."""
    blocks = [_item(block.rect, block.tag, block.role) for block in page.blocks]
    return blocks + [_item(picture.rect, "img", "Figure") for picture in page.pictures]


def _item(rect: Rect, tag: str, role: str) -> Told:
    return {"rect": list(rect), "tag": tag, "role": role}


def told_spot(spot: Spot, project: Project, editor: str) -> Told:
    """What stands at a spot; `editor` is the address that opens a file, or "" for none."""
    return {
        "what": spot.what,
        "role": spot.role,
        "text": spot.text,
        "rect": list(spot.rect),
        "layout": _place(spot.layout, project, editor),
        "section": _place(Where(spot.section), project, editor),
        "rules": [_place(where, project, editor) for where in spot.rules],
        "figures": [
            {
                "id": figure.id,
                "values": list(figure.values),
                "source": figure.source,
                "data": _place(figure.where, project, editor),
            }
            for figure in spot.figures
        ],
    }


def _place(where: Where, project: Project, editor: str) -> Told:
    path = quote((project.root / where.file).as_posix())
    opens = editor.format(file=path, line=where.line or 1, column=where.column or 1) if where.file else ""
    return {"place": str(replace(where, page="", at_mm=())), "opens": opens}


def _errand(errand: ErrandState[Made], pages: Sequence[PicturedPage]) -> Told:
    return {
        "made": pages[0].key if pages else "",
        "doing": errand.doing,
        "stopped": told_findings(errand.stopped),
        "stale": errand.is_stale,
    }


def side_of(index: int) -> str:
    """Where the page of that 0-based index lies in an open book: its first page is a right-hand one."""
    return "verso" if index % 2 else "recto"


def told_page(page: PicturedPage, side: str, folder: str = "pages") -> Told:
    """A page and where its pictures are: `folder` is that of the server."""
    width, height = (round(length, 3) for length in page.size_mm)
    return {
        "key": page.key,
        "picture": f"{folder}/{page.key}.bmp",
        "label": page.label,
        "name": page_title(page.label),
        "side": side,
        "width": width,
        "height": height,
        "trim": [0, 0, width, height],
        "bleed": [],
    }


def _places(pages: Sequence[ShownPage]) -> list[Told]:
    """The headings that links can lead to, with the 0-based index of their page."""
    return [
        {"name": " ".join(line.text.strip() for line in block.lines), "page": index}
        for index, page in enumerate(pages)
        for block in page.laid.blocks
        if block.id and block.begins and block.lines and block.role.startswith("H")
    ]


def told_findings(findings: Iterable[Finding]) -> list[Told]:
    """The findings, the gravest of each area first."""
    return [_finding(finding) for finding in sort_findings(findings)]


def _finding(finding: Finding) -> Told:
    where = finding.where
    return {
        "group": _group(finding),
        "rule": finding.rule,
        "severity": finding.severity.value,
        "severityName": severity_name(finding.severity),
        "message": finding.message,
        "hint": finding.hint,
        "file": where.file,
        "line": where.line,
        "place": ":".join([where.file, *(str(at) for at in (where.line, where.column) if at)]),
        "page": where.page,
        "at": list(where.at_mm),
    }


def _group(finding: Finding) -> str:
    """Under which heading it stands: whose eyes it is for."""
    if finding.rule in _OF_ACCESSIBILITY:
        return "accessibility"
    return {"conformance": "accessibility"}.get(finding.area, finding.area)
