"""Labels of lists: office programs leave bullets and numbers in the text of the item."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from report_pdf.parts.objects.entries import Identity
from report_pdf.parts.tags.tree import Marked, Node

_LABEL = re.compile(r"[^\w\s]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxlcIVXLC]{1,6})[.)]")


def find_labels(top: Node, texts: Mapping[tuple[Identity, int], str]) -> None:
    """Give items without a label the one that their text begins with."""
    for item in top.walk():
        bodies = item.nodes if item.role == "LI" else []
        if bodies and bodies[0].role == "LBody":
            _take_label(item, _first_block(bodies[0]), texts)


def _first_block(body: Node) -> Node:
    """Where the text of an item begins."""
    node = body
    while node.kids and isinstance(first := node.kids[0], Node) and first.role in {"P", "Span", "NonStruct"}:
        node = first
    return node


def _take_label(item: Node, block: Node, texts: Mapping[tuple[Identity, int], str]) -> None:
    first = block.kids[0] if len(block.kids) > 1 else None
    if isinstance(first, Marked) and _is_label(texts.get((first.stream, first.mcid), "")):
        block.kids.pop(0)
        item.kids.insert(0, Node("Lbl", [first]))


def _is_label(text: str) -> bool:
    sign = text.strip()
    return bool(_LABEL.fullmatch(sign)) or (len(sign) == 1 and unicodedata.category(sign) == "Co")
