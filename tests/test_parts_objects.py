from __future__ import annotations

import pytest
from part_input import drawn_part
from pikepdf import Array, Dictionary, Object, String

from report_pdf.parts.objects import (
    array,
    dictionary,
    entry,
    inherited,
    integer,
    keys,
    listed,
    name,
    number,
    numbers,
    own_resources,
    text,
    tree_items,
)

WRONG = Object.parse(b"<< /A /B /C (c) /D [1 2.5] /E 3 /F true /G << /H 1 >> /#e9 1 /N /#e9 >>")


def test_what_is_of_another_type_counts_as_absent() -> None:
    assert [entry(3, "/A"), entry(WRONG, "/Z"), array(WRONG, "/A")] == [None, None, []]
    assert not list(dictionary(WRONG, "/A").keys())
    assert [name(WRONG.C), text(WRONG.A)] == ["", ""]
    assert [integer(WRONG.F, 7), number(WRONG.F), number(WRONG.C, 5)] == [7, 0, 5]
    assert (listed(None), listed(WRONG.E), listed(WRONG.D)[0]) == ([], [3], 1)


def test_names_that_are_no_text_do_not_stop_the_reading() -> None:
    assert "/A" in keys(WRONG)
    assert name(entry(WRONG, "/N")) == "\ufffd"
    assert text(String(b"\xef\xbb\xbf\xff")) == ""


@pytest.mark.parametrize(
    ("found", "expected"), [("[1 2.5]", (1, 2.5)), ("[1]", ()), ("[1 (2)]", ()), ("[1 null]", ()), ("3", ())]
)
def test_numbers_are_all_or_none(found: str, expected: tuple[float, ...]) -> None:
    assert numbers(Object.parse(found.encode()), 2) == expected


def test_a_tree_with_a_ring_gives_each_item_once_and_in_order() -> None:
    pdf = drawn_part(b"")
    leaves = [pdf.make_indirect(Dictionary(Names=Array([String(each), 1, String("odd")]))) for each in "ab"]
    root = pdf.make_indirect(Dictionary(Kids=Array([*leaves, 3])))
    leaves[1]["/Kids"] = Array([root, leaves[0]])
    assert [text(key) for key, _value in tree_items(root, "/Names")] == ["a", "b"]


def test_resources_come_from_above_and_a_ring_of_pages_ends() -> None:
    pdf = drawn_part(b"")
    page = pdf.pages[0]
    del page.obj["/Resources"]
    page.obj["/Parent"]["/Resources"] = Dictionary(X=1)
    assert own_resources(page).X == 1
    assert page.obj["/Resources"].X == 1
    ring = pdf.make_indirect(Dictionary())
    ring["/Parent"] = ring
    assert inherited(ring, "/Resources") is None
