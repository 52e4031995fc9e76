from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from report_pdf.cache import FOLDER
from report_pdf.tables.kept_sheets import KIND, Read, kept_sheet
from report_pdf.tables.sheet_csv import read_csv

TABLE = b'id,label\ncorsi.tenuti,"Corsi, tenuti"\n'


def again() -> Read:
    pytest.fail("the table was parsed again")


def entries(root: Path) -> list[Path]:
    return sorted((root / FOLDER / KIND).glob("*"))


def test_a_table_is_parsed_once(tmp_path: Path) -> None:
    first = kept_sheet(lambda: read_csv(TABLE, "corsi.csv"), TABLE, "corsi.csv", tmp_path)
    assert kept_sheet(again, TABLE, "corsi.csv", tmp_path) == first
    assert first == read_csv(TABLE, "corsi.csv")


def test_another_content_or_another_file_is_another_table(tmp_path: Path) -> None:
    for content, file in ((TABLE, "a.csv"), (TABLE, "b.csv"), (TABLE + b"x,y\n", "a.csv")):
        sheet, _findings = kept_sheet(partial(read_csv, content, file), content, file, tmp_path)
        assert sheet == read_csv(content, file)[0]
    assert len(entries(tmp_path)) == 3


@pytest.mark.parametrize("content", [b"id;label\n1;2\n", b"\xef\xbb\xbfid,label\n1,2\n"])
def test_a_table_with_findings_is_told_each_time(tmp_path: Path, content: bytes) -> None:
    told = [
        kept_sheet(lambda: read_csv(content, "a.csv"), content, "a.csv", tmp_path)[1] for _time in range(2)
    ]
    assert told[0] == told[1] != ()
    assert not entries(tmp_path)


def test_an_entry_that_is_no_sheet_is_parsed_again(tmp_path: Path) -> None:
    kept_sheet(lambda: read_csv(TABLE, "a.csv"), TABLE, "a.csv", tmp_path)
    (entry,) = entries(tmp_path)
    entry.write_bytes(b"{}")
    sheet, _findings = kept_sheet(lambda: read_csv(TABLE, "a.csv"), TABLE, "a.csv", tmp_path)
    assert sheet == read_csv(TABLE, "a.csv")[0]
