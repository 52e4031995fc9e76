"""Pages from HTML: one pass of WeasyPrint writes the tagged, archival PDF, or bare pages for the press."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path

from weasyprint import HTML

from report_pdf.beside import beside, can_be_copied
from report_pdf.cache import Cache
from report_pdf.files import read_inside
from report_pdf.findings import Finding, Severity, Where
from report_pdf.messages import _
from report_pdf.project import Project
from report_pdf.target import Target
from report_pdf.tokens import Face
from report_pdf.typeset.engine_log import engine_log
from report_pdf.typeset.fetch import PROJECT, ProjectFetcher
from report_pdf.typeset.glyphs import check_faces, check_glyphs
from report_pdf.typeset.html_checks import check_drawn, check_html
from report_pdf.typeset.html_places import Places
from report_pdf.typeset.kept_galleys import KeptGalleys
from report_pdf.typeset.laid_pages import read_laid_pages
from report_pdf.typeset.laid_text import Words
from report_pdf.typeset.layout_engine import LaidOut, Sheet, font_files, lay_out
from report_pdf.typeset.make_galleys import Compositor, Galleys
from report_pdf.typeset.make_up import MadeUp, anchors_of, make_up
from report_pdf.typeset.page_labels import page_labels
from report_pdf.typeset.painted import read_pages
from report_pdf.typeset.segments import Surroundings
from report_pdf.typeset.set_runs import Manuscript, halves, keep_whole, set_from_kept
from report_pdf.typeset.tag_build import HYPHEN
from report_pdf.typeset.xmp import BookMeta

MAX_STYLE_BYTES = 1_000_000

# Text that is copied or searched must not have a hyphen that no keyboard has.
_OWN = f'html {{ hyphenate-character: "{HYPHEN}" }}\n'


@dataclass(frozen=True, slots=True)
class Typeset(MadeUp):
    """The book, typeset; its findings are what is wrong in layouts and styles.

    Attributes:
        surroundings: what a piece of the book that is typeset alone has to know of the rest.
    """

    surroundings: Surroundings


def typeset(  # noqa: PLR0913, PLR0917  # a book has that many sources
    pieces: tuple[str, ...],
    stylesheets: Sequence[Path],
    tokens_css: str,
    faces: Sequence[Face],
    assets: Mapping[str, bytes],
    book: BookMeta,
    project: Project,
    target: Target = Target.DIGITAL,
    cache: Cache | None = None,
) -> Typeset:
    """Typeset the book.

    Args:
        pieces: the whole book, HTML; elements may carry `data-at="file:line"`, and
            `data-page-label="Copertina"` names the page they stand on.
        stylesheets: the CSS files, in order, below the project's folder.
        tokens_css: the design tokens as CSS; it comes before them.
        faces: the fonts of the report, their files relative to the styles.
        assets: the drawn charts, SVG, by the NAME of `asset:NAME`.
        book: what the book says of itself.
        project: its layouts, styles and edition are all that may be read.
        target: what the file is for; pages for the press have no tags and keep to no standard yet.
        cache: where galleys are kept, which need not be set again; the book is the same without.
    """
    sheets, unread = sheets_of(project, stylesheets, tokens_css)
    manuscript = Manuscript(pieces, sheets, faces, project.styles, project_fetcher(project, assets))
    if target is Target.PRINT:
        return _whole(manuscript, unread, _bare)
    compose = partial(_compose, book=book)
    if cache is None or unread:
        return _whole(manuscript, unread, compose)
    kept = KeptGalleys(cache, project.relative(project.edition), sheets, faces, project.styles, assets)
    if (known := set_from_kept(manuscript, kept)) is not None:
        make = partial(make_up, known.galleys, known.programs, known.profiles, book)
        return _typeset(_kept_meanwhile(known.keep, make), known.around)
    # What the attempt was refused is to be told with its place, which another fetcher finds.
    return _whole(replace(manuscript, fetcher=project_fetcher(project, assets)), unread, compose, kept)


def _whole(
    manuscript: Manuscript,
    unread: tuple[Finding, ...],
    write: Callable[[LaidOut, Places, Callable[[], object]], Written],
    kept: KeptGalleys | None = None,
) -> Typeset:
    """The book laid out whole, and kept if there is nothing to tell of it."""
    fetcher = manuscript.fetcher

    def said() -> object:
        return log.findings, dict(log.unusable), fetcher.findings, fetcher.loaded

    with engine_log() as log, font_files() as fonts:
        source = HTML(string="".join(manuscript.pieces), base_url=PROJECT, url_fetcher=fetcher)
        places = Places.below(source.etree_element)
        checked = check_html(source.etree_element, places, fetcher)
        laid_out = lay_out(source, manuscript.sheets, fetcher, log, fonts)
        glyphs = check_glyphs(laid_out.document.pages, manuscript.faces, manuscript.styles, places)
        written = write(laid_out, places, said)
        drawn = check_drawn(source.etree_element, places, fetcher, log.unusable)
    faces = check_faces(written.families, manuscript.faces)
    told = chain(unread, checked, fetcher.findings, drawn, log.findings, glyphs, faces, written.findings)
    findings, around, galleys = tuple(told), laid_out.surroundings, written.galleys
    if kept is None or galleys is None or findings:
        return _typeset(written.make_up(), around, findings)
    keep = partial(keep_whole, manuscript, kept, galleys.galleys, galleys.programs, around)
    return _typeset(_kept_meanwhile(keep, written.make_up), around)


def _typeset(made_up: MadeUp, around: Surroundings, findings: tuple[Finding, ...] = ()) -> Typeset:
    told = findings + made_up.findings
    return Typeset(made_up.pdf, made_up.labels, made_up.pages, made_up.anchors, told, around)


def _kept_meanwhile(keep: Callable[[], None], make: Callable[[], MadeUp]) -> MadeUp:
    with beside(keep) as kept:
        made_up = make()
        kept()
    return made_up


def project_fetcher(project: Project, assets: Mapping[str, bytes]) -> ProjectFetcher:
    """What pages may load: the drawn charts, by name, and the project's layouts, styles and edition."""
    readable = (project.layouts, project.styles, project.edition)
    return ProjectFetcher(project.root, [project.relative(folder) for folder in readable], assets)


def sheets_of(
    project: Project, stylesheets: Sequence[Path], tokens_css: str
) -> tuple[tuple[Sheet, ...], tuple[Finding, ...]]:
    """The style sheets, in the order of the cascade, and why some cannot be read."""
    sheets = [Sheet(f"{project.relative(project.styles)}/tokens.toml", _OWN + tokens_css)]
    findings: list[Finding] = []
    for path in stylesheets:
        file = project.relative(path)
        content, unread = read_inside(path, project.root, MAX_STYLE_BYTES, "layout")
        findings += unread
        if content is None:
            continue
        try:
            sheets.append(Sheet(file, content.decode()))
        except UnicodeDecodeError as error:
            message = _("cannot read the style sheet: {reason}").format(reason=error)
            findings.append(Finding("layout.missing-file", Severity.BLOCK, message, Where(file)))
    return tuple(sheets), tuple(findings)


@dataclass(frozen=True, slots=True)
class Written:
    """Pages that were laid out whole, painted.

    Attributes:
        make_up: makes the book of them.
        families: of the fonts that they are set in.
        findings: what could not be brought into their structure.
        galleys: that the book is made up of; None if it is not.
    """

    make_up: Callable[[], MadeUp]
    families: frozenset[str]
    findings: tuple[Finding, ...] = ()
    galleys: Galleys | None = None


def _compose(laid_out: LaidOut, places: Places, said: Callable[[], object], book: BookMeta) -> Written:
    composing = Compositor(laid_out, places)
    galleys = _painted(composing, segments_of(laid_out), said)
    make = partial(make_up, galleys.galleys, galleys.programs, laid_out.document.color_profiles, book)
    return Written(make, galleys.families, (*composing.findings, *galleys.findings), galleys)


def _painted(composing: Compositor, segments: Mapping[int, range], said: Callable[[], object]) -> Galleys:
    """All galleys, half of them painted by a copy of this process; here, if there is a fault to tell of."""
    here, there = halves(tuple(segments), [len(pages) for pages in segments.values()])
    mine, theirs = ({number: segments[number] for number in numbers} for numbers in (here, there))
    if not theirs or not can_be_copied():
        return composing.galleys(segments)
    before = said()

    def paint() -> Galleys | None:
        painted = composing.galleys(theirs)
        return painted if said() == before and not painted.lacks_characters else None

    with beside(paint) as made:
        first = composing.galleys(mine)
        return first + (made() or composing.galleys(theirs))


def segments_of(laid_out: LaidOut) -> dict[int, range]:
    """The 0-based pages of each segment, by its number; a book that cannot be parted is one."""
    parted = [segment.pages for segment in laid_out.surroundings.segments]
    whole = range(len(laid_out.document.pages))
    return dict(enumerate(parted if parted and parted[0].start == 0 else [whole]))


def _bare(laid_out: LaidOut, places: Places, _said: Callable[[], object]) -> Written:
    """The pages alone; what the file says of itself is said when it is finished."""
    document = laid_out.document
    pages = document.pages
    labels = page_labels(read_pages(pages).labels, len(pages))
    pdf = document.write_pdf()
    laid = read_laid_pages(Words(laid_out.root), pages, places)
    labelled = tuple(replace(page, label=label) for page, label in zip(laid, labels, strict=True))
    families = frozenset(font.family for font in document.fonts.values())
    made_up = MadeUp(pdf, labels, labelled, dict(anchors_of(pages)), ())
    return Written(lambda: made_up, families)
