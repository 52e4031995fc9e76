from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from report_pdf.findings import Severity, Where
from report_pdf.press.spine import Spine, binding_findings, spine_of
from report_pdf.reading.print_settings import PrintSettings
from report_pdf.tokens import TypeStep

GLUED = PrintSettings(paper_gsm=115, paper_bulk=0.9)
STAPLED = PrintSettings(binding="saddle", paper_gsm=115, paper_bulk=0.9)
WHERE = Where("data/edition.toml", 33)


def type_step(size_pt: float) -> TypeStep:
    return TypeStep(face="display", size=size_pt, line=9, tracking=0)


@pytest.mark.parametrize(("pages", "width_mm"), [(48, 2.98), (96, 5.47), (240, 12.92)])
def test_a_glued_book_is_as_thick_as_its_leaves_and_the_glue(pages: int, width_mm: float) -> None:
    spine = spine_of(GLUED, pages)
    assert spine
    assert spine.width_mm == pytest.approx(width_mm, abs=0.01)


def test_the_printer_has_measured_and_goes_before_what_is_computed() -> None:
    assert spine_of(PrintSettings(paper_gsm=115, paper_bulk=0.9, spine=6.2), 96) == Spine(6.2)


def test_a_stapled_book_has_none() -> None:
    assert spine_of(STAPLED, 48) == Spine(0)


def test_paper_of_unknown_thickness_gives_none() -> None:
    assert spine_of(PrintSettings(), 96) is None


@given(
    pages=some.integers(1, 400).map(lambda leaves: 2 * leaves),
    gsm=some.floats(40, 400),
    bulk=some.floats(0.5, 2.5),
)
def test_more_pages_and_heavier_paper_never_make_a_thinner_book(pages: int, gsm: float, bulk: float) -> None:
    spine, longer, heavier = (
        spine_of(PrintSettings(paper_gsm=weight, paper_bulk=bulk), count)
        for count, weight in ((pages, gsm), (pages + 2, gsm), (pages, gsm * 1.1))
    )
    assert spine
    assert longer
    assert heavier
    assert 0.5 < spine.width_mm <= longer.width_mm
    assert spine.width_mm <= heavier.width_mm
    assert spine.width_mm == pytest.approx(pages * gsm * bulk / 2000 + 0.5, abs=0.05)


@pytest.mark.parametrize(
    ("width_mm", "room_mm", "fits_pt", "too_large_pt"),
    [(5, 3, 8.5, 8.6), (5.47, 3.47, 8.5, 10), (12.92, 10.92, 22.5, 31), (4.99, 0, 0.1, 0.1)],
)
def test_words_keep_a_millimetre_from_each_fold(
    width_mm: float, room_mm: float, fits_pt: float, too_large_pt: float
) -> None:
    spine = Spine(width_mm)
    assert spine.room_mm == room_mm
    assert spine.holds(type_step(fits_pt)) is (room_mm > 0)
    assert not spine.holds(type_step(too_large_pt))


@given(width_mm=some.floats(0, 60), size_pt=some.floats(1, 200))
def test_words_that_fit_leave_both_folds_alone(width_mm: float, size_pt: float) -> None:
    spine = Spine(width_mm)
    if spine.holds(type_step(size_pt)):
        assert width_mm >= 5
        assert size_pt * 25.4 / 72 <= width_mm - 2 + 1e-4


@pytest.mark.parametrize(
    ("settings", "pages", "rules"),
    [
        (STAPLED, 48, []),
        (STAPLED, 50, ["data.stapled-pages"]),
        (STAPLED, 68, ["data.thick-booklet"]),
        (PrintSettings(binding="saddle", spine=2), 48, ["data.stapled-spine"]),
        (GLUED, 40, []),
        (GLUED, 38, ["data.thin-book"]),
        (PrintSettings(), 96, ["data.unknown-spine"]),
        (PrintSettings(spine=4.2), 96, []),
    ],
)
def test_a_binding_that_does_not_go_with_the_pages_is_told(
    settings: PrintSettings, pages: int, rules: list[str]
) -> None:
    findings = binding_findings(settings, pages, WHERE)
    assert [finding.rule for finding in findings] == rules
    assert all(finding.where == WHERE and finding.hint for finding in findings)


def test_what_no_machine_can_bind_blocks_and_what_binds_badly_warns() -> None:
    (no_sheet,) = binding_findings(STAPLED, 50, WHERE)
    (thin,) = binding_findings(GLUED, 38, WHERE)
    assert (no_sheet.severity, thin.severity) == (Severity.BLOCK, Severity.WARN)
