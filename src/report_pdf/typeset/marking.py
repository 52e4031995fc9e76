"""Marked content in what WeasyPrint paints.

WeasyPrint offers no way to tag otherwise, so while a page is painted the function that marks
content is exchanged for ours.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

import pydyf
import weasyprint
from weasyprint.formatting_structure import boxes
from weasyprint.pdf.stream import Stream

WRITTEN_FOR = "70."
"""The WeasyPrint whose inside is known here; another one has to be looked at first."""


@contextmanager
def marking(content: Collection[boxes.Box], furniture: Mapping[boxes.Box, str]) -> Iterator[None]:
    """Mark what is painted inside this context.

    Args:
        content: the boxes that get a number, by which the structure tree knows them; all else is an artifact.
        furniture: the boxes of the page margins, with the subtype of their artifact or "".

    Raises:
        RuntimeError: another WeasyPrint than the one whose inside is known.
    """
    if not weasyprint.__version__.startswith(WRITTEN_FOR):
        message = f"tags are written for WeasyPrint {WRITTEN_FOR}x, this is {weasyprint.__version__}"
        raise RuntimeError(message)
    theirs, marks = Stream.marked, _Marks(content, furniture)
    # A bound method would not be given the stream.
    Stream.marked = lambda stream, *box_and_tag: marks.marked(stream, *box_and_tag)  # noqa: PLW0108
    try:
        yield
    finally:
        Stream.marked = theirs


@dataclass(frozen=True, slots=True)
class _Marks:
    """Marked content while pages are painted."""

    content: Collection[boxes.Box]
    furniture: Mapping[boxes.Box, str]

    def marked(self, stream: Stream, box: boxes.Box, tag: str) -> AbstractContextManager[None]:
        """Content of the tree gets a number, all else is an artifact.

        A group (opacity) is a stream of its own, where a number would not be the
        page's: what is in it is an artifact, and told as untagged.
        """
        if box not in self.content or hasattr(stream, "id"):
            return _marked(stream, "Artifact", self._pagination(box))
        stream._tags[box] = len(stream._tags)  # noqa: SLF001
        return _marked(stream, tag, {"MCID": stream._tags[box]})  # noqa: SLF001

    def _pagination(self, box: boxes.Box) -> dict[str, str]:
        if box not in self.furniture:
            return {}
        subtype = self.furniture[box]
        return {"Type": "/Pagination"} | ({"Subtype": f"/{subtype}"} if subtype else {})


@contextmanager
def _marked(stream: Stream, tag: str, properties: Mapping[str, object]) -> Iterator[None]:
    stream.begin_marked_content(tag, pydyf.Dictionary(properties) if properties else None)
    try:
        yield
    finally:
        stream.end_marked_content()
