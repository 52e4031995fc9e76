"""One reading of a content stream for all checks: the resources it uses, the text it shows."""

from __future__ import annotations

import warnings
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Name, Object, String

from report_pdf.parts.objects.names import exact_name

INLINE_IMAGE = "INLINE IMAGE"
_PATHS = "w J j M d i cm m l c v y h re S s f F f* B B* b b* n W W*"
_TEXT = "BT ET Tc Tw Tz TL Tf Tr Ts Td TD Tm T* Tj TJ ' \""
_COLOURS = "CS cs SC SCN sc scn G g RG rg K k sh"
_OTHERS = "q Q ri gs Do MP DP BMC BDC EMC BX EX d0 d1"
OPERATORS = frozenset(f"{_PATHS} {_TEXT} {_COLOURS} {_OTHERS}".split()) | {INLINE_IMAGE}
_INVISIBLE = 3
_LONGEST_STRING = 32767
_LONGEST_NAME = 127
"""ISO 19005-2, 6.1.13"""
_DEVICE_SPACES = {"/DeviceGray", "/DeviceRGB", "/DeviceCMYK", "/Pattern"}

NO_FONT = ""
INHERITED_FONT = "?"


@dataclass(frozen=True, slots=True)
class FontUse:
    """Strings shown in a font.

    Attributes:
        source: "/Font" or "/ExtGState": the category of the resource that sets the font.
        name: its name there; `NO_FONT`, or `INHERITED_FONT` where text is shown before a font is set.
        is_visible: False in text rendering mode 3, which paints nothing.
    """

    source: str
    name: str
    is_visible: bool = True


@dataclass(slots=True)
class Scan:
    """What a content stream does.

    Attributes:
        used: names of resources by category ("/Font").
        shown: the strings shown, by font.
        depth: how deep q is nested.
        unknown: operators that are none.
        intents: rendering intents set.
        inline: the images that stand in the content.
        device_cmyk: whether it paints in DeviceCMYK.
        is_odd: whether an operand is not of the type that its operator asks for.
    """

    used: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    shown: defaultdict[FontUse, set[bytes]] = field(default_factory=lambda: defaultdict(set))
    depth: int = 0
    unknown: set[str] = field(default_factory=set)
    intents: set[str] = field(default_factory=set)
    inline: list[pikepdf.PdfInlineImage] = field(default_factory=list)
    device_cmyk: bool = False
    is_odd: bool = False


@dataclass(slots=True)
class _State:
    scan: Scan
    fonts_of_states: frozenset[str]
    font: tuple[str, str]
    mode: int = 0
    saved: list[tuple[tuple[str, str], int]] = field(default_factory=list)


Operands = Sequence[object]
Instruction = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage


def instructions_of(owner: Object) -> list[Instruction]:
    """The instructions of a page or of a content stream.

    Raises:
        PdfError: it cannot be decoded or parsed.
        UserWarning: it can be in part.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return list(pikepdf.parse_content_stream(owner))


def scan(
    instructions: Sequence[Instruction],
    *,
    inherits_font: bool = False,
    fonts_of_states: frozenset[str] = frozenset(),
) -> Scan:
    """What the instructions do.

    Args:
        instructions: the content.
        inherits_font: whether the content starts with a font that is set elsewhere.
        fonts_of_states: names of the graphics states that set a font.
    """
    state = _State(Scan(), fonts_of_states, ("", INHERITED_FONT if inherits_font else NO_FONT))
    for instruction in instructions:
        operator = str(instruction.operator)
        if operator in _STEPS:
            _STEPS[operator](state, list(instruction.operands))
        elif operator not in OPERATORS:
            state.scan.unknown.add(operator)
    return state.scan


def _save(state: _State, _operands: Operands) -> None:
    state.saved.append((state.font, state.mode))
    state.scan.depth = max(state.scan.depth, len(state.saved))


def _restore(state: _State, _operands: Operands) -> None:
    if state.saved:
        state.font, state.mode = state.saved.pop()


def _only_name(state: _State, operands: Operands) -> str:
    name = exact_name(operands[-1]) if operands else ""
    if not name or len(operands) != 1:
        state.scan.is_odd = True
    return name


def _set_font(state: _State, operands: Operands) -> None:
    if len(operands) == 2 and isinstance(operands[0], Name) and not isinstance(operands[1], Object):  # noqa: PLR2004
        state.font = "/Font", exact_name(operands[0])
        state.scan.used["/Font"].add(state.font[1])
    else:
        state.scan.is_odd = True


def _set_mode(state: _State, operands: Operands) -> None:
    state.mode = operands[0] if len(operands) == 1 and isinstance(operands[0], int) else 0


def _set_state(state: _State, operands: Operands) -> None:
    if name := _only_name(state, operands):
        state.scan.used["/ExtGState"].add(name)
        if name in state.fonts_of_states:
            state.font = "/ExtGState", name


def _show(state: _State, operands: Operands) -> None:
    last = operands[-1] if operands else None
    pieces = list(last) if isinstance(last, Array) else [last]
    texts = [bytes(piece) for piece in pieces if isinstance(piece, String)]
    # arrays in arrays without end break the programs that judge the book
    has_others = any(isinstance(piece, Object) and not isinstance(piece, String) for piece in pieces)
    is_text = isinstance(last, String | Array) and not has_others
    if not is_text or any(len(text) > _LONGEST_STRING for text in texts):
        state.scan.is_odd = True
    state.scan.shown[FontUse(*state.font, is_visible=state.mode != _INVISIBLE)].update(texts)


def _use(category: str) -> Callable[[_State, Operands], None]:
    def note(state: _State, operands: Operands) -> None:
        if name := _only_name(state, operands):
            state.scan.used[category].add(name)

    return note


def _set_space(state: _State, operands: Operands) -> None:
    name = _only_name(state, operands)
    if name == "/DeviceCMYK":
        state.scan.device_cmyk = True
    elif name not in _DEVICE_SPACES | {""}:
        state.scan.used["/ColorSpace"].add(name)


def _set_colour(state: _State, operands: Operands) -> None:
    if operands and (name := exact_name(operands[-1])):
        state.scan.used["/Pattern"].add(name)


def _set_cmyk(state: _State, _operands: Operands) -> None:
    state.scan.device_cmyk = True


def _mark(state: _State, operands: Operands) -> None:
    names = [exact_name(operand) for operand in operands[-2:]]
    if max(map(len, names), default=0) > _LONGEST_NAME:
        state.scan.is_odd = True
    if len(names) > 1 and names[-1]:
        state.scan.used["/Properties"].add(names[-1])


def _set_intent(state: _State, operands: Operands) -> None:
    state.scan.intents.add(_only_name(state, operands))


def _note_image(state: _State, operands: Operands) -> None:
    state.scan.inline += [found for found in operands if isinstance(found, pikepdf.PdfInlineImage)]


_STEPS: dict[str, Callable[[_State, Operands], None]] = {
    "q": _save,
    "Q": _restore,
    "Tf": _set_font,
    "Tr": _set_mode,
    "gs": _set_state,
    "Tj": _show,
    "TJ": _show,
    "'": _show,
    '"': _show,
    "Do": _use("/XObject"),
    "sh": _use("/Shading"),
    "cs": _set_space,
    "CS": _set_space,
    "scn": _set_colour,
    "SCN": _set_colour,
    "k": _set_cmyk,
    "K": _set_cmyk,
    "BDC": _mark,
    "DP": _mark,
    "BMC": _mark,
    "MP": _mark,
    "ri": _set_intent,
    INLINE_IMAGE: _note_image,
}
