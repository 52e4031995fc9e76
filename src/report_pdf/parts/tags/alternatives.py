"""Alternative texts: what is said in the place of a picture that came without words."""

from __future__ import annotations

from collections.abc import Iterator

from report_pdf.findings import Finding, Severity
from report_pdf.messages import _
from report_pdf.parts.part import PartRequest, Treatment
from report_pdf.parts.refusals import told
from report_pdf.parts.tags.tree import Node

ITALIAN = "it"
_CALLED = {"Figure": "Figura", "Formula": "Formula"}


def page_alternative(request: PartRequest, page: int, pages: int, treatment: Treatment) -> str:
    """What is said for a whole page.

    Args:
        request: what was asked.
        page: 1-based.
        pages: how many the part has.
        treatment: `IMAGE` says where the text is, for there is none to be found in the page.
    """
    if given := request.alternatives.get(page, "").strip():
        return given
    place = f"{request.name}, pagina {page} di {pages}: {request.title}" if pages > 1 else _whole(request)
    if treatment is Treatment.IMAGE:
        place += (
            ". Immagine della pagina: il testo è nel documento originale conservato con la pubblicazione."
        )
    return place


def _whole(request: PartRequest) -> str:
    return f"{request.name}: {request.title}"


def name_pictures(top: Node, request: PartRequest) -> tuple[Finding, ...]:
    """Give the pictures and formulas of a tagged part that have none an alternative text; tells which."""
    return tuple(_name_pictures(top, request))


def _name_pictures(top: Node, request: PartRequest) -> Iterator[Finding]:
    given = dict(request.alternatives)
    for node in top.walk():
        if node.role in _CALLED and not _speaks(node):
            page = (node.page or 0) + 1
            if said := given.pop(page, "").strip():
                node.says["Alt"] = said
                continue
            node.says["Alt"] = f"{_CALLED[node.role]} senza descrizione: {request.name}, pagina {page}"
            if request.language.partition("-")[0] != ITALIAN:
                node.says["Lang"] = ITALIAN
            message = _("{name}: a picture on page {page} has no alternative text")
            message = message.format(name=request.name, page=page)
            hint = _("write one in the source of the appendix, or under its alternatives in edition.toml")
            yield told(request, "no-alternative", Severity.NOTE, message, hint)


def _speaks(node: Node) -> bool:
    return bool(node.says.get("Alt", "").strip() or node.says.get("ActualText", "").strip())
