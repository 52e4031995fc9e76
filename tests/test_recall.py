from __future__ import annotations

from pathlib import Path

from report_pdf.periods import Period
from report_pdf.prose.texts import load_texts
from report_pdf.recall import Memory, afresh
from report_pdf.tables.tables import load_indicators


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


def test_of_tables_and_texts_only_those_are_read_again_that_were_saved(tmp_path: Path) -> None:
    tables, texts = tmp_path / "indicators", tmp_path / "texts"
    tables.mkdir()
    texts.mkdir()
    for name in ("uno", "due"):
        row = f"{name}.a,,a,corsi,flusso,Ufficio,,1"
        (tables / f"{name}.csv").write_text(f"id,group,label,unit,nature,source,note,2023\n{row}\n")
        (texts / f"{name}.md").write_text('Sono {{ n("x") }}.\n')
    memory = Memory()

    def tables_read() -> dict[str, object]:
        read, findings = load_indicators(tmp_path, ("uno", "due"), (Period(2023),), tmp_path, memory)
        assert read is not None, findings
        return {table.id: table for table in read.tables}

    def text_blocks(figure: str = "1") -> dict[str, object]:
        read, findings = load_texts(
            texts,
            ("uno", "due"),
            root=tmp_path,
            functions={"n": lambda _name: figure},
            abbreviations={},
            foreign_words={},
            recall=memory,
        )
        assert findings == ()
        return {name: text.part().blocks for name, text in read.items()}

    before = tables_read(), text_blocks()
    (tables / "uno.csv").write_text((tables / "uno.csv").read_text().replace(",1\n", ",22\n"))
    (texts / "due.md").write_text("Altro.\n")
    after = tables_read(), text_blocks()
    assert after[0]["uno"] != before[0]["uno"]
    assert after[0]["due"] is before[0]["due"]
    assert after[1]["due"] != before[1]["due"]
    assert after[1]["uno"] == before[1]["uno"]
    assert text_blocks("2")["uno"] != after[1]["uno"]
