"""The structure of the book, from what was written and what was painted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes

from report_pdf.findings import Finding, Severity
from report_pdf.messages import _
from report_pdf.typeset.html_places import Places
from report_pdf.typeset.painted import Key, Painted, Piece
from report_pdf.typeset.tag_draft import Draft, Drafting, Run
from report_pdf.typeset.tag_roles import TEXTS, alternative
from report_pdf.typeset.tag_text import align, settle
from report_pdf.typeset.tag_tree import Leaf, Node

HYPHEN = "-"

# Elements that mean nothing when nothing is in them; an empty cell still counts its column.
_KEPT_EMPTY = frozenset({"TD", "TH", "Document"})


@dataclass(frozen=True, slots=True)
class Structure:
    """The tree, and what could not be brought into it."""

    document: Node
    findings: tuple[Finding, ...]


def build_structure(root: boxes.Box, painted: Painted, places: Places) -> Structure:
    """The structure tree of a book that was laid out.

    Args:
        root: the box tree that the layout started from.
        painted: what the pages show.
        places: where each element was written, for findings.
    """
    drafting = Drafting()
    drafting.read(root)
    findings = tuple(_bring_together(drafting, painted, places))
    for flow in drafting.flows:
        for run, words in zip(flow, settle([run.written for run in flow]), strict=True):
            run.words = words
    document = _freeze(drafting.root)
    (top,) = document.kids
    return Structure(top if isinstance(top, Node) else document, findings)


def _bring_together(drafting: Drafting, painted: Painted, places: Places) -> Iterator[Finding]:
    """Give each run its pieces; tell which text was lost or came from nowhere."""
    runs = _runs_by_key(drafting.root)
    for key, pieces in painted.pieces.items():
        of_key = runs.pop(key, [])
        if of_key or pieces[0].text:
            yield from _share_out(of_key, pieces, places)
    for of_key in runs.values():
        for run in of_key:
            if settle([run.written])[0]:
                yield _lost(run, places)


def _runs_by_key(root: Draft) -> dict[Key, list[Run]]:
    runs: dict[Key, list[Run]] = {}
    for run in _runs(root):
        if run.key is not None:
            runs.setdefault(run.key, []).append(run)
    return runs


def _runs(draft: Draft) -> Iterator[Run]:
    for kid in draft.kids:
        if isinstance(kid, Run):
            yield kid
        else:
            yield from _runs(kid)


def _share_out(runs: list[Run], pieces: list[Piece], places: Places) -> Iterator[Finding]:
    if runs and not pieces[0].text:  # a picture
        runs[0].pieces.extend(pieces)
        return
    aligned = align([run.written for run in runs], [piece.text for piece in pieces], HYPHEN)
    for piece, home in zip(pieces, aligned.homes, strict=True):
        if home is None:
            yield _stray(piece, places)
        else:
            runs[home].pieces.append(piece)
    for index in aligned.unpainted:
        yield _lost(runs[index], places)


def _lost(run: Run, places: Places) -> Finding:
    message = _("text is missing on the page: {text}").format(text=_short(run.written))
    hint = _("it is cut off, hidden or set in a way that cannot be read back")
    where = places.of(run.key[0] if run.key else None)
    return Finding("layout.text-alignment", Severity.WARN, message, where, hint)


def _stray(piece: Piece, places: Places) -> Finding:
    message = _("text on the page that is not in the structure: {text}").format(text=_short(piece.text))
    hint = _("assistive technology will not read it")
    return Finding("layout.text-alignment", Severity.WARN, message, places.of(piece.box.element), hint)


def _short(text: str, most: int = 40) -> str:
    words = " ".join(text.split())
    return words if len(words) <= most else f"{words[:most]}…"


def _freeze(draft: Draft, language: str = "") -> Node:
    element = draft.element
    label = element.get("aria-label", "") if element is not None else ""
    spoken = label if draft.role in TEXTS and draft.role != "Link" else ""
    picture = draft.role == "Figure"
    kids = _flat_kids(draft) if spoken or picture else tuple(_kids(draft))
    return Node(
        role=draft.role,
        kids=kids,
        element=element,
        language=draft.language if draft.language != language else "",
        actual_text=spoken,
        alternative=alternative(element) if picture and element is not None else "",
        expansion=_expansion(element),
        title=label if draft.role not in TEXTS and not picture else "",
        numbering=draft.numbering or ("None" if draft.role == "L" else ""),
        columns=draft.columns,
        rows=draft.rows,
    )


def _expansion(element: Element | None) -> str:
    return element.get("title", "") if element is not None and element.tag == "abbr" else ""


def _kids(draft: Draft) -> Iterator[Node | Leaf]:
    """The frozen kids: runs that follow each other make one phrase, empty elements go."""
    for is_text, group in groupby(draft.kids, lambda kid: isinstance(kid, Run)):
        if is_text:
            yield from _phrase([run for run in group if isinstance(run, Run)])
            continue
        for kid in group:
            if isinstance(kid, Draft):
                node = _freeze(kid, draft.language)
                if _only_pictures(node):
                    yield from node.kids
                elif node.kids or node.role in _KEPT_EMPTY:
                    yield node


def _only_pictures(node: Node) -> bool:
    """Whether the node is a paragraph only because a picture stands in a line of its own."""
    pictures = all(isinstance(kid, Node) and kid.role == "Figure" for kid in node.kids)
    return node.role == "P" and node.element is None and pictures


def _phrase(runs: list[Run]) -> Iterator[Node | Leaf]:
    """Text that nothing interrupts; its words are spelled out where the pieces do not join to them."""
    pieces = tuple(piece for run in runs for piece in run.pieces)
    words = "".join(run.words for run in runs)
    if not pieces:
        return
    leaf = Leaf(pieces, words)
    whole = len(pieces) == 1 and pieces[0].text in {words, ""}
    yield leaf if whole else Node("Span", (leaf,), actual_text=words)


def _flat_kids(draft: Draft) -> tuple[Node | Leaf, ...]:
    """All content directly below, for an element that is read as one; links stay, they are followed."""
    flat: list[Node | Leaf] = []
    for kid in draft.kids:
        if isinstance(kid, Run):
            flat += [Leaf(tuple(kid.pieces), kid.words)] if kid.pieces else []
        elif kid.role == "Link":
            flat.append(_freeze(kid, draft.language))
        else:
            flat.extend(_flat_kids(kid))
    return tuple(flat)
