from __future__ import annotations

import pytest

from report_pdf.parts.process import progress
from report_pdf.parts.process.progress import teller


def test_pages_are_told_at_most_once_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, *(second / 10 for second in range(1, 1000))])
    monkeypatch.setattr(progress, "monotonic", lambda: next(clock))
    lines: list[str] = []
    count, at_page = teller("Allegato B", lines.append)
    count(100)
    for page in range(1, 101):
        at_page(page)
    told = [line for line in lines if line.startswith("says ")]
    assert lines[:2] == ["pages 100", "draws"]
    assert told[0].startswith("says Allegato B: page ")
    assert told[0].endswith(" of 100")
    # Each call looks at the clock once, and once more when it tells: a hundred calls last about ten seconds.
    assert 8 <= len(told) <= 11
