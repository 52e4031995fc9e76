"""What the browser is told."""

from __future__ import annotations

import pytest

from report_pdf.findings import Finding, Severity
from report_pdf.preview.telling import side_of, told_findings


@pytest.mark.parametrize(
    ("rule", "group"),
    [
        ("data.blank-cell", "data"),
        ("layout.widow", "layout"),
        ("layout.low-contrast", "accessibility"),
        ("layout.no-alternative", "accessibility"),
        ("conformance.no-structure", "accessibility"),
        ("print.hairline", "print"),
        ("tool.disk-full", "tool"),
    ],
)
def test_a_finding_stands_with_those_for_the_same_eyes(rule: str, group: str) -> None:
    (told,) = told_findings([Finding(rule, Severity.WARN, "something")])
    assert told["group"] == group


def test_the_first_page_of_a_book_is_a_right_hand_one() -> None:
    assert [side_of(index) for index in range(3)] == ["recto", "verso", "recto"]
