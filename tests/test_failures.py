from __future__ import annotations

import errno
from pathlib import Path

import pytest

from report_pdf.failures import machine_finding, tell_bug


def raised(error: Exception) -> Exception:
    """The error with a traceback."""
    try:
        raise error
    except type(error) as caught:
        return caught


@pytest.mark.parametrize(
    ("number", "rule"),
    [
        (errno.ENOSPC, "tool.disk-full"),
        (errno.EFBIG, "tool.disk-full"),
        (errno.EROFS, "tool.no-permission"),
        (errno.EACCES, "tool.no-permission"),
    ],
)
def test_limits_of_the_machine_are_findings_at_the_file(number: int, rule: str) -> None:
    finding = machine_finding(OSError(number, "no", str(Path.cwd() / "build" / "x.pdf")))
    assert finding
    assert (finding.rule, finding.where.file) == (rule, "build/x.pdf")
    assert finding.hint


def test_memory_that_ends_is_the_machine_s() -> None:
    finding = machine_finding(MemoryError())
    assert finding
    assert finding.rule == "tool.out-of-memory"


def test_a_missing_system_library_is_named() -> None:
    finding = machine_finding(OSError("cannot load library 'libpango-1.0-0': libpango-1.0-0: cannot open"))
    assert finding
    assert "libpango-1.0-0" in finding.message


def test_other_errors_of_the_system_are_ours() -> None:
    assert machine_finding(FileNotFoundError(errno.ENOENT, "no such file", "x")) is None


def test_a_bug_is_one_line_and_a_file_with_its_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    tell_bug(raised(ValueError("first\nsecond")))
    (report,) = (tmp_path / "build").iterdir()
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert f"ValueError: first second (build/{report.name})" in told
    assert "Traceback (most recent call last)" in report.read_text()


def test_a_bug_where_nothing_can_be_written_is_told_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "build").write_text("in the way")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere" / "at all"))
    tell_bug(raised(ValueError("odd")))
    assert "ValueError: odd (its details could not be written anywhere)" in capsys.readouterr().err
