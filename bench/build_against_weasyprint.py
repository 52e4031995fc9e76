"""Is our build slow for what it does? Whole processes, ours and the baseline's, in turns, on this machine.

A is `report-pdf build`; B is `baseline.py run`: plain WeasyPrint on the same HTML and CSS as PDF/UA-1, the
same charts drawn once, one clone of the result by pypdf. Both are measured from their start to their end.
What other work the machine has falls on both of a round, so the ratio counts, not the seconds.

Exit code 1 when the median of A/B in wall time is over the bar.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
BASELINE = ROOT / "bench" / "baseline.py"
BAR = 1.25
"""Of A/B in wall time."""


class Run(NamedTuple):
    """What one process took: seconds of wall and CPU time, MiB at its peak."""

    wall: float
    cpu: float
    peak: float


def measured(command: Sequence[str]) -> Run:
    """Run a Python command to its end; one that fails ends the bench."""
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, *command], cwd=ROOT, stdout=subprocess.DEVNULL)  # noqa: S603
    _pid, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def one_round(folder: Path, edition: Path, *, ours_first: bool) -> tuple[Run, Run]:
    """One run of each; who comes first changes, because the second finds files read and the machine warm."""
    ours = ["-m", "report_pdf", "build", "--edition", str(edition), "--out", str(folder / "out")]
    baseline = [str(BASELINE), "run", str(folder)]
    for written in (folder / "out").glob("*.pdf"):
        written.unlink()
    if ours_first:
        a = measured(ours)
        return a, measured(baseline)
    b = measured(baseline)
    return measured(ours), b


def table(rounds: Sequence[tuple[Run, Run]]) -> str:
    """Medians with the least and the most, and A/B round by round, as a Markdown table."""
    lines = ["| | A report-pdf build | B baseline | A/B, round by round |", "|---|---|---|---|"]
    for field, unit in (("wall", "s"), ("cpu", "s"), ("peak", "MiB")):
        a, b = ([getattr(run, field) for run in side] for side in zip(*rounds, strict=True))
        ratios = [one / other for one, other in zip(a, b, strict=True)]
        digits = 0 if unit == "MiB" else 2
        shown = [spread(a, digits), spread(b, digits), spread(ratios, 2)]
        lines.append(f"| {field}, {unit} | {' | '.join(shown)} |")
    return "\n".join(lines)


def spread(values: Sequence[float], digits: int) -> str:
    """`5.31 (5.20-5.60)`: the median, the least, the most."""
    middle = statistics.median(values)
    return f"{middle:.{digits}f} ({min(values):.{digits}f}-{max(values):.{digits}f})"


def newest_edition() -> Path:
    """The last edition of `data/` by name."""
    return max((ROOT / "data").glob("*/edition.toml")).parent


def main() -> int:
    """Measure, print, and judge by the bar."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--edition", type=Path, default=newest_edition(), help="its folder")
    options.add_argument("--rounds", type=int, default=7, help="runs of each")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        edition = asked.edition.resolve()
        # our peak would be counted as theirs if this process made the pages itself
        measured([str(BASELINE), "prepare", name, str(edition)])
        one_round(folder, edition, ours_first=True)  # bytecode written, files read
        rounds = [one_round(folder, edition, ours_first=number % 2 == 0) for number in range(asked.rounds)]
    ratio = statistics.median(a.wall / b.wall for a, b in rounds)
    verdict = f"{len(rounds)} rounds; A/B in wall time {ratio:.2f}, the bar is {BAR}"
    sys.stdout.write(f"{table(rounds)}\n\n{verdict}\n")
    return int(ratio > BAR)


if __name__ == "__main__":
    sys.exit(main())
