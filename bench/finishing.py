"""What finishing for the press costs: CPU seconds for sixty pages of an edition. Exit code 1 over the bar.

`finishing.py EDITION` typesets the edition for the press once, takes its pages again until they
are sixty, and finishes them some times.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader, PdfWriter

from report_pdf.build import TypesetBook, typeset_book
from report_pdf.findings import stop_if_blocked
from report_pdf.press.condition import read_condition
from report_pdf.press.finish import Press, finish
from report_pdf.press.inks import token_inks
from report_pdf.press.sheet import Sheet
from report_pdf.target import Target

PAGES = 60
BAR_S = 4.0


def main(edition: Path, rounds: int) -> int:
    """Finish by the clock; 1 when the median is over the bar."""
    with typeset_book(edition.resolve(), draft=True, report=lambda _stage: None, target=Target.PRINT) as book:
        stop_if_blocked(book.findings)
        pages, press = _sixty(book.body.pdf), _press(book)
        taken = [_seconds(pages, press, book) for _round in range(rounds)]
    median = statistics.median(taken)
    sys.stdout.write(
        f"finishing {PAGES} pages: {median:.2f} s of CPU ({min(taken):.2f}-{max(taken):.2f}), "
        f"median of {rounds}; the bar is {BAR_S:g}\n"
    )
    return int(median > BAR_S)


def _sixty(body: bytes) -> bytes:
    """As many pages, each with content of its own."""
    writer = PdfWriter()
    while len(writer.pages) < PAGES:
        for page in PdfReader(BytesIO(body)).pages[: PAGES - len(writer.pages)]:
            writer.add_page(page)
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def _press(book: TypesetBook) -> Press:
    edition, tokens, project = book.lexicon.edition, book.lexicon.tokens, book.project
    condition, findings = read_condition(edition, project.styles, project.root)
    stop_if_blocked(findings)
    assert condition is not None  # noqa: S101  # what is missing blocks
    sheet = Sheet((tokens.page.width, tokens.page.height), tokens.page.bleed)
    return Press(condition, token_inks(tokens), lambda _picture: None, sheet)


def _seconds(pages: bytes, press: Press, book: TypesetBook) -> float:
    begun = time.process_time()
    _pdf, findings = finish(PdfWriter(clone_from=BytesIO(pages)), ["-"] * PAGES, press, book.meta)
    stop_if_blocked(findings)
    return time.process_time() - begun


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("edition", type=Path)
    arguments.add_argument("--rounds", type=int, default=5)
    told = arguments.parse_args()
    sys.exit(main(told.edition, told.rounds))
