from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from report_pdf.files import write_aside

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


def test_where_a_folder_should_be_there_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("not a folder")
    (finding,) = write_aside(tmp_path / "build" / "book.pdf", b"new", tmp_path)
    assert finding.rule == "tool.cannot-write"
