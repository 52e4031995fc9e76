from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tag_drawing import Drawing, drawing_of, tree

from report_pdf.parts.tags.table_mending import mend_table, rows_of
from report_pdf.parts.tags.tree import Node


def mended(drawing: Drawing) -> Node:
    table = tree(drawing)
    mend_table(table)
    return table


def scopes(table: Node) -> list[list[object]]:
    return [
        [cell.attributes.get("Table", {}).get("Scope", "") for cell in row.nodes] for row in rows_of(table)
    ]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        # short rows are filled
        (("Table", ("TR", ("TD", 0), ("TD", 1)), ("TR", ("TD", 2)), "TR"),
         ("Table", ("TR", ("TD", 0), ("TD", 1)), ("TR", ("TD", 2), "TD"), ("TR", "TD", "TD"))),
        # what is no row or cell becomes one
        (("Table", ("P", 0), ("TR", ("P", 1))),
         ("Table", ("TR", ("TD", ("P", 0))), ("TR", ("TD", ("P", 1))))),
        # rows beside groups
        (("Table", ("THead", ("TR", ("TH", 0))), ("TR", ("TD", 1)), ("TR", ("TD", 2))),
         ("Table", ("THead", ("TR", ("TH", 0))), ("TBody", ("TR", ("TD", 1)), ("TR", ("TD", 2))))),
        # one head at most, and never alone
        (("Table", ("THead", ("TR", ("TH", 0))), ("THead", ("TR", ("TH", 1)))),
         ("Table", ("THead", ("TR", ("TH", 0))), ("TBody", ("TR", ("TH", 1))))),
        (("Table", ("THead", ("TR", ("TH", 0)))), ("Table", ("TBody", ("TR", ("TH", 0))))),
        # no rows: no table
        (("Table", ("Caption", 0)), ("Div", ("Caption", 0))),
    ],
)  # fmt: skip
def test_tables_are_made_whole(found: Drawing, expected: Drawing) -> None:
    assert drawing_of(mended(found)) == expected


def test_cells_over_several_places_are_counted() -> None:
    table = mended(
        ("Table", ("TR", ("TH", {"RowSpan": 2}, 0), ("TH", {"ColSpan": 2}, 1)), ("TR", ("TH", 2), ("TH", 3)),
         ("TR", ("TD", 4), ("TD", 5), ("TD", 6)))
    )  # fmt: skip
    assert [len(row.nodes) for row in rows_of(table)] == [2, 2, 3]


def test_spans_without_room_are_cut() -> None:
    table = mended(("Table", ("TR", ("TD", {"RowSpan": 9, "ColSpan": 3}, 0)), ("TR", ("TD", 1))))
    assert drawing_of(table) == ("Table", ("TR", ("TD", 0), "TD"), ("TR", ("TD", 1)))
    assert rows_of(table)[0].nodes[0].attributes["Table"] == {"RowSpan": 2, "ColSpan": 3}


def test_a_cell_over_a_thousand_columns_makes_no_thousand_cells() -> None:
    table = mended(("Table", ("TR", ("TD", {"ColSpan": 1_000_000}, 0)), ("TR", ("TD", 1))))
    assert sum(len(row.nodes) for row in rows_of(table)) < 20


@pytest.mark.parametrize(
    ("drawing", "expected"),
    [
        (
            ("Table", ("TR", ("TH", 0), ("TH", 1)), ("TR", ("TH", 2), ("TD", 3))),
            [["/Column", "/Column"], ["/Row", ""]],
        ),
        (
            ("Table", ("TR", ("TD", 0), ("TH", 1)), ("TR", ("TH", 2), ("TD", 3))),
            [["", "/Column"], ["/Row", ""]],
        ),
        (("Table", ("TR", ("TD", 0), ("TH", 1), ("TD", 2))), [["", "/Both", ""]]),
        (
            ("Table", ("TR", ("TH", {"Scope": "/Row"}, 0), ("TH", {"Scope": "/Boh"}, 1))),
            [["/Row", "/Column"]],
        ),
    ],
)
def test_headers_say_what_they_head(drawing: Drawing, expected: list[list[object]]) -> None:
    assert scopes(mended(drawing)) == expected


CELL = st.builds(
    lambda role, rows, columns: (role, {"RowSpan": rows, "ColSpan": columns}),
    st.sampled_from(("TH", "TD")), st.integers(-1, 4), st.integers(0, 4),
)  # fmt: skip


@given(st.lists(st.lists(CELL, max_size=4).map(lambda cells: ("TR", *cells)), min_size=1, max_size=5))
def test_every_row_has_the_same_width(rows: list[Drawing]) -> None:
    table = mended(("Table", *rows))
    taken: list[tuple[int, int]] = []
    for index, row in enumerate(rows_of(table)):
        column = 0
        for cell in row.nodes:
            spans = cell.attributes.get("Table", {})
            height, width = int(str(spans.get("RowSpan", 1))), int(str(spans.get("ColSpan", 1)))
            while (index, column) in taken:
                column += 1
            taken += [(index + down, column + right) for down in range(height) for right in range(width)]
    assert len(taken) == len(set(taken))
    assert {row for row, _column in taken} <= set(range(len(rows)))
    widths = {sum(row == index for row, _column in taken) for index in range(len(rows))}
    assert len(widths) == 1
