"""veraPDF: found where it is, and nothing taken for a judgement that is none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from archive_input import empty_pdf

from report_pdf.archive.pdf_facts import PdfFacts
from report_pdf.archive.verapdf import VeraPdfFailed, find_verapdf, judge


def script(path: Path, text: str) -> str:
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_the_one_that_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERAPDF", script(tmp_path / "verapdf", "true"))
    assert find_verapdf() == str(tmp_path / "verapdf")
    monkeypatch.setenv("VERAPDF", "no-such-program")
    with pytest.raises(VeraPdfFailed, match="no-such-program"):
        find_verapdf()


def test_no_java_no_verapdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VERAPDF", raising=False)
    monkeypatch.setenv("PATH", "")
    assert find_verapdf() is None


@pytest.mark.parametrize(
    ("does", "told"),
    [
        ("sleep 20", "timed out"),
        ("echo out of memory >&2; exit 7", "out of memory"),
        ("exit 9", "9"),
        ("echo no json", "Expecting value"),
        ("echo '{}'", "report"),
        ('echo \'{"report": {"jobs": []}}\'', "not enough values"),
    ],
)
def test_what_is_no_judgement(tmp_path: Path, does: str, told: str) -> None:
    command = script(tmp_path / "verapdf", does)
    with pytest.raises(VeraPdfFailed, match=told):
        judge(command, tmp_path / "book.pdf", "2a", seconds=1)


def test_a_program_that_does_not_start(tmp_path: Path) -> None:
    with pytest.raises(VeraPdfFailed):
        judge(str(tmp_path / "none"), tmp_path / "book.pdf", "2a")


def test_the_real_one(tmp_path: Path, verapdf: Callable[[Path, str], list[str]]) -> None:
    (tmp_path / "empty.pdf").write_bytes(empty_pdf("1"))
    broken = verapdf(tmp_path / "empty.pdf", "ua1")
    command = find_verapdf()
    assert command is not None
    judgement = judge(command, tmp_path / "empty.pdf", "ua1")
    assert not judgement.is_compliant
    assert len(judgement.broken) == len(broken)
    assert judgement.broken[0].startswith("ISO 14289-1:2014 ")


def test_how_it_calls_the_profiles() -> None:
    facts = PdfFacts((), ("PDF/A-2A", "PDF/A-3B", "PDF/UA-1"))
    assert facts.flavours == ("2a", "3b", "ua1")
