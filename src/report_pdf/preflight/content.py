"""What pages paint, read from their content and from all that it draws with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pikepdf
from pikepdf import Dictionary, Object, Stream

from report_pdf.parts.objects.broken import BROKEN
from report_pdf.parts.objects.entries import dictionary, dictionary_or_none, entries, entry, identity, keys
from report_pdf.parts.objects.values import Box, box_of, integer
from report_pdf.preflight.graphics_state import State
from report_pdf.preflight.machine import Machine
from report_pdf.preflight.matrices import IDENTITY, common, matrix_of, moved_box, times
from report_pdf.preflight.painted import PageContent, Painted
from report_pdf.preflight.sheets import Sheet, inherited

MOST_STEPS = 1_500_000
"""operators of a whole file; a book has a twentieth"""
_DEEPEST = 24
"""forms within forms; one within itself ends there"""

_ANYWHERE: Box = (-1e9, -1e9, 1e9, 1e9)
_DEFAULTS = frozenset({"/DefaultGray", "/DefaultRGB", "/DefaultCMYK"})

_Step = tuple[str, Sequence[Object]]


class TooHeavyError(Exception):
    """Raised for a file that draws more than any book."""


class ContentReader:
    """Reads the pages of one file; forms that several pages use are parsed once."""

    def __init__(self) -> None:
        self._parsed: dict[tuple[int, int], list[_Step]] = {}
        self._steps = 0

    def read(self, page: pikepdf.Page, sheet: Sheet) -> PageContent:
        """What a page paints.

        Raises:
            TooHeavyError: the pages read so far draw too much.
        """
        resources = inherited(page.obj, "/Resources")
        run = _Run(self, sheet.index)
        if group := dictionary_or_none(page.obj, "/Group"):
            run.groups.append(group)
        run.stream(page, resources, State(IDENTITY, sheet.media), 0)
        return run.content()

    def steps(self, stream: pikepdf.Page | Object) -> list[_Step]:
        """Operators and operands of a stream.

        Raises:
            pikepdf.PdfError: it cannot be read.
            TooHeavyError: the pages read so far draw too much.
        """
        key = identity(stream)
        if key not in self._parsed or key == (0, 0):
            parsed = pikepdf.parse_content_stream(stream)
            self._parsed[key] = [(str(step.operator), tuple(step.operands)) for step in parsed]
        self._steps += len(self._parsed[key])
        if self._steps > MOST_STEPS:
            raise TooHeavyError
        return self._parsed[key]


class _Run:
    """One page, and what was found on it so far."""

    def __init__(self, reader: ContentReader, page: int) -> None:
        self.page = page
        self.painted: list[Painted] = []
        self.states: dict[int, Dictionary] = {}
        self.groups: list[Dictionary] = []
        self.mask_groups: list[Dictionary] = []
        self.fonts: dict[int, Dictionary] = {}
        self.defaults: set[str] = set()
        self.has_patterns = False
        self.is_damaged = False
        self._reader = reader
        self._drawn: set[tuple[int, int]] = set()

    def content(self) -> PageContent:
        return PageContent(
            tuple(self.painted),
            tuple(self.states.values()),
            tuple(self.groups),
            tuple(self.mask_groups),
            tuple(self.fonts.values()),
            frozenset(self.defaults),
            self.has_patterns,
            self.is_damaged,
        )

    def stream(self, stream: pikepdf.Page | Object, resources: object, state: State, depth: int) -> None:
        """Run a content stream."""
        if depth > _DEEPEST:
            self.is_damaged = True
            return
        try:
            steps = self._reader.steps(stream)
        except BROKEN:
            self.is_damaged = True
            return
        self.defaults |= _DEFAULTS.intersection(keys(entry(resources, "/ColorSpace")))
        machine = Machine(self, resources, state, depth)
        for operator, operands in steps:
            try:
                machine.take(operator, operands)
            except BROKEN:
                self.is_damaged = True

    def form(self, form: Object, resources: object, state: State, depth: int) -> None:
        """Draw a form (ISO 32000-1, 8.10)."""
        matrix = matrix_of(entry(form, "/Matrix"))
        state = replace(state, matrix=times(matrix, state.matrix))
        if (box := box_of(entry(form, "/BBox"))) is not None:
            clip = common(moved_box(state.matrix, box), state.clip)
            if clip is None:
                return
            state = replace(state, clip=clip)
        if (group := dictionary_or_none(form, "/Group")) is not None:
            (self.mask_groups if state.in_mask else self.groups).append(group)
            state = replace(state, is_grouped=True, fill_overprints=False, stroke_overprints=False)
        self.stream(form, dictionary_or_none(form, "/Resources") or resources, state, depth + 1)

    def tile(self, pattern: Object, state: State, depth: int) -> None:
        """Run a tiling pattern once; it lies in the page's space, not in that of the stream."""
        self.has_patterns = True
        key = identity(pattern)
        if key in self._drawn and key != (0, 0):
            return
        self._drawn.add(key)
        own = State(matrix_of(entry(pattern, "/Matrix")), _ANYWHERE, in_mask=state.in_mask)
        if integer(entry(pattern, "/PaintType")) == 2:  # noqa: PLR2004  # uncoloured: in the colour it is given
            own = replace(own, fill=state.fill, stroke=state.stroke)
        before = len(self.painted)
        self.stream(pattern, dictionary(pattern, "/Resources"), own, depth + 1)
        # One tile is drawn for all: it is seen wherever the pattern is.
        self.painted[before:] = [replace(one, box=state.clip) for one in self.painted[before:]]

    def parameters(self, found: Dictionary, resources: object, state: State, depth: int) -> None:
        """Note a graphics state, and run its soft mask."""
        self.states[_key(found)] = found
        mask = entry(found, "/SMask")
        if isinstance(mask, Dictionary) and isinstance(group := entry(mask, "/G"), Stream):
            self.form(group, resources, State(state.matrix, state.clip, in_mask=True), depth)

    def type3(self, font: Dictionary, state: State, depth: int) -> None:
        """Run the glyphs of a font that draws them as content, once on each page."""
        if _key(font) in self.fonts:
            return
        self.fonts[_key(font)] = font
        matrix = times(matrix_of(entry(font, "/FontMatrix")), state.matrix)
        for _name, glyph in entries(entry(font, "/CharProcs")):
            if isinstance(glyph, Stream):
                self.stream(glyph, dictionary(font, "/Resources"), replace(state, matrix=matrix), depth + 1)

    def font(self, font: Dictionary) -> None:
        """Note a font in which text is shown."""
        self.fonts.setdefault(_key(font), font)


def _key(found: Object) -> int:
    """The number of an object; of one without, what tells it apart while it is held."""
    return found.objgen[0] or -id(found)
