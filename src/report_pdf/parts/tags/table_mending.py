"""Mending tables: rows of equal width, headers that say what they head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from report_pdf.parts.tags.tree import Node

_GROUPS = ("THead", "TBody", "TFoot")
_CELLS = ("TH", "TD")
_SCOPES = ("/Row", "/Column", "/Both")


# A cell over more columns than any row has use for means none of them.
_PER_CELL, _SPARE = 4, 8


@dataclass(frozen=True, slots=True)
class _Room:
    """The 0-based row and column before which cells must end."""

    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cell with its 0-based row and column."""

    cell: Node
    row: int
    column: int


def mend_table(table: Node) -> None:
    """Make rows equal, group them as PDF/UA-1 wants, and give header cells a scope where they have none."""
    _keep_rows(table)
    rows = rows_of(table)
    if not rows:
        table.role = "Div"
        return
    for row in rows:
        _keep_cells(row)
    _group(table)
    _give_scopes(_fill(_sections(table)), rows_of(table))


def _keep_rows(table: Node) -> None:
    """Whatever is neither row nor caption becomes a row of one cell."""
    for group in [table, *(node for node in table.nodes if node.role in _GROUPS)]:
        allowed = {"TR", "Caption", *_GROUPS} if group is table else {"TR"}
        group.kids = [
            kid if isinstance(kid, Node) and kid.role in allowed else Node("TR", [Node("TD", [kid])])
            for kid in group.kids
        ]


def _keep_cells(row: Node) -> None:
    row.kids = [
        kid if isinstance(kid, Node) and kid.role in _CELLS else Node("TD", [kid]) for kid in row.kids
    ]


def rows_of(table: Node) -> list[Node]:
    """The rows in reading order."""
    return [
        row
        for each in table.nodes
        for row in ([each] if each.role == "TR" else each.nodes if each.role in _GROUPS else [])
    ]


def _group(table: Node) -> None:
    """One head and one foot at most; beside groups no rows of their own."""
    groups = [each for each in table.nodes if each.role in _GROUPS]
    if not groups:
        return
    for role in ("THead", "TFoot"):
        for extra in [each for each in groups if each.role == role][1:]:
            extra.role = "TBody"
    kids: list[Node] = []
    for each in table.nodes:
        if each.role != "TR":
            kids.append(each)
        elif kids and kids[-1].role == "TBody":
            kids[-1].kids.append(each)
        else:
            kids.append(Node("TBody", [each]))
    if not any(each.role == "TBody" for each in kids):
        for each in groups:
            each.role = "TBody"
    table.kids = list(kids)


def _sections(table: Node) -> list[list[Node]]:
    """The rows by the group that spans cannot leave."""
    groups = [each.nodes for each in table.nodes if each.role in _GROUPS]
    return groups or [[each for each in table.nodes if each.role == "TR"]]


def _span(cell: Node, key: str) -> int:
    value = cell.attributes.get("Table", {}).get(key, 1)
    return max(value, 1) if isinstance(value, int) else 1


def _set_span(cell: Node, key: str, span: int) -> None:
    attributes = cell.attributes.setdefault("Table", {})
    if span > 1:
        attributes[key] = span
    else:
        attributes.pop(key, None)
    if not attributes:
        del cell.attributes["Table"]


def _fill(sections: Sequence[Sequence[Node]]) -> list[_Placed]:
    """Place the cells, cut spans that have no room, and fill rows that end early with empty cells."""
    placed: list[_Placed] = []
    taken: set[tuple[int, int]] = set()
    first = 0
    widest = max((len(row.kids) for rows in sections for row in rows), default=0)
    for rows in sections:
        for index, row in enumerate(rows, start=first):
            room = _Room(first + len(rows), widest * _PER_CELL + _SPARE)
            placed += _place(row, index, room, taken)
        first += len(rows)
    width = max((column for _row, column in taken), default=-1) + 1
    all_rows = [row for rows in sections for row in rows]
    for index, row in enumerate(all_rows):
        for column in range(width):
            if (index, column) not in taken:
                cell = Node("TD")
                row.kids.append(cell)
                placed.append(_Placed(cell, index, column))
    return placed


def _place(row: Node, index: int, room: _Room, taken: set[tuple[int, int]]) -> list[_Placed]:
    placed, column = list[_Placed](), 0
    for cell in row.nodes:
        while (index, column) in taken:
            column += 1
        height = min(_span(cell, "RowSpan"), room.rows - index)
        width = max(min(_span(cell, "ColSpan"), room.columns - column), 1)
        free = next((n for n in range(1, width) if (index, column + n) in taken), width)
        _set_span(cell, "RowSpan", height)
        _set_span(cell, "ColSpan", free)
        taken |= {(index + down, column + right) for down in range(height) for right in range(free)}
        placed.append(_Placed(cell, index, column))
        column += free
    return placed


def _give_scopes(placed: Sequence[_Placed], rows: Sequence[Node]) -> None:
    """A header heads its column where its row is all headers, its row where it begins one; else both."""
    head_rows = {index for index, row in enumerate(rows) if is_head(row)}
    for each in placed:
        attributes = each.cell.attributes.get("Table", {})
        if each.cell.role == "TH" and attributes.get("Scope") not in _SCOPES:
            scope = "/Column" if each.row in head_rows else "/Row" if each.column == 0 else "/Both"
            each.cell.attributes["Table"] = attributes | {"Scope": scope}


def is_head(row: Node) -> bool:
    """Whether all its cells are headers; the corner above a column of headers need not be one."""
    cells = row.nodes[1:] or row.nodes
    return bool(cells) and all(cell.role == "TH" for cell in cells)
