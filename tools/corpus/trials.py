"""Files tried two at a time, each in processes of its own; their books judged many at a time."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import records
from judges import FLAVOURS, UNCHECKED, Broken, broken_rules, qpdf_complaints
from small_body import ROOT

AT_ONCE = 2
BATCH = 24
"""books that wait for the judges at one time"""
_BIND_ONE = Path(__file__).with_name("bind_one.py")


@dataclass(frozen=True, slots=True)
class Run:
    """How files are tried.

    Attributes:
        work: a folder that is removed in the end.
        program: hash of the program that binds.
        seconds: what one file may take.
        most_pages: files with more are refused; 0 for no limit.
        verapdf: the validator; None when there is none.
        keep: where books go that something is wrong with; None for nowhere.
    """

    work: Path
    program: str
    seconds: int
    most_pages: int
    verapdf: str | None
    keep: Path | None


@dataclass(frozen=True, slots=True)
class Trial:
    """A file to try.

    Attributes:
        source: the file.
        name: its path in the folder.
        sha256: of its bytes.
        place: a folder of its own.
    """

    source: Path
    name: str
    sha256: str
    place: Path

    @property
    def book(self) -> Path:
        """What it was bound into, if it was."""
        return self.place / "book.pdf"


Record = dict[str, Any]
Running = set[subprocess.Popen[str]]


def tried(run: Run, trials: Sequence[Trial]) -> Iterator[Record]:
    """The records, in the order in which they are known."""
    threads, running = ThreadPoolExecutor(AT_ONCE), Running()
    try:
        pending = {threads.submit(_bound, run, trial, running): trial for trial in trials}
        waiting: list[tuple[Trial, Record]] = []
        for future in as_completed(pending):
            waiting.append((pending[future], future.result()))
            if len(waiting) == BATCH:
                yield from _judged(run, waiting)
                waiting.clear()
        yield from _judged(run, waiting)
    finally:
        threads.shutdown(wait=False, cancel_futures=True)
        for process in list(running):
            _end(process)
        threads.shutdown()


def _bound(run: Run, trial: Trial, running: Running) -> Record:
    """What came of one file, but for the judges."""
    trial.place.mkdir()
    given = (trial.source.absolute(), trial.name, trial.place, run.work / "bodies", run.most_pages)
    said, told = _run_one([sys.executable, str(_BIND_ONE), *map(str, given)], run.seconds, running)
    facts = trial.place / "record.json"
    known = json.loads(facts.read_text(encoding="utf-8")) if facts.exists() else None
    record = known or {"outcome": said, "traceback": told}
    shutil.rmtree(trial.place / "part", ignore_errors=True)
    if record["outcome"] != "bound":
        trial.book.unlink(missing_ok=True)
    return {"file": trial.name, "source_sha256": trial.sha256, "program": run.program} | record


def _run_one(command: Sequence[str], seconds: int, running: Running) -> tuple[str, str]:
    """Run a process and end it, with all that it started, when its time is up."""
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "LANGUAGE": "en"}
    process = subprocess.Popen(  # noqa: S603  # our own command
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        env=environment,
        start_new_session=True,
    )
    running.add(process)
    try:
        return "died", process.communicate(timeout=seconds)[1][-2000:] + f" exit code {process.returncode}"
    except subprocess.TimeoutExpired:
        _end(process)
        process.communicate()
        return "timeout", f"{seconds} s"
    finally:
        running.discard(process)


def _end(process: subprocess.Popen[str]) -> None:
    """End a process and those that it started."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)


def _judged(run: Run, waiting: Sequence[tuple[Trial, Record]]) -> Iterator[Record]:
    """The records with what the judges say; the books are gone then."""
    made = [trial.book for trial, _record in waiting if trial.book.exists()]
    complaints = _complaints(run, made)
    for trial, record in waiting:
        if trial.book in complaints:
            structure = [f"{text} ({times})" for text, times in record.pop("structure", {}).items()]
            record["complaints"] = complaints[trial.book] | {"structure": structure}
            _keep(run, trial, record)
        shutil.rmtree(trial.place)
        yield record


def _complaints(run: Run, books: Sequence[Path]) -> dict[Path, dict[str, Sequence[str]]]:
    """What each judge finds wrong with each book."""
    judged: dict[str, Broken] = {flavour: dict.fromkeys(books, (UNCHECKED,)) for flavour in FLAVOURS}
    if run.verapdf is not None:
        judged = {flavour: broken_rules(run.verapdf, books, flavour) for flavour in FLAVOURS}
    judged["qpdf"] = {book: qpdf_complaints(book) for book in books}
    return {book: {judge: rules[book] for judge, rules in judged.items()} for book in books}


def _keep(run: Run, trial: Trial, record: Record) -> None:
    if run.keep and set(records.verdicts(record)) & {*records.FAULTS, "differs"}:
        run.keep.mkdir(parents=True, exist_ok=True)
        shutil.copy(trial.book, run.keep / f"{trial.name.replace('/', '_')}.book.pdf")
