"""Galleys kept from one build to the next, and what the last one learnt of the book around them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from report_pdf.cache import Cache, program
from report_pdf.environment import environment_of
from report_pdf.records import UnreadableError, record, recorded
from report_pdf.tokens import Face
from report_pdf.typeset.fetch import ASSET, PROJECT, ProjectFetcher
from report_pdf.typeset.font_programs import Programs
from report_pdf.typeset.galleys import Galley
from report_pdf.typeset.layout_engine import Sheet
from report_pdf.typeset.segments import Surroundings

KIND = "galleys"

_ASSET = re.compile(ASSET + r"([^\"'&)]+)")
_LIBRARIES = frozenset({"weasyprint", "pydyf", "tinyhtml5", "tinycss2", "cssselect2", "pyphen", "pillow"})

Loaded = Mapping[str, str]
"""The SHA-256 of each file that pages load, by its address."""


@dataclass(frozen=True, slots=True)
class KeptGalley:
    """A galley as it is kept.

    Attributes:
        galley: the galley.
        loaded: the files that it may have been made of, charts apart.
    """

    galley: Galley
    loaded: Loaded


@dataclass(frozen=True, slots=True)
class KnownBook:
    """What is known of a book from the last time all of it was laid out.

    Attributes:
        around: what its segments have to know of each other.
        pieces: how many it has.
        name: what tells it from itself at other times.
    """

    around: Surroundings
    pieces: int
    name: bytes


class KeptGalleys:
    """The galleys of one book, in one design.

    Args:
        cache: where they lie.
        book: what tells the book from others of the project.
        sheets: the style sheets.
        faces: the fonts of the report.
        styles: the folder that their files are relative to.
        assets: the drawn charts, SVG.
    """

    def __init__(  # noqa: PLR0913, PLR0917  # all that a design consists of
        self,
        cache: Cache,
        book: str,
        sheets: Sequence[Sheet],
        faces: Iterable[Face],
        styles: Path,
        assets: Mapping[str, bytes],
    ) -> None:
        self._cache, self._assets = cache, assets
        drawn_by_styles = sorted({name for sheet in sheets for name in _ASSET.findall(sheet.css)})
        self._design = _digest(
            _machinery(),
            book.encode(),
            *(part.encode() for sheet in sheets for part in (sheet.file, sheet.css)),
            *((styles / face.file).read_bytes() for face in faces),
            *(assets.get(name, b"") for name in drawn_by_styles),
        )

    def book(self) -> KnownBook | None:
        """What is known of the book; None if nothing is."""
        content = self._cache.get(self._design)
        try:
            pieces, around = recorded(content) if content else (0, None)
        except UnreadableError:
            return None
        return KnownBook(around, pieces, _digest(content)) if content and around else None

    def learn(self, around: Surroundings, pieces: int) -> KnownBook:
        """Keep what was learnt of the book."""
        content = record((pieces, around))
        self._cache.put(self._design, content)
        return KnownBook(around, pieces, _digest(content))

    def galley(
        self, known: KnownBook, number: int, html: str, is_as_loaded: Callable[[Loaded], bool]
    ) -> tuple[Galley, Programs] | None:
        """A galley and its font files; None if what it was made of has changed, or it is not there.

        Args:
            known: the book.
            number: of the segment.
            html: what the segment is made of.
            is_as_loaded: whether files are as they were when the galley was made.
        """
        content = self._cache.get(self._key(known, number, html))
        try:
            kept = recorded(content) if content else None
        except UnreadableError:
            return None
        if kept is None or not is_as_loaded(kept.loaded):
            return None
        programs = {use.program: self._cache.get(bytes.fromhex(use.program)) for use in kept.galley.fonts}
        whole = {name: held for name, held in programs.items() if held is not None}
        return (kept.galley, whole) if len(whole) == len(programs) else None

    def keep(self, known: KnownBook, number: int, html: str, kept: KeptGalley, programs: Programs) -> None:
        """Keep a galley, and the font files that it is set in."""
        self._cache.put(self._key(known, number, html), record(kept))
        for use in kept.galley.fonts:
            key = bytes.fromhex(use.program)
            if self._cache.get(key) is None:
                self._cache.put(key, programs[use.program])

    def _key(self, known: KnownBook, number: int, html: str) -> bytes:
        charts = sorted(set(_ASSET.findall(html)))
        drawn = (part for name in charts for part in (name.encode(), self._assets.get(name, b"")))
        return _digest(self._design, known.name, b"%d" % number, html.encode(), *drawn)


class FilesNow:
    """Whether files that pages loaded are still the same."""

    def __init__(self, fetcher: ProjectFetcher) -> None:
        self._fetcher = fetcher
        self._digests: dict[str, str] = {}

    def are_as_in(self, loaded: Loaded) -> bool:
        """Compare them with what they were."""
        return all(self._digest(url) == digest for url, digest in loaded.items())

    def _digest(self, url: str) -> str:
        if url not in self._digests:
            content = self._fetcher.load(url) if url.startswith(PROJECT) else None
            self._digests[url] = "" if content is None else hashlib.sha256(content).hexdigest()
        return self._digests[url]


def _digest(*parts: bytes) -> bytes:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(b"%d\n" % len(part))
        digest.update(part)
    return digest.digest()


@cache
def _machinery() -> bytes:
    """What sets pages; all else that a galley depends on is our own."""
    return program() + repr(environment_of(_LIBRARIES)).encode()
