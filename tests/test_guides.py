from __future__ import annotations

import re
from pathlib import Path

from report_pdf.layout.lint_digits import lint_digits
from report_pdf.prose.text_figures import MarkedText
from report_pdf.prose.text_markdown import blocks_of
from report_pdf.prose.text_words import word_marker

ROOT = Path(__file__).parents[1]


def examples(guide: str, beginning: str) -> list[str]:
    """What stands between backticks in the sentence of a guide that begins so."""
    sentence = (ROOT / "docs" / guide).read_text(encoding="utf-8").partition(beginning)[2].partition("\n")[0]
    found = re.findall("`([^`]+)`", sentence)
    assert found
    return found


def test_the_designer_may_type_the_digits_that_the_guide_allows(tmp_path: Path) -> None:
    allowed = examples("guida-designer.md", "Fanno eccezione")
    for number, example in enumerate(allowed):
        page = tmp_path / f"{number}.html"
        page.write_text(f"<p>si legge {example} nel testo</p>", encoding="utf-8")
        assert lint_digits([page], tmp_path) == ()
    assert {"’24", "art. 3", "A4"} <= set(allowed)


def test_the_office_may_write_what_the_guide_allows() -> None:
    blocks, findings = blocks_of(
        MarkedText(" ".join(examples("guida-ufficio.md", "Oltre ai paragrafi")), (), ()),
        "t.md",
        word_marker({}, {}),
    )
    assert findings == ()
    assert [tag for tag in ("<em>", "<strong>", "<a href=") if tag not in blocks[0].html()] == []


def test_the_commands_of_the_guides_are_there() -> None:
    text = "".join(guide.read_text(encoding="utf-8") for guide in (ROOT / "docs").glob("*.md"))
    assert re.findall(r"(?<!\.venv/bin/)report-pdf \S+", text) == []
