"""What a page says and to whom: text and pictures by the mark that they stand in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pikepdf import Object, Stream

from report_pdf.parts.content.char_codes import Reading, read_font, shown_text
from report_pdf.parts.content.marks import (
    INLINE_IMAGE,
    OPENS,
    TEXT,
    Instruction,
    Kind,
    Mark,
    operand,
    operator,
    read_instructions,
    read_mark,
)
from report_pdf.parts.objects.entries import Identity, dictionary, entry, identity
from report_pdf.parts.objects.names import name

DEEPEST_FORM = 20
MOST_HEARD = 100_000
OUTSIDE = Mark(Kind.OTHER)


@dataclass(frozen=True, slots=True)
class Heard:
    """A stretch of text, or a picture.

    Attributes:
        stream: the page or form whose numbering the mark is in.
        mark: what it stands in: content with a number, an artifact, or `OUTSIDE`.
        text: what is shown; "" for a picture.
    """

    stream: Identity
    mark: Mark
    text: str = ""


@dataclass(slots=True)
class Hearing:
    """Listens to pages; knows each font and form once."""

    _fonts: dict[Identity, Reading] = field(default_factory=dict)
    _forms: dict[Identity, list[Heard]] = field(default_factory=dict)

    def page(self, page: Object) -> list[Heard]:
        """What the page shows, in the order of painting."""
        listener = _Listener(self, identity(page), dictionary(page, "/Resources"))
        listener.listen(read_instructions(page))
        return listener.heard

    def font(self, font: Object) -> Reading:
        """How the font reads."""
        number = identity(font)
        if not number[0] or number not in self._fonts:
            self._fonts[number] = read_font(font)
        return self._fonts[number]

    def inside(self, form: Stream, around: Object, depth: int) -> list[Heard]:
        """What a form shows, heard once; nothing of what forms in forms multiply beyond any page.

        Args:
            form: the form.
            around: the resources of what draws it, for a form that has none.
            depth: how many forms it is in, and itself.
        """
        number = identity(form)
        if number not in self._forms:
            self._forms[number] = []  # in case it draws itself
            resources = dictionary(form, "/Resources") if "/Resources" in form else around
            listener = _Listener(self, number, resources, depth)
            listener.listen(read_instructions(form))
            self._forms[number] = listener.heard[:MOST_HEARD]
        return self._forms[number]


@dataclass(slots=True)
class _Listener:
    """Listens to one content stream, and to the forms it draws."""

    hearing: Hearing
    stream: Identity
    resources: Object
    depth: int = 0
    heard: list[Heard] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _stack: list[tuple[Mark, bool]] = field(default_factory=list)
    _fonts: Mapping[str, Object] = field(default_factory=dict)
    _font: Reading | None = None
    _saved: list[Reading | None] = field(default_factory=list)

    def listen(self, instructions: Sequence[Instruction]) -> None:
        for instruction in instructions:
            found = operator(instruction)
            if found in TEXT:
                self._show(instruction, found)
            elif found == "Tf":
                self._select(name(operand(instruction)))
            elif found in OPENS or found in {"EMC", "BT", "ET", "Do", INLINE_IMAGE, "q", "Q"}:
                self._change(instruction, found)
        self._flush()

    def _change(self, instruction: Instruction, found: str) -> None:
        if found in OPENS:
            self._flush()
            self._open(read_mark(instruction, self.resources))
        elif found == "EMC":
            self._flush()
            if self._stack:
                self._stack.pop()
        elif found in {"BT", "ET"}:
            self._flush()
        elif found == "q":
            self._saved.append(self._font)
        elif found == "Q":
            self._font = self._saved.pop() if self._saved else self._font
        else:
            self._draw(instruction, found)

    def _open(self, mark: Mark) -> None:
        """A mark without number belongs to the one around it; ActualText speaks for what it holds."""
        spoken = dict(mark.says).get("ActualText")
        is_silent = self._is_spoken_for()
        owner = mark if mark.kind in {Kind.CONTENT, Kind.ARTIFACT} else self._mark()
        if spoken is not None and not is_silent:
            self.heard.append(Heard(self.stream, owner, spoken or " "))
        self._stack.append((owner, is_silent or spoken is not None))

    def _mark(self) -> Mark:
        return self._stack[-1][0] if self._stack else OUTSIDE

    def _is_spoken_for(self) -> bool:
        return bool(self._stack) and self._stack[-1][1]

    def _select(self, font: str) -> None:
        found = entry(dictionary(self.resources, "/Font"), f"/{font}")
        self._font = self.hearing.font(found) if isinstance(found, Object) else None

    def _show(self, instruction: Instruction, found: str) -> None:
        if self._font is not None and not self._is_spoken_for():
            shown = operand(instruction, 2 if found == '"' else 0)
            self._pieces.append(shown_text(shown, self._font))

    def _flush(self) -> None:
        if self._pieces:
            self.heard.append(Heard(self.stream, self._mark(), "".join(self._pieces)))
            self._pieces.clear()

    def _draw(self, instruction: Instruction, found: str) -> None:
        drawn = None if found == INLINE_IMAGE else self._xobject(name(operand(instruction)))
        if not isinstance(drawn, Stream) or name(entry(drawn, "/Subtype")) != "Form":
            self.heard.append(Heard(self.stream, self._mark()))
        elif self.depth < DEEPEST_FORM and len(self.heard) < MOST_HEARD:
            self.heard += self._inside(drawn)

    def _xobject(self, key: str) -> object:
        return entry(dictionary(self.resources, "/XObject"), f"/{key}")

    def _inside(self, form: Stream) -> Iterator[Heard]:
        """The form's own numbers count where nothing around has one."""
        mark = self._mark()
        for heard in self.hearing.inside(form, self.resources, self.depth + 1):
            yield heard if mark is OUTSIDE else Heard(self.stream, mark, heard.text)
