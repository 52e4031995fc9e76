from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from time import sleep

import pytest
from corpus_runs import ROOT, records_of, run_corpus
from judges import UNCHECKED, broken_rules, qpdf_complaints
from pictures import differing
from projects import environment
from records import Record, faults, totals, unchecked, verdicts
from spoken import unspoken_pages
from zoo.animal import annotated, bred, paint
from zoo.bases import plain, tagged
from zoo.structure import repeated_sheet

from report_pdf.archive.verapdf import find_verapdf

SOUND: Record = {
    "file": "a.pdf",
    "outcome": "bound",
    "treatment": "figure",
    "findings": [["data.appendix-treatment", "note", "as pictures"]],
    "complaints": {"2a": [], "ua1": [], "qpdf": [], "structure": []},
    "differing": [],
}


def test_every_pdf_of_a_folder_is_bound_once(tmp_path: Path) -> None:
    folder, report = tmp_path / "corpus", tmp_path / "report.jsonl"
    (folder / "deep").mkdir(parents=True)
    (folder / "one.pdf").write_bytes(plain())
    (folder / "deep" / "two.PDF").write_bytes(tagged())
    (folder / "deep" / "three.pdf").write_bytes(b"not a pdf")
    (folder / "notes.txt").write_text("no appendix", encoding="utf-8")
    ran = run_corpus(folder, report)
    assert ran.returncode in {0, 8}, ran.stdout + ran.stderr
    found = records_of(report)
    assert {name: record["outcome"] for name, record in found.items()} == {
        "one.pdf": "bound",
        "deep/two.PDF": "bound",
        "deep/three.pdf": "refused",
    }
    assert "2 assembled\n" in ran.stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == ["corpus", "report.jsonl"]
    (folder / "four.pdf").write_bytes(plain(1))
    again = run_corpus(folder, report, "--json")
    assert [json.loads(row)["file"] for row in again.stdout.splitlines()] == ["four.pdf"]
    assert "4 files" in again.stderr


def test_a_file_that_takes_too_long_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "one.pdf").write_bytes(plain())
    ran = run_corpus(tmp_path, tmp_path / "report.jsonl", "--seconds", "0")
    assert ran.returncode == 1
    assert records_of(tmp_path / "report.jsonl")["one.pdf"]["outcome"] == "timeout"


def test_what_is_sound_is_no_fault() -> None:
    assert verdicts(SOUND) == ("assembled", "assembled: figure")
    assert faults([SOUND]) == unchecked([SOUND]) == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"outcome": "traceback"},
        {"outcome": "timeout"},
        {"outcome": "died"},
        {"complaints": {"2a": ["6.2.11.4.1-1 (3)"]}},
        {"complaints": {"qpdf": ["object 3 is damaged"]}},
        {"complaints": {"structure": ["conformance.element-twice: P (1)"]}},
        {"differing": [2]},
        {"unspoken": [1]},
        {"outcome": "refused", "findings": [["tool.part-failed", "block", "our fault"]]},
    ],
)
def test_what_no_book_may_do_is_a_fault(wrong: Record) -> None:
    assert faults([{**SOUND, **wrong}]) == 1


def test_a_page_that_looks_otherwise_is_no_fault_when_a_finding_says_so() -> None:
    told = {**SOUND, "differing": [2], "findings": [["data.appendix-looks-changed", "warn", "page 2"]]}
    assert verdicts(told)[-2:] == ("differs", "told")
    assert faults([told]) == 0


def test_a_book_that_no_judge_has_seen_is_not_fully_checked() -> None:
    record = {**SOUND, "complaints": {"2a": [f"{UNCHECKED}: broke down"]}}
    assert (faults([record]), unchecked([record])) == (0, 1)
    assert "not judged: 2a" in totals([record])


def test_refusals_are_counted_by_their_reason() -> None:
    refused = {
        "file": "x.pdf",
        "outcome": "refused",
        "findings": [["data.appendix-password", "block", "locked"]],
    }
    assert "     2   refused: data.appendix-password" in totals([refused, refused])


def test_a_page_that_lost_something_is_seen(tmp_path: Path) -> None:
    before, after = tmp_path / "before.pdf", tmp_path / "after.pdf"
    before.write_bytes(plain())
    bred(plain, paint(b"1 1 1 rg 0 650 595 100 re f"))(after)
    assert differing(before, before, 0) == ((), 2)
    assert differing(before, after, 0) == ((1,), 2)


def test_the_stamp_is_no_difference(tmp_path: Path) -> None:
    before, after = tmp_path / "before.pdf", tmp_path / "after.pdf"
    before.write_bytes(plain())
    bred(plain, paint(b"0 0 0 rg 250 5 90 20 re f"))(after)
    assert differing(before, after, 0) == ((), 2)


def test_one_file_that_cannot_be_judged_does_not_hide_the_others(tmp_path: Path) -> None:
    command = find_verapdf()
    if command is None:
        pytest.skip("conformance NOT checked: no veraPDF")
    sound, rubbish = tmp_path / "sound.pdf", tmp_path / "rubbish.pdf"
    sound.write_bytes(plain())
    rubbish.write_bytes(b"%PDF-1.7 rubbish")
    found = broken_rules(command, [rubbish, sound], "2a")
    assert found[rubbish][0].startswith(UNCHECKED)
    assert found[sound]
    assert not found[sound][0].startswith(UNCHECKED)


def test_qpdf_complains_of_what_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(plain())
    (tmp_path / "b.pdf").write_bytes(plain()[:-300])
    assert qpdf_complaints(tmp_path / "a.pdf") == ()
    assert qpdf_complaints(tmp_path / "b.pdf")


def test_the_runner_says_what_it_does() -> None:
    ran = run_corpus(ROOT / "tests", ROOT, "--help")
    assert "Bind every PDF of a folder" in ran.stdout


def test_a_run_that_is_stopped_leaves_nothing_behind(tmp_path: Path) -> None:
    folder, scratch = tmp_path / "corpus", tmp_path / "scratch"
    folder.mkdir()
    scratch.mkdir()
    (folder / "long.pdf").write_bytes(plain(200))
    command = [
        sys.executable,
        str(ROOT / "tools" / "corpus"),
        str(folder),
        "--report",
        str(tmp_path / "r.jsonl"),
    ]
    runner = subprocess.Popen(command, env=environment(ROOT, TMPDIR=str(scratch)))  # noqa: S603  # our own command
    while not list(scratch.glob("corpus-*/*/part")):
        assert runner.poll() is None
        sleep(0.05)
    runner.terminate()
    assert runner.wait(timeout=30) == 130
    assert list(scratch.iterdir()) == []


def test_pages_whose_words_no_tag_holds_are_seen(tmp_path: Path) -> None:
    book = tmp_path / "book.pdf"
    book.write_bytes(tagged())
    assert unspoken_pages(tagged(), book.read_bytes(), 0, 2) == ()
    bred(tagged, repeated_sheet)(book)
    assert unspoken_pages(tagged(), book.read_bytes(), 0, 8) == (3, 4, 5, 6, 7, 8)


def test_what_a_button_says_need_not_be_read_where_it_does_nothing(tmp_path: Path) -> None:
    source, book = tmp_path / "source.pdf", tmp_path / "book.pdf"
    bred(tagged, annotated("/Subtype /Screen /Rect [9 9 90 30] /MK << /CA (Annulla) >>"))(source)
    bred(tagged, paint(b"/Artifact BMC BT /F 9 Tf (Annulla) Tj ET EMC"))(book)
    assert unspoken_pages(tagged(), book.read_bytes(), 0, 2) == (1,)
    assert unspoken_pages(source.read_bytes(), book.read_bytes(), 0, 2) == ()
