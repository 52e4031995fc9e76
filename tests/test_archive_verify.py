"""`verify`: the standards, what the manifest says of the book, and the book made again from its sources."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from contextlib import chdir
from pathlib import Path

import pytest
from archive_input import PDF_NAME, VERSION, empty_pdf
from projects import REAL_EDITION, SECOND_EDITION, real_project, report_pdf, second_project

from report_pdf.__main__ import run
from report_pdf.archive.checksums import digest_of, sums_text
from report_pdf.archive.manifest import Manifest, manifest_text, read_manifest
from report_pdf.archive.rebuild import rebuild
from report_pdf.archive.sources_zip import zip_sources
from report_pdf.archive.verify import verify
from report_pdf.findings import ExitCode, Finding, exit_code
from report_pdf.project import find_project
from report_pdf.sources import read_sources


@pytest.fixture(scope="module")
def archived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package that the command deposited in an odd place, time zone, language and order of hashes."""
    return deposited_oddly(second_project(tmp_path_factory.mktemp("un altro") / "là giù"), SECOND_EDITION)


def deposited_oddly(project: Path, edition: str) -> Path:
    odd = {"TZ": "Pacific/Apia", "PYTHONHASHSEED": "4711", "LANG": "it_IT.UTF-8", "LC_ALL": "it_IT.UTF-8"}
    ran = report_pdf(project, "archive", **odd)
    assert ran.returncode == ExitCode.OK, ran.stdout + ran.stderr
    (package,) = (project / "archive" / Path(edition).name).iterdir()
    return package


@pytest.fixture
def package(archived: Path, tmp_path: Path) -> Path:
    shutil.copytree(archived.parents[1], tmp_path / "archive")
    return tmp_path / "archive" / "2021-2023" / VERSION


def quiet(_doing: str) -> None:
    """Say nothing of what is being done."""


def described(package: Path) -> Manifest:
    manifest = read_manifest((package / "manifest.json").read_bytes())
    assert manifest is not None
    return manifest


def of_the_book(package: Path) -> Manifest:
    """The manifest of a package as if nothing were printed of it."""
    return described(package).model_copy(update={"stampa": ()})


def rules(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.rule, finding.severity.value) for finding in findings]


@pytest.mark.soak
def test_a_package_made_again_elsewhere_is_the_same(
    archived: Path,
    request: pytest.FixtureRequest,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The second edition, and with --soak the real one."""
    if request.config.getoption("--soak"):
        archived = deposited_oddly(real_project(tmp_path / "là giù"), REAL_EDITION)
    found = shutil.which("gs")
    assert found is not None
    (tmp_path / "only").mkdir()
    (tmp_path / "only" / "gs").symlink_to(found)
    monkeypatch.setenv("PATH", str(tmp_path / "only"))
    with chdir(archived):
        assert run(["verify", ".", "--rebuild", "--json"]) == ExitCode.OK
    told = json.loads(capsys.readouterr().out)["findings"]
    same = {Path(one["file"]).name for one in told if one["rule"] == "integrity.rebuilt"}
    manifest = described(archived)
    pressed = {Path(file.nome).name for file in manifest.stampa if file.nome.endswith(".pdf")}
    assert len(pressed) == 3
    assert same == {manifest.file.nome} | pressed


def test_the_command_on_a_damaged_package(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (package / "dati" / "cifre.csv").unlink()
    assert run(["verify", str(package), "--rebuild", "--json"]) == ExitCode.INTEGRITY
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert (finding["rule"], finding["file"]) == ("integrity.missing-file", str(package / "dati/cifre.csv"))


def test_without_verapdf(archived: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It was not there for the deposit either: the manifest says so, and the same checks are made again."""
    monkeypatch.setenv("PATH", "")
    assert [check.strumento for check in described(archived).verifiche] == ["report_pdf"]
    assert rules(verify(archived, rebuild=False, report=quiet)) == [("unchecked.no-verapdf", "note")]


def resigned(package: Path, change: Mapping[str, object]) -> Path:
    """The package with another manifest, and hashes that agree with it; the index does not know it."""
    text = manifest_text(described(package).model_copy(update=change))
    (package / "manifest.json").chmod(0o644)
    (package / "manifest.json").write_bytes(text)
    (package / "SHA256SUMS").chmod(0o644)
    hashes = {
        path.relative_to(package).as_posix(): digest_of(path).sha256
        for path in package.rglob("*")
        if path.is_file() and path.name != "SHA256SUMS"
    }
    (package / "SHA256SUMS").write_bytes(sums_text(hashes))
    for name in ("index.json", "index.html"):
        (package.parents[1] / name).unlink()
    return package


def test_verapdf_judged_it_then_and_is_gone(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    (own,) = described(package).verifiche
    judged = own.model_copy(update={"strumento": "veraPDF", "versione": "1.28.2", "profilo": "2a"})
    resigned(package, {"verifiche": (judged, own)})
    findings = verify(package, rebuild=False, report=quiet)
    assert rules(findings) == [("integrity.no-index", "note"), ("unchecked.no-verapdf", "warn")]
    assert exit_code(findings) == ExitCode.NOT_FULLY_CHECKED


@pytest.mark.usefixtures("verapdf")
def test_with_verapdf(archived: Path) -> None:
    assert verify(archived, rebuild=False, report=quiet) == ()


@pytest.mark.parametrize(
    ("part", "change", "named"),
    [
        ("file", {"pagine": 99}, PDF_NAME),
        ("file", {"etichette": ("1",)}, PDF_NAME),
        ("file", {"profili": ("PDF/A-2B",)}, PDF_NAME),
        ("file", {"dimensione": 1}, PDF_NAME),
        ("file", {"sha256": "0" * 64}, PDF_NAME),
        ("file", {"nome": "metadati.xml"}, "metadati.xml"),
        ("generazione", {"impronta_sorgenti": "0" * 64}, "sources.zip"),
    ],
)
def test_a_manifest_that_tells_untruths(
    package: Path, monkeypatch: pytest.MonkeyPatch, part: str, change: dict[str, object], named: str
) -> None:
    monkeypatch.setenv("PATH", "")
    record = getattr(described(package), part).model_copy(update=change)
    findings = verify(resigned(package, {part: record}), rebuild=False, report=quiet)
    (untrue,) = [finding for finding in findings if finding.rule == "integrity.untrue-manifest"]
    assert named in untrue.message


PROGRAM = """
import pathlib, sys
out = pathlib.Path(sys.argv[sys.argv.index("--out") + 1])
out.mkdir()
(out / "book.pdf").write_bytes({pdf!r})
{end}
"""


def small_package(tmp_path: Path, archived_pdf: bytes, made_pdf: bytes, end: str = "") -> Path:
    """A package whose program makes `made_pdf` of anything."""
    project = second_project(tmp_path / "project")
    sources = read_sources(find_project(project / SECOND_EDITION))
    main = tmp_path / "main.py"
    main.write_text(PROGRAM.format(pdf=made_pdf, end=end), encoding="utf-8")
    package = tmp_path / "package"
    package.mkdir()
    files = tuple(
        type(file)(file.path, digest_of(main).sha256, 0, main) if file.path.endswith("/__main__.py") else file
        for file in sources.files
    )
    assert zip_sources(type(sources)(files, ""), package / "sources.zip") is None
    (package / PDF_NAME).write_bytes(archived_pdf)
    return package


def other_tools(manifest: Manifest) -> Manifest:
    making = manifest.generazione
    libraries = {**making.librerie, "Pango": "1.40.0"}
    return manifest.model_copy(update={"generazione": making.model_copy(update={"librerie": libraries})})


def with_line(pdf: bytes, text: str) -> bytes:
    return pdf + f"% {text}\n".encode()


BOOK = empty_pdf("1", "2", "3")


@pytest.mark.parametrize(
    ("made", "tools", "expected"),
    [
        (BOOK, False, [("integrity.rebuilt", "note")]),
        (with_line(BOOK, "x"), False, [("integrity.other-book", "block")]),
        (BOOK, True, [("unchecked.other-tool", "note"), ("integrity.rebuilt", "note")]),
        (with_line(BOOK, "x"), True, [("unchecked.other-tool", "note"), ("integrity.rebuilt", "note")]),
        (
            empty_pdf("1", "2", "3", "4"),
            True,
            [("unchecked.other-tool", "note"), ("unchecked.other-pages", "warn")],
        ),
    ],
)
def test_a_book_made_again(
    tmp_path: Path, archived: Path, *, made: bytes, tools: bool, expected: list[tuple[str, str]]
) -> None:
    package = small_package(tmp_path, BOOK, made)
    manifest = other_tools(of_the_book(archived)) if tools else of_the_book(archived)
    findings = rebuild(package, manifest, quiet)
    assert rules(findings) == expected
    if tools:
        assert "Pango is" in findings[0].message
        assert "1.40.0" in findings[0].message


@pytest.mark.parametrize(("tools", "code"), [(False, ExitCode.INTEGRITY), (True, ExitCode.NOT_FULLY_CHECKED)])
def test_a_program_that_makes_no_book(tmp_path: Path, archived: Path, *, tools: bool, code: ExitCode) -> None:
    package = small_package(tmp_path, BOOK, BOOK, "sys.exit(3)")
    manifest = other_tools(of_the_book(archived)) if tools else of_the_book(archived)
    findings = rebuild(package, manifest, quiet)
    assert exit_code(findings) == code
    assert "ended with code 3" in findings[-1].message


@pytest.mark.parametrize("tools", [False, True])
@pytest.mark.parametrize(
    ("end", "told"),
    [
        ("print('no space'); sys.exit(5)", "no space"),
        ("import os; os.kill(os.getpid(), 9)", "SIGKILL"),
    ],
)
def test_what_the_machine_ends_is_no_fault_of_the_package(
    tmp_path: Path, archived: Path, *, end: str, told: str, tools: bool
) -> None:
    manifest = other_tools(of_the_book(archived)) if tools else of_the_book(archived)
    findings = rebuild(small_package(tmp_path, BOOK, BOOK, end), manifest, quiet)
    assert (findings[-1].rule, exit_code(findings)) == ("tool.no-rebuild", ExitCode.TOOL)
    assert told in findings[-1].message


def test_a_file_for_the_press_that_is_not_made_again(tmp_path: Path, archived: Path) -> None:
    manifest = described(archived)
    first, *_others = manifest.stampa
    manifest = manifest.model_copy(update={"stampa": (first.model_copy(update={"nome": "stampa/x.pdf"}),)})
    findings = rebuild(small_package(tmp_path, BOOK, BOOK), manifest, quiet)
    assert rules(findings) == [("integrity.rebuilt", "note"), ("integrity.other-book", "block")]
    assert findings[1].where.file is not None
    assert findings[1].where.file.endswith("stampa/x.pdf")


def test_a_machine_without_ghostscript_is_no_fault_of_the_package(tmp_path: Path, archived: Path) -> None:
    end = "('--target' in sys.argv) and (print('no Ghostscript'), sys.exit(8))"
    findings = rebuild(small_package(tmp_path, BOOK, BOOK, end), described(archived), quiet)
    assert rules(findings) == [("integrity.rebuilt", "note"), ("tool.no-rebuild", "block")]
    assert "no Ghostscript" in findings[1].message


def test_a_program_that_does_not_end(tmp_path: Path, archived: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("report_pdf.archive.rebuild.SECONDS", 1)
    package = small_package(tmp_path, BOOK, BOOK, "import time; time.sleep(60)")
    (finding,) = rebuild(package, of_the_book(archived), quiet)
    assert finding.rule == "tool.no-rebuild"
    assert "not ended after" in finding.message


def test_a_book_with_one_other_page_and_one_with_other_bytes(tmp_path: Path, archived: Path) -> None:
    (bytes_,) = rebuild(
        small_package(tmp_path / "a", BOOK, with_line(BOOK, "x")), of_the_book(archived), quiet
    )
    assert bytes_.message.endswith("the book has other bytes, though its pages are alike")
    longer = small_package(tmp_path / "b", BOOK, empty_pdf("1", "2", "3", "4"))
    (page,) = rebuild(longer, of_the_book(archived), quiet)
    assert page.message.endswith("the book is another: page 4")


def test_sources_that_lead_out_of_their_folder(tmp_path: Path, archived: Path) -> None:
    package = small_package(tmp_path, BOOK, BOOK)
    manifest = of_the_book(archived)
    outside = manifest.generazione.model_copy(update={"edizione": "../../elsewhere"})
    (finding,) = rebuild(package, manifest.model_copy(update={"generazione": outside}), quiet)
    assert finding.rule == "integrity.no-rebuild"
    assert finding.message.endswith("an edition that is not among the sources: ../../elsewhere")
