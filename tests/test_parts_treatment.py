from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from outside_files import request

from report_pdf.findings import Severity
from report_pdf.parts.part import Treatment
from report_pdf.parts.treatment import choose, page_ranges, treatment_finding

NO_TAGS = ("it has no tags",)
FONT = "a font is missing"


@pytest.mark.parametrize(
    ("asked", "faults", "pictures", "done", "is_asked"),
    [
        ("auto", (), {}, "tags", True),
        ("auto", NO_TAGS, {}, "figure", True),
        ("auto", (), {1: FONT}, "figure", True),
        ("auto", NO_TAGS, {1: FONT, 2: FONT}, "image", True),
        ("tags", (), {}, "tags", True),
        ("tags", NO_TAGS, {}, "figure", False),
        ("tags", (), {2: FONT}, "figure", False),
        ("figure", (), {}, "figure", True),
        ("figure", (), {1: FONT}, "figure", False),
        ("text", NO_TAGS, {}, "text", True),
        ("text", NO_TAGS, {1: FONT, 2: FONT}, "image", False),
        ("image", (), {}, "image", True),
        ("artifact", NO_TAGS, {1: FONT}, "artifact", True),
    ],
)
def test_the_best_that_the_file_allows(
    asked: str,
    faults: tuple[str, ...],
    pictures: dict[int, str],
    done: str,
    is_asked: bool,  # noqa: FBT001
) -> None:
    verdict = choose(request(treatment=Treatment(asked)), faults, pictures, 2)
    assert (verdict.treatment, verdict.is_asked) == (Treatment(done), is_asked)


def test_a_cover_is_a_picture_unless_its_tags_are_asked_for() -> None:
    assert choose(request(is_cover=True), (), {}, 1).treatment is Treatment.FIGURE
    asked = request(is_cover=True, treatment=Treatment.TAGS)
    assert choose(asked, (), {}, 1).treatment is Treatment.TAGS


@pytest.mark.parametrize(
    ("asked", "faults", "pictures", "words", "severity"),
    [
        ("auto", (), {}, "Allegato B: its 3 pages keep their tags", "note"),
        (
            "auto",
            NO_TAGS,
            {},
            "Allegato B: its 3 pages become pictures, drawn as they were, because it has no tags",
            "note",
        ),
        ("figure", NO_TAGS, {}, "Allegato B: its 3 pages become pictures, drawn as they were", "note"),
        (
            "tags",
            (),
            {1: FONT, 2: FONT},
            (
                "Allegato B: its 3 pages become pictures, drawn as they were, 2 of them images of 200 dpi, "
                "because a font is missing (pages 1-2)"
            ),
            "warn",
        ),
        ("image", (), {}, "Allegato B: its 3 pages become images of 200 dpi", "note"),
        (
            "auto",
            NO_TAGS,
            {1: FONT, 2: FONT, 3: "it is damaged"},
            (
                "Allegato B: its 3 pages become images of 200 dpi, "
                "because a font is missing (pages 1-2); it is damaged (page 3)"
            ),
            "note",
        ),
    ],
)
def test_what_was_done_is_told_with_its_reason(
    asked: str, faults: tuple[str, ...], pictures: dict[int, str], words: str, severity: str
) -> None:
    part = request(treatment=Treatment(asked))
    finding = treatment_finding(part, choose(part, faults, pictures, 3), 3)
    assert finding.rule == "data.appendix-treatment"
    assert (finding.message, finding.severity) == (words, Severity(severity))
    assert bool(finding.hint) is (severity == "warn")


def test_pages_as_people_write_them() -> None:
    assert page_ranges([3, 1, 2, 7, 9, 8, 12]) == "1-3, 7-9, 12"


@given(st.sets(st.integers(1, 60)))
def test_ranges_name_each_page_and_no_other(numbers: set[int]) -> None:
    named: set[int] = set()
    for run in filter(None, page_ranges(numbers).split(", ")):
        first, _dash, last = run.partition("-")
        named |= set(range(int(first), int(last or first) + 1))
    assert named == numbers
