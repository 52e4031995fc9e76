"""The archive on disk: whole or not at all."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from report_pdf.archive.store import (
    editions_in,
    held,
    sweep,
    version_number,
    versions_in,
    whole_folder,
    write_whole,
)

ASIDE = ".1.0.0123456789abcdef.part"


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_a_folder_appears_with_all_that_was_written(tmp_path: Path) -> None:
    with whole_folder(tmp_path / "2019" / "1.0") as aside:
        (aside / "dati").mkdir()
        (aside / "dati" / "x.csv").write_bytes(b"1")
        assert versions_in(tmp_path / "2019") == ()
    assert names(tmp_path) == ["2019", "2019/1.0", "2019/1.0/dati", "2019/1.0/dati/x.csv"]
    assert (tmp_path / "2019/1.0/dati/x.csv").stat().st_mode & 0o777 == 0o444


def test_a_failure_leaves_nothing(tmp_path: Path) -> None:
    with suppress(OSError), whole_folder(tmp_path / "2019" / "1.0") as aside:
        (aside / "x.csv").write_bytes(b"1")
        raise OSError("full")
    assert names(tmp_path) == ["2019"]


def test_what_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "1.0").mkdir()
    with pytest.raises(FileExistsError), whole_folder(tmp_path / "1.0") as aside:
        (aside / "x.csv").write_bytes(b"1")
    assert names(tmp_path) == ["1.0"]


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    for content in (b"first", b"second"):
        write_whole(tmp_path / "index.json", content)
        assert (tmp_path / "index.json").read_bytes() == content
    assert names(tmp_path) == ["index.json"]


def test_versions_come_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    for name in ("1.10", "1.9", "2.0", "1.9-copy", ASIDE, "x"):
        (tmp_path / name).mkdir()
    (tmp_path / "3.0").write_bytes(b"no folder")
    assert versions_in(tmp_path) == ("1.9", "1.10", "2.0")
    assert version_number("1.10") > version_number("1.9")


def test_editions(tmp_path: Path) -> None:
    assert editions_in(tmp_path / "none") == ()
    for name in ("2024-2029", "2019-2024", ASIDE):
        (tmp_path / name).mkdir()
    (tmp_path / "index.json").write_bytes(b"{}")
    assert editions_in(tmp_path) == ("2019-2024", "2024-2029")


def test_what_killed_commands_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    for name in (f"2019/{ASIDE}/dati", "2019/.hidden", "2019/1.0/.kept.part"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / ".index.json.0123456789abcdef.part").write_bytes(b"{")
    sweep(tmp_path)
    assert names(tmp_path) == ["2019", "2019/.hidden", "2019/1.0", "2019/1.0/.kept.part"]


def test_one_command_at_a_time(tmp_path: Path) -> None:
    archive = tmp_path / "new" / "archive"
    with held(archive) as first, held(archive) as second:
        assert (first, second) == (True, False)
    with held(archive) as again:
        assert again
