"""Bind one PDF as the appendix of a small book; the process may die of it, the runner does not.

`bind_one.py SOURCE NAME FOLDER BODIES PAGES` writes `book.pdf` and `record.json` into FOLDER.
"""

from __future__ import annotations

import json
import resource
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

from pictures import differing
from small_body import BOOK, DIVIDER, small_body
from spoken import unspoken_pages

from report_pdf.binding.bind import BookFacts, BoundPart, bind
from report_pdf.findings import Severity
from report_pdf.parts.part import PartRequest, PreparedPart, Treatment
from report_pdf.parts.process.child import prepare
from report_pdf.parts.process.exchange import LOG, SOURCE
from report_pdf.parts.process.warm import warm_process
from report_pdf.readback.readback import check_structure

_MOST_BYTES = 8 * 1024**3
"""of memory: the machine outlives what is tried on it"""

Facts = dict[str, object]


def main(source: str, name: str, folder: str, bodies: str, most_pages: str) -> None:
    """Bind, and tell what came of it."""
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_BYTES, _MOST_BYTES))
    facts: Facts = {}
    begun = time.monotonic()
    try:
        facts |= _bound(Path(source), name, Path(folder), Path(bodies), int(most_pages))
    except Exception:  # noqa: BLE001  # what this looks for
        facts |= {"outcome": "traceback", "traceback": traceback.format_exc()}
    facts["seconds"] = round(time.monotonic() - begun, 2)
    facts["peak_mib"] = {
        "binding": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "preparing": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
    }
    aside = Path(folder) / "record.part"
    aside.write_text(json.dumps(facts), encoding="utf-8")
    aside.replace(aside.with_suffix(".json"))


def _bound(source: Path, name: str, folder: Path, bodies: Path, most_pages: int) -> Facts:
    request = PartRequest(
        key="B",
        name="Allegato B",
        title=source.stem.encode(errors="replace").decode(),
        file=name,
        language="it",
        treatment=Treatment.AUTO,
        heading_level=3,
        page_mm=(170.0, 240.0),
        most_pages=most_pages,
    )
    content = source.read_bytes()
    (folder / "part").mkdir()
    (folder / "part" / SOURCE).write_bytes(content)
    with warm_process() as warm:
        part = prepare(warm, request, folder / "part", lambda _said: None)
    told = _told(part) | _caught(folder / "part" / LOG)
    if part.pdf is None:
        return told | _refusal(part)
    body = small_body(part.pages, bodies)
    at = tuple(range(DIVIDER + 1, DIVIDER + 1 + part.pages))
    book = bind(body, [BoundPart(part, at, DIVIDER)], BookFacts(BOOK))
    (folder / "book.pdf").write_bytes(book)
    sizes = {"source": len(content), "part": part.pdf.stat().st_size, "body": len(body), "book": len(book)}
    judged = _judged(source, folder / "book.pdf")
    if part.treatment is Treatment.TAGS:
        judged |= {"unspoken": unspoken_pages(content, book, DIVIDER + 1, part.pages)}
    return told | {"outcome": "bound", "bytes": sizes} | judged


def _judged(source: Path, book: Path) -> Facts:
    pages, compared = differing(source, book, DIVIDER + 1)
    structure = Counter(f"{found.rule}: {found.message}" for found in check_structure(book.read_bytes()))
    return {"differing": pages, "compared": compared, "structure": structure}


def _refusal(part: PreparedPart) -> Facts:
    """A refusal that does not say why is a fault of ours."""
    if any(finding.severity is Severity.BLOCK for finding in part.findings):
        return {"outcome": "refused"}
    return {"outcome": "traceback", "traceback": "nothing was bound, and no finding says why"}


def _caught(log: Path) -> Facts:
    """What went wrong while the part was prepared, and was answered by a plainer way or a refusal."""
    said = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
    return {"caught": said[-3000:]} if "Traceback" in said else {}


def _told(part: PreparedPart) -> Facts:
    return {
        "treatment": part.treatment,
        "pages": part.source_pages,
        "reasons": part.reasons,
        "findings": [(finding.rule, finding.severity, finding.message) for finding in part.findings],
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
