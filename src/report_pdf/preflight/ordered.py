"""What an edition has ordered from the print shop, and a file held against it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from report_pdf.files import read_inside
from report_pdf.findings import Finding
from report_pdf.preflight.exceptions import Exemption, let_off, load_exemptions
from report_pdf.preflight.order import Order
from report_pdf.preflight.preflight import preflight
from report_pdf.preflight.profiles import SHEET_COATED, Profile
from report_pdf.preflight.report import Exempted, PreflightReport
from report_pdf.preflight.token_colours import token_colours
from report_pdf.project import Project, find_project
from report_pdf.reading.edition import Edition, read_edition
from report_pdf.reading.tokens_file import TOKENS_FILE, load_tokens
from report_pdf.reading.toml_places import read_toml
from report_pdf.tokens import Tokens

_MOST_BYTES = 20_000_000
"""of a profile"""


@dataclass(frozen=True, slots=True)
class Ordered:
    """An order with what its project says of it.

    Attributes:
        order: what was ordered.
        exemptions: where rules are let off.
        findings: what is wrong with the project itself: its exceptions, its colours.
        exempted: what of that is meant.
    """

    order: Order = field(default_factory=Order)
    exemptions: tuple[Exemption, ...] = ()
    findings: tuple[Finding, ...] = ()
    exempted: tuple[Exempted, ...] = ()


def read_order(edition_dir: Path) -> Ordered:
    """The order of the edition in a folder; an empty one when its files cannot be read, and why.

    Raises:
        BuildStopped: there is no edition in that folder, or no project around it.
    """
    project = find_project(edition_dir)
    edition, of_edition = read_edition(project.edition, project.root)
    tokens, of_tokens = load_tokens(project.styles, project.root)
    if edition is None or tokens is None:
        return Ordered(findings=of_edition + of_tokens)
    return ordered_of(project, tokens, edition)


def order_of(tokens: Tokens, edition: Edition) -> Order:
    """The order of an edition in its design."""
    settings = edition.print
    return Order(
        trim_mm=(tokens.page.width, tokens.page.height),
        binding=settings.binding,
        spots=tuple(sorted({colour.spot for colour in tokens.colours.values()} - {""})),
        ink_limit=settings.ink_limit,
        condition=settings.condition,
    )


def ordered_of(project: Project, tokens: Tokens, edition: Edition) -> Ordered:
    """The order of an edition, its exceptions, and whether its colours print as they are seen."""
    exemptions, findings = load_exemptions(project.layouts, project.root)
    profile, of_profile = read_inside(project.styles / edition.print.icc, project.root, _MOST_BYTES)
    exempted: tuple[Exempted, ...] = ()
    for name, finding in _colours(project, tokens, profile or b""):
        counting, meant = let_off([finding], exemptions, name)
        findings, exempted = findings + counting, exempted + meant
    return Ordered(order_of(tokens, edition), exemptions, findings + of_profile, exempted)


def _colours(project: Project, tokens: Tokens, profile: bytes) -> tuple[tuple[str, Finding], ...]:
    toml, _findings = read_toml(project.styles / TOKENS_FILE, project.root, "layout")
    if toml is None:
        return ()
    where = {name: toml.where(("colours", name, "cmyk")) for name in tokens.colours}
    return tuple(token_colours(tokens.colours, profile, where))


def hold_against(
    path: Path, profile: Profile, ordered: Ordered, *, shown: str = "", draws: bool = False
) -> PreflightReport:
    """Look at a PDF with what was ordered in mind.

    On other paper than coated its own limit of ink holds, and any condition will do.

    Args:
        path: the file.
        profile: how it will be printed.
        ordered: what for, by which project.
        shown: what the file is called in findings; its name by default.
        draws: whether the report is to hold pictures of the pages.

    Raises:
        OSError: the file cannot be read, or no process started.
    """
    order = ordered.order
    if profile is not SHEET_COATED:
        order = replace(order, ink_limit=None, condition="")
    report = preflight(path, profile, order, shown=shown, draws=draws)
    counting, meant = let_off(report.findings, ordered.exemptions)
    return replace(report, findings=ordered.findings + counting, exempted=ordered.exempted + meant)
