from __future__ import annotations

from markdown_it import MarkdownIt
from markupsafe import Markup

from report_pdf.findings import Where
from report_pdf.prose.text_figures import MarkedText
from report_pdf.prose.text_inline import Words, words_of
from report_pdf.prose.text_words import word_marker


def words(source: str) -> Words:
    (inline,) = [token for token in MarkdownIt("commonmark").parse(source) if token.type == "inline"]
    return words_of(inline, MarkedText(source, (), ()), word_marker({}, {}), Where("t.md", 1))[0]


def test_one_paragraph_is_told_in_three_ways() -> None:
    assert words("L'idea *di un* caso\n**raro**") == Words(
        inline=Markup("L’idea <em>di un</em> caso <strong>raro</strong>"),
        lead=Markup("L’idea <em>di\u00a0un</em>\u00a0caso\u00a0<strong>raro</strong>"),
        plain="L’idea di un caso raro",
    )


def test_a_break_by_hand_stays_one_and_ends_no_quotation() -> None:
    assert words('"uno  \ndue"').inline == "«uno<br>due»"
    assert words('"uno  \ndue"').plain == "«uno due»"
