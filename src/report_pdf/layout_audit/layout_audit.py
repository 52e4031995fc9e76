"""The layout audit: every rule looks at every page; what it marks becomes a finding, unless it is meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from report_pdf.findings import Finding
from report_pdf.layout_audit import (
    rules_composition,
    rules_grid,
    rules_ink,
    rules_line_ends,
    rules_place,
    rules_sight,
    rules_text,
)
from report_pdf.layout_audit.audit_policy import AuditPolicy, unused
from report_pdf.layout_audit.page_items import Fault, LaidBook, Rect

Rule = Callable[[LaidBook], Iterable[Fault]]

RULES: tuple[Rule, ...] = (
    rules_place.outside_type_area,
    rules_place.outside_safe_zone,
    rules_place.clipped_text,
    rules_place.overflowing_box,
    rules_place.scaled_picture,
    rules_ink.text_over_text,
    rules_ink.text_over_picture,
    rules_ink.touching,
    rules_sight.low_contrast,
    rules_sight.small_type,
    rules_text.widow,
    rules_text.orphan,
    rules_text.hyphenated_title,
    rules_text.hyphen_ladder,
    rules_text.heading_at_foot,
    rules_text.long_measure,
    rules_text.short_measure,
    rules_line_ends.stub_line,
    rules_line_ends.weak_line_end,
    rules_line_ends.parted_number,
    rules_grid.off_baseline,
    rules_grid.off_row_origin,
    rules_grid.off_column,
    rules_composition.caption_apart,
    rules_composition.label_apart,
    rules_composition.nearly_empty_page,
    rules_composition.void,
    rules_composition.rival_heroes,
)


def rule_name(rule: Rule) -> str:
    """What the rule is called in findings, after `layout.`, and in `audit.toml`."""
    return rule.__name__.replace("_", "-")


RULE_NAMES = frozenset(map(rule_name, RULES))


def audit_layout(book: LaidBook, policy: AuditPolicy) -> tuple[Finding, ...]:
    """All that the rules mark and `policy` does not let pass, page by page; then what is wrong in charts."""
    faults = [fault for rule in RULES for fault in rule(book)]
    faults.sort(key=lambda fault: (fault.page, fault.rect.top, fault.rect.left, fault.rule))
    covering = [
        [one for one in policy.exemptions if one.covers(fault, book.pages[fault.page])] for fault in faults
    ]
    used = {one for covers in covering for one in covers}
    told = (
        _finding(fault, book, policy) for fault, covers in zip(faults, covering, strict=True) if not covers
    )
    spare = unused((one for one in policy.exemptions if one not in used), book)
    return (*told, *_in_charts(book), *spare)


def _in_charts(book: LaidBook) -> Iterator[Finding]:
    """What charts found wrong when they were drawn, at its spot on the first page that shows them."""
    shown = {
        picture.name: (page.label, picture.rect)
        for page in reversed(book.pages)
        for picture in reversed(page.pictures)
    }
    for name, chart in book.charts.items():
        label, rect = shown.get(name, ("", Rect(0, 0, 0, 0)))
        for finding in chart.findings:
            x, y = finding.where.at_mm or (0, 0)
            spot = (round(rect.left + x, 1), round(rect.top + y, 1)) if label else ()
            yield replace(finding, where=replace(finding.where, page=label, at_mm=spot))


def _finding(fault: Fault, book: LaidBook, policy: AuditPolicy) -> Finding:
    spot = tuple(round(side, 1) for side in fault.rect)
    where = replace(fault.where, page=book.pages[fault.page].label, at_mm=spot)
    return Finding(f"layout.{fault.rule}", policy.severity(fault.rule), fault.message, where, fault.hint)
