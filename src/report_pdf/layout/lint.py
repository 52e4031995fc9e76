"""What a designer's files may not hold, and what in them would go wrong without a word."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from report_pdf.findings import Finding, Severity, Where
from report_pdf.layout.lint_brackets import lint_brackets
from report_pdf.layout.lint_colours import lint_colours
from report_pdf.layout.lint_digits import lint_digits
from report_pdf.messages import _
from report_pdf.nearest import nearest_hint
from report_pdf.project import Project
from report_pdf.prose.text_files import read_text_file
from report_pdf.tokens import Tokens

# An empty style sheet or layout does no harm.
_HARMLESS = "empty-file"


def lint(project: Project, tokens: Tokens, loaded: Collection[str]) -> tuple[Finding, ...]:
    """Figures and colours typed by hand, brackets left open, files that nobody can read or nobody loads.

    Looks at all that pages may load: below the layouts, the styles and the edition.

    Args:
        project: where the files are.
        tokens: the colours that have names.
        loaded: names of the style sheets that builds load.
    """
    root = project.root
    folders = (project.layouts, project.styles, project.edition)
    sheets = _below(folders, "*.css")
    pages = (*_below([project.layouts], "*.html"), *_below(folders, "*.svg"))
    texts = (project.edition / "texts").glob("*.md")
    return (
        *_unreadable((*sheets, *pages), project),
        *_unused(sheets, pages, project, loaded),
        *lint_digits((*pages, *texts), root),
        *lint_colours((*pages, *sheets), tokens, root),
        *lint_brackets(sheets, root),
    )


def _below(folders: Iterable[Path], pattern: str) -> tuple[Path, ...]:
    return tuple(sorted(path for folder in folders for path in folder.rglob(pattern)))


def _unreadable(files: Iterable[Path], project: Project) -> Iterator[Finding]:
    """Why a file was not looked at."""
    for path in files:
        area = "data" if path.is_relative_to(project.edition) else "layout"
        for finding in read_text_file(path, project.root)[1]:
            kind = finding.rule.partition(".")[2]
            if kind != _HARMLESS:
                yield replace(finding, rule=f"{area}.{kind}")


def _unused(
    sheets: Iterable[Path], pages: Iterable[Path], project: Project, loaded: Collection[str]
) -> Iterator[Finding]:
    """Style sheets beside those of the builds that no other file calls by name."""
    own = [path for path in sheets if path.parent == project.styles and path.name not in loaded]
    sources = {path: read_text_file(path, project.root)[0] or "" for path in (*sheets, *pages)} if own else {}
    for path in own:
        if not any(path.name in source for file, source in sources.items() if file != path):
            message = _("no build loads this style sheet")
            hint = nearest_hint(path.name, loaded)
            yield Finding("layout.unused-style", Severity.WARN, message, Where(project.relative(path)), hint)
