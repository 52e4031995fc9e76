"""Design tokens: colours, faces, type steps and measures, read once from `styles/tokens.toml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Millimetres = Annotated[float, Field(ge=0, le=5000)]
Points = Annotated[float, Field(gt=0, le=2000)]
Ink = Annotated[float, Field(ge=0, le=100)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]

SMALLEST_PT = 7.5
"""Nothing in the book is set smaller (DESIGN 3)."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=False)


class Page(_Strict):
    """The trimmed page."""

    width: Millimetres
    """mm"""
    height: Millimetres
    """mm"""
    bleed: Millimetres
    """mm of art outside the trim, in print"""


class Grid(_Strict):
    """The columns and rows of the type area; all in mm but `columns`."""

    columns: int = Field(ge=1, le=48)
    column: Millimetres
    gutter: Millimetres
    margin_inner: Millimetres
    margin_outer: Millimetres
    margin_top: Millimetres
    margin_bottom: Millimetres
    row: Millimetres
    """The baseline step."""
    safe: Millimetres
    """Distance from the trim that live text keeps."""
    tile: Millimetres
    """Side of one tile with its groove."""

    @property
    def type_width(self) -> float:
        """Width of the type area, mm."""
        return self.span(self.columns)

    def span(self, columns: float) -> float:
        """Width of so many columns with the gutters between them, mm."""
        return columns * (self.column + self.gutter) - self.gutter


class Colour(_Strict):
    """A colour as screens and as presses get it."""

    srgb: Annotated[str, StringConstraints(pattern=r"^#[0-9A-F]{6}$")]
    """`#RRGGBB`, capitals"""
    cmyk: tuple[Ink, Ink, Ink, Ink]
    """percent of cyan, magenta, yellow, black"""
    spot: str = ""
    """name of the plate, when the colour is printed with an ink of its own"""
    use: str = ""
    """what the colour is for"""


class Face(_Strict):
    """One static font file."""

    family: str
    weight: int = Field(ge=100, le=900)
    style: Literal["normal", "italic"]
    file: str
    """relative to `styles/`"""


class TypeStep(_Strict):
    """One step of the type scale."""

    face: Name
    size: Points
    """pt"""
    line: Millimetres
    """mm from baseline to baseline"""
    tracking: float
    """em"""


class Lines(_Strict):
    """Line weights in pt; `hatch_gap` in mm."""

    rule: Points
    hairline: Points
    outline: Points
    hatch: Points
    groove: Points
    hatch_gap: Millimetres


class Tokens(_Strict):
    """All the tokens of a design."""

    page: Page
    grid: Grid
    colours: Mapping[Name, Colour]
    faces: Mapping[Name, Face]
    type: Mapping[Name, TypeStep]
    lines: Lines

    def srgb(self, name: str) -> str:
        """`#RRGGBB` of the colour called `name`; KeyError if there is none."""
        return self.colours[name].srgb

    def face_of(self, step: str) -> Face:
        """The font of a type step."""
        return self.faces[self.type[step].face]


def css_of(tokens: Tokens) -> str:
    """The tokens as CSS: `@font-face` rules and custom properties on `:root`."""
    return f"{faces_css(tokens)}\n{properties_css(tokens)}"


def faces_css(tokens: Tokens) -> str:
    """The `@font-face` rules."""
    return "\n".join(_font_face(face) for face in tokens.faces.values())


def properties_css(tokens: Tokens) -> str:
    """The custom properties, on `:root`."""
    properties = "\n".join(f"  --{name}: {value};" for name, value in _custom_properties(tokens))
    return f":root {{\n{properties}\n}}\n"


def _font_face(face: Face) -> str:
    return (
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; '
        f"font-style: {face.style}; src: url({face.file}); }}"
    )


def _custom_properties(tokens: Tokens) -> Iterator[tuple[str, str]]:
    for name, colour in tokens.colours.items():
        yield name, colour.srgb
    for name, value in tokens.page:
        yield f"page-{name}", f"{value:g}mm"
    for name, value in tokens.grid:
        yield f"grid-{name.replace('_', '-')}", str(value) if name == "columns" else f"{value:g}mm"
    for columns in range(1, tokens.grid.columns + 1):
        yield f"span-{columns}", f"{tokens.grid.span(columns):g}mm"
    yield "column-step", f"{tokens.grid.column + tokens.grid.gutter:g}mm"
    for name, step in tokens.type.items():
        face = tokens.faces[step.face]
        yield f"type-{name}-family", f'"{face.family}"'
        yield f"type-{name}-weight", str(face.weight)
        yield f"type-{name}-size", f"{step.size:g}pt"
        yield f"type-{name}-line", f"{step.line:g}mm"
        yield f"type-{name}-tracking", f"{step.tracking:g}em"
    for name, value in tokens.lines:
        unit = "mm" if name == "hatch_gap" else "pt"
        yield f"line-{name.replace('_', '-')}", f"{value:g}{unit}"
