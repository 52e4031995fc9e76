"""`make bench`: the same job by this program and by its peers, whole processes in turns, on this machine.

Seconds depend on the machine and on what else it does, so runs are taken in turns and the ratios of each
round count: those of a run to that of plain WeasyPrint in the same round.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

from job import ROOT, chapters, edited, write_project, write_texts
from peers_input import write_for_peers
from process_tree import Run, measured

BASE = "WeasyPrint and matplotlib"
WARM = "report-pdf, a word changed in every chapter"
BOOK = "prova-di-velocita-2019-2024.pdf"
_PEERS = ROOT / "bench" / "peers"
_PUT_IN = ("parola", "lettera", "racconto", "domanda", "risposta", "lettura", "scrittura")

Job = Callable[[int], Run]
"""Runs once; the number is that of the round."""


class Bench:
    """One book, by all that make it."""

    def __init__(self, folder: Path, pages: int) -> None:
        """Write the book as a project and as its peers get it."""
        self._folder = folder
        self._book = chapters(pages)
        self._edition = write_project(folder, self._book)
        self._peers = folder / "peers"
        write_for_peers(self._peers, self._edition, self._book)

    def jobs(self, *, only_ours: bool) -> Iterator[tuple[str, Job, Path]]:
        """What is run in each round, in this order: its name, what to do, the file that it writes."""
        yield BASE, self._peer("weasyprint_plain.py"), self._peers / "weasyprint.pdf"
        ours = self._folder / "build" / BOOK
        yield "report-pdf, cold", self._cold, ours
        yield WARM, self._warm, ours
        yield "report-pdf, a word changed in one chapter", self._warm_in_one, ours
        if only_ours:
            return
        if find_spec("typst"):
            yield "Typst and matplotlib", self._peer("typst_plain.py"), self._peers / "typst.pdf"
        if chromium := shutil.which("chromium") or shutil.which("google-chrome"):
            run = self._peer("chromium_plain.py", chromium)
            yield "Chromium and matplotlib", run, self._peers / "chromium.pdf"

    def _peer(self, script: str, *more: str) -> Job:
        command = [sys.executable, str(_PEERS / script), str(self._peers), *more]
        return lambda _number: measured(command, self._peers)

    def _cold(self, _number: int) -> Run:
        shutil.rmtree(self._folder / ".cache", ignore_errors=True)
        return self._build()

    def _warm(self, number: int) -> Run:
        self._book = edited(self._book, _PUT_IN[number % len(_PUT_IN)])
        return self._rebuild()

    def _warm_in_one(self, number: int) -> Run:
        word = _PUT_IN[(number + 1) % len(_PUT_IN)]
        self._book = edited(self._book, word, only=len(self._book) // 2)
        return self._rebuild()

    def _rebuild(self) -> Run:
        write_texts(self._edition, self._book)
        return self._build()

    def _build(self) -> Run:
        command = [sys.executable, "-m", "report_pdf", "build", "--edition", str(self._edition)]
        return measured(command, self._folder)


def compared(pages: int, rounds: int, *, only_ours: bool) -> float:
    """Measure a book of so many pages and print the table; the median CPU time of our warm build."""
    with tempfile.TemporaryDirectory() as folder:
        jobs = list(Bench(Path(folder), pages).jobs(only_ours=only_ours))
        runs: dict[str, list[Run]] = {name: [] for name, _job, _file in jobs}
        for number in range(rounds):
            for name, job, _file in jobs:
                runs[name].append(job(number))
        sizes = {name: file.stat().st_size for name, _job, file in jobs}
    sys.stdout.write(f"\n{pages} pages, {rounds} rounds:\n\n{table(runs, sizes)}\n")
    sys.stdout.flush()
    return statistics.median(run.cpu for run in runs[WARM])


def table(runs: Mapping[str, Sequence[Run]], sizes: Mapping[str, int]) -> str:
    """Medians, and ratios to plain WeasyPrint with the least and the most, as a Markdown table."""
    titles = (
        "",
        "wall s",
        "of WeasyPrint",
        "CPU s",
        "of WeasyPrint",
        "peak MiB",
        "of WeasyPrint",
        "file KiB",
    )
    lines = [f"| {' | '.join(titles)} |", "|---" * len(titles) + "|"]
    for name, own in runs.items():
        cells = [name]
        for field, digits in (("wall", 2), ("cpu", 2), ("peak", 0)):
            values, base = ([getattr(run, field) for run in side] for side in (own, runs[BASE]))
            cells.append(f"{statistics.median(values):.{digits}f}")
            cells.append(spread([one / other for one, other in zip(values, base, strict=True)]))
        lines.append(f"| {' | '.join(cells)} | {sizes[name] / 1024:.0f} |")
    return "\n".join(lines)


def spread(values: Sequence[float]) -> str:
    """`0.61 (0.58-0.66)`: the median, the least, the most."""
    return f"{statistics.median(values):.2f} ({min(values):.2f}-{max(values):.2f})"


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--pages", type=int, nargs="+", default=[20, 100, 400])
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--ours", action="store_true", help="only this program and plain WeasyPrint")
    asked = options.parse_args()
    os.environ["PYTHONPATH"] = str(ROOT / "src")
    taken = [compared(pages, asked.rounds, only_ours=asked.ours) for pages in asked.pages]
    for (fewer, less), (more, most) in pairwise(zip(asked.pages, taken, strict=True)):
        sys.stdout.write(f"\n{fewer} to {more} pages, warm: {most / less:.2f} times the CPU time\n")


if __name__ == "__main__":
    main()
