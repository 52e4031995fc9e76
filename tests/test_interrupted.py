"""Builds that the machine stops: told in one line, the last good report kept, nothing half-written left."""

from __future__ import annotations

import json
import os
import pty
import resource
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import chdir, contextmanager
from functools import partial
from pathlib import Path

import pytest
from book import Book
from projects import SECOND_EDITION, SECOND_PDF, command, environment

from report_pdf.__main__ import run
from report_pdf.findings import ExitCode

NAME = Path(SECOND_PDF).name


@pytest.fixture
def project(second: Book, tmp_path: Path) -> Path:
    """The second edition, its figures changed since the last good build."""
    shutil.copytree(second.path.parents[1], tmp_path / "project")
    text = tmp_path / "project" / SECOND_EDITION / "texts" / "volontari.md"
    text.write_text("Un altro testo.\n", encoding="utf-8")
    return tmp_path / "project"


@contextmanager
def nothing_changes(project: Path) -> Iterator[None]:
    """What stands in `build/` is the same afterwards."""
    before = (project / SECOND_PDF).read_bytes()
    yield
    assert [path.name for path in (project / "build").iterdir()] == [NAME]
    assert (project / SECOND_PDF).read_bytes() == before


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk with room for 16 kB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:  # noqa: S603
        pytest.skip("only who may mount a small disk can fill it; files that may not grow are tried instead")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)  # noqa: S603, S607


def test_a_full_disk(project: Path, small_disk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (small_disk / NAME).write_bytes(b"the good report")
    with nothing_changes(project), chdir(project):
        assert run(["build", "--json", "--out", str(small_disk)]) == ExitCode.TOOL
    told = json.loads(capsys.readouterr().out)["findings"]
    assert [(one["rule"], one["message"]) for one in told if one["severity"] != "note"] == [
        ("tool.cannot-write", "cannot write: No space left on device")
    ]
    assert [path.name for path in small_disk.iterdir()] == [NAME]
    assert (small_disk / NAME).read_bytes() == b"the good report"


@pytest.mark.parametrize("most_bytes", [40_000, 100])
def test_no_room_for_large_files(project: Path, most_bytes: int) -> None:
    """Fonts are written for a while, too: the disk may be full before there is a report to write."""
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    with nothing_changes(project):
        ran = subprocess.run(  # noqa: S603  # our own command
            command("build"),
            cwd=project,
            env=environment(project),
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=limit,
        )
        assert ran.returncode == ExitCode.TOOL
        assert "Traceback" not in ran.stdout + ran.stderr
        assert "[tool." in ran.stdout


@pytest.mark.parametrize("out", ["closed/report", "data/2021-2023/edition.toml/report"])
def test_no_way_to_write(project: Path, out: str, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "closed").mkdir(mode=0o555)
    if os.geteuid() == 0 and out.startswith("closed"):
        out = "/sys/report"  # permissions do not bind root
    with nothing_changes(project), chdir(project):
        assert run(["build", "--json", "--out", out]) == ExitCode.TOOL
    findings = [one for one in json.loads(capsys.readouterr().out)["findings"] if one["severity"] != "note"]
    assert [(one["rule"], one["file"].rpartition("/")[2]) for one in findings] == [
        ("tool.cannot-write", NAME)
    ]
    assert "the file of the last build is untouched" in findings[0]["hint"]


def stopped_at(project: Path, doing: str, stop: Callable[[subprocess.Popen[bytes]], None]) -> tuple[int, str]:
    """Exit code and output of a build on a terminal that is stopped as soon as it says what it is doing."""
    ours, its = pty.openpty()
    with subprocess.Popen(  # noqa: S603  # our own command
        command("build"),
        cwd=project,
        env=environment(project),
        stdout=its,
        stderr=its,
        start_new_session=True,
    ) as running:
        os.close(its)
        seen = b""
        while doing.encode() not in seen:
            seen += os.read(ours, 1000)
        stop(running)
        running.wait()
    while chunk := _read(ours):
        seen += chunk
    os.close(ours)
    return running.returncode, seen.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1000)
    except OSError:  # so Linux tells that nobody writes to a terminal any more
        return b""


@pytest.mark.parametrize(
    ("stop", "doing"),
    [
        (signal.SIGINT, "load and audit"),
        (signal.SIGINT, "draw the figures"),
        (signal.SIGINT, "typeset"),
        (signal.SIGINT, "inspect"),
        (signal.SIGKILL, "typeset"),
        (signal.SIGKILL, "inspect"),
    ],
)
def test_stopped_in_the_middle(project: Path, stop: signal.Signals, doing: str) -> None:
    with nothing_changes(project):
        code, said = stopped_at(project, doing, lambda running: running.send_signal(stop))
    assert code == (ExitCode.INTERRUPTED if stop is signal.SIGINT else -signal.SIGKILL)
    assert "Traceback" not in said
    assert ("interrupted" in said) == (stop is signal.SIGINT)
