"""Marking the content of a page anew: what elements claim is numbered densely, all else is decoration.

Marks of the source are kept where they nest with BT and ET, as they must (ISO 32000-1, 14.6.1); where they do
not, each stretch of painting gets marks of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pikepdf import Dictionary, Name, Object, String

from report_pdf.parts.content.marks import (
    OPENS,
    PAINT,
    PATH_START,
    Instruction,
    Kind,
    Mark,
    bare,
    opened,
    operand,
    operator,
    paints,
    read_mark,
)
from report_pdf.parts.objects.names import name

_NO_ARTIFACT = Mark(Kind.ARTIFACT)


@dataclass(frozen=True, slots=True)
class Claims:
    """What the structure says of one content stream.

    Attributes:
        roles: structure types by the numbers that elements claim.
        own_forms: names of the form XObjects whose content elements claim piece by piece.
    """

    roles: dict[int, str]
    own_forms: frozenset[str] = frozenset()


@dataclass(slots=True)
class Remarked:
    """A content stream marked anew.

    Attributes:
        instructions: the content.
        numbers: the new numbers of each old one, in the order of painting.
        count: how many new numbers there are.
    """

    instructions: list[Instruction] = field(default_factory=list)
    numbers: dict[int, list[int]] = field(default_factory=dict)
    count: int = 0


@dataclass(slots=True)
class _Open:
    """A mark of the source that has not ended: whether it stands in the new content, and what it asks for."""

    mark: Mark
    want: Mark
    text_object: int
    is_written: bool = False


def remark(instructions: Sequence[Instruction], resources: Object, claims: Claims) -> Remarked:
    """The content with marks that agree with the structure."""
    rewriter = _Rewriter(instructions, resources, claims)
    for index in range(len(instructions)):
        rewriter.step(index)
    return rewriter.finish()


class _Rewriter:
    def __init__(self, instructions: Sequence[Instruction], resources: Object, claims: Claims) -> None:
        self._instructions = instructions
        self._resources = resources
        self._claims = claims
        self._nests = _nesting(instructions)
        self._result = Remarked()
        self._out = self._result.instructions
        self._stack: list[_Open] = []
        self._loose: Mark | None = None
        self._text_object = 0
        self._text_objects = 0
        self._saved = 0
        self._in_path = False
        self._steps: dict[str, Callable[[Instruction], None]] = {
            "EMC": self._end,
            "BT": self._begin_text,
            "ET": self._end_text,
            "q": self._save,
            "Q": self._restore,
        }

    def step(self, index: int) -> None:
        instruction = self._instructions[index]
        found = operator(instruction)
        if found in OPENS:
            self._begin(instruction, nests=index in self._nests)
        elif found in self._steps:
            self._steps[found](instruction)
        else:
            if self._starts_painting(index, found):
                self._mark_loosely()
            self._out.append(instruction)

    def finish(self) -> Remarked:
        """End what the source left open."""
        self._close_loose()
        while self._stack:
            self._end(bare("EMC"))
        if self._text_object:
            self._out.append(bare("ET"))
        self._out += [bare("Q")] * self._saved
        return self._result

    def _starts_painting(self, index: int, found: str) -> bool:
        """Whether something is painted from here on; marks cannot stand between a path and its painting."""
        if found in PATH_START and not self._in_path:
            self._in_path = True
            return paints(self._instructions, index)
        if found in PAINT or found == "n":
            self._in_path = False
        if found == "Do" and name(operand(self._instructions[index])) in self._claims.own_forms:
            self._close_loose()
            return False
        return found in PAINT

    def _want(self) -> Mark:
        return self._stack[-1].want if self._stack else _NO_ARTIFACT

    def _mark_loosely(self) -> None:
        """Open what the next painting belongs to, unless it stands open."""
        want = self._want()
        if want.kind is Kind.CONTENT and self._is_in_written():
            self._close_loose()
        elif self._loose is not want:
            self._close_loose()
            self._loose = want
            self._write(want)

    def _close_loose(self) -> None:
        if self._loose is not None:
            self._out.append(bare("EMC"))
            self._loose = None

    def _write(self, mark: Mark) -> None:
        if mark.kind is Kind.ARTIFACT:
            self._out.append(_artifact(mark))
            return
        properties = Dictionary({f"/{key}": String(said) for key, said in mark.says})
        if mark.kind is Kind.CONTENT:
            new = self._result.count
            self._result.count += 1
            self._result.numbers.setdefault(mark.mcid, []).append(new)
            properties["/MCID"] = new
        self._out.append(opened(self._claims.roles.get(mark.mcid, "") or "Span", properties))

    def _begin(self, instruction: Instruction, *, nests: bool) -> None:
        mark = read_mark(instruction, self._resources)
        if mark.kind is Kind.CONTENT and mark.mcid not in self._claims.roles:
            mark = _NO_ARTIFACT
        around = self._want()
        want = mark if mark.kind in {Kind.CONTENT, Kind.ARTIFACT} else around
        found = _Open(mark, want, self._text_object)
        if mark.kind is Kind.ARTIFACT:
            self._suspend()
        elif mark.kind is Kind.LAYER:
            self._close_loose()
            self._out.append(instruction)
            found.is_written = True
        elif nests and (mark.kind is Kind.CONTENT or (mark.kind is Kind.SPAN and self._is_in_written())):
            self._close_loose()
            self._write(mark)
            found.is_written = True
        self._stack.append(found)

    def _is_in_written(self) -> bool:
        """Whether content stands open that is marked as a whole."""
        want = self._want()
        return want.kind is Kind.CONTENT and any(o.is_written and o.mark is want for o in self._stack)

    def _suspend(self) -> None:
        """Decoration inside content: the content ends here, and goes on with another number."""
        written = [each for each in self._stack if each.is_written]
        if written and written[-1].mark.kind is Kind.CONTENT and written[-1].text_object == self._text_object:
            self._close_loose()
            self._out.append(bare("EMC"))
            written[-1].is_written = False

    def _end(self, _instruction: Instruction) -> None:
        if self._stack and self._stack.pop().is_written:
            self._close_loose()
            self._out.append(bare("EMC"))

    def _begin_text(self, instruction: Instruction) -> None:
        self._close_loose()
        if self._text_object:
            self._out.append(bare("ET"))
        self._text_objects += 1
        self._text_object = self._text_objects
        self._out.append(instruction)

    def _end_text(self, instruction: Instruction) -> None:
        self._close_loose()
        if self._text_object:
            self._out.append(instruction)
        self._text_object = 0

    def _save(self, instruction: Instruction) -> None:
        self._saved += 1
        self._out.append(instruction)

    def _restore(self, instruction: Instruction) -> None:
        if self._saved:
            self._saved -= 1
            self._out.append(instruction)


def _artifact(mark: Mark) -> Instruction:
    if mark.subtype not in {"Header", "Footer", "Watermark"}:
        return opened("Artifact")
    return opened("Artifact", Dictionary(Type=Name.Pagination, Subtype=Name(f"/{mark.subtype}")))


def _nesting(instructions: Sequence[Instruction]) -> set[int]:
    """The indices of the marks that end in the text object, or outside any, where they began."""
    nests: set[int] = set()
    stack: list[tuple[int, int]] = []
    current = count = 0
    for index, instruction in enumerate(instructions):
        match operator(instruction):
            case "BT":
                count += 1
                current = count
            case "ET":
                current = 0
            case "BDC" | "BMC":
                stack.append((index, current))
            case "EMC" if stack:
                start, began = stack.pop()
                nests |= {start} if began == current else set()
    return nests | {start for start, began in stack if not began and not current}
