"""A book set from what the last build left: galleys of what has not changed, the rest set on two cores.

Segments that have changed are laid out in runs, each as a part of the book that is known. What a run tells
the rest of the book must be what the rest was made by; where it is not, or there is anything to be told, the
book has to be laid out whole. What comes out is the same bytes either way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from weasyprint.css import ColorProfile

from report_pdf.beside import beside
from report_pdf.tokens import Face
from report_pdf.typeset.engine_log import engine_log
from report_pdf.typeset.fetch import ProjectFetcher
from report_pdf.typeset.font_programs import Programs
from report_pdf.typeset.galleys import Galley
from report_pdf.typeset.glyphs import check_faces, check_glyphs
from report_pdf.typeset.html_checks import check_html
from report_pdf.typeset.html_places import Places
from report_pdf.typeset.kept_galleys import FilesNow, KeptGalley, KeptGalleys, KnownBook, Loaded
from report_pdf.typeset.layout_engine import Rules, Sheet, font_files, parse
from report_pdf.typeset.make_galleys import Compositor
from report_pdf.typeset.segment_layout import lay_out_segment, segment_html
from report_pdf.typeset.segments import Segment, Surroundings

# Pages from which on a copy of the process is sooner ready with its half.
_WORTH_A_COPY = 4


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What is to be set.

    Attributes:
        pieces: of the book, HTML.
        sheets: the style sheets.
        faces: the fonts of the report.
        styles: the folder that their files are relative to.
        fetcher: loads what pages show.
    """

    pieces: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    faces: Sequence[Face]
    styles: Path
    fetcher: ProjectFetcher


@dataclass(frozen=True, slots=True)
class SetRuns:
    """Segments that were set.

    Attributes:
        galleys: by the number of the segment.
        programs: the font files that they are set in.
        loaded: the files that pages loaded.
    """

    galleys: Mapping[int, Galley]
    programs: Programs
    loaded: Loaded


@dataclass(frozen=True, slots=True)
class SetBook:
    """A book that was set.

    Attributes:
        galleys: all of them, in order.
        programs: the font files that they are set in.
        profiles: the colour profiles of the style sheets.
        around: what its segments have to know of each other.
        keep: keeps what was set anew.
    """

    galleys: tuple[Galley, ...]
    programs: Programs
    profiles: Mapping[str, ColorProfile]
    around: Surroundings
    keep: Callable[[], None]


def set_from_kept(manuscript: Manuscript, kept: KeptGalleys) -> SetBook | None:
    """The book, as far as it can be had from what was kept; None if it has to be laid out whole."""
    known = kept.book()
    if known is None or known.pieces != len(manuscript.pieces) or not known.around.is_parted:
        return None
    around, now = known.around, FilesNow(manuscript.fetcher)
    galleys: dict[int, Galley] = {}
    programs: dict[str, bytes] = {}
    html = {number: own_html(manuscript.pieces, segment) for number, segment in enumerate(around.segments)}
    for number, own in html.items():
        if (found := kept.galley(known, number, own, now.are_as_in)) is not None:
            galleys[number] = found[0]
            programs |= found[1]
    changed = [number for number in html if number not in galleys]
    with engine_log() as log, font_files() as fonts:
        rules = parse(manuscript.sheets, manuscript.fetcher, log, fonts)
        if log.findings or manuscript.fetcher.findings:
            return None
        made = _set(changed, manuscript, around, rules)
    if made is None:
        return None
    galleys |= made.galleys
    programs |= made.programs

    def keep() -> None:
        for number, galley in made.galleys.items():
            kept.keep(known, number, html[number], KeptGalley(galley, made.loaded), made.programs)

    return SetBook(tuple(galleys[number] for number in html), programs, rules.colours, around, keep)


def keep_whole(
    manuscript: Manuscript,
    kept: KeptGalleys,
    galleys: Sequence[Galley],
    programs: Programs,
    around: Surroundings,
) -> None:
    """Keep a book that was laid out whole, and that nothing is to be told of."""
    if not around.is_parted or len(galleys) != len(around.segments):
        return
    known: KnownBook = kept.learn(around, len(manuscript.pieces))
    loaded = manuscript.fetcher.loaded
    for number, (galley, segment) in enumerate(zip(galleys, around.segments, strict=True)):
        html = own_html(manuscript.pieces, segment)
        kept.keep(known, number, html, KeptGalley(galley, loaded), programs)


def own_html(pieces: Sequence[str], segment: Segment) -> str:
    """What a segment alone is made of, and the head of the book."""
    head = pieces[0] if segment.pieces.start else ""
    return head + "".join(pieces[segment.pieces.start : segment.pieces.stop])


def _set(
    changed: Sequence[int], manuscript: Manuscript, around: Surroundings, rules: Rules
) -> SetRuns | None:
    """The galleys of segments that have changed, half of them by a copy of this process."""
    here, there = halves(changed, [len(around.segments[number].pages) for number in changed])
    if not there:
        return set_segments(changed, manuscript, around, rules)
    with beside(lambda: set_segments(there, manuscript, around, rules)) as made:
        mine = set_segments(here, manuscript, around, rules)
        theirs = made() if mine is not None else None
    if theirs is None or mine is None:
        return None
    return SetRuns(
        {**mine.galleys, **theirs.galleys},
        {**mine.programs, **theirs.programs},
        {**mine.loaded, **theirs.loaded},
    )


def halves(numbers: Sequence[int], pages: Sequence[int]) -> tuple[Sequence[int], Sequence[int]]:
    """Two parts of some segments with about as many pages, in order; the second is empty if not worth a copy.

    Args:
        numbers: of the segments.
        pages: how many each has.
    """
    done = 0
    for at, count in enumerate(pages):
        if at and done + count / 2 >= sum(pages) / 2:
            return (numbers[:at], numbers[at:]) if sum(pages) - done >= _WORTH_A_COPY else (numbers, ())
        done += count
    return numbers, ()


def set_segments(
    numbers: Sequence[int], manuscript: Manuscript, around: Surroundings, rules: Rules
) -> SetRuns | None:
    """None if any run is not as the rest of the book knows it, or something is to be told of."""
    galleys: dict[int, Galley] = {}
    programs: dict[str, bytes] = {}
    for run in _runs(numbers):
        made = _set_run(run, manuscript, around, rules)
        if made is None:
            return None
        galleys |= made.galleys
        programs |= made.programs
    return SetRuns(galleys, programs, manuscript.fetcher.loaded)


def _runs(numbers: Sequence[int]) -> Iterator[range]:
    """Numbers that follow each other."""
    starts = [0, *(at for at, (one, other) in enumerate(pairwise(numbers), 1) if other != one + 1)]
    for start, end in pairwise([*starts, len(numbers)]):
        if numbers:
            yield range(numbers[start], numbers[end - 1] + 1)


def _set_run(run: range, manuscript: Manuscript, around: Surroundings, rules: Rules) -> SetRuns | None:
    first, last = around.segments[run.start], around.segments[run.stop - 1]
    part = replace(
        first,
        pieces=range(first.pieces.start, last.pieces.stop),
        pages=range(first.pages.start, last.pages.stop),
    )
    html = segment_html(manuscript.pieces, part, around)
    with engine_log() as log:
        source, laid_out = lay_out_segment(html, part, around, rules, manuscript.fetcher)
        found = laid_out.surroundings
        if not found.is_parted or found.of_run(0, len(found.segments) - 1) != around.of_run(
            run.start, run.stop - 1
        ):
            return None
        places = Places.below(source.etree_element)
        told = check_html(source.etree_element, places, manuscript.fetcher, around.targets)
        told += check_glyphs(laid_out.document.pages, manuscript.faces, manuscript.styles, places)
        composing = Compositor(laid_out, places)
        offset = part.pages.start
        pages = {
            number: range(segment.pages.start - offset, segment.pages.stop - offset)
            for number, segment in zip(run, around.segments[run.start : run.stop], strict=True)
        }
        made = composing.galleys(pages)
    told += composing.findings + made.findings + check_faces(made.families, manuscript.faces)
    if told or made.lacks_characters or log.findings or log.unusable or manuscript.fetcher.findings:
        return None
    return SetRuns(dict(zip(run, made.galleys, strict=True)), made.programs, {})
