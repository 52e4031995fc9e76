"""The server of the preview, without a browser: what it tells, and pictures of its pages."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from projects import SECOND_EDITION, environment
from projects import command as our_command

WAIT_S = 600
"""for what must come; the machine may be busy"""

State = dict[str, Any]


class Preview:
    """A preview that runs.

    Args:
        project: its folder.
        temporary: where it may put what it needs for a while.
    """

    def __init__(self, project: Path, temporary: Path | None = None) -> None:
        own = {"TMPDIR": str(temporary)} if temporary else {}
        self.project = project
        self.state: State = {"revision": -1, "pages": [], "stopped": [], "settled": False}
        self._told = threading.Condition()
        self.process = subprocess.Popen(  # noqa: S603  # our own command
            our_command("preview", "--edition", SECOND_EDITION),
            cwd=project,
            env=environment(project, **own),
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509  # as a terminal has it
        )
        assert self.process.stdout
        self.address = self.process.stdout.readline().strip()
        assert self.address.startswith("http://127.0.0.1:")
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        try:
            with urlopen(f"{self.address}events") as events:  # noqa: S310  # loopback
                for line in events:
                    if line.startswith(b"data: "):
                        with self._told:
                            self.state = json.loads(line.removeprefix(b"data: "))
                            self._told.notify_all()
        except OSError:
            return  # it has ended

    def wait(self, is_so: Callable[[State], bool], most_s: float = WAIT_S) -> State:
        """The first state that is so."""
        with self._told:
            assert self._told.wait_for(lambda: is_so(self.state), most_s), self.state | {"pages": "..."}
            return self.state

    def settled(self) -> State:
        """The state when all that was saved is built, or told to be wrong."""
        quiet = time.monotonic()
        while time.monotonic() - quiet < 2:  # s; a save may not be noticed yet
            revision = self.wait(lambda state: bool(state["settled"]))["revision"]
            time.sleep(0.5)
            if self.state["revision"] != revision:
                quiet = time.monotonic()
        return self.state

    def look(self, pages: list[int], width: int = 500) -> None:
        """Say what is on screen."""
        told = json.dumps({"pages": pages, "width": width}).encode()
        with urlopen(Request(f"{self.address}sight", data=told)):  # noqa: S310  # loopback
            pass

    def picture(self, page: int, width: int = 300) -> bytes:
        """A page as it is now."""
        key = self.state["pages"][page]["key"]
        with urlopen(f"{self.address}pages/{key}.bmp?width={width}") as answer:  # noqa: S310  # loopback
            return bytes(answer.read())

    def pictures(self) -> list[bytes]:
        """All pages as they are now."""
        return [self.picture(page) for page in range(len(self.state["pages"]))]

    def write(self, file: str, content: str) -> None:
        """Save a file of the project, as an editor does."""
        (self.project / file).write_text(content, encoding="utf-8")

    def source(self, file: str) -> str:
        """A file of the project."""
        return (self.project / file).read_text(encoding="utf-8")

    def edit(self, file: str, old: str, new: str) -> None:
        """Save a file with other words in it."""
        text = self.source(file)
        assert old in text
        self.write(file, text.replace(old, new, 1))

    def memory_kib(self) -> int:
        """What the server holds: resident pages, shared ones by their share."""
        rollup = Path(f"/proc/{self.process.pid}/smaps_rollup").read_text(encoding="ascii")
        return next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))

    def cpu_s(self) -> float:
        """CPU time that the server and what it runs have used."""
        ticks = 0
        for pid in self.living():
            fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def living(self) -> list[int]:
        """The server and all that it runs, however far away: they are known by the project's program."""
        own = f"PYTHONPATH={self.project / 'src'}".encode()
        return [int(path.name) for path in Path("/proc").glob("[0-9]*") if own in _environ(path)]

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        """Interrupt it; its exit code."""
        os.kill(self.process.pid, number)
        return self.process.wait(WAIT_S)


def _environ(process: Path) -> bytes:
    """What a process was told; of one that has ended, nothing."""
    try:
        return (process / "environ").read_bytes()
    except OSError:
        return b""


@contextmanager
def running(project: Path, temporary: Path | None = None) -> Iterator[Preview]:
    """A preview of the second edition in `project`, until the block ends."""
    preview = Preview(project, temporary)
    try:
        yield preview
    finally:
        if preview.process.poll() is None:
            preview.stop()
        if preview.process.stdout:
            preview.process.stdout.close()
