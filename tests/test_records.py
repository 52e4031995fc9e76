from __future__ import annotations

import os
import pickle
from typing import Any

import pytest

from report_pdf.findings import Where
from report_pdf.records import UnreadableError, record, recorded
from report_pdf.typeset.tag_tree import Leaf, Mark, Node


def test_what_was_recorded_comes_back() -> None:
    mark = Mark(0, 3, (1.5, 2.0, 3.0, 4.0))
    node = Node("P", (Leaf((), "una riga", (mark,)),), language="it")
    known, where = recorded(record((node, Where("testo.md", 3))))
    assert where == Where("testo.md", 3)
    assert (known.role, known.kids, known.language) == (node.role, node.kids, "it")


class Hostile:
    """Reading it back would run a program."""

    def __reduce__(self) -> tuple[Any, ...]:
        return os.system, ("echo gone",)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a record",
        record((1, 2))[:-1],
        pickle.dumps(Hostile()),
        pickle.dumps(os.getcwd),
        b"cbuiltins\neval\n(S'1'\ntR.",
    ],
)
def test_a_record_that_is_damaged_or_would_call_something_is_not_read(content: bytes) -> None:
    with pytest.raises(UnreadableError):
        recorded(content)
