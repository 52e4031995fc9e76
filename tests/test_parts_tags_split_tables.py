from __future__ import annotations

from collections.abc import Callable

import pytest
from tag_drawing import PAGE, drawing_of, tree

from report_pdf.parts.tags.split_tables import join_tables
from report_pdf.parts.tags.tree import Node

TEXTS = {
    (PAGE, 0): "Comune",
    (PAGE, 1): "Prato",
    (PAGE, 10): "Comune",
    (PAGE, 11): "Zeri",
    (PAGE, 20): "Provincia",
}


def table(head: int, cell: int, page: int) -> Node:
    return tree(("Table", ("TR", ("TH", head)), ("TR", ("TD", cell))), page=page)


def test_a_table_that_goes_on_under_the_same_headers_is_one() -> None:
    top = Node("Part", [table(0, 1, 3), table(10, 11, 4)])
    join_tables(top, TEXTS)
    assert drawing_of(top) == ("Part", ("Table", ("TR", ("TH", 0)), ("TR", ("TD", 1)), ("TR", ("TD", 11))))


def test_rows_go_on_in_their_group() -> None:
    first = tree(("Table", ("THead", ("TR", ("TH", 0))), ("TBody", ("TR", ("TD", 1)))))
    top = Node("Part", [first, table(10, 11, 1)])
    join_tables(top, TEXTS)
    assert drawing_of(first)[2] == ("TBody", ("TR", ("TD", 1)), ("TR", ("TD", 11)))


@pytest.mark.parametrize(
    "other",
    [
        lambda: table(20, 11, 4),
        lambda: table(10, 11, 5),
        lambda: table(10, 11, 3),
        lambda: tree(("P", 11), page=4),
    ],
    ids=["other headers", "a page between", "the same page", "no table"],
)
def test_others_stay_apart(other: Callable[[], Node]) -> None:
    top = Node("Part", [table(0, 1, 3), other()])
    join_tables(top, TEXTS)
    assert len(top.kids) == 2
