"""Tables that a program tagged anew on each page that they go on to."""

from __future__ import annotations

from collections.abc import Mapping

from report_pdf.parts.objects.entries import Identity
from report_pdf.parts.tags.table_mending import is_head, rows_of
from report_pdf.parts.tags.tree import Linked, Marked, Node

Texts = Mapping[tuple[Identity, int], str]
"""What is shown, by page or form and number."""


def join_tables(top: Node, texts: Texts) -> None:
    """Join a table to the one just before it when it begins on the next page, under the same headers.

    The repeated headers belong to no element any more, and so are decoration.
    """
    for parent in list(top.walk()):
        kids: list[Node | Marked | Linked] = []
        for kid in parent.kids:
            before = kids[-1] if kids else None
            if not (isinstance(before, Node) and isinstance(kid, Node) and _goes_on(before, kid, texts)):
                kids.append(kid)
        parent.kids = kids


def _goes_on(table: Node, other: Node, texts: Texts) -> bool:
    """Whether `other` went on with `table`, and is in it now."""
    if {table.role, other.role} != {"Table"} or _last_page(table) + 1 != other.page:
        return False
    head, again = _head(table), _head(other)
    is_same = [_said(row, texts) for row in head] == [_said(row, texts) for row in again]
    if not head or not is_same or any(kid.role == "Caption" for kid in other.nodes):
        return False
    rows = [row for row in rows_of(other) if row not in again]
    groups = [kid for kid in table.nodes if kid.role == "TBody"]
    (groups[-1] if groups else table).kids += rows
    return True


def _last_page(table: Node) -> int:
    """0-based index of the page that it ends on; -1 if it shows nothing."""
    waiting: list[Node | Marked | Linked] = [table]
    while waiting:
        kid = waiting.pop()
        if isinstance(kid, Marked):
            return kid.page
        if isinstance(kid, Node):
            waiting += kid.kids
    return -1


def _head(table: Node) -> list[Node]:
    """The rows of headers that it begins with."""
    head = []
    for row in rows_of(table):
        if not is_head(row):
            break
        head.append(row)
    return head


def _said(row: Node, texts: Texts) -> list[str]:
    cells = ([each for each in cell.contents() if isinstance(each, Marked)] for cell in row.nodes)
    return ["".join(texts.get((each.stream, each.mcid), "") for each in cell) for cell in cells]
