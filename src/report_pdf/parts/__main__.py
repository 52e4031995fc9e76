"""The process that parts are prepared in: `python -m report_pdf.parts`, a socket as its standard input.

It loads the libraries once. For each part that is ordered a copy of it works, which has limits of its own and
knows nothing of the others; a second copy does nothing but wait for the first, and end it when told.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import NoReturn

from report_pdf.messages import use_language
from report_pdf.parts.process.limits import limit_memory, limit_time
from report_pdf.parts.process.progress import ENDED, ONLY_DRAWN, teller
from report_pdf.parts.process.warm import LONGEST_ORDER, ORDER_FILES, READY


def main() -> None:
    """Make a copy for each order, until the other end of the socket is closed."""
    limit_memory()
    gc.set_threshold(100_000, 20, 20)  # looking for garbage among what lives to the end costs a quarter
    use_language()
    # The libraries are loaded within the limits.
    import report_pdf.parts.prepare  # noqa: PLC0415
    import report_pdf.parts.process.exchange  # noqa: F401, PLC0415

    with socket.socket(fileno=sys.stdin.fileno()) as orders:
        while True:
            order, files, _flags, _sender = socket.recv_fds(orders, LONGEST_ORDER, ORDER_FILES)
            if not order:
                break
            if not os.fork():
                _guard(order.decode().split("\0"), *files)
            for file in files:
                os.close(file)
            orders.send(READY)
            _reap(os.WNOHANG)
        _reap(0)


def _reap(options: int) -> None:
    """Take leave of copies that have ended."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, options)[0]:
            pass


def _guard(order: list[str], alive: int, says: int, log: int) -> NoReturn:
    """Wait for the copy that works, or for the end of the process that asked for it, however it ends."""
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)  # the orders are not for copies
    worker = os.fork()
    if not worker:
        os.close(alive)
        _worker(order, says, log)
    Thread(target=_end_with_parent, args=(alive, worker), daemon=True).start()
    _worker_id, status = os.waitpid(worker, 0)
    os.write(says, f"\n{ENDED}{os.waitstatus_to_exitcode(status)}\n".encode())
    os._exit(0)


def _end_with_parent(alive: int, worker: int) -> None:
    """The parent holds the other end of `alive`: it closes when the parent ends or gives up."""
    os.read(alive, 1)
    with suppress(ProcessLookupError):
        os.kill(worker, signal.SIGKILL)


def _worker(order: list[str], says: int, log: int) -> NoReturn:
    code = 1
    try:
        os.dup2(says, 1)
        os.dup2(log, 2)
        os.closerange(3, max(says, log) + 1)
        limit_time(0)
        folder, *arguments = order
        _work(Path(folder), only_drawn=ONLY_DRAWN in arguments)
        code = 0
    except BaseException:  # noqa: BLE001  # whatever it is, this copy goes no further
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _work(folder: Path, *, only_drawn: bool) -> None:
    """Do what the folder's request says and leave the answer there."""
    from report_pdf.parts.prepare import prepare_part  # noqa: PLC0415
    from report_pdf.parts.process.exchange import SOURCE, leave_answer, take_request  # noqa: PLC0415

    request = take_request(folder)
    count, at_page = teller(request.name, _say)

    def count_and_allow(pages: int) -> None:
        limit_time(pages)
        count(pages)

    tellers = count_and_allow, at_page
    leave_answer(folder, prepare_part(request, folder / SOURCE, folder, tellers, only_drawn=only_drawn))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
