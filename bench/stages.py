"""Where the time of one build goes: seconds by the clock and of CPU, stage by stage, as a Markdown table.

`stages.py EDITION` builds into a folder that is thrown away. The stages are those that the build reports, and
inside "typeset" the steps that WeasyPrint logs. What a process beside ours computes counts in the stage that
waits for it: the inspection of the file while faults of layout are looked for.
"""

from __future__ import annotations

import gc
import logging
import resource
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

_STARTED = "start of Python, imports"
_BEGUN = time.perf_counter()


class Clock(logging.Handler):
    """Notes the CPU time at which each stage begins; hears WeasyPrint's progress as a log handler."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self._begun = [(_STARTED, _BEGUN, 0.0)]

    def begin(self, stage: str) -> None:
        """A stage begins; each page of WeasyPrint's is told as one, and only the first counts."""
        if self._begun[-1][0] != stage:
            self._begun.append((stage, time.perf_counter(), _cpu()))

    def emit(self, record: logging.LogRecord) -> None:
        """Take "Step 5 - Creating layout - Page 1" as "WeasyPrint: Creating layout"."""
        _step, said, *_detail = record.getMessage().split(" - ")
        self.begin(f"WeasyPrint: {said}")

    def table(self) -> str:
        """The stages that took a hundredth of the whole or more, and the sum."""
        spans = [
            (stage, to - since, cpu_to - cpu_since)
            for (stage, since, cpu_since), (_next, to, cpu_to) in pairwise(self._begun)
        ]
        whole, cpu = sum(span[1] for span in spans), sum(span[2] for span in spans)
        lines = ["| stage | s | share | CPU s |", "|---|---|---|---|"]
        for stage, seconds, of_cpu in spans:
            if seconds >= whole / 100:
                lines.append(f"| {stage} | {seconds:.2f} | {seconds / whole:.0%} | {of_cpu:.2f} |")
        return "\n".join([*lines, f"| all | {whole:.2f} | | {cpu:.2f} |"])


def _cpu() -> float:
    """Seconds computed up to now, those of processes that have ended included."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def main(edition: Path) -> None:
    """Build once by the clock."""
    gc.disable()  # as the command does
    clock = Clock()
    from report_pdf.build import build  # noqa: PLC0415  # importing is a stage too

    progress = logging.getLogger("weasyprint.progress")
    progress.setLevel(logging.INFO)
    progress.addHandler(clock)
    with tempfile.TemporaryDirectory() as out:
        build(edition.resolve(), draft=False, out=Path(out), report=clock.begin)
    clock.begin("end")
    sys.stdout.write(f"{clock.table()}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
