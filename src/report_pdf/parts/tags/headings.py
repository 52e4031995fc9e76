"""Headings of a part, one below the other under the heading of the book that it hangs from."""

from __future__ import annotations

from report_pdf.parts.tags.standard_types import GROUPING, HEADINGS
from report_pdf.parts.tags.tree import Node

LOWEST = 6


def renumber_headings(top: Node, first_level: int) -> None:
    """Give the topmost headings `first_level`, and each below it one more, so that none is left out."""
    _number_unnumbered(top)
    open_levels: list[int] = []
    for node in top.walk():
        if node.role in HEADINGS:
            level = int(node.role[1])
            while open_levels and open_levels[-1] >= level:
                open_levels.pop()
            open_levels.append(level)
            node.role = f"H{min(first_level + len(open_levels) - 1, LOWEST)}"


def _number_unnumbered(top: Node) -> None:
    """Headings without a number have the level of the sections that they are in (ISO 32000-1, 14.8.4.3.2)."""
    waiting = [(top, 0)]
    while waiting:
        node, depth = waiting.pop()
        if node.role == "H":
            node.role = f"H{min(max(depth, 1), LOWEST)}"
        below = depth + (node.role in GROUPING and any(kid.role == "H" for kid in node.nodes))
        waiting += [(kid, below) for kid in node.nodes]
