"""What the preflight costs: seconds for sixty pages, plates and all. Exit code 1 over the bar.

`preflight.py FILE` takes the pages of a file for the press again until they are sixty, and looks at them
once as the command does and once with the pictures of the report.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf

from report_pdf.preflight.preflight import preflight

PAGES = 60
BAR_S = 30.0


def main(file: Path) -> int:
    """Look by the clock; 1 when the plain run is over the bar."""
    with TemporaryDirectory() as folder:
        sixty = Path(folder) / "sixty.pdf"
        _write_sixty(file, sixty)
        plain = _told(sixty, draws=False)
        _told(sixty, draws=True)
    return int(plain > BAR_S)


def _write_sixty(file: Path, target: Path) -> None:
    with pikepdf.open(file) as pdf:
        pages = list(pdf.pages)
        while len(pdf.pages) < PAGES:
            pdf.pages.append(pages[len(pdf.pages) % len(pages)])
        del pdf.pages[PAGES:]
        pdf.save(target, force_version="1.6")


def _told(file: Path, *, draws: bool) -> float:
    """Seconds by the clock that the CPU seconds would take on the cores there are, evenly shared."""
    start, before = time.perf_counter(), os.times()
    report = preflight(file, draws=draws)
    wall, after = time.perf_counter() - start, os.times()
    cpu = sum(after[2:4]) - sum(before[2:4])
    pictures = sum(len(one) for page in report.pages for one in page.pictures.values()) / 1e6
    cores = os.cpu_count() or 1
    sys.stdout.write(
        f"{len(report.pages)} pages{', with pictures' if draws else ''}: {wall:.1f} s by the clock, "
        f"{cpu:.1f} s of CPU, {cpu / cores:.1f} s on {cores} cores by themselves"
        f"{f', {pictures:.1f} MB' if draws else ''}; the bar is {BAR_S:g} s\n"
    )
    return cpu / cores


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    sys.exit(main(parser.parse_args().file))
