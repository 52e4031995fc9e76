"""The corpus runner, run as users run it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from projects import environment
from records import Record, read

ROOT = Path(__file__).parents[1]


def run_corpus(folder: Path, report: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Bind every PDF of a folder."""
    command = [sys.executable, str(ROOT / "tools" / "corpus"), str(folder), "--report", str(report), *options]
    return subprocess.run(command, env=environment(ROOT), capture_output=True, text=True, check=False)  # noqa: S603  # our own command


def records_of(report: Path) -> dict[str, Record]:
    """What came of each file, by its path."""
    return {record["file"]: record for record in read(report)}
