"""A version is deposited whole or not at all, whenever its command is killed and whatever the disk does."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import random
import shutil
import signal
import subprocess
import time
import xml.etree.ElementTree as ET
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from contextlib import chdir, contextmanager
from functools import partial
from pathlib import Path

import pytest
from archive_input import (
    EDITION_NAME,
    LABELS,
    PDF_NAME,
    VERSION,
    archive_project,
    empty_pdf,
    next_version,
    put,
    real_deposit,
    small_deposit,
)
from projects import (
    REAL_EDITION,
    SECOND_EDITION,
    command,
    environment,
    real_project,
    report_pdf,
    second_project,
)

from report_pdf.__main__ import run
from report_pdf.archive.deposit import deposit_book
from report_pdf.archive.describe import Deposit
from report_pdf.archive.files_check import check_files
from report_pdf.archive.index import renew_index
from report_pdf.archive.manifest import read_manifest
from report_pdf.archive.store import held, sweep, versions_in
from report_pdf.archive.verify import check_integrity
from report_pdf.findings import ExitCode


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archive_project(tmp_path_factory.mktemp("small") / "project")


@pytest.fixture(scope="module")
def ready(project: Path) -> Deposit:
    return small_deposit(project, project / "archive")


@pytest.fixture(scope="module")
def package(ready: Deposit, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path, findings = deposit_book(ready, tmp_path_factory.mktemp("archive"))
    assert (path is not None, findings) == (True, ())
    assert path is not None
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_what_a_package_holds(package: Path, ready: Deposit) -> None:
    assert names(package) == [
        "SHA256SUMS",
        "dati/cifre.csv",
        "dati/laboratori.csv",
        "dati/prestiti.csv",
        PDF_NAME,
        "manifest.json",
        "metadati.xml",
        "originali/B-elenco volontari.pdf",
        "sources.zip",
    ]
    assert (package / PDF_NAME).read_bytes() == ready.book.pdf
    assert (package / "originali/B-elenco volontari.pdf").read_bytes() == empty_pdf("B-1")
    sums = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"],  # noqa: S607
        cwd=package,
        capture_output=True,
        text=True,
        check=True,
    )
    assert len(sums.stdout.splitlines()) == 8


def test_what_the_manifest_says(package: Path, ready: Deposit) -> None:
    manifest = read_manifest((package / "manifest.json").read_bytes())
    assert manifest is not None
    assert (manifest.identificativo, manifest.versione) == ("collerosso:libri-aperti:2021-2023", VERSION)
    assert manifest.parole_chiave == ("Libri aperti", "Biblioteca di Collerosso", "2021–2023")
    pdf = manifest.file
    assert (pdf.nome, pdf.pagine, pdf.etichette) == (PDF_NAME, 3, LABELS)
    assert (pdf.dimensione, pdf.sha256) == (len(ready.book.pdf), hashlib.sha256(ready.book.pdf).hexdigest())
    (part,) = manifest.allegati
    assert (part.chiave, part.etichette, part.trattamento, part.firmato) == ("B", ("B-1",), "figure", True)
    assert part.motivi == ("the file has no tags",)
    assert part.sha256 == hashlib.sha256(empty_pdf("B-1")).hexdigest()
    making = manifest.generazione
    assert making.impronta_sorgenti == ready.book.sources.fingerprint
    assert {"Pango", "HarfBuzz", "fontconfig"} <= set(making.librerie)
    assert "weasyprint" in {name.lower() for name in making.pacchetti}
    assert [(table.nome, table.righe) for table in manifest.dati] == [
        ("dati/prestiti.csv", 2),
        ("dati/laboratori.csv", 2),
        ("dati/cifre.csv", 3),
    ]
    assert {font.nome for font in manifest.caratteri} >= {"Manrope 800 normal"}
    assert all("Open Font License" in font.licenza for font in manifest.caratteri)


def commit_told(project: Path, archive: Path) -> str | None:
    path, _findings = deposit_book(small_deposit(project, archive), archive)
    assert path is not None
    manifest = read_manifest((path / "manifest.json").read_bytes())
    assert manifest is not None
    return manifest.generazione.commit


def test_the_commit_is_told_when_no_source_differs_from_it(tmp_path: Path) -> None:
    project = archive_project(tmp_path / "project")
    (project / "Makefile").write_text("all:\n", encoding="utf-8")
    author = ("-c", "user.name=Ufficio", "-c", "user.email=ufficio@example.org")
    for step in (("init", "--quiet"), ("add", "--all"), (*author, "commit", "--quiet", "--message=Dati")):
        subprocess.run(["git", *step], cwd=project, check=True)  # noqa: S603, S607
    assert commit_told(project, tmp_path / "one") is not None
    (project / "Makefile").write_text("all: check\n", encoding="utf-8")
    assert commit_told(project, tmp_path / "two") is None


@pytest.mark.parametrize("name", ["a\\b.html", "a\nb.html"])
def test_a_name_that_cannot_be_listed(tmp_path: Path, name: str) -> None:
    """It would be deposited, and never be found sound again."""
    project = archive_project(tmp_path / "project")
    (project / "layouts" / name).write_text("x", encoding="utf-8")
    path, findings = deposit_book(small_deposit(project, tmp_path / "archive"), tmp_path / "archive")
    assert (path, [finding.rule for finding in findings]) == (None, ["data.file-name"])


def test_what_the_metadata_say(package: Path, ready: Deposit) -> None:
    root = ET.fromstring((package / "metadati.xml").read_bytes())  # noqa: S314  # our own file
    digest = b64encode(hashlib.sha256(ready.book.pdf).digest()).decode()
    assert root.tag == "DocumentoInformatico"
    assert root.findtext("IdDoc/ImprontaCrittograficaDelDocumento/Impronta") == digest
    assert root.findtext("IdDoc/Identificativo") == "collerosso:libri-aperti:2021-2023:2.1"
    assert root.findtext("Allegati/NumeroAllegati") == "1"
    assert root.findtext("Allegati/IndiceAllegati/Descrizione") == "Allegato B: elenco dei volontari"
    assert root.findtext("NomeDelDocumento") == PDF_NAME
    assert root.find("TracciatureModificheDocumento") is None


def test_the_metadata_of_a_later_version(tmp_path: Path) -> None:
    project = archive_project(tmp_path / "project")
    first = put(project, tmp_path / "archive")
    next_version(project, "2.2", "2.1")
    later = put(project, tmp_path / "archive")
    root = ET.fromstring((later / "metadati.xml").read_bytes())  # noqa: S314  # our own file
    digest = b64encode(hashlib.sha256((first / PDF_NAME).read_bytes()).digest()).decode()
    change = "TracciatureModificheDocumento/IdDocVersionePrecedente"
    assert root.findtext(f"{change}/ImprontaCrittograficaDelDocumento/Impronta") == digest
    assert root.findtext(f"{change}/Identificativo") == "collerosso:libri-aperti:2021-2023:2.1"


def test_the_tables_are_those_of_the_office(package: Path, project: Path) -> None:
    """Columns and figures as they were written; a workbook has become CSV."""
    office = (project / SECOND_EDITION / "indicators" / "prestiti.csv").read_text(encoding="utf-8")
    kept = (package / "dati" / "prestiti.csv").read_text(encoding="utf-8")
    assert list(csv.reader(io.StringIO(kept))) == list(csv.reader(io.StringIO(office)))
    rows = list(csv.reader(io.StringIO((package / "dati" / "laboratori.csv").read_text(encoding="utf-8"))))
    assert rows[0][-3:] == ["2021", "2022", "2023"]
    assert [row[-3:] for row in rows[1:]] == [["-", "46", "57"], ["-", "n.d.", "689"]]


def test_the_same_book_makes_the_same_package(package: Path, ready: Deposit, tmp_path: Path) -> None:
    again, _findings = deposit_book(ready, tmp_path / "elsewhere")
    assert again is not None
    assert {name: (again / name).read_bytes() for name in names(again)} == {
        name: (package / name).read_bytes() for name in names(package)
    }


def test_a_version_is_never_written_over(package: Path, ready: Deposit) -> None:
    before = {name: (package / name).read_bytes() for name in names(package)}
    path, (finding,) = deposit_book(ready, package.parents[1])
    assert (path, finding.rule) == (None, "tool.cannot-write")
    assert {name: (package / name).read_bytes() for name in names(package)} == before
    assert versions_in(package.parent) == (VERSION,)


@pytest.mark.parametrize("file", ["styles/page.css", f"{SECOND_EDITION}/appendices/elenco volontari.pdf"])
def test_a_source_that_changes_meanwhile(tmp_path: Path, file: str) -> None:
    project = archive_project(tmp_path / "project")
    prepared = small_deposit(project, tmp_path / "archive")
    (project / file).write_bytes(b"other")
    path, (finding,) = deposit_book(prepared, tmp_path / "archive")
    assert (path, finding.rule, finding.where.file) == (None, "data.changed-meanwhile", file)
    assert names(tmp_path / "archive") == []


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[Path]:
    """A disk with so much room."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:  # noqa: S603
        pytest.skip("only who may mount a small disk can fill it")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)  # noqa: S603, S607


@pytest.mark.parametrize("kilobytes", [4, 40, 400])
def test_a_full_disk(ready: Deposit, tmp_path: Path, kilobytes: int) -> None:
    with small_disk(tmp_path / "disk", kilobytes) as disk:
        path, (finding,) = deposit_book(ready, disk)
        assert (path, finding.rule) == (None, "tool.cannot-write")
        assert "No space left" in finding.message
        assert names(disk) == []


def in_a_child(work: Callable[[], object]) -> int:
    """The process that does the work, then ends without a word."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    return child


def seconds_of(work: Callable[[], object]) -> float:
    began = time.monotonic()
    os.waitpid(in_a_child(work), 0)
    return time.monotonic() - began


def assert_whole_or_none(archive: Path, ready: Deposit) -> bool:
    """Whether the version is there; what is there is whole, and the next command mends what is not."""
    package = archive / ready.book.project.edition.name / ready.book.edition.version
    there = versions_in(package.parent)
    assert there in {(), (package.name,)}
    if there:
        assert check_files(package).findings == ()
    with held(archive) as is_ours:
        assert is_ours
        sweep(archive)
        assert renew_index(archive) == ()
    assert not [path for path in archive.rglob("*") if path.name.endswith(".part")]
    if there:
        assert check_integrity(package).findings == ()
    return bool(there)


@pytest.mark.soak
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_killed_at_any_moment(
    ready: Deposit, request: pytest.FixtureRequest, tmp_path: Path, trials: Callable[[int], Sequence[int]]
) -> None:
    if request.config.getoption("--soak"):
        ready = real_deposit(tmp_path)
    whole = seconds_of(partial(deposit_book, ready, tmp_path / "undisturbed"))
    for number in trials(200):
        archive = tmp_path / str(number)
        child = in_a_child(partial(deposit_book, ready, archive))
        time.sleep(random.Random(number).uniform(0, 1.1 * whole))  # noqa: S311  # the same moments in each run
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        if not assert_whole_or_none(archive, ready):
            path, findings = deposit_book(ready, archive)
            assert (path is not None, findings) == (True, ())
        shutil.rmtree(archive)


@pytest.fixture(scope="module")
def archived(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, float]:
    """A project whose version the command has deposited, and how long it took, in seconds."""
    project = second_project(tmp_path_factory.mktemp("archived") / "project")
    return project, seconds_of_command(project, SECOND_EDITION)


def seconds_of_command(project: Path, edition: str) -> float:
    began = time.monotonic()
    odd = {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7"}
    ran = report_pdf(project, "archive", "--edition", edition, **odd)
    assert ran.returncode == ExitCode.OK, ran.stdout + ran.stderr
    assert f"archive/{Path(edition).name}/" in ran.stdout
    return time.monotonic() - began


def told(project: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str]]:
    """Exit code and rules of the command in the folder of the project."""
    with chdir(project):
        code = run(["archive", "--json", *arguments])
    findings = json.loads(capsys.readouterr().out)["findings"]
    return code, [one["rule"] for one in findings if one["severity"] != "note"]


def test_what_the_print_shop_gets_is_deposited_too(archived: tuple[Path, float]) -> None:
    package = archived[0] / "archive" / EDITION_NAME / VERSION
    book = f"libri-aperti-{EDITION_NAME}"
    printed = [f"{book}-{name}" for name in ("cover-preflight.html", "cover.pdf", "interior-preflight.html")]
    printed += [f"{book}-interior.pdf", f"{book}-scheda-di-stampa.pdf"]
    assert names(package / "stampa") == printed
    manifest = read_manifest((package / "manifest.json").read_bytes())
    assert manifest is not None
    assert [file.nome for file in manifest.stampa] == [f"stampa/{name}" for name in printed]
    for file in manifest.stampa:
        assert hashlib.sha256((package / file.nome).read_bytes()).hexdigest() == file.sha256
    metadata = (package / "metadati.xml").read_text(encoding="utf-8")
    assert f"<Descrizione>Per la tipografia: stampa/{book}-interior.pdf</Descrizione>" in metadata
    assert "<NumeroAllegati>5</NumeroAllegati>" in metadata


def test_the_command_again(archived: tuple[Path, float], capsys: pytest.CaptureFixture[str]) -> None:
    project, _seconds = archived
    before = {name: (project / "archive" / name).read_bytes() for name in names(project / "archive")}
    again = told(project, capsys, "--version", VERSION)
    assert again == (ExitCode.INTEGRITY, ["integrity.version-exists"])
    assert before == {name: (project / "archive" / name).read_bytes() for name in names(project / "archive")}


def test_another_version_than_is_declared(
    archived: tuple[Path, float], capsys: pytest.CaptureFixture[str]
) -> None:
    with chdir(archived[0]):
        assert run(["archive", "--version", "2.2"]) == ExitCode.USAGE
    assert "edition.toml declares version 2.1, not 2.2" in capsys.readouterr().err


def test_nothing_is_deposited_from_a_book_with_faults(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = second_project(tmp_path / "project")
    table = project / SECOND_EDITION / "indicators" / "prestiti.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("7412", ""), encoding="utf-8")
    assert told(project, capsys) == (ExitCode.DATA, ["data.blank-cell"])
    assert versions_in(project / "archive" / EDITION_NAME) == ()


def test_two_commands_at_once(archived: tuple[Path, float], capsys: pytest.CaptureFixture[str]) -> None:
    with held(archived[0] / "archive") as is_ours:
        assert is_ours
        assert told(archived[0], capsys) == (ExitCode.TOOL, ["tool.archive-busy"])


def test_no_way_to_write(archived: tuple[Path, float], capsys: pytest.CaptureFixture[str]) -> None:
    toml = f"{SECOND_EDITION}/edition.toml/archive"
    assert told(archived[0], capsys, "--out", toml) == (ExitCode.TOOL, ["tool.cannot-write"])


@pytest.mark.soak
def test_the_command_killed(
    archived: tuple[Path, float], request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """A kill costs a build: a few in the second edition, and with --soak some more in the real one."""
    is_soak = request.config.getoption("--soak")
    project = (real_project if is_soak else second_project)(tmp_path / "project")
    edition = REAL_EDITION if is_soak else SECOND_EDITION
    whole = seconds_of_command(project, edition) if is_soak else archived[1]
    shutil.rmtree(project / "archive", ignore_errors=True)
    archive = project / "archive"
    for number in range(20 if is_soak else 2):
        with subprocess.Popen(  # noqa: S603  # our own command
            command("archive", "--edition", edition),
            cwd=project,
            env=environment(project),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as running:
            time.sleep(random.Random(number).uniform(0.7, 1.05) * whole)  # noqa: S311  # the same moments each time
            running.kill()
        (version,) = versions_in(archive / Path(edition).name) or ("",)
        if version:
            assert check_files(archive / Path(edition).name / version).findings == ()
            shutil.rmtree(archive)
