"""Where the time of one build goes: CPU seconds and their share, stage by stage, as a Markdown table.

`stages.py EDITION` builds into a folder that is thrown away. The stages are those that the build reports, and
inside "typeset" the steps that WeasyPrint logs.
"""

from __future__ import annotations

import gc
import logging
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

_STARTED = "start of Python, imports"


class Clock(logging.Handler):
    """Notes the CPU time at which each stage begins; hears WeasyPrint's progress as a log handler."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self._begun: list[tuple[str, float]] = [(_STARTED, 0.0)]

    def begin(self, stage: str) -> None:
        """A stage begins; each page of WeasyPrint's is told as one, and only the first counts."""
        if self._begun[-1][0] != stage:
            self._begun.append((stage, time.process_time()))

    def emit(self, record: logging.LogRecord) -> None:
        """Take "Step 5 - Creating layout - Page 1" as "WeasyPrint: Creating layout"."""
        _step, said, *_detail = record.getMessage().split(" - ")
        self.begin(f"WeasyPrint: {said}")

    def table(self) -> str:
        """The stages that took a hundredth of the whole or more, and the sum."""
        whole = self._begun[-1][1]
        lines = ["| stage | CPU s | share |", "|---|---|---|"]
        for (stage, begin), (_next, end) in pairwise(self._begun):
            if end - begin >= whole / 100:
                lines.append(f"| {stage} | {end - begin:.2f} | {(end - begin) / whole:.0%} |")
        return "\n".join([*lines, f"| all | {whole:.2f} | |"])


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
