"""A process that has loaded all libraries once: parts are prepared in copies of it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock

import report_pdf
from report_pdf.parts.process.exchange import LOG

LONGEST_ORDER = 65_536
"""bytes"""
ORDER_FILES = 3
"""one that closes with us, one to say how far the work is, one for what goes wrong"""
READY = b"."
_ENDS_WITHIN_S = 10


class Warm:
    """The process; several threads may ask it for children."""

    def __init__(self, orders: socket.socket) -> None:
        self._orders = orders
        self._lock = Lock()

    @contextmanager
    def child(self, work: Path, arguments: Sequence[str]) -> Iterator[int]:
        """A copy that works in the folder `work`; it is gone when the block ends, however it ends.

        Yields:
            a file descriptor to read what it says, to its end.
        """
        says, to_say = os.pipe()
        end, to_end = os.pipe()
        try:
            try:
                with (work / LOG).open("wb") as log:
                    self._order("\0".join((str(work), *arguments)).encode(), [end, to_say, log.fileno()])
            finally:
                os.close(to_say)
                os.close(end)
            yield says
        finally:
            os.close(to_end)
            while os.read(says, LONGEST_ORDER):  # it is gone when there is no one left to say more
                pass
            os.close(says)

    def _order(self, order: bytes, files: list[int]) -> None:
        """An order that no one takes is a child that says nothing."""
        with self._lock, suppress(BrokenPipeError, ConnectionError):
            socket.send_fds(self._orders, [order], files)
            self._orders.recv(len(READY))


@contextmanager
def warm_process() -> Iterator[Warm]:
    """The process, alone in its group; it ends with the block.

    Raises:
        OSError: no process started.
    """
    package = str(Path(report_pdf.__file__).parents[1])
    known = os.environ.get("PYTHONPATH")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([package, known] if known else [package])}
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            process = subprocess.Popen(  # our own program
                [sys.executable, "-P", "-m", "report_pdf.parts"],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=environment,
                start_new_session=True,
            )
        try:
            yield Warm(ours)
        finally:
            ours.close()
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(_ENDS_WITHIN_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
