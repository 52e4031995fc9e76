from __future__ import annotations

import pytest
from pikepdf import Object

from report_pdf.parts.objects.values import numbers


@pytest.mark.parametrize(
    ("found", "expected"), [("[1 2.5]", (1, 2.5)), ("[1]", ()), ("[1 (2)]", ()), ("[1 null]", ()), ("3", ())]
)
def test_numbers_are_all_or_none(found: str, expected: tuple[float, ...]) -> None:
    assert numbers(Object.parse(found.encode()), 2) == expected
