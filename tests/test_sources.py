"""What a book is made of is the same wherever it stands, and another as soon as one byte of it is."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from projects import SECOND_EDITION, second_project

from report_pdf.project import find_project
from report_pdf.sources import PROGRAM, fingerprint_of, read_sources


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = second_project(tmp_path / "here")
    (root / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    (root / "requirements.lock").write_text("weasyprint==70.0\n", encoding="utf-8")
    (root / "tools" / "verapdf").mkdir(parents=True)
    for name in ("setup", "lock", "verapdf/install"):
        (root / "tools" / name).write_text("#!/bin/sh\n", encoding="utf-8")
    return root


def fingerprint(project: Path) -> str:
    return read_sources(find_project(project / SECOND_EDITION)).fingerprint


def test_what_is_named(project: Path) -> None:
    files = read_sources(find_project(project / SECOND_EDITION)).files
    paths = [file.path for file in files]
    assert paths == sorted(paths)
    assert {path.split("/")[0] for path in paths} == {
        "data",
        "layouts",
        "pyproject.toml",
        "requirements.lock",
        "src",
        "styles",
        "tools",
    }
    assert {
        f"{SECOND_EDITION}/edition.toml",
        "styles/fonts/README.md",
        f"{PROGRAM}/sources.py",
        "tools/setup",
        "tools/lock",
        "tools/verapdf/install",
        f"{PROGRAM}/locale/it/LC_MESSAGES/report_pdf.po",
    } <= set(paths)
    toml = next(file for file in files if file.path == "pyproject.toml")
    assert (toml.sha256, toml.size) == (hashlib.sha256(b"[project]\n").hexdigest(), 10)


def test_the_form_of_the_fingerprint() -> None:
    listing = f"{'0' * 64}  a\n{'1' * 64}  b c\n"
    assert (
        fingerprint_of([("b c", "1" * 64), ("a", "0" * 64)]) == hashlib.sha256(listing.encode()).hexdigest()
    )


def test_the_same_elsewhere_whatever_lies_about(project: Path, tmp_path: Path) -> None:
    before = fingerprint(project)
    other = tmp_path / "là, altrove"
    shutil.copytree(project, other)
    for name in (
        "layouts/.index.html.swp",
        "layouts/index.html~",
        "styles/__pycache__/x.pyc",
        f"{SECOND_EDITION}/indicators/.~lock.cifre.csv#",
        f"{SECOND_EDITION}/indicators/~$laboratori.xlsx",
        f"{SECOND_EDITION}/.DS_Store",
        "data/1999-2000/edition.toml",
        "build/libri-aperti.pdf",
        "archive/2021-2023/2.1/manifest.json",
        "notes.txt",
        "tools/messages.py",
        "tools/corpus/judges.py",
    ):
        (other / name).parent.mkdir(parents=True, exist_ok=True)
        (other / name).write_bytes(b"left here")
    (other / "pyproject.toml").touch()
    (other / "tools" / "setup").chmod(0o755)
    assert fingerprint(other) == before


def test_a_name_that_is_no_text_is_no_source(project: Path) -> None:
    before = fingerprint(project)
    Path(os.fsdecode(os.fsencode(project / "layouts") + b"/\xff.html")).write_bytes(b"?")
    assert fingerprint(project) == before


def _edit(project: Path, name: str) -> None:
    path = project / name
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize(
    "change",
    [
        lambda project: _edit(project, f"{SECOND_EDITION}/edition.toml"),
        lambda project: _edit(project, f"{SECOND_EDITION}/indicators/laboratori.xlsx"),
        lambda project: _edit(project, "layouts/index.html"),
        lambda project: _edit(project, "styles/tokens.toml"),
        lambda project: _edit(project, "pyproject.toml"),
        lambda project: _edit(project, "tools/setup"),
        lambda project: _edit(project, "tools/verapdf/install"),
        lambda project: (project / "requirements.lock").unlink(),
        lambda project: (project / "layouts" / "index.html").rename(project / "layouts" / "indice.html"),
        lambda project: (project / "styles" / "new.css").write_bytes(b""),
    ],
)
def test_each_change_makes_another(project: Path, change: Callable[[Path], object]) -> None:
    before = fingerprint(project)
    change(project)
    assert fingerprint(project) != before


def test_links_are_followed_within_the_project_only(project: Path, tmp_path: Path) -> None:
    before = fingerprint(project)
    (tmp_path / "outside.css").write_bytes(b"x")
    (project / "styles" / "outside.css").symlink_to(tmp_path / "outside.css")
    assert fingerprint(project) == before
    (project / "styles" / "inside.css").symlink_to(project / "styles" / "page.css")
    linked = fingerprint(project)
    (project / "styles" / "inside.css").unlink()
    shutil.copy(project / "styles" / "page.css", project / "styles" / "inside.css")
    assert linked == fingerprint(project) != before
