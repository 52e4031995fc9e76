"""Structure trees written as lists: `("P", 0, ("Span", 1))` is a P that holds content 0 and a Span."""

from __future__ import annotations

from collections.abc import Mapping

from report_pdf.parts.tags.tree import Linked, Marked, Node

PAGE = (1, 0)
"""The object of the page that drawn content is on."""

Drawing = tuple[object, ...]


def tree(drawing: Drawing | str, *, page: int = 0, **says: str) -> Node:
    """The element that is drawn; a dictionary in it gives its attributes for tables."""
    role, *kids = (drawing,) if isinstance(drawing, str) else drawing
    node = Node(str(role), says=says)
    for kid in kids:
        if isinstance(kid, Mapping):
            node.attributes = {"Table": dict(kid)}
        elif isinstance(kid, int):
            node.kids.append(Marked(page, PAGE, kid))
        elif isinstance(kid, Node):
            node.kids.append(kid)
        else:
            node.kids.append(tree(kid, page=page))  # type: ignore[arg-type]
    return node


def drawing_of(node: Node) -> Drawing | str:
    """The element, drawn; annotations are drawn by the number of their object, as text."""
    kids = [
        drawing_of(kid) if isinstance(kid, Node) else kid.mcid if isinstance(kid, Marked) else _number(kid)
        for kid in node.kids
    ]
    return (node.role, *kids) if kids else node.role


def _number(kid: Linked) -> str:
    return str(kid.annotation[0])
