from __future__ import annotations

import pytest
import weasyprint
from weasyprint.pdf.stream import Stream

from report_pdf.typeset.marking import marking


def test_another_weasyprint_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weasyprint, "__version__", "71.0")
    with pytest.raises(RuntimeError, match=r"71\.0"), marking((), {}):
        pass


def test_weasyprint_marks_as_before_when_painting_is_over() -> None:
    before = Stream.marked
    with marking((), {}):
        assert Stream.marked is not before
    assert Stream.marked is before
