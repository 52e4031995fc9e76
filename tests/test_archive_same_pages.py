"""Pages are the same when their words and their looks are."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure

from report_pdf.archive.same_pages import unlike_pages


def book(path: Path, *pages: tuple[str, float]) -> Path:
    """A file with a text on each page, so far from the left (0 to 1)."""
    stream = io.BytesIO()
    with PdfPages(stream) as pdf:
        for text, left in pages:
            figure = Figure(figsize=(4, 6))
            figure.text(left, 0.5, text, size=30)
            pdf.savefig(figure)
    path.write_bytes(stream.getvalue())
    return path


@pytest.mark.parametrize(
    ("then", "now", "unlike"),
    [
        ([("uno", 0.1), ("due", 0.1)], [("uno", 0.1), ("due", 0.1)], ()),
        ([("uno", 0.1), ("due", 0.1)], [("uno", 0.1), ("duo", 0.1)], ("2",)),
        ([("uno", 0.1), ("due", 0.1)], [("uno", 0.3), ("due", 0.1)], ("1",)),
        ([("uno", 0.1)], [("uno", 0.1), ("due", 0.1)], ("2",)),
        ([("uno", 0.1), ("due", 0.1)], [("uno", 0.1)], ("2",)),
    ],
)
def test_pages_that_differ(
    tmp_path: Path, then: list[tuple[str, float]], now: list[tuple[str, float]], unlike: tuple[str, ...]
) -> None:
    assert unlike_pages(book(tmp_path / "then.pdf", *then), book(tmp_path / "now.pdf", *now)) == unlike
