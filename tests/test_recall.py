from __future__ import annotations

from pathlib import Path

from report_pdf.recall import Memory, afresh


def test_a_stage_runs_again_only_when_what_it_reads_or_is_given_has_changed(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("1")
    ran: list[str] = []

    def stage() -> str:
        ran.append(file.read_text())
        return ran[-1]

    memory = Memory()
    assert [memory(stage, tmp_path, "x"), memory(stage, tmp_path, "x")] == ["1", "1"]
    assert ran == ["1"]
    file.write_text("22")
    assert memory(stage, tmp_path, "x") == "22"
    assert memory(stage, tmp_path, "y") == "22"
    assert ran == ["1", "22", "22"]


def test_a_file_taken_away_is_a_change(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")
    memory = Memory()
    assert memory(lambda: len(list(tmp_path.iterdir())), tmp_path) == 1
    (tmp_path / "a").unlink()
    assert memory(lambda: len(list(tmp_path.iterdir())), tmp_path) == 0


def test_a_build_remembers_nothing(tmp_path: Path) -> None:
    given = iter(range(2))
    assert [afresh(lambda: next(given), tmp_path), afresh(lambda: next(given), tmp_path)] == [0, 1]
