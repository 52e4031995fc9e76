from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path
from shutil import copytree

import pytest
from differences_input import blank_pdf

from report_pdf.findings import ExitCode

ROOT = Path(__file__).parents[1]
COMUNI = "istat,name,province\n045001,Uno,MS\n045002,Due,MS\n"


def environment(**variables: str) -> dict[str, str]:
    neutral = {
        name: value for name, value in os.environ.items() if name not in {"LANGUAGE", "LC_ALL", "NO_COLOR"}
    }
    return neutral | {"PYTHONPATH": str(ROOT / "src"), "LANG": "C.UTF-8"} | variables


def report_pdf(*arguments: str, cwd: Path = ROOT, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  # our own command
        [sys.executable, "-m", "report_pdf", *arguments],
        cwd=cwd,
        env=environment(**variables),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with an empty edition, and a file of residents that cannot be imported."""
    for folder in ("layouts", "styles"):
        (tmp_path / folder).mkdir()
    territory = tmp_path / "data" / "2030" / "territory"
    territory.mkdir(parents=True)
    (territory.parent / "edition.toml").touch()
    (territory / "comuni.csv").write_text(COMUNI)
    (tmp_path / "POSAS_2024_it.csv").write_text("title\nwrong;columns\n")
    return tmp_path


def test_help_imports_nothing_heavy() -> None:
    ask = """
import atexit, runpy, sys
atexit.register(lambda: print(*sys.modules, file=sys.stderr))
sys.argv = ["report-pdf", "--help"]
runpy.run_module("report_pdf", run_name="__main__")
"""
    ran = subprocess.run(  # noqa: S603  # our own command
        [sys.executable, "-c", ask], env=environment(), capture_output=True, text=True, check=True
    )
    heavy = {
        "weasyprint",
        "matplotlib",
        "numpy",
        "pydantic",
        "jinja2",
        "pypdf",
        "openpyxl",
        "babel",
    }
    assert "import-posas" in ran.stdout
    assert heavy.isdisjoint(ran.stderr.split())


@pytest.mark.parametrize(
    ("arguments", "lang", "language"),
    [
        (["--lang", "it"], "C", ""),
        (["--lang=it"], "C", ""),
        ([], "it_IT.UTF-8", ""),
        ([], "C", "it:en"),
    ],
)
def test_usage_errors_are_told_in_italian(arguments: list[str], lang: str, language: str) -> None:
    ran = report_pdf(*arguments, "build", "--target", "tavoletta", LANG=lang, LANGUAGE=language)
    assert ran.returncode == ExitCode.USAGE
    assert ran.stderr.startswith("Uso: report-pdf build [OPTIONS]\n")
    told = "Errore: Valore non valido per '--target': 'tavoletta' non è uno di questi: 'digital', 'print'."
    assert told in ran.stderr


def test_help_speaks_italian_wholly() -> None:
    told = report_pdf("--lang", "it", "build", "--help").stdout
    assert "Cartella dell'edizione." in told
    assert "Mostra questo aiuto." in told


def test_lang_goes_before_the_environment() -> None:
    assert report_pdf("--lang", "en", "--help", LANG="it_IT.UTF-8").stdout.startswith("Usage:")


def test_no_edition_is_a_usage_error(tmp_path: Path) -> None:
    ran = report_pdf("check", cwd=tmp_path)
    assert ran.returncode == ExitCode.USAGE
    assert "there is no edition in data/; name one by --edition" in ran.stderr


def test_findings_are_told_with_place_rule_cure_and_number(project: Path) -> None:
    ran = report_pdf("import-posas", "POSAS_2024_it.csv", cwd=project)
    assert ran.returncode == ExitCode.DATA
    first, told, hint, *_rest, count = ran.stdout.splitlines()
    assert first == "Data and texts (the office)"
    assert told.startswith("POSAS_2024_it.csv:2: error: there is no column codice comune, età, totale [data.")
    assert hint.startswith("    take the file as Istat gives it")
    assert count == "1 error, 0 warnings, 0 notes"
    assert not ran.stderr


def test_places_are_told_from_the_project_s_folder_wherever_the_edition_lies(project: Path) -> None:
    edition = project / "archive" / "data" / "2030"
    (project / "archive").mkdir()
    (project / "data").rename(edition.parent)
    (edition / "territory" / "comuni.csv").unlink()
    ran = report_pdf("import-posas", "POSAS_2024_it.csv", "--edition", str(edition), cwd=project)
    assert ran.returncode == ExitCode.DATA
    assert "\narchive/data/2030/territory/comuni.csv: error:" in ran.stdout


def test_findings_as_json(project: Path) -> None:
    ran = report_pdf("--lang", "it", "import-posas", "POSAS_2024_it.csv", "--json", cwd=project)
    told = json.loads(ran.stdout)
    assert (ran.returncode, told["exit_code"], told["path"]) == (3, 3, None)
    (finding,) = told["findings"]
    assert (finding["rule"], finding["severity"]) == ("data.wrong-columns", "block")
    assert (finding["file"], finding["line"], finding["column"]) == ("POSAS_2024_it.csv", 2, 0)
    assert finding["message"] == "manca la colonna codice comune, età, totale"
    assert not ran.stderr


def on_terminal(project: Path, **variables: str) -> str:
    """What a person at a terminal sees of an import that fails."""
    ours, its = pty.openpty()
    command = [sys.executable, "-m", "report_pdf", "import-posas", "POSAS_2024_it.csv"]
    subprocess.run(  # noqa: S603  # our own command
        command, cwd=project, env=environment(**variables), stdout=its, stderr=its, check=False
    )
    os.close(its)
    seen = os.read(ours, 10_000).decode()
    os.close(ours)
    return seen


def test_findings_are_coloured_on_a_terminal(project: Path) -> None:
    assert "\x1b[31m\x1b[1merror\x1b[0m" in on_terminal(project)


def test_no_color_is_heeded(project: Path) -> None:
    assert "\x1b[31m" not in on_terminal(project, NO_COLOR="1")


def test_reader_who_has_gone_changes_nothing(project: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "report_pdf", "import-posas", "POSAS_2024_it.csv"]
    with os.fdopen(writing, "wb") as gone:
        ran = subprocess.run(  # noqa: S603  # our own command
            command,
            cwd=project,
            env=environment(),
            stdout=gone,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (ran.returncode, ran.stderr) == (ExitCode.DATA, "")


def test_new_edition_is_begun_on_the_model_of_the_newest(tmp_path: Path) -> None:
    copytree(ROOT / "data", tmp_path / "data")
    first = report_pdf("new-edition", "2091-2092", "--period", "2091", "--period", "2092-H1", cwd=tmp_path)
    assert (first.returncode, first.stdout) == (ExitCode.OK, "written: data/2091-2092\n")
    assert (tmp_path / "data" / "2091-2092" / "edition.toml").is_file()
    again = report_pdf("new-edition", "2091-2092", "--json", cwd=tmp_path)
    assert again.returncode == ExitCode.DATA
    assert json.loads(again.stdout)["findings"][0]["rule"] == "data.edition-exists"


def test_a_period_that_is_none_is_a_usage_error() -> None:
    ran = report_pdf("new-edition", "2091", "--period", "2091-H3")
    assert ran.returncode == ExitCode.USAGE
    assert "Invalid value for '--period': 2091-H3" in ran.stderr


def broken_library(folder: Path, source: str) -> str:
    """A `PYTHONPATH` on which the typesetter is `source` instead of itself."""
    (folder / "lib").mkdir()
    (folder / "lib" / "weasyprint.py").write_text(source)
    return f"{folder / 'lib'}:{ROOT / 'src'}"


def test_what_nobody_foresaw_is_our_bug(project: Path) -> None:
    path = broken_library(project, "raise RuntimeError('odd')")
    ran = report_pdf("build", cwd=project, PYTHONPATH=path)
    assert ran.returncode == ExitCode.BUG
    (details,) = (project / "build").iterdir()
    assert ran.stderr == (
        f"report-pdf failed, and not through your work: RuntimeError: odd (build/{details.name})\n"
    )
    assert "Traceback" in details.read_text()


def test_a_full_disk_is_the_machine_s(project: Path) -> None:
    path = broken_library(project, "raise OSError(28, 'No space left on device', '/elsewhere/x')")
    ran = report_pdf("build", cwd=project, PYTHONPATH=path)
    assert ran.returncode == ExitCode.TOOL
    assert "/elsewhere/x: error: no space is left on the disk [tool.disk-full]" in ran.stdout
    assert not ran.stderr


def test_being_stopped_while_the_commands_are_loaded_ends_cleanly(tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("raise KeyboardInterrupt")  # one of the libraries they need
    ran = report_pdf("--help", cwd=ROOT, PYTHONPATH=f"{tmp_path}:{ROOT / 'src'}")
    assert (ran.returncode, ran.stderr) == (ExitCode.INTERRUPTED, "interrupted\n")


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_being_stopped_ends_cleanly(project: Path, stop: signal.Signals) -> None:
    started = project / "started"
    path = broken_library(
        project, f"import pathlib, time; pathlib.Path({str(started)!r}).touch(); time.sleep(60)"
    )
    with subprocess.Popen(  # our own command
        [sys.executable, "-m", "report_pdf", "build"],
        cwd=project,
        env=environment(PYTHONPATH=path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        while running.poll() is None and not started.exists():
            time.sleep(0.02)
        running.send_signal(stop)
        told = running.communicate()  # one that goes on all the same wakes up by itself, and tells
    assert (running.returncode, *told) == (ExitCode.INTERRUPTED, "", "\ninterrupted\n")  # after "^C"


def test_versions_are_those_of_the_edition_s_project(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (project / "archive" / "2030" / "1.0").mkdir(parents=True)
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    edition = str(project / "data" / "2030")
    ran = report_pdf("diff", "1.0", "1.1", "--edition", edition, "--json", cwd=elsewhere)
    told = {finding["rule"]: finding for finding in json.loads(ran.stdout)["findings"]}
    assert told["data.no-package"]["file"] == "2030/1.0"
    assert "1.0" in told["data.unknown-version"]["hint"]


def test_two_files_are_compared_without_an_edition(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / name).write_bytes(blank_pdf())
    ran = report_pdf("diff", "a.pdf", "b.pdf", "--json", cwd=tmp_path)
    assert json.loads(ran.stdout)["path"] == "build/diff-a-b.html"
    assert report_pdf("verify", cwd=tmp_path).returncode == ExitCode.USAGE
