from __future__ import annotations

import pytest
from look_input import plain_page

from report_pdf.findings import Finding, Severity, Where
from report_pdf.look.marks import marks_of, marks_without_page

PAGE = plain_page("7")


def finding(where: Where, severity: Severity = Severity.WARN) -> Finding:
    return Finding("layout.off-grid", severity, "fuori griglia", where)


@pytest.mark.parametrize(
    ("at_mm", "box"),
    [
        ((), ""),
        ((105.0, 29.7), "left:50.00%;top:10.00%"),
        ((21.0, 29.7, 126.0, 59.4), "left:10.00%;top:10.00%;width:50.00%;height:10.00%"),
    ],
)
def test_a_spot_in_mm_is_a_place_on_the_picture(at_mm: tuple[float, ...], box: str) -> None:
    (mark,) = marks_of(PAGE, [finding(Where(page="7", at_mm=at_mm))])
    assert mark.box == box


def test_a_page_has_its_own_findings_the_gravest_first() -> None:
    note, block = (
        finding(Where("a.html", 3, page="7"), Severity.NOTE),
        finding(Where(page="7"), Severity.BLOCK),
    )
    marks = marks_of(PAGE, [note, block, finding(Where(page="17")), finding(Where("b.html", 1))])
    assert [(mark.number, mark.finding, mark.place) for mark in marks] == [
        (1, block, ""),
        (2, note, "a.html:3"),
    ]


def test_what_is_about_no_page_of_the_book_is_not_lost() -> None:
    here, elsewhere, nowhere = (
        finding(where) for where in (Where(page="7"), Where("z.csv", page="99"), Where())
    )
    marks = marks_without_page([PAGE], [here, elsewhere, nowhere])
    assert [mark.finding for mark in marks] == [nowhere, elsewhere]
