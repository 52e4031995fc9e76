"""What an edition has ordered from the print shop."""

from __future__ import annotations

from pathlib import Path

from report_pdf.findings import Finding
from report_pdf.preflight.exceptions import Exemption, load_exemptions
from report_pdf.preflight.order import Order
from report_pdf.preflight.profiles import SHEET_COATED, Profile
from report_pdf.project import find_project
from report_pdf.reading.edition import Edition, read_edition
from report_pdf.reading.tokens_file import load_tokens
from report_pdf.tokens import Tokens

Ordered = tuple[Order, tuple[Exemption, ...], tuple[Finding, ...]]


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


def read_order(edition_dir: Path, profile: Profile) -> Ordered:
    """The order, the exceptions and what is wrong with the files that say so.

    On other paper than coated no more ink than it takes is allowed, whatever was ordered.

    Raises:
        BuildStopped: there is no edition in that folder, or no project around it.
    """
    project = find_project(edition_dir)
    exemptions, findings = load_exemptions(project.layouts, project.root)
    edition, of_edition = read_edition(project.edition, project.root)
    tokens, of_tokens = load_tokens(project.styles, project.root)
    if edition is None or tokens is None:
        return Order(), exemptions, findings + of_edition + of_tokens
    order = order_of(tokens, edition)
    return order if profile is SHEET_COATED else _on_other_paper(order, profile), exemptions, findings


def _on_other_paper(order: Order, profile: Profile) -> Order:
    return Order(order.trim_mm, order.binding, order.spots, profile.ink_limit)
