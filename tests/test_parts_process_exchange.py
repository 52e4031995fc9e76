from __future__ import annotations

from pathlib import Path

import pytest
from outside_files import request

from report_pdf.findings import Finding, Severity, Where
from report_pdf.parts.part import PreparedPart, Treatment
from report_pdf.parts.process.exchange import leave_answer, leave_request, take_answer, take_request


def test_what_is_asked_arrives_as_it_was(tmp_path: Path) -> None:
    asked = request(treatment=Treatment.TEXT, alternatives={1: "Stemma", 3: "Carta"}, fit=True)
    leave_request(tmp_path, asked)
    assert take_request(tmp_path) == asked


def test_what_is_answered_arrives_as_it_was(tmp_path: Path) -> None:
    finding = Finding("data.appendix-removed", Severity.NOTE, "più «file»", Where("b.pdf", 3), "via")
    part = PreparedPart(request(), "ab", 3, tmp_path / "p.pdf", Treatment.TAGS, ("a",), findings=(finding,))
    leave_answer(tmp_path, part)
    assert take_answer(tmp_path) == part


@pytest.mark.parametrize(
    "data", [None, b"", b"{}", b'{"request": {"key"', b"\xff\x00", b'{"source_pages": "many"}']
)
def test_no_answer_and_garbage_are_none(data: bytes | None, tmp_path: Path) -> None:
    if data is not None:
        (tmp_path / "answer.json").write_bytes(data)
    assert take_answer(tmp_path) is None
