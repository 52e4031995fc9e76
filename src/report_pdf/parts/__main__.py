"""The child process that handles one PDF from outside: `python -m report_pdf.parts FOLDER`."""

from __future__ import annotations

import gc
import os
import signal
import sys
from pathlib import Path
from threading import Thread

from report_pdf.messages import use_language
from report_pdf.parts.process.limits import limit_memory, limit_time
from report_pdf.parts.process.progress import ONLY_DRAWN, teller


def main() -> None:
    """Do what the folder's request says and leave the answer there."""
    limit_memory()
    limit_time(0)
    gc.set_threshold(100_000, 20, 20)  # looking for garbage among what lives to the end costs a quarter
    Thread(target=_end_with_parent, daemon=True).start()
    use_language()
    _work(Path(sys.argv[1]), only_drawn=ONLY_DRAWN in sys.argv[2:])


def _end_with_parent() -> None:
    """The parent holds the other end of the standard input: it closes when the parent ends, however."""
    os.read(0, 1)
    os.kill(os.getpid(), signal.SIGKILL)


def _work(folder: Path, *, only_drawn: bool) -> None:
    # The libraries are loaded within the limits.
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
