"""Pages drawn again right after an edit: only those that it changed, those on screen first.

Everything here is kept warm between edits: layouts compiled, style sheets parsed, data read, charts drawn.
What a page has to know of the rest of the book, its folio and the numbers before it, is that of the last
whole build; the next one sets it right where an edit has changed it. The colophon's hash waits for it, too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from report_pdf.findings import BuildStopped, stop_if_blocked
from report_pdf.gather import loaded
from report_pdf.layout.drawing import Drawing
from report_pdf.layout.layout import LaidOut, Layouts
from report_pdf.layout.lexicon import Lexicon
from report_pdf.preview.drawn_pdf import DrawnPdf
from report_pdf.preview.kept_rules import KeptRules
from report_pdf.preview.origin import origin_of
from report_pdf.preview.shown_book import ShownPage
from report_pdf.preview.whole_book import WholeBook, design_of
from report_pdf.project import Project
from report_pdf.reading.edition import read_edition
from report_pdf.reading.tokens_file import TOKENS_FILE, load_tokens
from report_pdf.recall import Memory, Stamp, stamp
from report_pdf.style_sheets import style_sheets
from report_pdf.tokens import faces_css, properties_css
from report_pdf.typeset.engine_log import EngineLog, engine_log
from report_pdf.typeset.fetch import ProjectFetcher
from report_pdf.typeset.html_places import Places
from report_pdf.typeset.laid_pages import read_laid_pages
from report_pdf.typeset.laid_text import Words
from report_pdf.typeset.layout_engine import Rules, Sheet
from report_pdf.typeset.segment_layout import lay_out_segment, segment_html
from report_pdf.typeset.segments import Segment
from report_pdf.typeset.typeset import project_fetcher, sheets_of

_ASSET = re.compile(r"asset:([^\"'&)]+)")


@dataclass(frozen=True, slots=True)
class Relaid:
    """A segment laid out again.

    Attributes:
        segment: its number in the book.
        pages: its pages now; as many as before, or not.
    """

    segment: int
    pages: tuple[ShownPage, ...]


class Quick:
    """Lays out what has changed since the whole book was built.

    Args:
        project: whose files are read.

    Attributes:
        draft: whether pages are marked as a draft's.
    """

    def __init__(self, project: Project, *, draft: bool = False) -> None:
        self._project, self.draft = project, draft
        self._layouts = Layouts(project.layouts, project.root)
        self._memory = Memory()
        self._book: WholeBook | None = None
        self._shown: dict[int, bytes] = {}
        self._rules = KeptRules()

    def learn(self, book: WholeBook) -> None:
        """Take a book that was built for what is on screen."""
        self._book = book
        self._shown = {
            number: _fingerprint(segment, book.laid_out, book.design)
            for number, segment in enumerate(book.surroundings.segments)
        }

    def in_sight(self, seen: Collection[int]) -> Iterator[Relaid]:
        """What looks otherwise now, segment by segment, of the segments on screen.

        Args:
            seen: their numbers.

        Raises:
            BuildStopped: what keeps pages from being made.
        """
        if self._book is not None:
            segments = self._book.surroundings.segments
            yield from self._relaid(self._book, {at: segments[at] for at in seen if at < len(segments)})

    def warm(self) -> None:
        """Load, read, compile and parse now what the first edit would wait for."""
        try:
            lexicon, drawing = self._read()
            self._layouts.lay_out(lexicon, drawing, wanted=())
            with engine_log() as log:
                self._parsed(lexicon, project_fetcher(self._project, {}), log)
        except BuildStopped:
            return  # the build that goes on meanwhile says why

    def close(self) -> None:
        """Remove what was kept on the disk."""
        self._rules.close()

    def _read(self, book: WholeBook | None = None) -> tuple[Lexicon, Drawing]:
        project, recall = self._project, self._memory
        edition, findings = recall(
            lambda: read_edition(project.edition, project.root), project.edition / "edition.toml"
        )
        tokens, wrong = recall(
            lambda: load_tokens(project.styles, project.root), project.styles / TOKENS_FILE
        )
        findings += wrong
        stop_if_blocked(findings)
        if edition is None or tokens is None:
            raise BuildStopped(findings)
        made_from = book.made_from if book else None
        lexicon, drawing, findings = loaded(project, edition, tokens, findings, recall, made_from)
        stop_if_blocked(findings)
        return replace(lexicon, parts=book.parts if book else {}), drawing

    def _relaid(self, book: WholeBook, segments: Mapping[int, Segment]) -> Iterator[Relaid]:
        design = design_of(self._project, draft=self.draft)
        lexicon, drawing = self._read(book)
        wanted = frozenset(piece for segment in segments.values() for piece in segment.pieces)
        laid_out, findings = self._layouts.lay_out(lexicon, drawing, wanted=wanted, known=book.laid_out)
        stop_if_blocked(findings)
        if laid_out is None or len(laid_out.pieces) != len(book.laid_out.pieces):
            return  # other sections than before: that is for the whole book
        for number, segment in segments.items():
            if (now := _fingerprint(segment, laid_out, design)) != self._shown.get(number):
                with engine_log() as log:
                    pages = self._lay_out(segment, laid_out, lexicon, log)
                self._shown[number] = now
                yield Relaid(number, pages)

    def _lay_out(
        self, segment: Segment, laid_out: LaidOut, lexicon: Lexicon, log: EngineLog
    ) -> tuple[ShownPage, ...]:
        assert self._book is not None  # noqa: S101  # only asked of a book
        assets = {name: chart.svg for name, chart in laid_out.charts.items()}
        fetcher = project_fetcher(self._project, assets)
        rules = self._parsed(lexicon, fetcher, log)
        around = self._book.surroundings
        html = segment_html(laid_out.pieces, segment, around)
        source, laid = lay_out_segment(html, segment, around, rules, fetcher)
        pdf = DrawnPdf(laid.document.write_pdf())
        labels = _labels(self._book.labels, segment.pages, len(laid.document.pages))
        places = Places.below(source.etree_element)
        pages = read_laid_pages(Words(laid.root), laid.document.pages, places)
        origin, first = origin_of(html, segment, laid_out, lexicon.indicators), segment.pages.start
        return tuple(
            ShownPage(pdf, number, label, replace(page, index=first + number, label=label), origin)
            for number, (page, label) in enumerate(zip(pages, labels, strict=True))
        )

    def _parsed(self, lexicon: Lexicon, fetcher: ProjectFetcher, log: EngineLog) -> Rules:
        project = self._project
        paths = style_sheets(project, draft=self.draft)
        sheets, unread = sheets_of(project, paths, properties_css(lexicon.tokens))
        stop_if_blocked(unread)
        faces = Sheet(sheets[0].file, faces_css(lexicon.tokens))
        own = {str(path) for path in (*paths, project.styles / TOKENS_FILE)}
        others = tuple(file for file in stamp(project.styles) if file[0] not in own)
        return self._rules.parse((faces, *sheets), others, fetcher, log)


def _fingerprint(segment: Segment, laid_out: LaidOut, design: Stamp) -> bytes:
    """The same for the same picture: what the pages of a segment are made of."""
    digest = sha256(repr(design).encode())
    for number in segment.pieces:
        piece = laid_out.pieces[number]
        digest.update(piece.encode())
        for name in _ASSET.findall(piece):
            digest.update(laid_out.charts[name].svg if name in laid_out.charts else b"")
    return digest.digest()


def _labels(known: tuple[str, ...], pages: range, many: int) -> tuple[str, ...]:
    """Those of the last build; pages that are new are told by the last label before them."""
    own = known[pages.start : pages.stop]
    return own[:many] + tuple(f"{own[-1]}+{more}" for more in range(1, many - len(own) + 1))
