"""The index is made from the packages, keeps what it knew of them, and can be read by people."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from contextlib import chdir
from html.parser import HTMLParser
from pathlib import Path

import pytest
from archive_input import PDF_NAME, archive_project, next_version, put

from report_pdf.__main__ import run
from report_pdf.archive.index import read_index, renew_index
from report_pdf.archive.verify import check_integrity, verify
from report_pdf.findings import ExitCode


@pytest.fixture(scope="module")
def two_versions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("two")
    project = archive_project(folder / "project")
    put(project, folder / "archive")
    next_version(project, "2.2", "2.1", reason="Il nome di <Rossi & C.> era scritto male.")
    put(project, folder / "archive")
    return folder / "archive"


@pytest.fixture
def archive(two_versions: Path, tmp_path: Path) -> Path:
    shutil.copytree(two_versions, tmp_path / "archive")
    return tmp_path / "archive"


def rules(archive: Path, version: str) -> list[str]:
    return [finding.rule for finding in check_integrity(archive / "2021-2023" / version).findings]


def test_what_the_index_says(archive: Path) -> None:
    index = read_index(archive)
    assert index is not None
    assert [
        (one.cartella, one.versione, one.data.isoformat(), one.sostituisce, one.pagine, one.file)
        for one in index.versioni
    ] == [
        ("2021-2023/2.1", "2.1", "2024-03-01", None, 3, PDF_NAME),
        ("2021-2023/2.2", "2.2", "2024-03-01", "2.1", 3, PDF_NAME.replace("2.1", "2.2")),
    ]
    assert rules(archive, "2.1") == rules(archive, "2.2") == []


class _Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data.split()

    def all(self, tag: str, key: str) -> list[str | None]:
        return [attributes.get(key) for name, attributes in self.tags if name == tag]


def test_the_page_for_people(archive: Path) -> None:
    page = _Page((archive / "index.html").read_text(encoding="utf-8"))
    words = " ".join(page.words)
    assert "2.2 1º marzo 2024" in words
    assert "In vigore Sostituisce la 2.1: Il nome di <Rossi & C.> era scritto male." in words
    assert "Sostituita dalla 2.2." in words
    links = [link for link in page.all("a", "href") if link]
    assert links[0] == f"2021-2023/2.2/{PDF_NAME.replace('2.1', '2.2')}"
    assert all((archive / link).exists() for link in links)
    assert page.all("html", "lang") == ["it"]
    assert page.all("th", "scope") == ["col"] * 5 + ["row"] * 2
    assert not page.all("script", "src")
    assert not {"link", "img", "iframe"} & {tag for tag, _attributes in page.tags}


def test_it_is_made_again_when_it_is_gone(archive: Path) -> None:
    """As after a command that was killed between the deposit and the index."""
    before = {name: (archive / name).read_bytes() for name in ("index.json", "index.html")}
    (archive / "index.html").unlink()
    assert rules(archive, "2.1") == ["integrity.stale-index"]
    (archive / "index.json").unlink()
    assert renew_index(archive) == ()
    assert {name: (archive / name).read_bytes() for name in before} == before


def test_a_page_that_a_later_release_would_write_otherwise(archive: Path) -> None:
    path = archive / "index.html"
    page = path.read_text(encoding="utf-8")
    path.chmod(0o644)
    path.write_text(page.replace("Archivio", "Deposito").replace("2.1", "2&#46;1"), encoding="utf-8")
    assert rules(archive, "2.1") == []
    index = read_index(archive)
    assert index is not None
    for told in (index.versioni[0].sha256, index.versioni[1].sha256_pacchetto, "2.2"):
        path.write_text(page.replace(told, "?"), encoding="utf-8")
        assert rules(archive, "2.1") == ["integrity.stale-index"]


def test_a_version_that_it_does_not_know_yet(archive: Path) -> None:
    index = json.loads((archive / "index.json").read_text(encoding="utf-8"))
    del index["versioni"][1]
    (archive / "index.json").chmod(0o644)
    (archive / "index.json").write_text(json.dumps(index), encoding="utf-8")
    assert rules(archive, "2.2") == ["integrity.stale-index"]
    assert renew_index(archive) == ()
    assert rules(archive, "2.2") == []


def test_it_keeps_what_it_knew_of_a_package_that_is_another_now(archive: Path) -> None:
    sums = archive / "2021-2023" / "2.1" / "SHA256SUMS"
    sums.chmod(0o644)
    sums.write_bytes(sums.read_bytes() + b"\n")
    before = (archive / "index.json").read_bytes()
    assert [finding.rule for finding in renew_index(archive)] == ["integrity.other-package"]
    assert (archive / "index.json").read_bytes() == before


def test_it_keeps_what_it_knew_of_a_package_that_is_gone(archive: Path) -> None:
    shutil.rmtree(archive / "2021-2023" / "2.1")
    assert [finding.rule for finding in renew_index(archive)] == ["integrity.missing-version"]
    assert rules(archive, "2.2") == ["integrity.missing-version", "integrity.missing-version"]


def test_an_index_that_cannot_be_read(archive: Path) -> None:
    (archive / "index.json").chmod(0o644)
    (archive / "index.json").write_bytes(b"{")
    assert rules(archive, "2.1") == ["integrity.stale-index"]
    assert [finding.rule for finding in renew_index(archive)] == ["integrity.unreadable-index"]
    assert rules(archive, "2.1") == []


@pytest.mark.parametrize("put_there", [Path.mkdir, os.mkfifo])
def test_an_index_that_is_no_file(archive: Path, put_there: Callable[[Path], None]) -> None:
    (archive / "index.json").unlink()
    put_there(archive / "index.json")
    assert rules(archive, "2.1") == ["integrity.stale-index"]


def test_an_index_that_was_taken_away_is_missed(archive: Path) -> None:
    (archive / "index.json").unlink()
    assert rules(archive, "2.1") == ["integrity.stale-index"]


def test_another_version_whose_manifest_is_a_pipe(archive: Path) -> None:
    (archive / "2021-2023" / "2.2" / "manifest.json").unlink()
    os.mkfifo(archive / "2021-2023" / "2.2" / "manifest.json")
    assert rules(archive, "2.1") == ["integrity.unreadable-package"]


def test_a_package_that_cannot_be_read(archive: Path) -> None:
    (archive / "2021-2023" / "2.1" / "manifest.json").unlink()
    assert [finding.rule for finding in renew_index(archive)] == ["integrity.unreadable-package"]


def test_a_package_named_by_a_way_round_is_the_same(archive: Path) -> None:
    with chdir(archive / "2021-2023" / "2.2"):
        findings = verify(Path("../2.1"), rebuild=False, report=lambda _doing: None)
    assert "integrity.no-index" not in {finding.rule for finding in findings}


def test_all_versions_are_those_that_were_taken_away_too(
    archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(archive / "2021-2023" / "2.1")
    (archive / "2021-2023" / "2.2" / "manifest.json").unlink()
    with chdir(archive.parent):
        assert run(["verify", "--json"]) == ExitCode.INTEGRITY
    told = {(one["rule"], one["file"]) for one in json.loads(capsys.readouterr().out)["findings"]}
    assert ("integrity.no-package", "archive/2021-2023/2.1") in told
    assert ("integrity.missing-file", "archive/2021-2023/2.2/manifest.json") in told


def test_versions_swapped_or_renamed(archive: Path) -> None:
    edition = archive / "2021-2023"
    (edition / "2.1").rename(edition / "2.3")
    assert "integrity.renamed-package" in rules(archive, "2.3")
    (edition / "2.2").rename(edition / "2.1")
    (edition / "2.3").rename(edition / "2.2")
    for version in ("2.1", "2.2"):
        assert "integrity.renamed-package" in rules(archive, version)


def test_a_superseded_version_that_was_made_anew(archive: Path, tmp_path: Path) -> None:
    """Without an index the chain tells: the later version knows the one that it took the place of."""
    project = archive_project(tmp_path / "project")
    (project / "data/2021-2023/texts/prestiti.md").write_text("Altre parole.\n", encoding="utf-8")
    forged = put(project, tmp_path / "other")
    shutil.rmtree(archive / "2021-2023" / "2.1")
    shutil.copytree(forged, archive / "2021-2023" / "2.1")
    (archive / "index.json").unlink()
    for version in ("2.1", "2.2"):
        assert "integrity.broken-chain" in rules(archive, version)


def test_a_package_alone(archive: Path, tmp_path: Path) -> None:
    shutil.copytree(archive / "2021-2023" / "2.2", tmp_path / "copy")
    findings = check_integrity(tmp_path / "copy").findings
    assert [(finding.rule, finding.severity) for finding in findings] == [("integrity.no-index", "note")]
