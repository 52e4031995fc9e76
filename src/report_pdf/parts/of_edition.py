"""The parts of an edition: what it declares of outside PDFs, prepared beside the rest of the work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event

from report_pdf.cache import Cache
from report_pdf.files import copy_inside
from report_pdf.findings import Finding
from report_pdf.parts.kept_parts import KIND, keep_part, kept_part
from report_pdf.parts.part import PartRequest, PreparedPart, Treatment
from report_pdf.parts.process.child import prepare
from report_pdf.parts.process.exchange import SOURCE
from report_pdf.parts.process.warm import warm_process
from report_pdf.project import Project
from report_pdf.reading.bound_files import Appendix
from report_pdf.reading.edition import Edition

FRONT, BACK = "front", "back"
MOST_BYTES = 1_000_000_000
"""a larger file from outside is refused"""
AT_ONCE = 2
DIVIDER_LEVEL = 2
"""the heading of a divider is an H2"""
DATA_INSIDE = "pdf/a-3a"
"""the profile whose files may hold other files"""
_COVER_LABELS = {
    FRONT: ("Copertina", "Seconda di copertina"),
    BACK: ("Terza di copertina", "Quarta di copertina"),
}
COVER_LABELS = frozenset(label for labels in _COVER_LABELS.values() for label in labels)
"""the pages that are the cover's, outside and inside"""
_COVER_PAGES = 2
"""outside and inside"""


def requests_of(
    edition: Edition, folder: str, page_mm: tuple[float, float], front_alternative: str
) -> tuple[PartRequest, ...]:
    """What the edition asks of each of its outside PDFs: covers first, then the appendices in their order.

    Args:
        edition: what declares them.
        folder: of the edition, relative to the project's, with `/`.
        page_mm: width and height of the trimmed page.
        front_alternative: what is read in the place of the front cover when the edition does not say.
    """
    cover = edition.cover
    front = front_alternative if cover.front_alternative is None else cover.front_alternative
    covers = (
        (FRONT, "Copertina", cover.front, front),
        (BACK, "Quarta di copertina", cover.back, cover.back_alternative),
    )
    of_cover = partial(_cover, language=edition.language, folder=folder, page_mm=page_mm)
    keeps_files = edition.conformance == DATA_INSIDE
    return (
        *(of_cover(key, name, file, words) for key, name, file, words in covers if file),
        *(_appendix(appendix, folder, page_mm, keeps_files=keeps_files) for appendix in edition.appendices),
    )


def _cover(  # noqa: PLR0913  # a request has that many facts
    key: str, name: str, file: str, words: str, *, language: str, folder: str, page_mm: tuple[float, float]
) -> PartRequest:
    return PartRequest(
        key=key,
        name=name,
        title=name,
        file=f"{folder}/{file}",
        language=language,
        treatment=Treatment.FIGURE if words else Treatment.ARTIFACT,
        heading_level=1,
        page_mm=page_mm,
        alternatives={1: words} if words else {},
        is_cover=True,
        most_pages=_COVER_PAGES,
    )


def _appendix(
    appendix: Appendix, folder: str, page_mm: tuple[float, float], *, keeps_files: bool
) -> PartRequest:
    return PartRequest(
        key=appendix.letter,
        name=appendix.name,
        title=appendix.title,
        file=f"{folder}/{appendix.file}",
        language=appendix.language,
        treatment=Treatment(appendix.treatment),
        heading_level=DIVIDER_LEVEL + 1,
        page_mm=page_mm,
        alternatives=appendix.alternatives,
        fit=appendix.fit,
        keeps_files=keeps_files,
    )


def for_press(request: PartRequest, bleed_mm: float) -> PartRequest:
    """The same for the press: a cover needs bleed, and other pages the size of the book."""
    return replace(request, is_printed=True, bleed_mm=bleed_mm if request.is_cover else 0)


def labelled(
    edition: Edition, parts: Iterable[PreparedPart]
) -> Iterator[tuple[PreparedPart, tuple[str, ...]]]:
    """Each part with the labels of its pages; one back cover is the outer one."""
    appendices = {appendix.letter: appendix for appendix in edition.appendices}
    for part in parts:
        key = part.request.key
        if key in appendices:
            yield part, tuple(appendices[key].label(page) for page in range(1, part.pages + 1))
        else:
            labels = _COVER_LABELS[key]
            yield part, labels[: part.pages] if key == FRONT else labels[len(labels) - part.pages :]


@contextmanager
def preparing(
    requests: tuple[PartRequest, ...], project: Project, work: Path, report: Callable[[str], None]
) -> Iterator[Callable[[], tuple[Mapping[str, PreparedPart], tuple[Finding, ...]]]]:
    """Prepare the parts while the block runs.

    Args:
        requests: what is asked.
        project: whose files they are.
        work: a folder of its own, where the prepared files go.
        report: told what is being done, from other threads too.

    Yields:
        a function that waits for the parts: each by its key, and all their findings.
    """
    kept, stopped = Cache(project.root, KIND), Event()
    known = [_taken(request, project, work / request.key, kept) for request in requests]
    if None not in known:
        yield lambda: _all(filter(None, known))
        return
    with warm_process() as warm, ThreadPoolExecutor(AT_ONCE) as threads:

        def prepared(request: PartRequest, known: PreparedPart | None) -> PreparedPart:
            if known:
                return known
            folder = work / request.key
            part = prepare(warm, request, folder, report, stopped)
            keep_part(kept, request, part, folder)
            return part

        futures = [threads.submit(prepared, *one) for one in zip(requests, known, strict=True)]
        try:
            yield lambda: _all(future.result() for future in futures)
        finally:
            stopped.set()


def _taken(request: PartRequest, project: Project, folder: Path, kept: Cache) -> PreparedPart | None:
    """The part if it cannot be read, or was prepared before; None if it is to be prepared now."""
    folder.mkdir()
    unread = copy_inside(project.root / request.file, project.root, folder / SOURCE, MOST_BYTES)
    return PreparedPart(request, findings=unread) if unread else kept_part(kept, request, folder)


def _all(parts: Iterable[PreparedPart]) -> tuple[Mapping[str, PreparedPart], tuple[Finding, ...]]:
    by_key = {part.request.key: part for part in parts}
    return by_key, tuple(finding for part in by_key.values() for finding in part.findings)
