from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from textwrap import indent
from threading import Event, Timer

import pikepdf
import pytest
from outside_files import request, rules, written
from pikepdf import Pdf

from report_pdf.findings import Severity
from report_pdf.parts.part import PreparedPart, Treatment
from report_pdf.parts.process import child
from report_pdf.parts.process.child import prepare
from report_pdf.parts.process.exchange import SOURCE
from report_pdf.parts.process.warm import warm_process

PYTHON = sys.executable


def silent(_message: str) -> None:
    return


def prepared(source: bytes, tmp_path: Path, **asked: object) -> PreparedPart:
    work = tmp_path / "work"
    work.mkdir()
    (work / SOURCE).write_bytes(source)
    with warm_process() as warm:
        return prepare(warm, request("b.pdf", **asked), work, silent)


def refused(part: PreparedPart) -> list[str]:
    """The rules of what refuses a part, each with its file and its remedy."""
    assert part.pdf is None
    found = [finding for finding in part.findings if finding.severity is Severity.BLOCK]
    assert [(finding.where.file, bool(finding.hint)) for finding in found] == [("b.pdf", True)] * len(found)
    return [finding.rule for finding in found]


@pytest.fixture
def impostor(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], None]:
    """Makes the child run other code: what a file might do to it."""

    def become(code: str) -> None:
        program = tmp_path / "impostor"
        program.write_text(f"""#!{Path(sys.executable).resolve()}
import os, signal, sys, time
sys.path[:] = {sys.path!r}
from report_pdf.parts import __main__ as process

def work(folder, *, only_drawn):
    work = str(folder)
{indent(code, "    ")}

process._work = work
process.main()
""")
        program.chmod(0o755)
        monkeypatch.setattr(sys, "executable", str(program))

    return become


def test_a_drawn_page_becomes_a_part(tmp_path: Path) -> None:
    source = written(tmp_path / "b.pdf", pages=2).read_bytes()
    part = prepared(source, tmp_path)
    assert part.sha256 == sha256(source).hexdigest()
    assert (part.source_pages, part.pages, part.treatment) == (2, 2, Treatment.FIGURE)
    assert rules(part.findings) == ["data.appendix-treatment"]
    assert part.pdf is not None
    with pikepdf.open(part.pdf) as pdf:
        assert len(pdf.pages) == 2


def test_the_same_file_gives_the_same_bytes(tmp_path: Path) -> None:
    source = written(tmp_path / "b.pdf", pages=2).read_bytes()
    made = []
    for place in ("one", "two"):
        (tmp_path / place).mkdir()
        pdf = prepared(source, tmp_path / place).pdf
        assert pdf is not None
        made.append(pdf.read_bytes())
    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("data", "rule"),
    [(b"", "data.appendix-not-pdf"), (b"%PDF-1.4\n" + b"\xff" * 999, "data.appendix-unreadable")],
)
def test_no_bytes_raise(data: bytes, rule: str, tmp_path: Path) -> None:
    assert refused(prepared(data, tmp_path)) == [rule]


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        ("os.kill(os.getpid(), signal.SIGSEGV)", "data.appendix-unreadable"),
        ("os.kill(os.getpid(), signal.SIGABRT)", "data.appendix-too-heavy"),
        ("os.kill(os.getpid(), signal.SIGKILL)", "data.appendix-too-heavy"),
        ("os.kill(os.getpid(), signal.SIGXCPU)", "data.appendix-too-heavy"),
        ("sys.exit(1)", "tool.part-failed"),
        ("open(work + '/answer.json', 'w').write('{')", "tool.part-failed"),
        ("print('pages x'); print('\\udcff says'.encode('utf-8', 'replace'))", "tool.part-failed"),
    ],
)
def test_a_child_that_breaks_is_a_refusal(
    code: str, rule: str, impostor: Callable[[str], None], tmp_path: Path
) -> None:
    impostor(code)
    assert refused(prepared(b"", tmp_path)) == [rule]


def test_the_hash_is_that_of_the_source_whatever_the_child_does_to_it(
    impostor: Callable[[str], None], tmp_path: Path
) -> None:
    impostor("open(work + '/source.pdf', 'w').write('another')")
    assert prepared(b"", tmp_path).sha256 == sha256(b"").hexdigest()


def test_no_process_at_all_is_a_fault_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    assert refused(prepared(b"", tmp_path)) == ["tool.part-failed"]


def test_a_file_that_breaks_the_child_is_tried_again_as_pictures(
    impostor: Callable[[str], None], tmp_path: Path
) -> None:
    impostor("open(work + '/runs', 'a').write(f'{only_drawn};')\nos.kill(os.getpid(), signal.SIGSEGV)")
    prepared(b"", tmp_path)
    assert (tmp_path / "work" / "runs").read_text() == "False;True;"


def test_a_child_that_never_ends_is_ended(
    impostor: Callable[[str], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "waiting_s", lambda pages: 1 + pages)
    impostor("print('pages 1', flush=True)\ntime.sleep(600)")
    started = time.monotonic()
    part = prepared(b"", tmp_path)
    assert refused(part) == ["data.appendix-too-heavy"]
    assert "61 seconds" in part.findings[0].message
    assert 2 <= time.monotonic() - started < 20


def test_a_child_is_ended_when_the_work_is_given_up(impostor: Callable[[str], None], tmp_path: Path) -> None:
    impostor("time.sleep(600)")
    stopped = Event()
    Timer(0.5, stopped.set).start()
    (tmp_path / SOURCE).touch()
    with warm_process() as warm:
        assert prepare(warm, request("b.pdf"), tmp_path, silent, stopped).pdf is None


def test_an_interruption_leaves_no_child(impostor: Callable[[str], None], tmp_path: Path) -> None:
    impostor(
        "open(work + '/pid', 'w').write(str(os.getpid()))\nprint('says hello', flush=True)\ntime.sleep(600)"
    )

    def interrupt(_message: str) -> None:
        raise KeyboardInterrupt

    (tmp_path / SOURCE).touch()
    with pytest.raises(KeyboardInterrupt), warm_process() as warm:
        prepare(warm, request("b.pdf"), tmp_path, interrupt)
    assert is_gone(int((tmp_path / "pid").read_text()))


def is_gone(process: int) -> bool:
    for _time in range(100):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def test_a_parent_that_is_killed_leaves_no_child(impostor: Callable[[str], None], tmp_path: Path) -> None:
    impostor("open(work + '/pid', 'w').write(f'{os.getpid()}.')\ntime.sleep(600)")
    code = f"""
import os, sys
from pathlib import Path
from report_pdf.parts.process.warm import warm_process
work = Path({str(tmp_path)!r})
sys.executable = {sys.executable!r}
with warm_process() as warm, warm.child(work, ()) as says:
    while True:
        os.read(says, 1)
"""
    parent = subprocess.Popen([PYTHON, "-c", code])  # noqa: S603  # our own
    pid = tmp_path / "pid"
    while not (pid.exists() and pid.read_text().endswith(".")):
        time.sleep(0.1)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    assert is_gone(int(pid.read_text().rstrip(".")))


def test_several_are_prepared_at_once(tmp_path: Path) -> None:
    def one(number: int) -> int:
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / SOURCE).write_bytes(written(folder / "b.pdf", pages=number).read_bytes())
        return prepare(warm, request("b.pdf"), folder, silent).pages

    with warm_process() as warm, ThreadPoolExecutor(4) as threads:
        assert list(threads.map(one, [1, 2, 3, 4])) == [1, 2, 3, 4]


def test_a_bomb_is_refused_before_it_unpacks(tmp_path: Path) -> None:
    def bomb(pdf: Pdf) -> None:
        pdf.pages[0].obj["/Contents"] = pdf.make_stream(b" " * 300_000_000)

    source = written(tmp_path / "b.pdf", bomb)
    assert source.stat().st_size < 1_000_000
    assert refused(prepared(source.read_bytes(), tmp_path)) == ["data.appendix-too-heavy"]
