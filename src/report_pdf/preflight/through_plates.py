"""The pages looked at through their plates, several at once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from report_pdf.findings import Finding, Severity, Where
from report_pdf.messages import _
from report_pdf.preflight.exchange import Request
from report_pdf.preflight.faults import Fault
from report_pdf.preflight.job import Job
from report_pdf.preflight.page_pictures import SoftProof, plate_pictures
from report_pdf.preflight.plates import read_plates
from report_pdf.preflight.rules.ink import ink, most_ink
from report_pdf.preflight.separations import DPI, GhostscriptFailed, dpi_for, find_ghostscript, separate
from report_pdf.preflight.sheets import Sheet

_AT_ONCE = 6
"""pages for each run of Ghostscript: it starts quickly, and their plates take room on the disk"""
_MOST_RUNS = 4


@dataclass(frozen=True, slots=True)
class PagePlates:
    """What the plates of a page show.

    Attributes:
        coverage: of each plate, percent of the trimmed page.
        most_ink: on one spot, percent.
        pictures: as in `PageReport`.
        faults: what is wrong.
    """

    coverage: Mapping[str, float]
    most_ink: float
    pictures: Mapping[str, str]
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the plates of a file show.

    Attributes:
        plates: by index of the page.
        faults: what is wrong.
        unchecked: why some or all were not seen.
    """

    plates: Mapping[int, PagePlates] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    unchecked: Finding | None = None


def look_at_plates(request: Request, job: Job, profile: bytes, work: Path) -> Seen:
    """Separate all pages and look at them.

    Args:
        request: what is asked.
        job: the file.
        profile: its output profile; empty for none, and then there is no soft proof.
        work: a folder for the plates.
    """
    command = find_ghostscript()
    if command is None:
        return Seen(unchecked=_no_ghostscript(request.shown))
    dpi = dpi_for(_largest(job))
    proof = SoftProof(profile) if request.draws else None
    limit = job.order.ink_limit or job.profile.ink_limit

    def look(first: int) -> dict[int, PagePlates]:
        last = min(first + _AT_ONCE, len(job.sheets))
        with TemporaryDirectory(dir=work) as folder:
            pages = range(first + 1, last + 1)
            separated = separate(command, Path(request.pdf), pages, dpi, Path(folder))
            found = zip(job.sheets[first:last], separated, strict=True)
            return {sheet.index: _page(files, sheet, limit, proof) for sheet, files in found}

    runs = min(os.cpu_count() or 1, _MOST_RUNS)
    seen: dict[int, PagePlates] = {}
    unchecked = None
    with ThreadPoolExecutor(runs) as threads:
        for run in [threads.submit(look, first) for first in range(0, len(job.sheets), _AT_ONCE)]:
            try:
                seen |= run.result()
            except (GhostscriptFailed, OSError, Image.DecompressionBombError) as error:
                unchecked = _failed(error, request.shown)
    faults = [fault for page in seen.values() for fault in page.faults]
    if dpi < DPI:
        message = _("the sheets are so large that their plates were seen at {dpi} dots per inch")
        faults.append(Fault("coarse-plates", message.format(dpi=dpi)))
    return Seen(seen, tuple(faults), unchecked)


def _largest(job: Job) -> tuple[float, float]:
    """Width and height, in pt, of the sheet that has most to draw."""

    def size(media: tuple[float, float, float, float], unit: float) -> tuple[float, float]:
        return (media[2] - media[0]) * unit, (media[3] - media[1]) * unit

    return max(
        (size(sheet.media, sheet.user_unit) for sheet in job.sheets), key=lambda sides: sides[0] * sides[1]
    )


def _page(files: Mapping[str, Path], sheet: Sheet, limit: float, proof: SoftProof | None) -> PagePlates:
    plates = read_plates(files, sheet)
    pictures = plate_pictures(plates, files[""], proof, limit) if proof else {}
    return PagePlates(plates.coverage(), most_ink(plates), pictures, tuple(ink(plates, limit)))


def _no_ghostscript(file: str) -> Finding:
    message = _("no Ghostscript is installed: the plates were not looked at, all else was")
    hint = _("install the package ghostscript, or name its program in GHOSTSCRIPT")
    return Finding("unchecked.no-ghostscript", Severity.WARN, message, Where(file), hint)


def _failed(error: Exception, file: str) -> Finding:
    message = _("Ghostscript gave no plates of some pages: {reason}").format(reason=error)
    return Finding("unchecked.no-plates", Severity.WARN, message, Where(file), _("export the file again"))
