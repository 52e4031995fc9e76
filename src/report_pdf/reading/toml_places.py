"""TOML files read strictly, with the line and column of every key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

from report_pdf.files import read_inside
from report_pdf.findings import Finding, Severity, Where
from report_pdf.messages import _

MAX_BYTES = 1_000_000
KeyPath = tuple[str | int, ...]
"""Keys and 0-based list positions from the top of a file: `("chapters", 0, "id")`."""

_AT = re.compile(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")
_SYNTAX = Language(tree_sitter_toml.language())
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class TomlFile:
    """The data of a file, and where each key was written.

    Attributes:
        file: path relative to the project's folder, with `/`.
        data: as `tomllib` gives it, numbers with a point as `Decimal`.
        places: path of a key to its 1-based line and column (in characters).
    """

    file: str
    data: Mapping[str, object]
    places: Mapping[KeyPath, tuple[int, int]]

    def where(self, path: KeyPath) -> Where:
        """The place of the key, or of the nearest key around it that is written down."""
        while path and path not in self.places:
            path = path[:-1]
        return Where(self.file, *self.places.get(path, (1, 1)))


def read_toml(path: Path, root: Path, area: str = "data") -> tuple[TomlFile | None, tuple[Finding, ...]]:
    """Read a UTF-8 file of at most `MAX_BYTES` bytes; what is wrong is found in `area`."""
    file = path.relative_to(root).as_posix()
    content, unread = read_inside(path, root, MAX_BYTES, area)
    if content is None:
        return None, unread
    try:
        source = _source(content)
        data = tomllib.loads(source.decode(), parse_float=Decimal)
        return TomlFile(file, data, MappingProxyType(dict(_places(source)))), ()
    except UnicodeDecodeError as error:
        problem = _not_utf8(file, error)
    except RecursionError:
        problem = "bad-toml", _("lists or tables are nested too deeply"), Where(file), ""
    except ValueError as error:
        problem = _bad_toml(file, str(error))
    rule, message, where, hint = problem
    return None, (Finding(f"{area}.{rule}", Severity.BLOCK, message, where, hint),)


_Problem = tuple[str, str, Where, str]


def _source(source: bytes) -> bytes:
    if source.startswith(_BOM):
        raise ValueError(_("the file starts with a byte order mark: save it as UTF-8 without BOM"))
    # TOML allows both line ends; one of them keeps columns right.
    return source.replace(b"\r\n", b"\n")


def _not_utf8(file: str, error: UnicodeDecodeError) -> _Problem:
    before = error.object[: error.start]
    where = Where(file, before.count(b"\n") + 1, len(before.rpartition(b"\n")[2].decode()) + 1)
    message = _("the byte 0x{byte:02X} is not UTF-8").format(byte=error.object[error.start])
    return "not-utf8", message, where, _("save the file as UTF-8")


def _bad_toml(file: str, message: str) -> _Problem:
    at = _AT.search(message)
    place = (int(at["line"]), int(at["column"])) if at and at["line"] else ()
    text = _("not valid TOML: {reason}").format(reason=message[: at.start()] if at else message)
    return "bad-toml", text, Where(file, *place), ""


def _places(source: bytes) -> Iterator[tuple[KeyPath, tuple[int, int]]]:
    """Key paths and their places, for a source that `tomllib` has accepted."""
    lines = source.split(b"\n")
    last_row, last_column, characters = 0, 0, 0
    for path, node in _nodes(Parser(_SYNTAX).parse(source).root_node):
        row, column = node.start_point
        if row != last_row:
            last_row, last_column, characters = row, 0, 0
        # Places come in the order of the file: a long line is counted once, not once for each key.
        characters += len(lines[row][last_column:column].decode())
        last_column = column
        yield path, (row + 1, characters + 1)


def _nodes(document: Node) -> Iterator[tuple[KeyPath, Node]]:
    lengths: dict[KeyPath, int] = {}
    for node in document.named_children:
        if node.type == "pair":
            yield from _pair(node, ())
        elif node.type in ("table", "table_array_element"):
            path = _header_path(node, lengths)
            yield path, node
            for child in node.named_children[1:]:
                if child.type == "pair":
                    yield from _pair(child, path)


def _header_path(node: Node, lengths: dict[KeyPath, int]) -> KeyPath:
    """The path that `[a.b]` or `[[a.b]]` opens; `lengths` counts the elements of each list of tables."""
    path: KeyPath = ()
    keys = _keys(node.named_children[0])
    for depth, key in enumerate(keys, start=1):
        path = (*path, key)
        if node.type == "table_array_element" and depth == len(keys):
            lengths[path] = lengths.get(path, 0) + 1
        if path in lengths:
            path = (*path, lengths[path] - 1)
    return path


def _pair(node: Node, prefix: KeyPath) -> Iterator[tuple[KeyPath, Node]]:
    if node.has_error:  # newer TOML than the grammar knows: its place is that of the table around it
        return
    key, value = (child for child in node.named_children if child.type != "comment")
    path = (*prefix, *_keys(key))
    yield path, node
    yield from _inside(value, path)


def _inside(value: Node, path: KeyPath) -> Iterator[tuple[KeyPath, Node]]:
    children = [child for child in value.named_children if child.type != "comment"]
    if value.type == "inline_table":
        for child in children:
            yield from _pair(child, path)
    elif value.type == "array":
        for position, child in enumerate(children):
            yield (*path, position), child
            yield from _inside(child, (*path, position))


def _keys(node: Node) -> tuple[str, ...]:
    if node.type == "dotted_key":
        return tuple(key for child in node.named_children for key in _keys(child))
    text = (node.text or b"").decode()
    # only TOML's own reader knows what a quoted key says
    return tuple(tomllib.loads(f"{text} = 0")) if node.type == "quoted_key" else (text,)
