"""The words of one paragraph: from Markdown's tokens to typeset HTML, for running text and for leads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from markdown_it.token import Token
from markupsafe import Markup

from report_pdf.findings import Finding, Severity, Where
from report_pdf.messages import _
from report_pdf.prose.text_figures import MarkedText
from report_pdf.prose.text_words import WordMarker
from report_pdf.prose.typography import (
    across_runs,
    bind_last_word,
    bind_short_words,
    has_stray_quote,
    typeset_runs,
)

COMMENT = re.compile(r"\s*(<!--.*?-->\s*)+", re.DOTALL)

_TAGS = {
    "em_open": "<em>",
    "em_close": "</em>",
    "strong_open": "<strong>",
    "strong_close": "</strong>",
    "link_close": "</a>",
}
_BREAKS = {"softbreak": " ", "hardbreak": "\n"}
_ADDRESS = re.compile(r"(https?://|mailto:|#)(?!.*%EE%80%80)")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a paragraph.

    Attributes:
        inline: HTML for running text.
        lead: HTML for text set large, whose lines are bound not to end badly.
        plain: the words alone, typeset.
    """

    inline: Markup
    lead: Markup
    plain: str


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of text (line breaks as newlines), or a tag."""

    text: str
    is_tag: bool = False


def words_of(
    token: Token, marked: MarkedText, mark: WordMarker, where: Where
) -> tuple[Words, tuple[Finding, ...]]:
    """The words of an inline token that starts at `where`."""
    pieces, findings = _pieces(token.children or (), marked, where)
    typeset = _with_runs(pieces, typeset_runs([piece.text for piece in pieces if not piece.is_tag]))
    runs = [piece.text for piece in typeset if not piece.is_tag]
    plain = "".join(runs).replace("\n", " ").strip()
    lead = _with_runs(typeset, across_runs(runs, _bound))
    if has_stray_quote(plain):
        findings = (*findings, _stray_quote(where))
    return Words(_html(typeset, mark), _html(lead, mark), plain), findings


def _bound(text: str) -> str:
    return bind_last_word(bind_short_words(text))


def _pieces(
    tokens: Iterable[Token], marked: MarkedText, where: Where
) -> tuple[tuple[_Piece, ...], tuple[Finding, ...]]:
    pieces: list[_Piece] = []
    findings: list[Finding] = []
    line = where.line
    for token in tokens:
        piece = _piece(token, marked, Where(where.file, line))
        line += token.type in _BREAKS
        if isinstance(piece, Finding):
            findings.append(piece)
        else:
            pieces.append(piece)
    return _merged(pieces), tuple(findings)


def _piece(token: Token, marked: MarkedText, where: Where) -> _Piece | Finding:
    match token.type:
        case "text":
            return _Piece(marked.filled(token.content))
        case "softbreak" | "hardbreak":
            return _Piece(_BREAKS[token.type])
        case "link_open":
            return _link(str(token.attrs.get("href", "")), where)
        case "html_inline" if COMMENT.fullmatch(token.content):
            return _Piece("")
        case kind if kind in _TAGS:
            return _Piece(_TAGS[kind], is_tag=True)
        case _:
            return unsupported(token, where)


def _link(address: str, where: Where) -> _Piece | Finding:
    if _ADDRESS.match(address):
        return _Piece(Markup('<a href="{}">').format(address), is_tag=True)
    message = _("{address} is not a web address").format(address=address or "-")
    return Finding("data.link", Severity.BLOCK, message, where, _("write it whole: https://..."))


def unsupported(token: Token, where: Where) -> Finding:
    """The finding for something that Markdown knows and a text of the report does not."""
    seen = (token.content or token.markup or token.type).strip().partition("\n")[0]
    message = _("a text cannot hold this: {seen}").format(seen=seen[:40])
    hint = _(
        "paragraphs, ## headings, lists with -, *italics*, **bold** and [links](https://...) are understood"
    )
    return Finding("data.unsupported-markdown", Severity.BLOCK, message, where, hint)


def _merged(pieces: Iterable[_Piece]) -> tuple[_Piece, ...]:
    """Neighbouring runs as one, so that words are found across the lines of the file."""
    merged: list[_Piece] = []
    for is_tag, group in groupby(pieces, key=lambda piece: piece.is_tag):
        members = tuple(group)
        whole = re.sub(r" *\n *| +", _one_break, "".join(piece.text for piece in members))
        merged += members if is_tag else (_Piece(whole),)
    return tuple(merged)


def _one_break(match: re.Match[str]) -> str:
    return "\n" if "\n" in match[0] else " "


def _with_runs(pieces: Iterable[_Piece], runs: Sequence[str]) -> tuple[_Piece, ...]:
    """The pieces with other runs in the place of theirs."""
    rest = iter(runs)
    return tuple(piece if piece.is_tag else _Piece(next(rest)) for piece in pieces)


def _html(pieces: Iterable[_Piece], mark: WordMarker) -> Markup:
    return Markup("").join(Markup(p.text) if p.is_tag else _lines(p.text, mark) for p in pieces).strip()  # noqa: S704


def _lines(text: str, mark: WordMarker) -> Markup:
    return Markup("<br>").join(mark(line) for line in text.split("\n"))


def _stray_quote(where: Where) -> Finding:
    hint = _('close it, or delete it; « » or " " are understood')
    return Finding("data.stray-quote", Severity.WARN, _("a quotation has one mark only"), where, hint)
