"""Ghostscript, which separates pages into plates as a press's own program does."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from report_pdf.parts.process.limits import waiting_s

DPI = 150
"""fine enough for how much ink stands where"""
_MOST_PIXELS = 60_000_000
"""of one page; larger sheets are looked at less finely"""
_PLATE = re.compile(r"^(\d+)\((.+)\)\.tif$")


class GhostscriptFailed(Exception):  # noqa: N818  # named for what happened, not for an error in the program
    """Ghostscript gave no plates; the text says why."""


def find_ghostscript() -> str | None:
    """The command of Ghostscript: what `GHOSTSCRIPT` names, or the system's."""
    return shutil.which(os.environ.get("GHOSTSCRIPT") or "gs")


def dpi_for(largest_pt: tuple[float, float]) -> int:
    """How finely pages of at most that width and height can be looked at."""
    width, height = largest_pt
    pixels = (width / 72 * DPI) * (height / 72 * DPI)
    return DPI if pixels <= _MOST_PIXELS else max(int(DPI * (_MOST_PIXELS / pixels) ** 0.5), 1)


def separate(command: str, pdf: Path, pages: range, dpi: int, folder: Path) -> Iterator[Mapping[str, Path]]:
    """The plates of pages, page by page: the file of each plate by its name, "" for all of them together.

    Args:
        command: of Ghostscript.
        pdf: the file.
        pages: 1-based, without gaps.
        dpi: of the plates.
        folder: that they are written into.

    Raises:
        GhostscriptFailed: it ended without plates, or did not end.
    """
    arguments = [
        *(command, "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", "-sCompression=none"),
        *(f"-r{dpi}", f"-dFirstPage={pages.start}", f"-dLastPage={pages.stop - 1}"),
        *(f"-sOutputFile={folder}/%d.tif", str(pdf)),
    ]
    try:
        ran = subprocess.run(  # noqa: S603  # our own arguments; it may read the file and write plates, no more
            arguments,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=waiting_s(len(pages)),
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (subprocess.TimeoutExpired, OSError) as error:
        raise GhostscriptFailed(str(error)) from error
    plates = [_plates(folder, number) for number in range(1, len(pages) + 1)]
    if ran.returncode or not all(plates):
        told = " ".join((ran.stdout + ran.stderr).split())[-300:]
        raise GhostscriptFailed(told or str(ran.returncode))
    yield from plates


def _plates(folder: Path, number: int) -> Mapping[str, Path]:
    together = folder / f"{number}.tif"
    found = {"": together} if together.is_file() else {}
    for path in sorted(folder.glob(f"{number}(*.tif")):
        if (named := _PLATE.match(path.name)) is not None:
            found[named[2]] = path
    return found
