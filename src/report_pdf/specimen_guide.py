"""The part of the designer's guide that the specimen writes: every component and every form of chart."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, nodes

from report_pdf.layout.drawing import Drawing

COMPONENTS, PIECES = "components", "specimen"
BEGIN, END = "<!-- campionario: questa parte la scrive «make specimen» -->", "<!-- fine del campionario -->"

_HEADINGS = {
    "words": "Testo",
    "figures": "Figure",
    "tables": "Tabelle ed elenchi",
    "draw": "Grafici",
}
_ABOUT = re.compile(r"\s*{#\s*(?P<about>.*?)\s*#}\s*(?P<example>.*?)\s*\Z", re.DOTALL)
_ARGUMENT = re.compile(r"\s*(?P<name>\w+): (?P<meaning>.*)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A component or a form of chart.

    Attributes:
        name: as layouts call it ("words.hero").
        about: what it puts on the page.
        arguments: name and meaning of each.
        example: the template that the specimen shows.
    """

    name: str
    about: str
    arguments: Mapping[str, str]
    example: str


def read_piece(name: str, layouts: Path) -> Piece:
    """What the specimen says of a piece: its file opens with a remark, a line for each argument."""
    source = (layouts / PIECES / f"{name}.html").read_text(encoding="utf-8")
    found = _ABOUT.match(source)
    about, example = (found["about"], found["example"]) if found else ("", source.strip())
    first, *others = about.splitlines() or [""]
    arguments = {match["name"]: match["meaning"] for line in others if (match := _ARGUMENT.fullmatch(line))}
    return Piece(name, first, arguments, example)


def signatures(layouts: Path) -> dict[str, Mapping[str, str | None]]:
    """Arguments of all components and forms of chart, and their defaults as templates write them, or None."""
    return dict(_macros(layouts)) | dict(_forms())


def _macros(layouts: Path) -> Iterator[tuple[str, Mapping[str, str | None]]]:
    for path in sorted((layouts / COMPONENTS).glob("*.html")):
        tree = Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))
        for macro in tree.find_all(nodes.Macro):
            required = [None] * (len(macro.args) - len(macro.defaults))
            defaults = [*required, *(_constant(default) for default in macro.defaults)]
            names = [argument.name for argument in macro.args]
            yield f"{path.stem}.{macro.name}", dict(zip(names, defaults, strict=True))


def _forms() -> Iterator[tuple[str, Mapping[str, str | None]]]:
    for name, method in inspect.getmembers(Drawing, inspect.isfunction):
        if not name.startswith("_"):
            parameters = list(inspect.signature(method).parameters.values())[1:]
            yield (
                f"draw.{name}",
                {it.name: None if it.default is it.empty else _written(it.default) for it in parameters},
            )


def _constant(default: nodes.Expr) -> str:
    """A default of a macro; an ellipsis for one that is known only when pages are made."""
    try:
        return _written(default.as_const())
    except nodes.Impossible:
        return "…"


def _written(value: object) -> str:
    """A default as a template would write it."""
    if isinstance(value, str):
        return f'"{value}"'
    return str(dict(value)) if isinstance(value, Mapping) else str(value)


def reference(names: Iterable[str], layouts: Path) -> str:
    """The part of the guide, in Markdown, with the pieces in this order under the headings of their kinds."""
    known = signatures(layouts)
    pieces = [read_piece(name, layouts) for name in names]
    return "\n".join(
        line
        for kind, heading in _HEADINGS.items()
        for line in (
            f"### {heading}",
            "",
            *(
                line
                for piece in pieces
                if piece.name.startswith(f"{kind}.")
                for line in _lines(piece, known.get(piece.name, {}))
            ),
        )
    )


def _lines(piece: Piece, signature: Mapping[str, str | None]) -> Iterator[str]:
    called = ", ".join(
        name if default is None else f"{name}={default}" for name, default in signature.items()
    )
    picture = f"![{piece.name}](img/{piece.name}.png)"
    yield from (f"#### `{piece.name}({called})`", "", piece.about, "", picture, "")
    if signature:
        yield from ("| argomento | che cos’è |", "| --- | --- |")
        yield from (f"| `{name}` | {piece.arguments.get(name, '')} |" for name in signature)
        yield ""
    yield from ("```jinja", piece.example, "```", "")


def with_reference(guide: str, part: str) -> str:
    """`guide` with what stands between its marks replaced; unchanged if it has none."""
    before, begin, rest = guide.partition(BEGIN)
    _old, end, after = rest.partition(END)
    return f"{before}{begin}\n\n{part}\n{end}{after}" if end else guide
