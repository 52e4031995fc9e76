from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from report_pdf.files import copy_inside, read_inside, write_aside
from report_pdf.findings import Finding
from report_pdf.prose.text_files import read_text_file
from report_pdf.reading.toml_places import read_toml
from report_pdf.tables.fixed_table import read_rows
from report_pdf.tables.tables import load_indicators
from report_pdf.territory.boundaries import read_boundaries

# As on a full disk: no file of more than 100 bytes can be written.
FULL = """
import resource, sys
from pathlib import Path
from report_pdf.files import write_aside
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
root = Path(sys.argv[1])
(finding,) = write_aside(root / "build" / "book.pdf", bytes(1000), root)
sys.stdout.write(f"{finding.rule} {finding.where}")
"""


def test_written_where_it_belongs_and_nothing_beside(tmp_path: Path) -> None:
    assert write_aside(tmp_path / "build" / "book.pdf", b"new", tmp_path) == ()
    assert [file.name for file in (tmp_path / "build").iterdir()] == ["book.pdf"]
    assert (tmp_path / "build" / "book.pdf").read_bytes() == b"new"


def test_who_reads_the_old_file_is_not_disturbed(tmp_path: Path) -> None:
    book, reader = tmp_path / "book.pdf", tmp_path / "open-elsewhere.pdf"
    book.write_bytes(b"old")
    reader.hardlink_to(book)
    assert write_aside(book, b"new", tmp_path) == ()
    assert (book.read_bytes(), reader.read_bytes()) == (b"new", b"old")


def test_on_a_full_disk_the_file_of_the_last_build_is_kept(tmp_path: Path) -> None:
    assert write_aside(tmp_path / "build" / "book.pdf", b"good", tmp_path) == ()
    command = [sys.executable, "-c", FULL, str(tmp_path)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603  # our own words
    assert ran.stdout == "tool.cannot-write build/book.pdf"
    assert (tmp_path / "build" / "book.pdf").read_bytes() == b"good"
    assert [file.name for file in (tmp_path / "build").iterdir()] == ["book.pdf"]


def test_what_it_takes_the_place_of_is_kept_when_it_was_another(tmp_path: Path) -> None:
    book, kept = tmp_path / "book.pdf", tmp_path / "previous" / "book.pdf"
    for content, before in [(b"1", None), (b"1", None), (b"2", b"1"), (b"2", b"1"), (b"3", b"2")]:
        assert write_aside(book, content, tmp_path, keep=kept) == ()
        assert book.read_bytes() == content
        assert (kept.read_bytes() if kept.exists() else None) == before
    assert [file.name for file in kept.parent.iterdir()] == ["book.pdf"]


def test_nothing_is_lost_when_it_cannot_be_kept(tmp_path: Path) -> None:
    (tmp_path / "book.pdf").write_bytes(b"old")
    (tmp_path / "previous").write_text("not a folder")
    (finding,) = write_aside(tmp_path / "book.pdf", b"new", tmp_path, keep=tmp_path / "previous" / "book.pdf")
    assert finding.rule == "tool.cannot-write"
    assert (tmp_path / "book.pdf").read_bytes() == b"old"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["book.pdf", "previous"]


def test_where_a_folder_should_be_there_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("not a folder")
    (finding,) = write_aside(tmp_path / "build" / "book.pdf", b"new", tmp_path)
    assert finding.rule == "tool.cannot-write"


def test_two_builds_at_once_do_not_meet(tmp_path: Path) -> None:
    book = tmp_path / "book.pdf"
    contents = [bytes([letter]) * 1_000_000 for letter in range(20)]
    with ThreadPoolExecutor(8) as builds:
        found = list(builds.map(lambda content: write_aside(book, content, tmp_path), contents))
    assert found == [()] * len(contents)
    assert book.read_bytes() in contents
    assert [file.name for file in tmp_path.iterdir()] == ["book.pdf"]


def test_others_may_read_it_as_any_file(tmp_path: Path) -> None:
    (tmp_path / "any").write_bytes(b"")
    write_aside(tmp_path / "book.pdf", b"new", tmp_path)
    assert (tmp_path / "book.pdf").stat().st_mode == (tmp_path / "any").stat().st_mode


def test_what_is_inside_and_small_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    (tmp_path / "link").symlink_to("a")
    assert read_inside(tmp_path / "a", tmp_path, 5) == (b"12345", ())
    assert read_inside(tmp_path / "link", tmp_path, 5) == (b"12345", ())
    assert copy_inside(tmp_path / "link", tmp_path, tmp_path / "copy", 5) == ()
    assert (tmp_path / "copy").read_bytes() == b"12345"


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("large", "layout.too-large"),
        ("absent", "layout.missing-file"),
        ("folder", "layout.unreadable-file"),
        ("way-out", "layout.outside-project"),
        ("folder-out/secret", "layout.outside-project"),
    ],
)
def test_all_else_is_told(tmp_path: Path, name: str, rule: str) -> None:
    root = tmp_path / "project"
    (root / "folder").mkdir(parents=True)
    (root / "large").write_bytes(b"123456")
    (tmp_path / "secret").write_bytes(b"12345")
    (root / "way-out").symlink_to("../secret")
    (root / "folder-out").symlink_to(tmp_path)
    content, (finding,) = read_inside(root / name, root, 5, "layout")
    assert (content, finding.rule, finding.where.file) == (None, rule, name)
    assert copy_inside(root / name, root, tmp_path / "copy", 5, "layout") == (finding,)


def test_a_link_to_itself_is_told(tmp_path: Path) -> None:
    (tmp_path / "ring").symlink_to("ring")
    content, findings = read_inside(tmp_path / "ring", tmp_path, 5)
    assert (content, len(findings)) == (None, 1)


@pytest.mark.parametrize(
    "read",
    [
        read_text_file,
        read_toml,
        read_boundaries,
        lambda path, root: read_rows(path, ("a",), root),
        lambda path, root: load_indicators(path.parents[1], ["corsi"], (), root),
    ],
)
def test_no_reader_follows_a_link_out_of_the_project(
    tmp_path: Path, read: Callable[[Path, Path], tuple[object, tuple[Finding, ...]]]
) -> None:
    (tmp_path / "secret").write_text("a\n1\n")
    path = tmp_path / "project" / "indicators" / "corsi.csv"
    path.parent.mkdir(parents=True)
    path.symlink_to(tmp_path / "secret")
    _value, findings = read(path, tmp_path / "project")
    assert [finding.rule for finding in findings] == ["data.outside-project"]
