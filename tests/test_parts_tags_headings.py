from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tag_drawing import tree

from report_pdf.parts.tags.headings import renumber_headings
from report_pdf.parts.tags.tree import Node


def levels(headings: list[int], first: int) -> list[int]:
    top = Node("Part", [tree(f"H{level}") for level in headings])
    renumber_headings(top, first)
    return [int(node.role[1]) for node in top.nodes]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([1, 2, 2, 3, 1], [2, 3, 3, 4, 2]),
        ([1, 4, 2], [2, 3, 3]),
        ([3, 1, 2], [2, 2, 3]),
        ([1, 2, 3, 4, 5, 6], [2, 3, 4, 5, 6, 6]),
    ],
)
def test_headings_hang_under_that_of_the_book(found: list[int], expected: list[int]) -> None:
    assert levels(found, 2) == expected


@given(st.lists(st.integers(1, 6), min_size=1), st.integers(1, 6))
def test_no_level_is_left_out(found: list[int], first: int) -> None:
    new = levels(found, first)
    assert new[0] == first
    assert all(first <= level <= 6 for level in new)
    assert all(after <= before + 1 for before, after in pairwise(new))


def test_headings_without_a_number_have_that_of_their_section() -> None:
    top = tree(("Part", ("Sect", "H", ("Sect", "H", "P")), ("Sect", "H")))
    renumber_headings(top, 3)
    assert [node.role for node in top.walk() if node.role.startswith("H")] == ["H3", "H4", "H3"]
