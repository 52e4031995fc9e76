"""A command measured with all its children: wall and CPU seconds, memory at the peak."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

_EVERY_S = 0.05


class Run(NamedTuple):
    """What one run took: seconds of wall and CPU time, MiB of the process tree at its peak (sum of PSS)."""

    wall: float
    cpu: float
    peak: float


def measured(command: Sequence[str], folder: Path) -> Run:
    """Run a command in `folder` to its end; one that fails ends the bench."""
    start = time.perf_counter()
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:  # noqa: S603
        watch = _Watch(process.pid)
        watch.start()
        assert process.stdout is not None  # noqa: S101  # as asked for
        told = process.stdout.read()
        _pid, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    watch.end()
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}\n{told.decode(errors='replace')}")
    return Run(wall, usage.ru_utime + usage.ru_stime, watch.peak_kib / 1024)


class _Watch(threading.Thread):
    """Looks at the memory of a process and its children until it is told to end."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.peak_kib = 0
        self._pid = pid
        self._ended = threading.Event()

    def run(self) -> None:
        while not self._ended.wait(_EVERY_S):
            self.peak_kib = max(self.peak_kib, sum(map(_pss_kib, _tree(self._pid))))

    def end(self) -> None:
        self._ended.set()
        self.join()


def _tree(pid: int) -> Iterator[int]:
    """The process and all below it; whatever ends meanwhile is left out."""
    yield pid
    for task in _inside(Path(f"/proc/{pid}/task")):
        for child in _read(task / "children").split():
            yield from _tree(int(child))


def _inside(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _pss_kib(pid: int) -> int:
    lines = _read(Path(f"/proc/{pid}/smaps_rollup")).splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _read(path: Path) -> str:
    """What the system says of a process; "" of one that has ended."""
    try:
        return path.read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""
