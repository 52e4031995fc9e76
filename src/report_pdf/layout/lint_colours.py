"""Colours have names: one written by its value anywhere but in `tokens.toml` is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import tinycss2
from tinycss2.ast import (
    AtRule,
    Declaration,
    HashToken,
    IdentToken,
    Node,
    QualifiedRule,
    StringToken,
    URLToken,
)
from tinycss2.color4 import parse_color

from report_pdf.colour_sight import in_srgb
from report_pdf.findings import Finding, Severity, Where
from report_pdf.layout.markup_pieces import Kind, Piece, pieces_of, whole
from report_pdf.messages import _
from report_pdf.prose.text_files import read_text_file
from report_pdf.tokens import Tokens

_FUNCTIONS = frozenset(
    "rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix device-cmyk".split()  # noqa: SIM905
)
_PRESS_FUNCTION = "device-cmyk"
_PRESS_STYLES = "print.css"
_NO_COLOUR = frozenset({"transparent", "currentcolor"})
# Properties in which a word like "tan" or "linen" is a colour.
_TAKES_COLOUR = re.compile(
    r"--|.*(color|background|border|outline|fill|stroke|shadow|column-rule|text-decoration|text-emphasis|filter|mask)"
)
_COLOUR_ATTRIBUTES = frozenset(
    {"fill", "stroke", "stop-color", "flood-color", "lighting-color", "color", "bgcolor"}
)
_IN_DATA_URL = re.compile(r"data:.*?((?:%23|#)[0-9a-f]{3,8}\b|rgb|hsl)", re.IGNORECASE | re.DOTALL)
_LITERAL = re.compile(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})|(?:rgb|hsl)a?\(.*\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A stretch of CSS in a file, and the tokens it should use."""

    piece: Piece
    file: str
    tokens: Tokens


def lint_colours(files: Iterable[Path], tokens: Tokens, root: Path) -> tuple[Finding, ...]:
    """A finding for each literal colour in style sheets (`.css`), layouts (`.html`) and drawings (`.svg`).

    `device-cmyk()` is left to `print.css`. A drawing cannot read the tokens: it may write the value of one.
    Files that cannot be read are passed over: whoever collects them tells.
    """
    return tuple(finding for path in sorted(files) for finding in _lint_nested(path, tokens, root))


def _lint_nested(path: Path, tokens: Tokens, root: Path) -> tuple[Finding, ...]:
    try:
        return tuple(_lint(path, tokens, root))
    except RecursionError:
        where = Where(path.relative_to(root).as_posix())
        return (Finding("layout.nesting", Severity.BLOCK, _("the brackets are nested too deeply"), where),)


def _lint(path: Path, tokens: Tokens, root: Path) -> Iterator[Finding]:
    source, _unreadable = read_text_file(path, root)
    file = path.relative_to(root).as_posix()
    pieces = (whole(source or ""),) if path.suffix == ".css" else pieces_of(source or "")
    for piece in pieces:
        sheet = _Sheet(piece, file, tokens)
        for node, takes_colour in _values(piece, is_sheet=path.suffix == ".css"):
            yield from _literal_colours(node, sheet, takes_colour=takes_colour)


def _values(piece: Piece, *, is_sheet: bool) -> Iterator[tuple[Node, bool]]:
    """The parts of CSS values, and whether a word among them may be a colour."""
    if is_sheet or piece.kind is Kind.STYLE_SHEET:
        yield from _of_rules(tinycss2.parse_stylesheet(piece.content, skip_comments=True))
    elif piece.name == "style":
        yield from _of_rules(tinycss2.parse_blocks_contents(piece.content))
    elif piece.name in _COLOUR_ATTRIBUTES or (
        piece.kind is Kind.LITERAL and _LITERAL.fullmatch(piece.content)
    ):
        for node in tinycss2.parse_component_value_list(piece.content):
            yield node, True


def _of_rules(nodes: Iterable[Node]) -> Iterator[tuple[Node, bool]]:
    for node in nodes:
        if isinstance(node, Declaration):
            takes_colour = _TAKES_COLOUR.match(node.lower_name) is not None
            yield from ((value, takes_colour) for value in node.value)
        elif isinstance(node, QualifiedRule | AtRule) and node.content is not None:
            yield from _of_rules(tinycss2.parse_blocks_contents(node.content))


def _literal_colours(node: Node, sheet: _Sheet, *, takes_colour: bool) -> Iterator[Finding]:
    if _is_literal(node, takes_colour=takes_colour):
        if not _is_allowed(node, sheet):
            yield _finding(node, sheet)
        return
    for inner in getattr(node, "arguments", None) or getattr(node, "content", None) or ():
        yield from _literal_colours(inner, sheet, takes_colour=takes_colour)


def _is_literal(node: Node, *, takes_colour: bool) -> bool:
    if isinstance(node, IdentToken):
        return takes_colour and node.lower_value not in _NO_COLOUR and parse_color(node) is not None
    if isinstance(node, URLToken | StringToken):
        return _IN_DATA_URL.match(node.value) is not None
    if isinstance(node, HashToken):
        return parse_color(node) is not None
    return node.type == "function" and node.lower_name in _FUNCTIONS


def _is_allowed(node: Node, sheet: _Sheet) -> bool:
    if node.type == "function" and node.lower_name == _PRESS_FUNCTION:
        return sheet.file.rpartition("/")[2] == _PRESS_STYLES
    in_drawing = sheet.file.endswith(".svg")
    return in_drawing and node.serialize().upper() in {
        colour.srgb for colour in sheet.tokens.colours.values()
    }


def _finding(node: Node, sheet: _Sheet) -> Finding:
    message = _("the colour {colour} is written here").format(colour=node.serialize()[:60])
    where = sheet.piece.place(sheet.file, node.source_line, node.source_column)
    return Finding("layout.literal-colour", Severity.WARN, message, where, _hint(node, sheet))


def _hint(node: Node, sheet: _Sheet) -> str:
    name = _nearest(node, sheet.tokens)
    if not name:
        return _("name it in styles/tokens.toml")
    instead = sheet.tokens.srgb(name) if sheet.file.endswith(".svg") else f"var(--{name})"
    return _("the nearest in styles/tokens.toml is {colour}").format(colour=instead)


def _nearest(node: Node, tokens: Tokens) -> str:
    """The token nearest to a colour in sRGB; "" when the colour cannot be computed."""
    colour = parse_color(node)
    if colour is None or isinstance(colour, str) or not tokens.colours:
        return ""
    seen = in_srgb(colour)
    if seen is None:
        return ""
    return min(tokens.colours, key=lambda name: (_distance(seen, tokens.srgb(name)), name))


def _distance(seen: tuple[float, ...], srgb: str) -> float:
    channels = (int(srgb[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return sum((a - b) ** 2 for a, b in zip(seen, channels, strict=True))
