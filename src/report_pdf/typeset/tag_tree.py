"""The structure of the book: what assistive technology reads, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from report_pdf.typeset.painted import Piece


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece that was painted.

    Attributes:
        page: 0-based, in its galley.
        number: on its page (MCID).
        rectangle: left, bottom, right, top in pt from the lower left corner of the page.
    """

    page: int
    number: int
    rectangle: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Leaf:
    """Content: pieces of text or a picture, and the words they stand for; once painted, their marks."""

    pieces: tuple[Piece, ...]
    text: str = ""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A structure element.

    Attributes:
        role: standard structure type, without the slash.
        kids: elements and marked content, in reading order.
        element: the HTML element it comes from; None if there is none.
        language: set where it differs from the element around.
        actual_text: read instead of the content.
        alternative: read in the place of a picture.
        expansion: what an abbreviation stands for.
        title: name of a part of the document.
        identifier: unique in the document.
        numbering: of a list (ISO 32000-1, table 347).
        scope: of a heading cell, "Row" or "Column".
        headers: identifiers of the heading cells of a cell.
        columns: columns that a cell takes.
        rows: rows that a cell takes.
    """

    role: str
    kids: tuple[Node | Leaf, ...] = ()
    element: Element | None = None
    language: str = ""
    actual_text: str = ""
    alternative: str = ""
    expansion: str = ""
    title: str = ""
    identifier: str = ""
    numbering: str = ""
    scope: str = ""
    headers: tuple[str, ...] = ()
    columns: int = 1
    rows: int = 1


def nodes(node: Node) -> Iterator[Node]:
    """The node and all below it, in reading order."""
    yield node
    for kid in node.kids:
        if isinstance(kid, Node):
            yield from nodes(kid)


def leaves(node: Node) -> Iterator[Leaf]:
    """All that the node shows, in reading order."""
    for kid in node.kids:
        if isinstance(kid, Leaf):
            yield kid
        else:
            yield from leaves(kid)


def pieces(node: Node) -> Iterator[Piece]:
    """The pieces of all that the node shows."""
    return (piece for leaf in leaves(node) for piece in leaf.pieces)


def marks(node: Node) -> Iterator[Mark]:
    """The marks of all that the node shows, once it is painted."""
    return (mark for leaf in leaves(node) for mark in leaf.marks)


def text(node: Node | Leaf) -> str:
    """The words that are read for a node."""
    if isinstance(node, Leaf):
        return node.text
    return node.actual_text or node.alternative or "".join(text(kid) for kid in node.kids)
