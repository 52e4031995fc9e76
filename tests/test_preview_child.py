"""Work in a process of its own: what it gives, and that nothing of it is left when it is ended."""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from report_pdf.findings import BuildStopped, Finding, Severity
from report_pdf.preview.child import Child, Report

WRONG = Finding("layout.template", Severity.BLOCK, "no such layout")


def add(report: Report, one: int, *, other: int) -> int:
    report("adding")
    return one + other


def stop(_report: Report) -> int:
    raise BuildStopped([WRONG])


def divide(_report: Report) -> float:
    return 1 / 0


def sleep(report: Report) -> int:
    Path(tempfile.mkdtemp(), "left lying about").touch()
    with subprocess.Popen(["sleep", "600"]) as program:  # noqa: S607
        report(f"{tempfile.gettempdir()} {program.pid}")
    return 0


def ignore(_doing: str) -> None:
    return


def test_what_is_done_is_told_and_what_is_made_is_given() -> None:
    told: list[str] = []
    assert Child(add, 1, other=2).outcome(told.append) == 3
    assert told == ["adding"]


def test_what_keeps_it_from_being_made_is_given_instead() -> None:
    assert Child(stop).outcome(ignore) == (WRONG,)


def test_an_error_of_ours_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    findings = Child(divide).outcome(ignore)
    assert isinstance(findings, tuple)
    assert [finding.rule for finding in findings] == ["tool.bug"]


def test_ended_it_leaves_neither_programs_nor_files() -> None:
    told: list[str] = []
    ends: list[object] = []
    child = Child(sleep)
    waiting = Thread(target=lambda: ends.append(child.outcome(told.append)))
    waiting.start()
    until(lambda: bool(told))
    folder, program = told[0].rsplit(" ", 1)
    assert Path(folder).is_dir()
    child.end()
    waiting.join(30)
    assert ends == [None]
    assert not Path(folder).exists()
    until(lambda: state(program) in {"", "Z"})


def state(process: str) -> str:
    told = subprocess.run(["ps", "-o", "stat=", "-p", process], capture_output=True, text=True, check=False)  # noqa: S603, S607
    return told.stdout.strip()[:1]


def until(holds: Callable[[], bool]) -> None:
    for _tenth in range(300):
        if holds():
            return
        time.sleep(0.1)
    pytest.fail("it never came")
