"""The first draft of the structure, from WeasyPrint's boxes before they were broken into pages.

The box tree knows generated content and the order of the source; the pages
know what was painted. Here the first is read; `tag_build` brings in the second.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes

from report_pdf.typeset.painted import Key, Piece
from report_pdf.typeset.tag_roles import (
    GROUPS,
    HOLDERS,
    INLINE,
    LIST_NUMBERING,
    TEXTS,
    alternative,
    is_contents,
    is_hidden,
    is_picture,
    pause_after,
    role_of,
)

_GENERATED = ("::before", "::after", "::marker")


@dataclass(slots=True, eq=False)
class Run:
    """Text between two tags, or a picture, as it was written; `words` and `pieces` come later."""

    key: Key | None
    written: str
    pieces: list[Piece] = field(default_factory=list)
    words: str = ""


@dataclass(slots=True, eq=False)
class Draft:
    """A structure element that is still being filled."""

    role: str
    element: Element | None = None
    language: str = ""
    in_contents: bool = False
    kids: list[Draft | Run] = field(default_factory=list)
    numbering: str = ""
    columns: int = 1
    rows: int = 1

    def add(self, role: str, element: Element | None = None) -> Draft:
        """A new last element inside."""
        kid = Draft(role, element, self.language, self.in_contents)
        self.kids.append(kid)
        return kid


Flow = list[Run]
"""Runs that are read in one breath: a paragraph, a heading, the text of a cell."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a box stands: in which element, in which flow, in a line or between blocks."""

    draft: Draft
    flow: Flow | None = None
    in_line: bool = False


@dataclass(slots=True)
class Drafting:
    """The elements under way, by what they come from, and the flows in reading order."""

    root: Draft = field(default_factory=lambda: Draft(""))
    drafts: dict[Element, Draft] = field(default_factory=dict)
    labels: dict[Element, Draft] = field(default_factory=dict)
    flows: list[Flow] = field(default_factory=list)

    def read(self, box: boxes.Box) -> None:
        """Draft the whole book from its root box."""
        self._enter(box, Place(self.root))

    def _enter(self, box: boxes.Box, place: Place) -> None:
        """Draft the first box of an element, or of a part of it that CSS split off."""
        if not (box.is_leader or box.is_running() or is_hidden(box.element)):
            draft = self._draft(box, place.draft)
            fresh = draft is not place.draft and not place.in_line and draft.role not in TEXTS
            self._visit(box, Place(draft, None if fresh else place.flow, place.in_line))
            if place.flow and (words := pause_after(box.element)):
                pause = Run(None, words)
                place.flow.append(pause)
                place.draft.kids.append(pause)

    def _visit(self, box: boxes.Box, place: Place) -> None:
        if isinstance(box, boxes.TextBox):
            self._write(box, place)
        elif isinstance(box, boxes.ReplacedBox):
            if box.element_tag == box.element.tag and alternative(box.element):
                place.draft.kids.append(Run((box.element, box.element_tag), ""))
        else:
            inside = self._inside(box, place)
            for child in box.children:
                if box.element is child.element and not _is_label(child):
                    self._visit_anonymous(child, inside)
                else:
                    self._enter(child, inside)

    def _visit_anonymous(self, box: boxes.Box, place: Place) -> None:
        if not box.is_leader:
            self._visit(box, place)
        elif place.flow is not None:
            place.flow.append(Run(None, " "))

    def _write(self, box: boxes.TextBox, place: Place) -> None:
        run = Run((box.element, box.element_tag), box.text)
        flow = self._new_flow() if place.flow is None else place.flow
        if flow and _run_together(flow[-1], run):
            flow.append(Run(None, " "))
        flow.append(run)
        place.draft.kids.append(run)

    def _inside(self, box: boxes.Box, place: Place) -> Place:
        """The place of the children of `box`."""
        if isinstance(box, boxes.LineBox):
            return self._line(box, place)
        if place.flow is None and place.draft.role in TEXTS:
            return Place(place.draft, self._new_flow(), place.in_line)
        return place

    def _line(self, box: boxes.LineBox, place: Place) -> Place:
        """The text of a block: a paragraph of its own, unless what is around is read in one breath."""
        draft = place.draft
        if place.flow is not None:
            if not place.in_line:
                place.flow.append(Run(None, "\n"))
            return Place(draft, place.flow, in_line=True)
        loose = draft.role in HOLDERS and box.element is not draft.element
        if draft.role == "TOCI":
            draft = draft.add("Reference")
        elif draft.role in GROUPS or loose:
            draft = draft.add("P")
        return Place(draft, self._new_flow(), in_line=True)

    def _new_flow(self) -> Flow:
        self.flows.append([])
        return self.flows[-1]

    def _draft(self, box: boxes.Box, around: Draft) -> Draft:
        """The structure element for a box; the one around if its element has none."""
        element = box.element
        if _is_label(box) and element in self.labels:
            return self.labels[element]
        if element in self.drafts:
            return self.drafts[element]
        in_contents = around.in_contents or is_contents(element)
        role = _role(box, around, in_contents=in_contents)
        if role is None and in_contents is around.in_contents:
            return around
        draft = self._place(role or "Sect", box, around)
        draft.language = _language(element, around)
        draft.in_contents = in_contents
        self.drafts[element] = draft
        return draft

    def _place(self, role: str, box: boxes.Box, around: Draft) -> Draft:
        """A new element, where and in what its role wants to stand."""
        if role in {"LI", "Lbl", "LBody"} and around.role != "L":
            around = _stray_list(around)
        if role == "LI":
            around.numbering = around.numbering or _numbering(box)
            item = around.add("LI")
            self.labels[box.element] = item.add("Lbl")
            return item.add("LBody", box.element)
        if role in {"Lbl", "LBody"}:
            return _term(role, box.element, around)
        if role == "TOCI":
            row = around.add(role, box.element)
            self.labels[box.element] = row.add("Lbl")
            return row
        if role in INLINE and around.role in GROUPS:
            around = around.add("Reference" if around.role == "TOCI" else "P")
        draft = around.add(role, box.element)
        draft.columns, draft.rows = box.colspan, box.rowspan
        return draft


def _role(box: boxes.Box, around: Draft, *, in_contents: bool) -> str | None:
    element = box.element
    if is_picture(element):
        return "Figure"
    role = role_of(element, in_contents=in_contents)
    if role == "P" and around.role in TEXTS:
        return None
    return role or _role_for_words(box, around)


def _role_for_words(box: boxes.Box, around: Draft) -> str | None:
    """The role of an element that matters only for what is said: a language, a label, an expansion."""
    element = box.element
    inline = isinstance(box, boxes.InlineLevelBox) or around.role in TEXTS
    if element.get("aria-label"):
        return "Span" if inline else "P"
    if element.tag == "abbr" and element.get("title"):
        return "Span"
    if _language(element, around) != around.language:
        return "Span" if inline else "Div"
    return None


def _stray_list(around: Draft) -> Draft:
    """The list for items that stand in none."""
    last = around.kids[-1] if around.kids else None
    if isinstance(last, Draft) and last.role == "L" and last.element is None:
        return last
    return around.add("L")


def _term(role: str, element: Element, around: Draft) -> Draft:
    """A term or a definition of a `dl`; both belong to one item."""
    items = [kid for kid in around.kids if isinstance(kid, Draft)]
    if role == "Lbl" or not items:
        return around.add("LI").add(role, element)
    last = items[-1].kids[-1]
    if isinstance(last, Draft) and last.role == "LBody":
        return last
    return items[-1].add(role, element)


def _numbering(box: boxes.Box) -> str:
    """How items are numbered; a list without markers of its own may count by CSS in `li::before`."""
    style = box.style["list_style_type"]
    if "list-item" not in box.style["display"] or style == "none":
        counted = box.element.tag == "li" and box.style["counter_increment"] != "auto"
        return "Decimal" if counted else ""
    return LIST_NUMBERING.get(style, "Disc") if isinstance(style, str) else "Disc"


def _language(element: Element, around: Draft) -> str:
    return element.get("lang") or around.language


def _run_together(before: Run, after: Run) -> bool:
    """Whether CSS set a number or a word beside another with a gap but no space between them."""
    generated = [run.key is not None and run.key[1].endswith(_GENERATED) for run in (before, after)]
    return any(generated) and before.written[-1:].isalnum() and after.written[:1].isalnum()


def _is_label(box: boxes.Box) -> bool:
    """Whether a box shows the number or the sign of an item."""
    return str(box.element_tag).endswith("::marker") or box.element_tag == "li::before"
