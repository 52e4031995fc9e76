"""A finished PDF as a plain view: what its structure says, what its pages show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from report_pdf.readback.pdf_content import Mark

_INLINE = frozenset({"Span", "Link", "Reference", "Quote", "Code"})


@dataclass(frozen=True, slots=True)
class Content:
    """Marked content of an element: 0-based page index, MCID, and what it shows."""

    page: int
    mcid: int
    text: str


@dataclass(frozen=True, slots=True)
class Element:
    """A structure element.

    Attributes:
        number: of its object in the file.
        parent: number of the object it says it belongs to.
        role: without the slash.
        kids: elements and marked content, in reading order.
        annotations: numbers of the annotations it refers to.
        says: its texts: "ActualText", "Alt", "E", "Lang", "T", "ID", where it has them.
        attributes: of its attribute object, without slashes ("Scope": "Row").
    """

    number: int
    parent: int
    role: str
    kids: tuple[Element | Content, ...] = ()
    annotations: tuple[int, ...] = ()
    says: Mapping[str, str] = field(default_factory=dict)
    attributes: Mapping[str, object] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """What is read for it: a line for each block, lists with their labels before."""
        if spoken := self.says.get("ActualText") or self.says.get("Alt"):
            return spoken
        parts: list[str] = []
        before = ""
        for kid in self.kids:
            is_block = isinstance(kid, Element) and kid.role not in _INLINE
            if parts and (is_block or before):
                parts.append(" " if before == "Lbl" else "\n")
            parts.append(kid.text)
            before = kid.role if isinstance(kid, Element) and is_block else ""
        return "".join(parts)

    @property
    def page(self) -> int | None:
        """0-based index of the first page it shows something on; None if it shows nothing."""
        return next((kid.page for kid in self.contents()), None)

    def contents(self) -> Iterator[Content]:
        """All marked content in it and below."""
        for kid in self.kids:
            if isinstance(kid, Content):
                yield kid
            else:
                yield from kid.contents()

    def elements(self, *roles: str) -> Iterator[Element]:
        """It and all below that have one of the roles, in reading order; all if none is named."""
        if not roles or self.role in roles:
            yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.elements(*roles)


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link.

    Attributes:
        number: of its object in the file.
        page: 0-based index of the page that shows it.
        own_page: the one that it says it is on; the same where it says nothing.
        struct_parent: its key in the parent tree; None if it has none.
        name: what is read aloud.
        target: name of a destination, or an address.
        target_page: 0-based; None for an address, and where the destination does not exist.
        is_internal: whether it leads to a page.
        rectangle: left, bottom, right, top, in pt.
    """

    number: int
    page: int
    own_page: int
    struct_parent: int | None
    name: str
    target: str
    target_page: int | None
    is_internal: bool
    rectangle: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """An entry of the outline; level from 1, page index from 0, None if it leads nowhere."""

    level: int
    title: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Font:
    """A font of the file."""

    name: str
    is_embedded: bool


@dataclass(frozen=True, slots=True)
class PageView:
    """A page: its label, its key in the parent tree, what it paints."""

    label: str
    struct_parents: int | None
    marks: tuple[Mark, ...]

    @property
    def text(self) -> str:
        """All that is painted, a line for each mark."""
        return "\n".join(mark.text for mark in self.marks)


@dataclass(frozen=True, slots=True)
class PdfView:
    """A finished PDF.

    Attributes:
        document: the top of the structure.
        parent_tree: from keys of pages and annotations to numbers of elements; 0 for none.
        pages: in order.
        annotations: the links, page by page.
        outline: in order.
        fonts: each once.
    """

    document: Element
    parent_tree: Mapping[int, tuple[int, ...]]
    pages: tuple[PageView, ...]
    annotations: tuple[Annotation, ...]
    outline: tuple[OutlineEntry, ...]
    fonts: tuple[Font, ...]
