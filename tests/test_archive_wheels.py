"""The pinned packages are fetched whole, or it is told why not; nothing here takes the network."""

from __future__ import annotations

import hashlib
from pathlib import Path
from zipfile import ZipFile

import pytest

from report_pdf.archive.wheels import fetch_wheels

WHEEL = "tinything-1.0-py3-none-any.whl"


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one package, which pip takes for its only index."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    with ZipFile(folder / WHEEL, "w") as wheel:
        wheel.writestr("tinything.py", "")
        wheel.writestr(
            "tinything-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: tinything\nVersion: 1.0\n"
        )
        wheel.writestr("tinything-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        wheel.writestr("tinything-1.0.dist-info/RECORD", "")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


def test_the_pinned_packages(tmp_path: Path, shelf: Path) -> None:
    sha256 = hashlib.sha256((shelf / WHEEL).read_bytes()).hexdigest()
    (tmp_path / "requirements.lock").write_text(f"tinything==1.0 --hash=sha256:{sha256}\n", encoding="utf-8")
    assert fetch_wheels(tmp_path, tmp_path / "wheels") == ()
    assert (tmp_path / "wheels" / WHEEL).read_bytes() == (shelf / WHEEL).read_bytes()


@pytest.mark.parametrize("name", ["tinything==1.0", "nothing==1.0"])
def test_another_package_or_none(tmp_path: Path, shelf: Path, name: str) -> None:
    assert (shelf / WHEEL).is_file()
    (tmp_path / "requirements.lock").write_text(f"{name} --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    (finding,) = fetch_wheels(tmp_path, tmp_path / "wheels")
    assert (finding.rule, finding.where.file) == ("tool.no-wheels", "requirements.lock")
    assert len(finding.message) > len("the packages of requirements.lock cannot be fetched: ")


def test_no_lock_file(tmp_path: Path) -> None:
    (finding,) = fetch_wheels(tmp_path, tmp_path / "wheels")
    assert finding.rule == "tool.no-wheels"
