"""The pages survive an office that writes half as much again."""

from __future__ import annotations

import re

import pytest
from book import Book
from projects import REAL_EDITION, real_project, report_pdf

# A paragraph of prose: no heading, no list, no figure or markup of its own.
PROSE = re.compile(r"^[A-ZÈ][^#{\[<]+\Z")


def longer(text: str) -> str:
    """The text with half of each paragraph's words said once more."""
    return "\n\n".join(_longer_paragraph(paragraph) for paragraph in text.split("\n\n"))


def _longer_paragraph(paragraph: str) -> str:
    words = paragraph.split()
    if not PROSE.match(paragraph) or len(words) < 8:  # a heading without its sign
        return paragraph
    return f"{paragraph.rstrip()} Ancora: {' '.join(words[: len(words) // 2]).rstrip(',;:.')} parolaultima.\n"


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Book, int]:
    """The real book with longer texts, as a draft, and how many paragraphs have grown."""
    project = real_project(tmp_path_factory.mktemp("longer") / "project")
    grown = 0
    for path in sorted((project / REAL_EDITION / "texts").glob("*.md")):
        written = path.read_text(encoding="utf-8")
        path.write_text(longer(written), encoding="utf-8")
        grown += longer(written).count("parolaultima")
    ran = report_pdf(project, "build", "--draft", "--edition", REAL_EDITION, "--out", str(project / "out"))
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return Book(project / "out" / "draft" / "bilancio-sociale-2019-2024.pdf", ran.stdout), grown


def test_the_texts_flow_on_and_no_word_is_lost(grown: tuple[Book, int], report: Book) -> None:
    book, paragraphs = grown
    assert paragraphs > 10
    assert book.text.count("parolaultima") == paragraphs
    assert len(book.labels) >= len(report.labels)
