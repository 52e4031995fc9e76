"""One content stream run as a printer runs it, for what it paints."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from pikepdf import Array, Dictionary, Name, Object, Stream, String

from report_pdf.parts.objects.entries import dictionary, entry
from report_pdf.parts.objects.values import Box, integer, number
from report_pdf.preflight.colour_spaces import CMYK, GRAY, RGB, space_of
from report_pdf.preflight.graphics_state import State, TextPlace, with_parameters
from report_pdf.preflight.matrices import Matrix, common, height_scale, least_scale, moved_box, times
from report_pdf.preflight.painted import Area, Facts, Line, Paint, Painted, Shaded, Text
from report_pdf.preflight.paths import Path
from report_pdf.preflight.picture_facts import picture

_DEVICE = {"g": GRAY, "rg": RGB, "k": CMYK}
_PATHS = frozenset({"m", "l", "c", "v", "y", "re"})
_FILLS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"})
_STROKES = frozenset({"S", "s", "B", "B*", "b", "b*"})
_SHOWS = frozenset({"Tj", "TJ", "'", '"'})
_INVISIBLE, _ONLY_STROKED, _STROKED = frozenset({3, 7}), frozenset({1, 5}), frozenset({1, 2, 5, 6})
_ADVANCE = 0.5
"""em of a glyph, as an estimate"""
_UNCOLOURED = 2


class Drawer(Protocol):
    """What the stream draws on, and with."""

    page: int
    painted: list[Painted]
    has_patterns: bool

    def form(self, form: Object, resources: object, state: State, depth: int) -> None:
        """Draw a form."""

    def tile(self, pattern: Object, state: State, depth: int) -> None:
        """Run a tiling pattern."""

    def parameters(self, found: Dictionary, resources: object, state: State, depth: int) -> None:
        """Note a graphics state and run its soft mask."""

    def type3(self, font: Dictionary, state: State, depth: int) -> None:
        """Run the glyphs of a font that draws them as content."""

    def font(self, font: Dictionary) -> None:
        """Note a font."""


class Machine:
    """Takes the operators of one stream."""

    def __init__(self, drawer: Drawer, resources: object, state: State, depth: int) -> None:
        self._drawer = drawer
        self._resources = resources
        self._state = state
        self._depth = depth
        self._saved: list[State] = []
        self._path = Path()
        self._clips = False
        self._text = TextPlace()
        self._leading = 0.0
        self._takes: dict[str, Callable[[Sequence[Object]], None]] = {
            "q": lambda _values: self._saved.append(self._state),
            "Q": lambda _values: self._restore(),
            "cm": self._transform,
            "w": lambda values: self._set(line_width=number(values[0])),
            "gs": self._parameters,
            "Do": self._draw,
            "sh": lambda values: self._shade(entry(dictionary(self._resources, "/Shading"), str(values[0]))),
            "INLINE IMAGE": self._inline_image,
            "BT": lambda _values: self._begin_text(),
            "Tf": self._font,
            "Tz": lambda values: self._set(horizontal=number(values[0], 100) / 100),
            "Ts": lambda values: self._set(rise=number(values[0])),
            "Tr": lambda values: self._set(text_mode=integer(values[0])),
            "TL": self._set_leading,
            "Td": lambda values: self._next_line(number(values[0]), number(values[1])),
            "TD": self._next_line_with_leading,
            "Tm": self._text_matrix,
            "T*": lambda _values: self._next_line(0, -self._leading),
            "cs": lambda values: self._space(values, stroking=False),
            "CS": lambda values: self._space(values, stroking=True),
            **dict.fromkeys(("sc", "scn"), lambda values: self._colour(values, stroking=False)),
            **dict.fromkeys(("SC", "SCN"), lambda values: self._colour(values, stroking=True)),
            **dict.fromkeys(("W", "W*"), self._clip),
        }

    def take(self, operator: str, operands: Sequence[Object]) -> None:
        """Do what one operator says."""
        if operator in _PATHS:
            self._path.take(operator, [number(value) for value in operands], self._state.matrix)
        elif operator.lower() in _DEVICE:
            values = tuple(number(value) for value in operands)
            self._set_paint(Paint(_DEVICE[operator.lower()], values), stroking=operator.isupper())
        elif operator in _FILLS or operator in _STROKES or operator == "n":
            self._paint_path(operator)
        elif operator in _SHOWS:
            if operator in {"'", '"'}:
                self._next_line(0, -self._leading)
            self._show(operands[-1])
        elif takes := self._takes.get(operator):
            takes(operands)

    def _set(self, **changes: object) -> None:
        self._state = replace(self._state, **changes)  # type: ignore[arg-type]  # fields of the state

    def _restore(self) -> None:
        if self._saved:
            self._state = self._saved.pop()

    def _transform(self, values: Sequence[Object]) -> None:
        self._set(matrix=times(_six(values), self._state.matrix))

    def _parameters(self, values: Sequence[Object]) -> None:
        found = entry(dictionary(self._resources, "/ExtGState"), str(values[0]))
        if isinstance(found, Dictionary):
            self._drawer.parameters(found, self._resources, self._state, self._depth)
            self._state = with_parameters(self._state, found)

    # Colours.

    def _space(self, values: Sequence[Object], *, stroking: bool) -> None:
        space = space_of(values[0], self._resources)
        initial = 1.0 if space.plates else 0.0
        components = (initial,) * space.components
        self._set_paint(
            Paint(space, (0.0, 0.0, 0.0, 1.0) if space == CMYK else components), stroking=stroking
        )

    def _colour(self, values: Sequence[Object], *, stroking: bool) -> None:
        paint = self._state.stroke if stroking else self._state.fill
        pattern = None
        if values and isinstance(values[-1], Name):
            pattern = entry(dictionary(self._resources, "/Pattern"), str(values[-1]))
            values = values[:-1]
        self._set_paint(
            Paint(paint.space, tuple(number(value) for value in values)), stroking=stroking, pattern=pattern
        )

    def _set_paint(self, paint: Paint, *, stroking: bool, pattern: object = None) -> None:
        if stroking:
            self._set(stroke=paint, stroke_pattern=pattern)
        else:
            self._set(fill=paint, fill_pattern=pattern)

    # Paths.

    def _clip(self, _values: Sequence[Object]) -> None:
        self._clips = True

    def _paint_path(self, operator: str) -> None:
        box = self._path.box()
        if box is not None and operator in _FILLS:
            self._fill(box)
        if box is not None and operator in _STROKES:
            self._stroke(box)
        if self._clips and box is not None:
            beyond = (-1e9, -1e9, -1e9, -1e9)
            self._set(clip=common(box, self._state.clip) or beyond)
        self._path, self._clips = Path(), False

    def _fill(self, box: Box) -> None:
        seen = common(box, self._state.clip)
        if seen is None or self._with_pattern(self._state.fill_pattern, seen):
            return
        bar = self._path.thinnest_bar(self._state.clip)
        facts = self._facts(bar[1] if bar else seen, stroking=False)
        self._drawer.painted.append(Area(**facts, thickness=bar[0] if bar else None))

    def _stroke(self, box: Box) -> None:
        width = self._state.line_width * least_scale(self._state.matrix)
        half = width / 2
        seen = common((box[0] - half, box[1] - half, box[2] + half, box[3] + half), self._state.clip)
        if seen is not None and not self._with_pattern(self._state.stroke_pattern, seen):
            self._drawer.painted.append(Line(**self._facts(seen, stroking=True), width=width))

    def _with_pattern(self, pattern: object, seen: Box) -> bool:
        """Whether a pattern paints in the place of a colour."""
        if not isinstance(pattern, Dictionary | Stream):
            return False
        self._drawer.has_patterns = True
        if isinstance(pattern, Stream):
            self._drawer.tile(pattern, replace(self._state, clip=seen), self._depth)
        else:
            self._shade(entry(pattern, "/Shading"), seen)
        return True

    def _shade(self, shading: object, seen: Box | None = None) -> None:
        if isinstance(shading, Dictionary | Stream):
            self._drawer.has_patterns = True
            space = space_of(entry(shading, "/ColorSpace"), self._resources)
            facts = self._facts(seen or self._state.clip, stroking=False)
            self._drawer.painted.append(Shaded(**facts, shading=shading, space=space))

    def _facts(self, box: Box, *, stroking: bool) -> Facts:
        """What all that is painted has."""
        state = self._state
        return {
            "page": self._drawer.page,
            "box": box,
            "paint": state.stroke if stroking else state.fill,
            "overprints": state.stroke_overprints if stroking else state.fill_overprints,
            "overprint_mode": state.overprint_mode,
            "is_grouped": state.is_grouped or state.is_transparent,
            "in_mask": state.in_mask,
        }

    # Text (ISO 32000-1, 9.4).

    def _begin_text(self) -> None:
        self._text = TextPlace()

    def _font(self, values: Sequence[Object]) -> None:
        found = entry(dictionary(self._resources, "/Font"), str(values[0]))
        self._set(font=found if isinstance(found, Dictionary) else None, font_size=number(values[1]))

    def _set_leading(self, values: Sequence[Object]) -> None:
        self._leading = number(values[0])

    def _next_line(self, x: float, y: float) -> None:
        line = times((1, 0, 0, 1, x, y), self._text.line)
        self._text = TextPlace(line, line)

    def _next_line_with_leading(self, values: Sequence[Object]) -> None:
        self._leading = -number(values[1])
        self._next_line(number(values[0]), number(values[1]))

    def _text_matrix(self, values: Sequence[Object]) -> None:
        self._text = TextPlace(_six(values), _six(values))

    def _show(self, operand: Object) -> None:
        state = self._state
        codes = sum(len(bytes(item)) for item in _strings(operand))
        if state.font is None or not codes:
            return
        glyphs = codes / 2 if entry(state.font, "/Subtype") == Name.Type0 else codes
        advance = glyphs * state.font_size * _ADVANCE * state.horizontal
        matrix = times((1, 0, 0, 1, 0, state.rise), times(self._text.matrix, state.matrix))
        box = moved_box(matrix, (0, min(0, state.font_size), advance, max(0, state.font_size)))
        self._text = TextPlace(times((1, 0, 0, 1, advance, 0), self._text.matrix), self._text.line)
        if (seen := common(box, state.clip)) is not None:
            self._show_at(seen, matrix, state.font)

    def _show_at(self, seen: Box, matrix: Matrix, font: Dictionary) -> None:
        state = self._state
        if entry(font, "/Subtype") == Name.Type3:
            scaled = times((state.font_size, 0, 0, state.font_size, 0, 0), matrix)
            self._drawer.type3(font, replace(state, matrix=scaled), self._depth)
            return
        self._drawer.font(font)
        if state.text_mode not in _ONLY_STROKED and not self._with_pattern(state.fill_pattern, seen):
            size = abs(state.font_size) * height_scale(matrix)
            facts = self._facts(seen, stroking=False)
            unseen = state.text_mode in _INVISIBLE
            self._drawer.painted.append(Text(**facts, size=size, font=font, is_invisible=unseen))
        if state.text_mode in _STROKED:
            width = state.line_width * least_scale(state.matrix)
            self._drawer.painted.append(Line(**self._facts(seen, stroking=True), width=width))

    # What is drawn by name.

    def _draw(self, values: Sequence[Object]) -> None:
        found = entry(dictionary(self._resources, "/XObject"), str(values[0]))
        if not isinstance(found, Stream):
            return
        if entry(found, "/Subtype") == Name.Image:
            self._picture(found)
        elif entry(found, "/Subtype") == Name.Form:
            state = replace(self._state, is_grouped=self._state.is_grouped or self._state.is_transparent)
            self._drawer.form(found, self._resources, state, self._depth)

    def _inline_image(self, values: Sequence[Object]) -> None:
        self._picture(values[0].obj)

    def _picture(self, image: Object) -> None:
        seen = common(moved_box(self._state.matrix, (0, 0, 1, 1)), self._state.clip)
        if seen is None:
            return
        space = space_of(entry(image, "/ColorSpace"), self._resources)
        facts = self._facts(seen, stroking=False)
        self._drawer.painted.append(picture(image, space, self._state.matrix, facts))


def _six(values: Sequence[Object]) -> Matrix:
    a, b, c, d, e, f = (number(value) for value in values)
    return a, b, c, d, e, f


def _strings(operand: Object) -> list[Object]:
    found = list(operand) if isinstance(operand, Array) else [operand]
    return [item for item in found if isinstance(item, String)]
