"""The child process that looks at one file: `python -m report_pdf.preflight FOLDER`."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from report_pdf.messages import use_language
from report_pdf.parts.process.limits import limit_memory, limit_time


def main(folder: Path) -> None:
    """Do what the folder's request says and leave the answer there."""
    limit_memory()
    limit_time(0)
    gc.set_threshold(100_000, 20, 20)  # nearly all that is read lives to the end
    use_language()
    # The libraries are loaded within the limits.
    from report_pdf.preflight.examine import examine  # noqa: PLC0415
    from report_pdf.preflight.exchange import leave_answer, take_request  # noqa: PLC0415

    leave_answer(folder, examine(take_request(folder), folder, limit_time))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
