"""Stages that need not run again while all that they read and are given stays as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol, TypeVar

Result = TypeVar("Result")

Stamp = tuple[tuple[str, int, int, int], ...]
"""Path, time of change, size and number of each file."""


class Recall(Protocol):
    """Runs a stage, or gives what it gave."""

    def __call__(self, stage: Callable[[], Result], reads: Path, *given: object) -> Result:
        """What `stage` gives.

        Args:
            stage: is run, or not.
            reads: the file or the folder that it reads, which no other stage does.
            given: what else it depends on.
        """


def afresh(stage: Callable[[], Result], reads: Path, *given: object) -> Result:
    """Run a stage: a build remembers nothing."""
    del reads, given
    return stage()


class Memory:
    """Remembers what each stage gave the last time."""

    def __init__(self) -> None:
        self._known: dict[Path, tuple[object, object]] = {}

    def __call__(self, stage: Callable[[], Result], reads: Path, *given: object) -> Result:
        """What `stage` gives, or gave when all it depends on was the same."""
        now = stamp(reads), given
        if reads not in self._known or self._known[reads][0] != now:
            self._known[reads] = now, stage()
        known: Result = self._known[reads][1]  # type: ignore[assignment]  # by `reads` it is this stage's
        return known


def stamp(path: Path) -> Stamp:
    """What tells whether a file, or any file below a folder, is another than before."""
    return tuple(sorted(_stamps(path)))


def _stamps(path: Path) -> Iterator[tuple[str, int, int, int]]:
    for file in path.rglob("*") if path.is_dir() else (path,):
        try:
            status = file.stat()
        except OSError:
            continue  # it was taken away meanwhile, or never was
        yield str(file), status.st_mtime_ns, status.st_size, status.st_ino
