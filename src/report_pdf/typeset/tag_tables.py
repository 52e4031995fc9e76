"""Which heading cells speak for which cells of a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count, product

from report_pdf.typeset.tag_roles import SCOPES
from report_pdf.typeset.tag_tree import Leaf, Node

Line = tuple[str, int]
"""A row, a column or a group of rows of a table, by its 0-based number."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell in its grid; row, column and group are 0-based."""

    node: Node
    row: int
    column: int
    group: int

    @property
    def rows(self) -> range:
        return range(self.row, self.row + self.node.rows)

    @property
    def columns(self) -> range:
        return range(self.column, self.column + self.node.columns)

    @property
    def scope(self) -> str:
        """What HTML says; where it says nothing, the first cell of a row below the first heads its row."""
        said = self.node.element.get("scope", "") if self.node.element is not None else ""
        return said if said in SCOPES else "row" if self.row and not self.column else "col"

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines that the cell stands in."""
        rows = tuple(("row", row) for row in self.rows)
        return (("rowgroup", self.group), *rows, *(("col", column) for column in self.columns))

    @property
    def headed(self) -> tuple[Line, ...]:
        """The lines that a heading cell speaks for."""
        kind = {"colgroup": "col"}.get(self.scope, self.scope)
        return tuple(line for line in self.lines if line[0] == kind)


def with_headers(document: Node, name: str) -> Node:
    """The tree with scope and identifier on each heading cell, and its headings on each cell.

    Identifiers are unique in the document; notes get theirs here too, because
    ISO 14289-1, 7.9, wants one on each.

    Args:
        document: a galley's part of the structure.
        name: what tells its identifiers from those of other galleys.
    """
    return _number(document, name, count(1), count(1))


def _number(node: Node, name: str, tables: count[int], notes: count[int]) -> Node:
    kids = tuple(kid if isinstance(kid, Leaf) else _number(kid, name, tables, notes) for kid in node.kids)
    if any(new is not old for new, old in zip(kids, node.kids, strict=True)):
        node = replace(node, kids=kids)
    if node.role == "Note":
        return replace(node, identifier=f"note-{name}-{next(notes)}")
    return _with_headers(node, f"table-{name}-{next(tables)}") if node.role == "Table" else node


def _with_headers(table: Node, name: str) -> Node:
    """Cells come row by row: the headings of a cell are those met before it in its lines."""
    headings: dict[Line, list[str]] = {}
    changed: dict[Node, Node] = {}
    for cell in _grid(table):
        reached = dict.fromkeys(heading for line in cell.lines for heading in headings.get(line, ()))
        # A heading over a group of rows is of no column: its own words are all there is to say.
        node = replace(cell.node, headers=() if cell.scope == "rowgroup" else tuple(reached))
        if node.role == "TH":
            identifier = f"{name}-r{cell.row + 1}-c{cell.column + 1}"
            node = replace(node, identifier=identifier, scope=SCOPES[cell.scope])
            for line in cell.headed:
                headings.setdefault(line, []).append(identifier)
        changed[cell.node] = node
    return _changed(table, changed)


def _grid(table: Node) -> Iterator[_Cell]:
    """Each cell of the table with its place, spans counted."""
    taken: set[tuple[int, int]] = set()
    for row, (group, line) in enumerate(_rows(table)):
        columns = count()
        for node in line.kids:
            if isinstance(node, Node):
                column = next(c for c in columns if (row, c) not in taken)
                cell = _Cell(node, row, column, group)
                taken.update(product(cell.rows, cell.columns))
                yield cell


def _rows(table: Node) -> Iterator[tuple[int, Node]]:
    """The rows with the number of their group."""
    for group, kid in enumerate(table.kids):
        if isinstance(kid, Node) and kid.role == "TR":
            yield 0, kid
        elif isinstance(kid, Node) and kid.role in {"THead", "TBody", "TFoot"}:
            for row in kid.kids:
                if isinstance(row, Node) and row.role == "TR":
                    yield group + 1, row


def _changed(node: Node, changed: dict[Node, Node]) -> Node:
    kids = (kid if isinstance(kid, Leaf) else changed.get(kid) or _changed(kid, changed) for kid in node.kids)
    return replace(node, kids=tuple(kids))
