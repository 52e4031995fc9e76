"""Which pages look otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
from differences_input import noisy_page, page

from report_pdf.differences import pages as pages_module
from report_pdf.differences.book_reading import ReadPage
from report_pdf.differences.comparison import Kind, PageChange
from report_pdf.differences.pages import page_pairs, pictured

Bars = tuple[tuple[int, int, int, int], ...]
BODIES: tuple[Bars, ...] = (
    ((10, 20, 80, 30), (10, 50, 60, 60)),
    ((20, 90, 90, 100), (20, 140, 70, 150)),
    ((10, 30, 30, 120), (50, 30, 70, 120)),
    ((40, 70, 95, 75), (40, 110, 95, 160)),
)


def book(folder: Path, bodies: tuple[Bars, ...], first: int = 1) -> list[ReadPage]:
    """Pages with these bars, and their number as a bar so long at the foot."""
    return [page(str(n), folder, *bars, (10, 190, 10 + 2 * n, 193)) for n, bars in enumerate(bodies, first)]


def page_changes(
    before: list[ReadPage], now: list[ReadPage], folders: tuple[Path, Path]
) -> tuple[PageChange, ...]:
    pairs = pictured(page_pairs(before, now, folders), folders)
    return tuple(pair.change for pair in pairs if pair.change)


def compared(folder: Path, before: tuple[Bars, ...], now: tuple[Bars, ...]) -> tuple[PageChange, ...]:
    old, new = folder / "before", folder / "now"
    return page_changes(book(old, before), book(new, now), (old, new))


def told(changes: tuple[PageChange, ...]) -> list[tuple[str, str | None, str | None]]:
    return [
        (one.kind.value, one.before.label if one.before else None, one.now.label if one.now else None)
        for one in changes
    ]


def test_the_same_pages_are_no_difference(tmp_path: Path) -> None:
    assert compared(tmp_path, BODIES, BODIES) == ()


def test_a_changed_page_has_its_areas_in_mm_and_both_pictures(tmp_path: Path) -> None:
    now = (*BODIES[:2], (*BODIES[2], (80, 40, 90, 45)), BODIES[3])
    (change,) = compared(tmp_path, BODIES, now)
    assert told((change,)) == [("changed", "3", "3")]
    assert change.areas == ((80, 40, 90, 45),)
    assert [picture.data_uri[:23] for picture in change.pictures if picture] == [
        "data:image/webp;base64,"
    ] * 2


def test_after_a_page_put_in_the_others_are_only_renumbered(tmp_path: Path) -> None:
    new = ((10, 10, 20, 180), (60, 10, 65, 150))
    changes = compared(tmp_path, BODIES, (BODIES[0], new, *BODIES[1:]))
    assert told(changes) == [
        ("added", None, "2"),
        ("renumbered", "2", "3"),
        ("renumbered", "3", "4"),
        ("renumbered", "4", "5"),
    ]
    assert [change.pictures.count(None) for change in changes] == [1, 2, 2, 2]


def test_a_page_taken_out_is_told(tmp_path: Path) -> None:
    changes = compared(tmp_path, BODIES, (BODIES[0], *BODIES[2:]))
    assert told(changes)[0] == ("removed", "2", None)
    assert {change.kind for change in changes[1:]} == {Kind.RENUMBERED}


def test_a_page_wholly_redone_in_its_place_is_the_same_page(tmp_path: Path) -> None:
    now = (BODIES[0], ((10, 10, 12, 170), (60, 160, 95, 170)), *BODIES[2:])
    assert told(compared(tmp_path, BODIES, now)) == [("changed", "2", "2")]


def test_a_change_in_the_margin_of_a_page_with_its_old_number_is_a_change(tmp_path: Path) -> None:
    now = (*BODIES[:3], (*BODIES[3], (60, 190, 70, 193)))
    assert told(compared(tmp_path, BODIES, now)) == [("changed", "4", "4")]


def test_a_page_renumbered_that_differs_elsewhere_too_is_changed(tmp_path: Path) -> None:
    old, new = tmp_path / "before", tmp_path / "now"
    now = book(new, (*BODIES[:3], (*BODIES[3], (10, 30, 20, 40))), first=5)
    changes = page_changes(book(old, BODIES), now, (old, new))
    assert [change.kind.value for change in changes] == ["renumbered"] * 3 + ["changed"]


@pytest.mark.parametrize(
    ("bar", "kind"),
    [
        ((60, 7, 90, 12), "renumbered"),
        ((60, 188, 90, 193), "renumbered"),
        ((40, 188, 90, 193), "changed"),
        ((60, 181, 90, 192), "changed"),
        ((60, 18, 90, 23), "changed"),
    ],
    ids=["head", "foot", "too wide", "too high", "in the text"],
)
def test_only_a_small_thing_in_the_margin_may_be_a_folio(
    tmp_path: Path, bar: tuple[int, int, int, int], kind: str
) -> None:
    old, new = tmp_path / "before", tmp_path / "now"
    before, now = page("1", old, *BODIES[0]), page("2", new, *BODIES[0], bar)
    assert told(page_changes([before], [now], (old, new))) == [(kind, "1", "2")]


def test_books_without_pages_in_common_have_all_pages_told(tmp_path: Path) -> None:
    assert [kind for kind, *_labels in told(compared(tmp_path, (), BODIES))] == ["added"] * 4


def test_a_page_that_looks_the_same_is_paired_with_itself(tmp_path: Path) -> None:
    old, new = tmp_path / "before", tmp_path / "now"
    pairs = page_pairs(book(old, BODIES), book(new, (BODIES[0], *BODIES[2:])), (old, new))
    assert [(pair.before, pair.now) for pair in pairs] == [(0, 0), (1, None), (2, 1), (3, 2)]
    assert pairs[0].change is None


def test_of_too_many_pages_those_in_both_books_are_pictured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages_module, "_MOST_PICTURED", 2)
    new = ((10, 10, 20, 180), (60, 10, 65, 150))
    changes = compared(tmp_path, BODIES, (new, *((*bars, (0, 100, 100, 102)) for bars in BODIES)))
    assert told(changes)[0] == ("added", None, "1")
    assert [2 - change.pictures.count(None) for change in changes] == [0, 2, 2, 0, 0]


def test_pictures_too_large_together_are_made_smaller(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = []
    for most in (10_000_000, 1):
        monkeypatch.setattr(pages_module, "_MOST_CHARACTERS", most)
        folders = tmp_path / f"before-{most}", tmp_path / f"now-{most}"
        before, now = (noisy_page("1", folder, seed) for seed, folder in enumerate(folders))
        (change,) = page_changes([before], [now], folders)
        sizes.append(sum(len(picture.data_uri) for picture in change.pictures if picture))
    assert sizes[1] < sizes[0] / 2
