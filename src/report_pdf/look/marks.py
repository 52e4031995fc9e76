"""Findings as the contact sheet shows them: on the page they are about, at their spot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from report_pdf.console import severity_name, sort_findings
from report_pdf.findings import Finding
from report_pdf.look.page_pictures import PagePicture

_CORNERS = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding in a list.

    Attributes:
        number: 1-based within the list.
        finding: what is shown.
        severity: its name, translated.
        place: `file:line`.
        box: CSS of its place on the page: a point, or a rectangle; "" without one.
    """

    number: int
    finding: Finding
    severity: str
    place: str
    box: str = ""


def marks_of(page: PagePicture, findings: Iterable[Finding]) -> tuple[Mark, ...]:
    """The findings about a page, those in grave need first."""
    own = [finding for finding in sort_findings(findings) if finding.where.page == page.label]
    return tuple(
        _mark(number, finding, _box(finding.where.at_mm, page)) for number, finding in enumerate(own, 1)
    )


def marks_without_page(pages: Sequence[PagePicture], findings: Iterable[Finding]) -> tuple[Mark, ...]:
    """The findings that are about no page of the book."""
    labels = {page.label for page in pages}
    others = [finding for finding in sort_findings(findings) if finding.where.page not in labels]
    return tuple(_mark(number, finding) for number, finding in enumerate(others, 1))


def _mark(number: int, finding: Finding, box: str = "") -> Mark:
    where = finding.where
    place = ":".join([where.file, *(str(at) for at in (where.line, where.column) if at)])
    return Mark(number, finding, severity_name(finding.severity), place, box)


def _box(at_mm: Sequence[float], page: PagePicture) -> str:
    """Percentages of the page, of x and y or of the four sides of a rectangle."""
    if not at_mm:
        return ""
    left, top = (100 * at / whole for at, whole in zip(at_mm, (page.width_mm, page.height_mm), strict=False))
    box = f"left:{left:.2f}%;top:{top:.2f}%"
    if len(at_mm) < _CORNERS:
        return box
    width = 100 * (at_mm[2] - at_mm[0]) / page.width_mm
    height = 100 * (at_mm[3] - at_mm[1]) / page.height_mm
    return f"{box};width:{width:.2f}%;height:{height:.2f}%"
