"""The blocks of a text: headings, paragraphs and lists, each with the line it was written at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from markupsafe import Markup, escape

from report_pdf.findings import Finding, Severity, Where
from report_pdf.messages import _
from report_pdf.prose.text_figures import MarkedText
from report_pdf.prose.text_inline import COMMENT, Words, unsupported, words_of
from report_pdf.prose.text_words import WordMarker

HEADING = "h2"
_LISTS = {"bullet_list": "ul", "ordered_list": "ol"}
# Deeper nesting than any text has; garbage must not exhaust the stack.
_MAX_NESTING = 20
_OPENING = ("«", "“")


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (`h2`), a paragraph (`p`) or an item of a list (`li`).

    In a template it stands for its words, without its own tag.

    Attributes:
        tag: name of its HTML element.
        at: `file:line` it was written at; the line is 1-based.
        words: what it says.
        figures: the ids of the indicators whose figures it says.
    """

    tag: str
    at: str
    words: Words
    figures: tuple[str, ...] = ()

    def __html__(self) -> str:
        return self.words.inline

    @property
    def inline(self) -> Markup:
        """Its words as HTML."""
        return self.words.inline

    @property
    def plain(self) -> str:
        """Its words alone."""
        return self.words.plain

    def html(self, *, lead: bool = False) -> Markup:
        """The whole element, as running text or as a lead."""
        words = self.words.lead if lead else self.words.inline
        # The quote that opens a paragraph hangs in the margin: its words begin on the column.
        opened = ' class="opens-quoted"' if self.tag == "p" and self.plain[:1] in _OPENING else ""
        figures = f' data-figures="{escape(" ".join(self.figures))}"' if self.figures else ""
        return _element(self.tag, self.at, words, figures + opened)


@dataclass(frozen=True, slots=True)
class BlockList:
    """A list.

    Attributes:
        tag: `ul` or `ol`.
        at: `file:line` of its first item.
        items: its items, in order.
    """

    tag: str
    at: str
    items: tuple[Block, ...]

    def html(self, *, lead: bool = False) -> Markup:
        """The whole element, as running text or as a lead."""
        items = Markup("\n").join(item.html(lead=lead) for item in self.items)
        return _element(self.tag, self.at, Markup("\n{}\n").format(items))


def _element(tag: str, at: str, content: Markup, attributes: str = "") -> Markup:
    return Markup('<{} data-at="{}"{}>{}</{}>').format(tag, at, Markup(attributes), content, tag)  # noqa: S704  # ours


@dataclass(frozen=True, slots=True)
class _Reader:
    """What stays the same while one file is read."""

    file: str
    marked: MarkedText
    mark: WordMarker

    def where(self, node: SyntaxTreeNode) -> Where:
        return Where(self.file, (node.map or (0, 0))[0] + 1)


Blocks = tuple[tuple[Block | BlockList, ...], tuple[Finding, ...]]
"""Those of a text, in order, and what is wrong with the others."""


def blocks_of(marked: MarkedText, file: str, mark: WordMarker) -> Blocks:
    """The blocks of a text, in order. HTML comments are dropped, all other HTML is refused."""
    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING})
    reader = _Reader(file, marked, mark)
    tree = SyntaxTreeNode(parser.parse(marked.source))
    found = [piece for node in tree.children for piece in _read(node, reader)]
    blocks = tuple(piece for piece in found if not isinstance(piece, Finding))
    return blocks, tuple(piece for piece in found if isinstance(piece, Finding))


def _read(node: SyntaxTreeNode, reader: _Reader) -> Iterator[Block | BlockList | Finding]:
    if node.type == "html_block" and COMMENT.fullmatch(node.content):
        return
    if node.type == "paragraph":
        yield from _block("p", node, reader)
    elif node.type == "heading" and node.tag == HEADING:
        yield from _block(HEADING, node, reader)
    elif node.type == "heading":
        yield _wrong_heading(reader.where(node))
    elif node.type in _LISTS:
        yield from _list(node, reader)
    else:
        yield _unsupported(node, reader)


def _block(tag: str, node: SyntaxTreeNode, reader: _Reader) -> Iterator[Block | Finding]:
    """The words of a paragraph or a heading; nothing when it holds a comment alone."""
    where = reader.where(node)
    for inline in node.children:
        token = inline.to_tokens()[0]
        words, findings = words_of(token, reader.marked, reader.mark, where)
        yield from findings
        if words.plain:
            yield Block(tag, str(where), words, reader.marked.named_in(token.content))


def _list(node: SyntaxTreeNode, reader: _Reader) -> Iterator[BlockList | Finding]:
    found = [piece for item in node.children for piece in _item(item, reader)]
    yield from (piece for piece in found if isinstance(piece, Finding))
    items = tuple(piece for piece in found if isinstance(piece, Block))
    if items:
        yield BlockList(_LISTS[node.type], str(reader.where(node)), items)


def _item(node: SyntaxTreeNode, reader: _Reader) -> Iterator[Block | Finding]:
    paragraphs = [child for child in node.children if child.type == "paragraph"]
    for child in node.children:
        if child not in paragraphs[:1]:
            yield _unsupported_in_item(reader.where(child))
    for paragraph in paragraphs[:1]:
        yield from _block("li", paragraph, reader)


def _unsupported(node: SyntaxTreeNode, reader: _Reader) -> Finding:
    return unsupported(node.to_tokens()[0], reader.where(node))


def _unsupported_in_item(where: Where) -> Finding:
    message = _("an item of a list holds one paragraph")
    hint = _("to go on after the list, leave an empty line and begin at the margin")
    return Finding("data.unsupported-markdown", Severity.BLOCK, message, where, hint)


def _wrong_heading(where: Where) -> Finding:
    message = _("headings in a text begin with ##")
    hint = _("the title of the section stands in edition.toml")
    return Finding("data.unsupported-markdown", Severity.BLOCK, message, where, hint)
