"""The report as one page of HTML that needs nothing besides itself and runs no script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined

from report_pdf.console import counted, severity_name, sort_findings
from report_pdf.findings import Finding, exit_code
from report_pdf.preflight.page_pictures import HEAT
from report_pdf.preflight.report import PageReport, PreflightReport
from report_pdf.preflight.report_words import (
    page_title,
    plate_name,
    profile_name,
    report_words,
    size_told,
    verdict,
    view_name,
)

_PLATE = "plate:"
_PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
_CORNERS = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding on a page.

    Attributes:
        number: 1-based on its page.
        finding: what was found.
        severity: its name, translated.
        box: CSS of its place on the pictures; "" without one.
    """

    number: int
    finding: Finding
    severity: str
    box: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of the report.

    Attributes:
        id: its anchor.
        page: the page.
        title: what it is called.
        marks: what was found on it.
        trim: CSS of the line along which it is cut.
    """

    id: str
    page: PageReport
    title: str
    marks: tuple[Mark, ...]
    trim: str


def report_page(report: PreflightReport) -> bytes:
    """The page."""
    known = sort_findings(report.findings)
    labels = {page.label for page in report.pages}
    html = (
        _environment()
        .get_template("report.html")
        .render(
            words=report_words(),
            report=report,
            title=report.file,
            verdict=verdict(exit_code(known), len(known)),
            passed=not exit_code(known),
            counted=counted(known),
            profile=profile_name(report.profile),
            size=size_told([page.trim_mm for page in report.pages]),
            views=_views(report.pages),
            plates=_plates(report.pages),
            elsewhere=[(severity_name(one.severity), one) for one in known if one.where.page not in labels],
            leaves=[_leaf(f"page-{n}", page, known) for n, page in enumerate(report.pages, 1)],
            heat=[(share, "#{:02x}{:02x}{:02x}".format(*colour)) for share, colour in HEAT],
        )
    )
    return html.encode(errors="replace")


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("report_pdf.preflight", "template"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"plate_name": plate_name, "view_name": view_name, "severity_name": severity_name}
    return environment


def _views(pages: Sequence[PageReport]) -> list[tuple[str, str]]:
    """Class and name of each way in which pages can be seen, the most telling first."""
    order = ["proof", "screen", *(f"{_PLATE}{name}" for name in _plates(pages)), "ink"]
    known = {view for page in pages for view in page.pictures}
    return [(f"v{index}", view) for index, view in enumerate(order) if view in known]


def _plates(pages: Sequence[PageReport]) -> list[str]:
    """The plates of all pages, those of the process first."""
    named = {name for page in pages for name in page.coverage}
    return [name for name in _PROCESS if name in named] + sorted(named - set(_PROCESS))


def _leaf(anchor: str, page: PageReport, known: Sequence[Finding]) -> Leaf:
    own = [finding for finding in known if finding.where.page == page.label]
    marks = (
        Mark(number, finding, severity_name(finding.severity), _css(finding.where.at_mm, page))
        for number, finding in enumerate(own, 1)
    )
    return Leaf(anchor, page, page_title(page.label), tuple(marks), _css((0, 0, *page.trim_mm), page))


def _css(at_mm: Sequence[float], page: PageReport) -> str:
    """Percentages of the sheet, of the four sides of a box, kept on it."""
    if len(at_mm) < _CORNERS:
        return ""
    left, top, right, bottom = page.media_mm
    width, height = max(right - left, 1), max(bottom - top, 1)
    x, y = _share(at_mm[0] - left, width), _share(at_mm[1] - top, height)
    across, down = _share(at_mm[2] - left, width) - x, _share(at_mm[3] - top, height) - y
    return f"left:{x:.2f}%;top:{y:.2f}%;width:{across:.2f}%;height:{down:.2f}%"


def _share(distance: float, whole: float) -> float:
    return min(max(100 * distance / whole, 0), 100)
