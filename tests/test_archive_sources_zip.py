"""sources.zip: the same bytes for the same sources, and nothing unpacked outside its folder."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import pytest
from projects import SECOND_EDITION, environment, second_project

from report_pdf.archive import sources_zip
from report_pdf.archive.sources_zip import UnsafeZip, fingerprint_in, unzip, zip_sources
from report_pdf.project import find_project
from report_pdf.sources import Sources, read_sources

FINGERPRINT = (
    "from pathlib import Path; from report_pdf.project import find_project; from report_pdf.sources import *;"
    f"print(read_sources(find_project(Path({SECOND_EDITION!r}))).fingerprint)"
)


def project_in(folder: Path) -> Path:
    project = second_project(folder)
    (project / "tools").mkdir()
    (project / "tools" / "setup").write_text("#!/bin/sh\n", encoding="utf-8")
    return project


def sources_of(project: Path) -> Sources:
    return read_sources(find_project(project / SECOND_EDITION))


def test_the_same_bytes_for_the_same_sources(tmp_path: Path) -> None:
    here = project_in(tmp_path / "here")
    there = tmp_path / "there"
    shutil.copytree(here, there)
    for path in there.rglob("*"):
        os.utime(path, (10**9, 10**9))
        path.chmod(0o700)
    for project in (here, there):
        assert zip_sources(sources_of(project), project / "sources.zip") is None
    assert (here / "sources.zip").read_bytes() == (there / "sources.zip").read_bytes()


def test_unpacked_it_is_the_same_project(tmp_path: Path) -> None:
    sources = sources_of(project_in(tmp_path / "here"))
    assert zip_sources(sources, tmp_path / "sources.zip") is None
    assert fingerprint_in(tmp_path / "sources.zip") == sources.fingerprint
    again = tmp_path / "again"
    again.mkdir()
    unzip(tmp_path / "sources.zip", again)
    ran = subprocess.run(  # noqa: S603  # our own command
        [sys.executable, "-c", FINGERPRINT],
        cwd=again,
        env=environment(again),
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == sources.fingerprint
    assert stat.S_IMODE((again / "tools" / "setup").stat().st_mode) == 0o755
    assert stat.S_IMODE((again / "layouts" / "index.html").stat().st_mode) == 0o644


def test_a_source_that_was_changed_meanwhile(tmp_path: Path) -> None:
    project = project_in(tmp_path / "here")
    sources = sources_of(project)
    (project / "tools" / "setup").write_text("#!/bin/bash\n", encoding="utf-8")
    changed = zip_sources(sources, tmp_path / "sources.zip")
    assert changed is not None
    assert changed.path == "tools/setup"


def zip_of(path: Path, *entries: ZipInfo | str) -> Path:
    with ZipFile(path, "w") as archive:
        for entry in entries:
            archive.writestr(entry, b"x" * 100)
    return path


def link(name: str) -> ZipInfo:
    entry = ZipInfo(name)
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


@pytest.mark.parametrize(
    "entries",
    [("../x",), ("a/../../x",), ("/x",), ("a\\..\\x",), ("./x",), (link("x"),), ("a/",)],
    ids=str,
)
def test_what_is_not_unpacked(tmp_path: Path, entries: tuple[ZipInfo | str, ...]) -> None:
    (tmp_path / "folder").mkdir()
    path = zip_of(tmp_path / "bad.zip", "sound", *entries)
    with pytest.raises(UnsafeZip):
        unzip(path, tmp_path / "folder")
    assert sorted(found.name for found in tmp_path.rglob("*")) == ["bad.zip", "folder"]
    assert fingerprint_in(path) is None


def test_a_name_that_stands_there_twice(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        zip_of(tmp_path / "bad.zip", "x", "x")
    with pytest.raises(UnsafeZip, match="twice"):
        unzip(tmp_path / "bad.zip", tmp_path)


@pytest.mark.parametrize(("limit", "value"), [("MOST_BYTES", 199), ("MOST_FILES", 1)])
def test_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int) -> None:
    path = zip_of(tmp_path / "large.zip", "x", "y")
    assert fingerprint_in(path)
    monkeypatch.setattr(sources_zip, limit, value)
    with pytest.raises(UnsafeZip, match="too large"):
        unzip(path, tmp_path)


def test_a_damaged_file(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "damaged.zip", "x")
    content = bytearray(path.read_bytes())
    content[35] ^= 1
    path.write_bytes(content)
    with pytest.raises(UnsafeZip, match="CRC"):
        unzip(path, tmp_path)
    assert fingerprint_in(path) is None
    path.write_bytes(content[:60])
    assert fingerprint_in(path) is None
