"""The job printed by headless Chromium, its charts drawn by matplotlib: `chromium_plain.py FOLDER CHROMIUM`.

It prints no page numbers into the contents: it has no target-counter.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from charts import draw

if __name__ == "__main__":
    folder, chromium = Path(sys.argv[1]).resolve(), sys.argv[2]
    draw(folder)
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    command = [
        chromium,
        *options,
        f"--print-to-pdf={folder / 'chromium.pdf'}",
        (folder / "book.html").as_uri(),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=600)  # noqa: S603  # the browser asked for
