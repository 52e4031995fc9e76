"""Every change of a package is found, and its file is named."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from archive_input import PDF_NAME, archive_project, deposited, put, real_deposit

from report_pdf.archive.files_check import check_files
from report_pdf.archive.verify import check_integrity
from report_pdf.findings import ExitCode, exit_code

Damage = Callable[[Path, random.Random], str]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound")
    return put(archive_project(folder / "project"), folder / "archive")


@pytest.fixture
def package(sound: Path, tmp_path: Path) -> Path:
    """A copy of the package in an archive of its own, the index with it."""
    shutil.copytree(sound.parents[1], tmp_path / "archive")
    return tmp_path / "archive" / sound.parent.name / sound.name


def told(package: Path) -> list[tuple[str, str]]:
    """Rule and file, relative to the package, of each finding."""
    findings = check_files(package).findings
    assert all(finding.hint for finding in findings)
    return [(finding.rule, Path(finding.where.file).relative_to(package).as_posix()) for finding in findings]


def test_a_sound_package(package: Path) -> None:
    checked = check_files(package)
    assert checked.findings == ()
    assert checked.manifest is not None
    assert checked.manifest.versione == "2.1"


def flip(path: Path, place: int = -1) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.chmod(0o644)
    path.write_bytes(content)


def test_a_changed_file(package: Path) -> None:
    flip(package / PDF_NAME)
    assert told(package) == [("integrity.changed-file", PDF_NAME)]


@pytest.mark.parametrize("name", ["originali/B-elenco volontari.pdf", "SHA256SUMS", "manifest.json"])
def test_a_missing_file(package: Path, name: str) -> None:
    (package / name).unlink()
    assert ("integrity.missing-file", name) in told(package)


def test_a_folder_that_is_no_package_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "any.txt").write_bytes(b"?")
    (tmp_path / "any").symlink_to("/")
    (finding,) = check_files(tmp_path).findings
    assert (finding.rule, finding.where.file) == ("integrity.no-package", tmp_path.as_posix())
    assert "neither SHA256SUMS nor manifest.json" in finding.message


def test_added_files(package: Path) -> None:
    (package / "note.txt").write_bytes(b"?")
    (package / "dati" / ".hidden").write_bytes(b"?")
    assert told(package) == [
        ("integrity.added-file", "dati/.hidden"),
        ("integrity.added-file", "note.txt"),
    ]


def test_a_renamed_file(package: Path) -> None:
    (package / "dati" / "prestiti.csv").rename(package / "dati" / "Prestiti.csv")
    assert told(package) == [
        ("integrity.added-file", "dati/Prestiti.csv"),
        ("integrity.renamed-file", "dati/prestiti.csv"),
    ]


def test_swapped_files(package: Path) -> None:
    first, second = package / "dati" / "prestiti.csv", package / "dati" / "cifre.csv"
    first.rename(package / "x")
    second.rename(first)
    (package / "x").rename(second)
    assert told(package) == [
        ("integrity.swapped-file", "dati/cifre.csv"),
        ("integrity.swapped-file", "dati/prestiti.csv"),
    ]


def test_what_is_no_file(package: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes((package / "metadati.xml").read_bytes())
    (package / "metadati.xml").unlink()
    (package / "metadati.xml").symlink_to(tmp_path / "elsewhere")
    (package / "empty").mkdir()
    os.mkfifo(package / "pipe")
    assert told(package) == [
        ("integrity.empty-folder", "empty"),
        ("integrity.foreign-entry", "metadati.xml"),
        ("integrity.foreign-entry", "pipe"),
        ("integrity.missing-file", "metadati.xml"),
    ]


@pytest.mark.parametrize("listing", ["SHA256SUMS", "manifest.json"])
def test_a_pipe_in_the_place_of_a_listing(package: Path, listing: str) -> None:
    """Nobody writes into it: who reads it waits for ever."""
    (package / listing).unlink()
    os.mkfifo(package / listing)
    assert told(package) == [("integrity.foreign-entry", listing), ("integrity.missing-file", listing)]
    assert exit_code(check_integrity(package).findings) == ExitCode.INTEGRITY


def test_a_file_whose_name_is_no_text(package: Path) -> None:
    Path(os.fsdecode(os.fsencode(package) + b"/\xff")).write_bytes(b"?")
    assert told(package) == [("integrity.added-file", "\\udcff")]


def test_a_listing_changed_to_hide_it(package: Path) -> None:
    """Whoever changes a file and its line in SHA256SUMS is told by the manifest."""
    sums = package / "SHA256SUMS"
    before = check_files(package).manifest
    assert before is not None
    listed = {one.nome: one.sha256 for one in before.contenuto}
    lines = sums.read_text(encoding="utf-8")
    sums.chmod(0o644)
    sums.write_text(lines.replace(listed[PDF_NAME], "0" * 64), encoding="utf-8")
    assert told(package) == [("integrity.changed-file", "SHA256SUMS")]
    sums.write_text(lines + " \n", encoding="utf-8")
    assert told(package) == [("integrity.changed-file", "SHA256SUMS")]
    sums.write_text("\n".join(reversed(lines.splitlines())) + "\n", encoding="utf-8")
    assert told(package) == [("integrity.changed-file", "SHA256SUMS")]


def test_a_changed_manifest(package: Path) -> None:
    manifest = package / "manifest.json"
    manifest.chmod(0o644)
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace("Libri aperti", "Libri chiusi"), encoding="utf-8")
    either = [("integrity.changed-file", "SHA256SUMS"), ("integrity.changed-file", "manifest.json")]
    assert told(package) == either
    manifest.write_text(text[:-10], encoding="utf-8")
    assert sorted(set(told(package))) == either


def test_the_line_of_the_manifest_changed(package: Path) -> None:
    """Nothing in the package says which of the two it was: both are named."""
    sums = package / "SHA256SUMS"
    before = sums.read_text(encoding="utf-8")
    line = next(line for line in before.splitlines() if line.endswith("manifest.json"))
    sums.chmod(0o644)
    sums.write_text(before.replace(line, "0" * 64 + "  manifest.json"), encoding="utf-8")
    assert [file for _rule, file in told(package)] == ["SHA256SUMS", "manifest.json"]


def test_no_package(tmp_path: Path) -> None:
    assert [finding.rule for finding in check_files(tmp_path / "none").findings] == ["integrity.no-package"]


def test_a_package_made_anew_is_told_by_the_index(package: Path, tmp_path: Path) -> None:
    """All of a package changed so that it agrees with itself is another package than the deposited one."""
    project = archive_project(tmp_path / "project")
    text = project / "data/2021-2023/texts/prestiti.md"
    text.write_text("Altre parole.\n", encoding="utf-8")
    forged = put(project, tmp_path / "other")
    shutil.rmtree(package)
    shutil.copytree(forged, package)
    assert check_files(package).findings == ()
    assert [finding.rule for finding in check_integrity(package).findings] == ["integrity.other-package"]


def _files(package: Path) -> list[Path]:
    return sorted(path for path in package.rglob("*") if path.is_file())


def _flip(package: Path, dice: random.Random) -> str:
    path = dice.choice(_files(package))
    content = bytearray(path.read_bytes())
    content[dice.randrange(len(content))] ^= dice.randrange(1, 256)
    path.chmod(0o644)
    path.write_bytes(content)
    return path.name


def _cut(package: Path, dice: random.Random) -> str:
    path = dice.choice(_files(package))
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[: -dice.randrange(1, 20)])
    return path.name


def _append(package: Path, dice: random.Random) -> str:
    path = dice.choice(_files(package))
    path.chmod(0o644)
    path.write_bytes(path.read_bytes() + bytes([dice.randrange(256)]))
    return path.name


def _delete(package: Path, dice: random.Random) -> str:
    path = dice.choice(_files(package))
    path.unlink()
    return path.name


def _add(package: Path, dice: random.Random) -> str:
    folder = dice.choice([package, *(path for path in sorted(package.rglob("*")) if path.is_dir())])
    path = folder / f"{dice.randrange(10**6)}{dice.choice(['', '.pdf', '.csv', '~'])}"
    path.write_bytes(dice.randbytes(dice.randrange(3)))
    return path.name


def _rename(package: Path, dice: random.Random) -> str:
    path = dice.choice(_files(package))
    path.rename(path.with_name(dice.choice([f"{path.name}.bak", path.name.swapcase(), f".{path.name}"])))
    return path.name


def _swap(package: Path, dice: random.Random) -> str:
    first, second = dice.sample(_files(package), 2)
    contents = first.read_bytes(), second.read_bytes()
    for path, content in zip((second, first), contents, strict=True):
        path.chmod(0o644)
        path.write_bytes(content)
    return first.name


def _add_folder(package: Path, dice: random.Random) -> str:
    name = f"cartella-{dice.randrange(100)}"
    (package / name).mkdir()
    return name


def _link(package: Path, dice: random.Random) -> str:
    path = dice.choice(_files(package))
    content = package.parents[2] / "content"
    content.write_bytes(path.read_bytes())
    path.unlink()
    path.symlink_to(content)
    return path.name


DAMAGES: tuple[Damage, ...] = (
    *[_flip] * 8,
    _cut,
    _append,
    _delete,
    _add,
    _rename,
    _swap,
    _add_folder,
    _link,
)


@pytest.mark.soak
def test_random_damage(
    sound: Path, request: pytest.FixtureRequest, tmp_path: Path, trials: Callable[[int], Sequence[int]]
) -> None:
    """Each of a thousand packages, damaged in one place, is refused, and what is damaged is named."""
    if request.config.getoption("--soak"):
        sound = deposited(real_deposit(tmp_path), tmp_path / "sound")
    archive = tmp_path / "archive"
    shutil.copytree(sound.parents[1], archive)
    package = archive / sound.parent.name / sound.name
    for number in trials(1000):
        dice = random.Random(number)  # noqa: S311  # the same damage in each run
        shutil.rmtree(package)
        shutil.copytree(sound, package)
        damage = dice.choice(DAMAGES)
        named = damage(package, dice)
        findings = check_integrity(package).findings
        assert exit_code(findings) == ExitCode.INTEGRITY, (number, damage.__name__, named)
        assert any(Path(finding.where.file).name == named for finding in findings), (number, named, findings)
