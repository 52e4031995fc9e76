from __future__ import annotations

import pytest

from report_pdf.findings import Finding
from report_pdf.prose.text_figures import MarkedText
from report_pdf.prose.text_markdown import Block, BlockList, blocks_of
from report_pdf.prose.text_words import word_marker


def read(source: str, *values: str) -> tuple[tuple[Block | BlockList, ...], tuple[Finding, ...]]:
    names = tuple(f"x.{number}" for number in range(len(values)))
    return blocks_of(MarkedText(source, values, names), "t.md", word_marker({}, {"en": ("task force",)}))


def html(source: str, *values: str) -> str:
    blocks, findings = read(source, *values)
    assert findings == ()
    return "".join(block.html() for block in blocks)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("uno\ndue", '<p data-at="t.md:1">uno due</p>'),
        ("uno  \ndue", '<p data-at="t.md:1">uno<br>due</p>'),
        ("un *caso* **raro**", '<p data-at="t.md:1">un <em>caso</em> <strong>raro</strong></p>'),
        ('la "*bella* idea"', '<p data-at="t.md:1">la «<em>bella</em> idea»</p>'),
        ('"detto" da lui', '<p data-at="t.md:1" class="opens-quoted">«detto» da lui</p>'),
        ("a < b & c", '<p data-at="t.md:1">a &lt; b &amp; c</p>'),
        ("<!-- r. 16 -->\nuno <!-- nota --> due", '<p data-at="t.md:2">uno due</p>'),
        (
            "1. uno\n2. due",
            '<ol data-at="t.md:1">\n<li data-at="t.md:1">uno</li>\n<li data-at="t.md:2">due</li>\n</ol>',
        ),
        ("la task\nforce", '<p data-at="t.md:1">la <span lang="en">task force</span></p>'),
        (
            '[sito](https://a.it/?b="c"&d)',
            '<p data-at="t.md:1"><a href="https://a.it/?b=%22c%22&amp;d">sito</a></p>',
        ),
    ],
)
def test_what_the_office_writes_becomes_html(source: str, expected: str) -> None:
    assert html(source) == expected


def test_a_figure_is_never_taken_for_markdown() -> None:
    assert html("\ue0000\ue001. uno \ue0001\ue001", "14", "*<2>*") == (
        '<p data-at="t.md:1" data-figures="x.0 x.1">14. uno *&lt;2&gt;*</p>'
    )


def test_figures_are_typeset_with_the_text_around_them() -> None:
    assert html("pari a n. \ue0000\ue001", "270") == (
        '<p data-at="t.md:1" data-figures="x.0">pari a n.\u00a0270</p>'
    )


@pytest.mark.parametrize(
    ("source", "line", "rule"),
    [
        ("a\n\n# Titolo", 3, "unsupported-markdown"),
        ("### Sotto", 1, "unsupported-markdown"),
        ("a\n\n    codice", 3, "unsupported-markdown"),
        ("uno\ndue `codice`", 2, "unsupported-markdown"),
        ("uno\n![foto](a.png)", 2, "unsupported-markdown"),
        ("uno <b>due", 1, "unsupported-markdown"),
        ("<div>\nuno\n</div>", 1, "unsupported-markdown"),
        ("> uno", 1, "unsupported-markdown"),
        ("uno\n\n***", 3, "unsupported-markdown"),
        ("- uno\n  - due", 2, "unsupported-markdown"),
        ("- uno\n\n  altro", 3, "unsupported-markdown"),
        ("[x](pagina.html)", 1, "link"),
        ("[x](https://a.it/\ue0000\ue001)", 1, "link"),
        ('uno\n\nun "caso', 3, "stray-quote"),
    ],
)
def test_what_a_text_cannot_hold_is_told_at_its_line(source: str, line: int, rule: str) -> None:
    _blocks, findings = read(source, "14")
    assert {(f.rule, f.where.file, f.where.line) for f in findings} == {(f"data.{rule}", "t.md", line)}


def test_nothing_is_left_of_a_paragraph_without_words() -> None:
    assert read("![foto](a.png)")[0] == ()
    assert read("<!-- nota --> ")[0] == ()


def test_deep_nesting_and_long_lines_are_no_trouble() -> None:
    for garbage in ("> " * 5000, "[" * 20000, "*" * 20000 + "a", "- " * 3000 + "x", "'a " * 20000):
        read(garbage)


def test_a_block_in_a_template_is_its_words() -> None:
    (paragraph,) = read("un *caso*")[0]
    assert isinstance(paragraph, Block)
    assert paragraph.__html__() == "un <em>caso</em>"
    assert paragraph.plain == "un caso"
