"""Style sheets close what they open: a bracket left open swallows, without a word, the rules after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import tinycss2

from report_pdf.findings import Finding, Severity, Where
from report_pdf.messages import _
from report_pdf.prose.text_files import read_text_file


def lint_brackets(sheets: Iterable[Path], root: Path) -> tuple[Finding, ...]:
    """A finding for each style sheet that ends inside a bracket or a comment.

    Files that cannot be read are passed over: whoever collects them tells.
    """
    return tuple(finding for path in sorted(sheets) for finding in _open(path, root))


def _open(path: Path, root: Path) -> Iterator[Finding]:
    source, _unreadable = read_text_file(path, root)
    # A bracket too many is an error of its own, unless it closes what was open.
    *_before, last = tinycss2.parse_component_value_list(f"{source or ''}\n}}")
    if last.type != "error":
        where = Where(path.relative_to(root).as_posix(), last.source_line, last.source_column)
        hint = _("close the bracket or the comment")
        yield Finding("layout.open-bracket", Severity.WARN, _("what opens here is not closed"), where, hint)
