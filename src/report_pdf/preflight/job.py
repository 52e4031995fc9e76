"""A job, as print shops say: a file, read once, with what is asked of it."""

from __future__ import annotations

from dataclasses import dataclass

import pikepdf

from report_pdf.preflight.order import Order
from report_pdf.preflight.painted import PageContent
from report_pdf.preflight.profiles import Profile
from report_pdf.preflight.sheets import Sheet


@dataclass(frozen=True, slots=True)
class Job:
    """What the rules look at.

    Attributes:
        pdf: the file, open.
        head: its first bytes.
        sheets: its pages as they lie on paper.
        contents: what they paint; of the same length.
        profile: how it will be printed.
        order: what was ordered.
        is_too_heavy: whether it draws so much that the last pages were not read.
    """

    pdf: pikepdf.Pdf
    head: bytes
    sheets: tuple[Sheet, ...]
    contents: tuple[PageContent, ...]
    profile: Profile
    order: Order
    is_too_heavy: bool = False
