"""The designer's style sheets: which a book takes, and in which order."""

from __future__ import annotations

from pathlib import Path

from report_pdf.project import Project
from report_pdf.target import Target

# In the order of the cascade: the sheet, words, what stands on it.
STYLE_SHEETS = ("page.css", "type.css", "components.css")
DRAFT_SHEETS = ("draft.css",)
PRINT_SHEETS = ("print.css",)
ALL_SHEETS = STYLE_SHEETS + PRINT_SHEETS + DRAFT_SHEETS


def style_sheets(project: Project, *, draft: bool, target: Target = Target.DIGITAL) -> tuple[Path, ...]:
    """The designer's style sheets, in the order of the cascade; the tokens come before them."""
    names = STYLE_SHEETS + (PRINT_SHEETS if target is Target.PRINT else ()) + (DRAFT_SHEETS if draft else ())
    return tuple(project.styles / name for name in names)
