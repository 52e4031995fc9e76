"""Mending how elements nest: each where PDF/UA-1 and the reader expect it (ISO 32000-1, 14.8.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from report_pdf.parts.tags.standard_types import GROUPING, HEADINGS, INLINE, UNKNOWN
from report_pdf.parts.tags.table_mending import mend_table
from report_pdf.parts.tags.tree import Linked, Marked, Node, from_below

Kid = Node | Marked | Linked

# What may stand only in one of a few elements: outside, it is wrapped, or becomes another type.
_HOME = {
    "LI": {"L"},
    "LBody": {"LI"},
    "TOCI": {"TOC"},
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TFoot": {"Table"},
    "TH": {"TR"},
    "TD": {"TR"},
}
_MAY_GO = (GROUPING - {"TOC", "TOCI"}) | INLINE | HEADINGS | {"P", "H", "NonStruct", "Private", UNKNOWN}
# In this order: a row made of cells is then wrapped itself.
_WRAPPERS = {("TH", "TD"): "TR", ("TR",): "Table", ("LI",): "L", ("TOCI",): "TOC"}
_INSTEAD = {"LBody": "Div", "THead": "Table", "TBody": "Table", "TFoot": "Table"}


def mend_nesting(top: Node) -> None:
    """Mend the whole tree below `top`."""
    for node in from_below(top):
        _drop_empty(node)
    for node in from_below(top):
        _name_unknown(node)
    for node in from_below(top):
        _bring_home(node)
    for node in from_below(top):
        if mend := _MENDS.get(node.role):
            mend(node)
    for node in from_below(top):
        _name_loose(node)


def _drop_empty(node: Node) -> None:
    """Paragraphs and groups that hold nothing and say nothing are no content."""
    node.kids = [
        kid
        for kid in node.kids
        if not isinstance(kid, Node) or kid.kids or kid.says.keys() - {"Lang"} or kid.role not in _MAY_GO
    ]


def _name_unknown(node: Node) -> None:
    """An element of unknown type is inline when it stands beside content, else it holds what it holds."""
    for kid in node.nodes:
        if kid.role == UNKNOWN:
            is_loose = any(isinstance(each, Marked) for each in kid.kids)
            is_inline = node.role not in {*GROUPING, UNKNOWN}
            kid.role = "Span" if is_inline and is_loose else "P" if is_loose else "Div"


def _bring_home(node: Node) -> None:
    """Wrap what stands outside the only elements that may hold it."""
    strays = [kid for kid in node.nodes if node.role not in _HOME.get(kid.role, {node.role})]
    for stray in strays:
        stray.role = _INSTEAD.get(stray.role, stray.role)
    for alike, wrapper in _WRAPPERS.items():
        if not _HOME[alike[0]] & {node.role}:
            node.kids = wrapped(node.kids, partial(_is_one_of, alike), wrapper)


def _is_one_of(roles: tuple[str, ...], kid: Kid) -> bool:
    return _role(kid) in roles


def wrapped(kids: Iterable[Kid], belongs: Callable[[Kid], bool], role: str) -> list[Kid]:
    """The kids, with each run of those that belong together in an element of its own."""
    result: list[Kid] = []
    run: Node | None = None
    for kid in kids:
        if not belongs(kid):
            run = None
            result.append(kid)
        elif run is None:
            run = Node(role, [kid])
            result.append(run)
        else:
            run.kids.append(kid)
    return result


def _role(kid: Kid) -> str:
    return kid.role if isinstance(kid, Node) else ""


def _caption_first(node: Node) -> None:
    captions = [kid for kid in node.nodes if kid.role == "Caption"]
    others = [kid for kid in node.kids if _role(kid) != "Caption"]
    for extra in captions[1:]:
        captions[0].kids += extra.kids
    node.kids = [*captions[:1], *others]


def _list(node: Node) -> None:
    _caption_first(node)
    rows = wrapped(node.kids, lambda kid: _role(kid) not in {"L", "LI", "Caption"}, "LI")
    node.kids = rows
    for row in node.nodes:
        if row.role == "LI":
            _list_item(row)


def _list_item(node: Node) -> None:
    node.kids = wrapped(node.kids, lambda kid: _role(kid) not in {"Lbl", "LBody"}, "LBody")


def _contents(node: Node) -> None:
    _caption_first(node)
    node.kids = wrapped(node.kids, lambda kid: _role(kid) not in {"TOC", "TOCI", "Caption"}, "TOCI")


def _table(node: Node) -> None:
    _caption_first(node)
    mend_table(node)


def _picture(node: Node) -> None:
    """A picture without words around others is a group: its own silence would silence them."""
    others = any(each.role == "Figure" for kid in node.nodes for each in kid.walk())
    if others and not node.says.keys() & {"Alt", "ActualText"}:
        node.role = "Div"


def _name_loose(node: Node) -> None:
    """Content and inline elements that stand alone in a group become paragraphs."""
    if node.role in {"Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Index"}:
        node.kids = wrapped(node.kids, _is_loose, "P")


def _is_loose(kid: Kid) -> bool:
    return not isinstance(kid, Node) or kid.role in INLINE - {"Link", "Annot"}


_MENDS: dict[str, Callable[[Node], None]] = {
    "L": _list,
    "TOC": _contents,
    "Table": _table,
    "Figure": _picture,
}
