"""A structure tree on its way from a PDF's own to the normal form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from report_pdf.parts.objects.entries import Identity


@dataclass(frozen=True, slots=True)
class Marked:
    """Marked content.

    Attributes:
        page: 0-based index.
        stream: the page, or the form XObject, whose numbering it is in.
        mcid: its number there.
    """

    page: int
    stream: Identity
    mcid: int


@dataclass(frozen=True, slots=True)
class Linked:
    """An annotation."""

    annotation: Identity


@dataclass(slots=True, eq=False)
class Node:
    """A structure element.

    Attributes:
        role: a standard type, or "" while none is known.
        kids: elements, content and annotations in reading order.
        says: its texts by key, without slash: "Alt", "ActualText", "E", "Lang", "T".
        identifier: its ID, as in the source; "" for none.
        attributes: by owner ("Table") and key ("Scope"); names start with a slash.
    """

    role: str
    kids: list[Node | Marked | Linked] = field(default_factory=list)
    says: dict[str, str] = field(default_factory=dict)
    identifier: str = ""
    attributes: dict[str, dict[str, object]] = field(default_factory=dict)

    @property
    def nodes(self) -> list[Node]:
        """The elements among its kids."""
        return [kid for kid in self.kids if isinstance(kid, Node)]

    def walk(self) -> Iterator[Node]:
        """It and all below, in reading order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.nodes)

    def contents(self) -> Iterator[Marked | Linked]:
        """All content and annotations in it and below, in reading order."""
        waiting: list[Node | Marked | Linked] = [self]
        while waiting:
            kid = waiting.pop()
            if isinstance(kid, Node):
                waiting += reversed(kid.kids)
            else:
                yield kid

    @property
    def page(self) -> int | None:
        """0-based index of the first page it shows something on; None if it shows nothing."""
        return next((kid.page for kid in self.contents() if isinstance(kid, Marked)), None)


def from_below(top: Node) -> list[Node]:
    """All elements, each after those in it: what is mended in this order stays mended."""
    return list(top.walk())[::-1]
