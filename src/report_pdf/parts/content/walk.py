"""All content of a file that is painted: pages, and what they draw with, each content stream once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pikepdf import Dictionary, Object, ObjectSet, Page, Pdf, Stream

from report_pdf.parts.content.scan import Instruction, Scan, instructions_of, scan
from report_pdf.parts.objects.broken import BROKEN
from report_pdf.parts.objects.entries import array, entries, entry
from report_pdf.parts.objects.names import exact_name, plain_name
from report_pdf.parts.objects.walks import inherited

_FONT_RESOURCE = 2
"""entries of the array that sets a font in a graphics state"""


@dataclass(frozen=True, slots=True)
class Content:
    """A content stream where it is used first.

    Attributes:
        owner: the page, or the stream.
        resources_owner: whose /Resources it uses: itself, or the font of a glyph.
        page_resources: those of the page, for what it does not have itself.
        instructions: what stands in it; empty if it cannot be read.
        scan: what they do; None if it cannot be read.
    """

    owner: Object
    resources_owner: Object
    page_resources: object
    instructions: list[Instruction] = field(default_factory=list)
    scan: Scan | None = None

    @property
    def is_page(self) -> bool:
        """Whether it is the content of the page itself."""
        return isinstance(self.owner, Dictionary)

    @property
    def resources(self) -> object:
        """Its own resources; None if it has none."""
        return entry(self.resources_owner, "/Resources")

    def resource(self, category: str, name: str) -> object:
        """The resource that a name stands for, its own or the page's; None if there is none.

        Found under its plain name too: resources may have been renamed since the content was read.
        """
        for holder in (self.resources, self.page_resources):
            for each in (name, plain_name(name)):
                if (found := entry(entry(holder, category), each)) is not None:
                    return found
        return None


def contents(pdf: Pdf) -> Iterator[Content]:
    """Each content stream that is painted, read.

    What is drawn from within comes after it, found in its resources as the caller has mended them.
    """
    seen = ObjectSet()
    for page in pdf.pages:
        waiting = list(roots(page))
        while waiting:
            content = waiting.pop()
            if not seen.add(content.owner):
                continue
            content = _read(content)
            yield content
            waiting += drawn(content)


def roots(page: Page) -> Iterator[Content]:
    """The content of a page and of the appearances on it, not read yet."""
    resources = inherited(page.obj, "/Resources")
    yield Content(page.obj, page.obj, resources)
    for found in _appearances(page.obj):
        yield Content(found, found, resources)


def _read(content: Content) -> Content:
    try:
        instructions = instructions_of(content.owner)
        fonts = frozenset(_states_with_font(content))
        found = scan(instructions, inherits_font=not content.is_page, fonts_of_states=fonts)
    except BROKEN:
        return content
    return replace(content, instructions=instructions, scan=found)


def _states_with_font(content: Content) -> Iterator[str]:
    for resources in (content.page_resources, content.resources):
        for name, state in entries(entry(resources, "/ExtGState")):
            if font_of_state(state) is not None:
                yield name


def font_of_state(state: object) -> Dictionary | None:
    """The font that a graphics state sets."""
    setting = array(state, "/Font")
    font = setting[0] if len(setting) == _FONT_RESOURCE else None
    return font if isinstance(font, Dictionary) else None


def _appearances(page: Object) -> Iterator[Stream]:
    for annotation in array(page, "/Annots"):
        for _key, found in entries(entry(annotation, "/AP")):
            yield from (stream for stream in _streams(found))


def _streams(found: object) -> Iterator[Stream]:
    candidates = [found] if isinstance(found, Stream) else [value for _name, value in entries(found)]
    yield from (value for value in candidates if isinstance(value, Stream))


def drawn(content: Content) -> Iterator[Content]:
    """The content streams that one draws with, not read yet."""
    if content.scan is None:
        return
    for category, names in content.scan.used.items():
        for name in sorted(names):
            found = content.resource(category, name)
            for owner, resources_owner in _streams_of(category, found):
                yield Content(owner, resources_owner, content.page_resources)


def _streams_of(category: str, found: object) -> Iterator[tuple[Stream, Object]]:
    if (
        category == "/XObject"
        and isinstance(found, Stream)
        and exact_name(entry(found, "/Subtype")) == "/Form"
    ) or (category == "/Pattern" and isinstance(found, Stream)):
        yield found, found
    elif category == "/Font":
        yield from _glyphs(found)
    elif category == "/ExtGState":
        mask = entry(entry(found, "/SMask"), "/G")
        if isinstance(mask, Stream):
            yield mask, mask
        yield from _glyphs(font_of_state(found))


def _glyphs(font: object) -> Iterator[tuple[Stream, Object]]:
    if isinstance(font, Dictionary) and exact_name(entry(font, "/Subtype")) == "/Type3":
        for _name, glyph in entries(entry(font, "/CharProcs")):
            if isinstance(glyph, Stream):
                yield glyph, font
