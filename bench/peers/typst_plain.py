"""The job by Typst, its charts drawn by matplotlib, in one process: `typst_plain.py FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

import typst
from charts import draw

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    draw(folder)
    typst.compile(
        folder / "book.typ",
        output=folder / "typst.pdf",
        root=folder,
        font_paths=[folder / "styles" / "fonts"],
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
    )
