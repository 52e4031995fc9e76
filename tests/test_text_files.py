from __future__ import annotations

from pathlib import Path

import pytest

from report_pdf.prose.text_files import MAX_BYTES, read_text_file


def test_line_ends_and_letters_come_in_one_form(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes("citta\u0300\r\ne\rpoi\n".encode())
    assert read_text_file(tmp_path / "a.md", tmp_path) == ("città\ne\npoi\n", ())


@pytest.mark.parametrize(
    ("content", "rule", "line"),
    [
        ("a\nè\n".encode("cp1252"), "data.encoding", 2),
        ("a".encode("utf-16"), "data.encoding", 1),
        (b"", "data.empty-file", 0),
        (b"\xef\xbb\xbf \n", "data.empty-file", 0),
        (b"a\nb\x00c", "data.control-character", 2),
        ("a\ue0000\ue001".encode(), "data.control-character", 1),
        (b"a" * (MAX_BYTES + 1), "data.too-large", 0),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes, rule: str, line: int) -> None:
    (tmp_path / "a.md").write_bytes(content)
    text, findings = read_text_file(tmp_path / "a.md", tmp_path)
    assert text is None
    assert (findings[-1].rule, findings[-1].where.file, findings[-1].where.line) == (rule, "a.md", line)


def test_a_byte_order_mark_is_told_and_taken_off(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbfciao")
    text, findings = read_text_file(tmp_path / "a.md", tmp_path)
    assert text == "ciao"
    assert [f.rule for f in findings] == ["data.bom"]


def test_a_missing_file_and_a_folder_are_findings(tmp_path: Path) -> None:
    (tmp_path / "b.md").mkdir()
    assert read_text_file(tmp_path / "a.md", tmp_path)[1][0].rule == "data.missing-file"
    assert read_text_file(tmp_path / "b.md", tmp_path)[1][0].rule == "data.unreadable-file"


def test_a_link_out_of_the_project_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("segreto")
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "a.md").symlink_to("../secret")
    text, findings = read_text_file(tmp_path / "project" / "a.md", tmp_path / "project")
    assert text is None
    assert [f.rule for f in findings] == ["data.outside-project"]
