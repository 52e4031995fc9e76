"""The job by plain WeasyPrint and matplotlib, in one process: `weasyprint_plain.py FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

from charts import draw
from weasyprint import HTML

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    draw(folder)
    HTML(folder / "book.html").write_pdf(folder / "weasyprint.pdf", pdf_variant="pdf/ua-1")
