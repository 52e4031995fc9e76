"""One content stream in inks: each colour by its token, black text overprinting, nothing painted unseen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from report_pdf.operators import Step, steps
from report_pdf.press.graphics import DEVICE_SPACES, Colour, State, initial
from report_pdf.press.inks import Conversion, Ink, hex_of

OVERPRINT, KNOCKOUT = "/PressOverprint", "/PressKnockout"
"""names of the graphics states that let text overprint, and end that"""

_FILLS = frozenset({b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"})
_SEGMENTS = frozenset({b"l", b"c", b"v", b"y"})
_STROKES = frozenset({b"S", b"s", b"B", b"B*", b"b", b"b*"})
_TEXT = frozenset({b"Tj", b"TJ", b"'", b'"'})
_SHORT_SPACES = {b"g": "DeviceGray", b"rg": "DeviceRGB", b"k": "DeviceCMYK"}
_FILL_ONLY = {b"B": b"f", b"B*": b"f*", b"b": b"h f", b"b*": b"h f*"}
_STROKE_ONLY = {b"B": b"S", b"B*": b"S", b"b": b"s", b"b*": b"s"}
_UNFILLED_MODES = frozenset({1, 3, 5, 7})
_STROKED_MODES = frozenset({1, 2, 5, 6})
_UNSEEN_MODES = frozenset({3, 7})
_IMAGE_SPACES = {b"/G": 1, b"/DeviceGray": 1, b"/CMYK": 4, b"/DeviceCMYK": 4}


class Surroundings(Protocol):
    """What a content stream draws on: the resources behind the names it uses."""

    def space(self, name: str) -> str:
        """The family of a colour space: `DeviceRGB`, `Separation`."""

    def alphas(self, name: str) -> Mapping[str, float]:
        """The entries `/ca` and `/CA` of a graphics state, as far as it has them."""

    def draws(self, name: str) -> Collection[str]:
        """Turn an XObject into inks; in which colours of what draws it it paints: "fill", "stroke"."""

    def plate(self, ink: Ink) -> str:
        """The name of the colour space of a spot colour."""


@dataclass(slots=True)
class Recoloured:
    """A content stream in inks.

    Attributes:
        content: what it is now.
        used: the names that it uses, by kind of resource: `/Font`, `/ExtGState`.
        without_ink: colours that paint and have no ink, as they were written.
        inherits: in which colours of what draws it it paints: "fill", "stroke".
    """

    content: bytes = b""
    used: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    without_ink: list[str] = field(default_factory=list)
    inherits: set[str] = field(default_factory=set)


def recolour(
    content: bytes, conversion: Conversion, around: Surroundings, *, is_page: bool, overprint: bool = True
) -> Recoloured:
    """Turn a content stream into inks.

    Args:
        content: the stream, decoded.
        conversion: how its colours become inks.
        around: its resources.
        is_page: whether it begins in black, as pages and patterns do.
        overprint: whether black text is to overprint.

    Raises:
        Malformed: it is no content stream.
    """
    machine = _Machine(content, conversion, around, initial(is_page=is_page), overprint=overprint)
    for step in steps(content):
        machine.take(step)
    return machine.finish()


class _Machine:
    def __init__(
        self, content: bytes, conversion: Conversion, around: Surroundings, state: State, *, overprint: bool
    ) -> None:
        self._content = content
        self._conversion = conversion
        self._around = around
        self._state = state
        self._overprint = overprint
        self._saved: list[State] = []
        self._out: list[bytes] = []
        self._copied = 0
        self._result = Recoloured()
        self._flat: list[int] = []
        self._has_area = False
        self._takes: dict[bytes, Callable[[Step], None]] = {
            b"q": self._save,
            b"Q": self._restore,
            b"gs": self._graphics_state,
            b"Do": self._draw,
            b"sh": self._shade,
            b"BI": self._inline_image,
            b"Tr": self._text_mode,
            b"Tf": self._font,
            b"BDC": self._properties,
            b"DP": self._properties,
            b"re": self._rectangle,
            b"n": self._end_path,
            **dict.fromkeys((b"g", b"rg", b"k", b"G", b"RG", b"K"), self._device_colour),
            **dict.fromkeys((b"cs", b"CS"), self._space),
            **dict.fromkeys((b"sc", b"scn", b"SC", b"SCN"), self._colour),
            **dict.fromkeys(_SEGMENTS, self._segment),
            **dict.fromkeys(_FILLS | _STROKES, self._paint),
            **dict.fromkeys(_TEXT, self._text),
        }

    def take(self, step: Step) -> None:
        if found := self._takes.get(step.operator):
            found(step)

    def finish(self) -> Recoloured:
        self._out.append(self._content[self._copied :])
        self._result.content = b"".join(self._out)
        return self._result

    def _put(self, step: Step, written: bytes) -> None:
        """Write something in the place of an operator."""
        self._out += (self._content[self._copied : step.start], written)
        self._copied = step.end

    def _put_before(self, step: Step, written: bytes) -> None:
        self._out += (self._content[self._copied : step.start], written, b" ")
        self._copied = step.start

    def _use(self, kind: str, name: str) -> None:
        self._result.used[kind].add(name)

    def _save(self, _step: Step) -> None:
        self._saved.append(self._state)

    def _restore(self, _step: Step) -> None:
        if self._saved:
            self._state = self._saved.pop()

    def _text_mode(self, step: Step) -> None:
        self._state = replace(self._state, text_mode=int(float(step.operands[-1])))

    def _font(self, step: Step) -> None:
        self._use("/Font", _name(step.operands[0]))

    def _properties(self, step: Step) -> None:
        if step.operands[-1].startswith(b"/"):
            self._use("/Properties", _name(step.operands[-1]))

    def _graphics_state(self, step: Step) -> None:
        name = _name(step.operands[-1])
        alphas = self._around.alphas(name)
        for key, stroking in (("/ca", False), ("/CA", True)):
            if key in alphas:
                self._state = self._state.with_side(stroking=stroking, alpha=alphas[key])
        if alphas and not any(alphas.values()):
            self._put(step, b"")  # what it hides is not painted at all
        else:
            self._use("/ExtGState", name)

    # Colours: written anew where they stand, refused where they paint.

    def _device_colour(self, step: Step) -> None:
        stroking = step.operator.isupper()
        self._set(step, stroking, _SHORT_SPACES[step.operator.lower()], _numbers(step.operands))

    def _space(self, step: Step) -> None:
        stroking = step.operator == b"CS"
        name = _name(step.operands[-1])
        family = self._around.space(name)
        count = DEVICE_SPACES.get(family, 0)
        values = (0.0,) * count if count < 4 else (0.0, 0.0, 0.0, 1.0)  # noqa: PLR2004  # as the standard begins it
        self._state = self._state.with_side(stroking=stroking, space=family)
        if count:
            self._set(step, stroking, family, values)
        elif family in {"Pattern", "Separation", "DeviceN"}:
            self._use("/ColorSpace", name)
            self._remember(stroking, Colour())
        else:
            self._put(step, b"")
            self._remember(stroking, Colour(family, has_no_ink=True))

    def _colour(self, step: Step) -> None:
        stroking = step.operator.isupper()
        side = self._state.stroke if stroking else self._state.fill
        if side.space == "Pattern" and step.operands[-1:] and len(step.operands) == 1:
            self._use("/Pattern", _name(step.operands[-1]))
            self._remember(stroking, Colour())
        elif side.space in {"Separation", "DeviceN"}:
            self._remember(stroking, Colour())
        else:
            self._set(step, stroking, side.space, _numbers(step.operands))

    def _set(self, step: Step, stroking: bool, space: str, values: tuple[float, ...]) -> None:  # noqa: FBT001  # which of two
        ink = self._conversion.ink(space, values)
        self._put(step, b"" if ink is None else self._written(ink, stroking=stroking))
        self._remember(stroking, Colour(_said(space, values), ink, has_no_ink=ink is None))

    def _remember(self, stroking: bool, colour: Colour) -> None:  # noqa: FBT001  # which of two
        self._state = self._state.with_side(stroking=stroking, colour=colour)

    def _written(self, ink: Ink, *, stroking: bool) -> bytes:
        if ink.plate:
            name = self._around.plate(ink)
            self._use("/ColorSpace", name)
            spot = f"{name} CS 1 SCN" if stroking else f"{name} cs 1 scn"
            return spot.encode()
        values = " ".join(f"{part:g}" for part in ink.cmyk)
        return f"{values} {'K' if stroking else 'k'}".encode()

    # Painting.

    def _paints(self, colours: Iterable[Colour]) -> None:
        for colour in colours:
            if colour.has_no_ink and colour.said not in self._result.without_ink:
                self._result.without_ink.append(colour.said)
            self._result.inherits |= {colour.inherited} - {""}

    def _rectangle(self, step: Step) -> None:
        """A rectangle without height or width has no area, but a press may draw it as a line of one dot."""
        if any(float(length) == 0 for length in step.operands[2:]):
            self._put(step, self._content[step.start : step.end])
            self._flat.append(len(self._out) - 1)
        else:
            self._has_area = True

    def _segment(self, _step: Step) -> None:
        self._has_area = True

    def _end_path(self, _step: Step) -> None:
        self._flat, self._has_area = [], False

    def _paint(self, step: Step) -> None:
        if step.operator not in _STROKES and self._has_area:
            for index in self._flat:
                self._out[index] = b""
        self._end_path(step)
        fills = step.operator in _FILLS and self._state.fill.alpha > 0
        strokes = step.operator in _STROKES and self._state.stroke.alpha > 0
        if not fills and not strokes:
            self._put(step, b"n")
            return
        if strokes:
            self._paints([self._state.stroke.colour])
        if fills:
            self._paints([self._state.fill.colour])
        self._overprinting(step, wanted=False)
        if step.operator in _FILLS & _STROKES and not (fills and strokes):
            self._put(step, (_FILL_ONLY if fills else _STROKE_ONLY)[step.operator])

    def _text(self, step: Step) -> None:
        state = self._state
        fills = state.text_mode not in _UNFILLED_MODES and state.fill.alpha > 0
        strokes = state.text_mode in _STROKED_MODES and state.stroke.alpha > 0
        if not fills and not strokes:
            self._unseen_text(step)
            return
        self._paints([state.fill.colour] * fills + [state.stroke.colour] * strokes)
        ink = state.fill.colour.ink
        black = fills and not strokes and ink is not None and ink.is_black
        self._overprinting(step, wanted=black and self._overprint)

    def _unseen_text(self, step: Step) -> None:
        if self._state.text_mode not in _UNSEEN_MODES:
            written = self._content[step.start : step.end]
            self._put(step, b"3 Tr %b %d Tr" % (written, self._state.text_mode))

    def _overprinting(self, step: Step, *, wanted: bool) -> None:
        """Let what comes now overprint or not."""
        if self._state.overprints is not wanted:
            name = OVERPRINT if wanted else KNOCKOUT
            self._use("/ExtGState", name)
            self._put_before(step, f"{name} gs".encode())
            self._state = replace(self._state, overprints=wanted)

    def _draw(self, step: Step) -> None:
        if not self._state.fill.alpha:
            self._put(step, b"")
            return
        name = _name(step.operands[-1])
        self._use("/XObject", name)
        self._overprinting(step, wanted=False)
        inherited = self._around.draws(name)
        sides = {"fill": self._state.fill, "stroke": self._state.stroke}
        self._paints(side.colour for key, side in sides.items() if key in inherited)

    def _shade(self, step: Step) -> None:
        if not self._state.fill.alpha:
            self._put(step, b"")
            return
        self._use("/Shading", _name(step.operands[-1]))
        self._overprinting(step, wanted=False)

    def _inline_image(self, step: Step) -> None:
        entries = dict(zip(step.operands[::2], step.operands[1::2], strict=False))
        self._overprinting(step, wanted=False)
        if b"true" in {entries.get(b"/IM"), entries.get(b"/ImageMask")}:
            self._paints([self._state.fill.colour])
        elif (space := entries.get(b"/CS", entries.get(b"/ColorSpace", b"?"))) not in _IMAGE_SPACES:
            self._paints([Colour(_name(space), has_no_ink=True)])


def _said(space: str, values: tuple[float, ...]) -> str:
    return hex_of(space, values) or f"{space} {' '.join(f'{value:g}' for value in values)}"


def _name(written: bytes) -> str:
    return written.decode("latin-1")


def _numbers(operands: Iterable[bytes]) -> tuple[float, ...]:
    return tuple(float(operand) for operand in operands)
