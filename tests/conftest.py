from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from book import Book
from hypothesis import settings
from projects import REAL_EDITION, SECOND_PDF, real_project, report_pdf, second_project

from report_pdf.territory.territory import Territory
from report_pdf.territory.territory_files import load_territory

ROOT = Path(__file__).parents[1]
INSTALLED = ROOT / "tools" / "verapdf" / "verapdf"
JAR = ROOT / ".tools" / "verapdf" / "greenfield-apps.jar"
SAMPLE = 10
TOLD = "told.txt"
"""what the command said, beside the book that it made"""

Once = Callable[[str, Callable[[Path], None]], Path]


def pytest_addoption(parser: pytest.Parser) -> None:
    """`make golden` takes what is seen for what is expected from now on; `make soak` runs trials whole."""
    parser.addoption("--update-golden", action="store_true", help="write the golden pictures anew")
    parser.addoption("--soak", action="store_true", help=f"run long trials whole, not {SAMPLE} of each")


def pytest_configure(config: pytest.Config) -> None:
    """The mark of the tests that `make soak` runs; what must not depend on the machine or the shell."""
    config.addinivalue_line("markers", "soak: long trials; without --soak a fixed sample of each")
    settings.register_profile("untimed", deadline=None)
    settings.load_profile("untimed")
    # What a shell without job control starts in the background is deaf to interrupts; so are its children.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def trials(request: pytest.FixtureRequest) -> Callable[[int], Sequence[int]]:
    """`trials(200)`: the numbers of the trials to run, all of them with `--soak`, else a fixed sample.

    The sample is spread over the whole, so that trials that grow harder are all tried.
    """
    if request.config.getoption("--soak"):
        return range
    return lambda many: sorted({number * many // SAMPLE for number in range(SAMPLE)})


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """`once(name, make)`: the folder `name` as `make(folder)` filled it, whichever process came first.

    Tests run in several processes at the same time; each has a folder of its own in that of the run.
    """
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def made(name: str, make: Callable[[Path], None]) -> Path:
        folder = shared / name
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not folder.exists():
                folder.mkdir()
                try:
                    make(folder)
                except BaseException:
                    shutil.rmtree(folder)
                    raise
        return folder

    return made


@pytest.fixture(scope="session")
def report(once: Once) -> Book:
    """The real report, made once as users make it."""
    folder = once("report", _make_report)
    return Book(folder / "bilancio-sociale-2019-2024.pdf", (folder / TOLD).read_text(encoding="utf-8"))


def _make_report(folder: Path) -> None:
    project = real_project(folder / "project")
    told = _built(project, "--edition", REAL_EDITION, "--out", str(folder), PYTHONHASHSEED="1", TZ="UTC")
    (folder / TOLD).write_text(told, encoding="utf-8")


@pytest.fixture(scope="session")
def printed(once: Once, report: Book) -> Path:
    """The folder of the real edition's files for the print shop, made from the project of `report`."""
    project = report.path.parent / "project"

    def make(folder: Path) -> None:
        _built(project, "--target", "print", "--edition", REAL_EDITION, "--out", str(folder))

    return once("printed", make) / "print"


def _built(project: Path, *arguments: str, **variables: str) -> str:
    ran = report_pdf(project, "build", *arguments, **variables)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


@pytest.fixture(scope="session")
def region() -> Territory:
    """The real comuni."""
    territory, findings = load_territory(ROOT / REAL_EDITION, ROOT)
    assert findings == ()
    assert territory is not None
    return territory


@pytest.fixture(scope="session")
def second(once: Once) -> Book:
    """The second edition, made once with the layouts, styles and program of the real one."""
    folder = once("second", _make_second)
    return Book(folder / "project" / SECOND_PDF, (folder / TOLD).read_text(encoding="utf-8"))


def _make_second(folder: Path) -> None:
    (folder / TOLD).write_text(_built(second_project(folder / "project")), encoding="utf-8")


@pytest.fixture(scope="session")
def verapdf() -> Callable[[Path, str], list[str]]:
    """`validate(pdf, flavour)`: the rules that the file breaks, by veraPDF's flavour ("2a", "ua1")."""
    command = _verapdf_command()
    if command is None and os.environ.get("CI") == "true":
        pytest.fail("conformance NOT checked: no veraPDF; run `make verapdf`")
    if command is None:
        pytest.skip("conformance NOT checked: no veraPDF; run `make verapdf`, or name one in VERAPDF")
    return lambda pdf, flavour: _failed_rules(command, pdf, flavour)


def _verapdf_command() -> str | None:
    if named := os.environ.get("VERAPDF"):
        return shutil.which(named) or pytest.fail(f"VERAPDF names no program: {named}")
    return str(INSTALLED) if JAR.is_file() and shutil.which("java") else None


def _failed_rules(command: str, pdf: Path, flavour: str) -> list[str]:
    arguments = [command, "--format", "json", "--flavour", flavour, str(pdf)]
    ran = subprocess.run(arguments, capture_output=True, text=True, timeout=120, check=False)  # noqa: S603  # our own arguments
    if ran.returncode not in {0, 1}:
        pytest.fail(f"veraPDF ended with {ran.returncode} on {pdf.name}: {ran.stderr}")
    (job,) = json.loads(ran.stdout)["report"]["jobs"]
    (result,) = job["validationResult"]
    rules = [_told(rule) for rule in result["details"]["ruleSummaries"]]
    return rules or ([] if result["compliant"] else [result["statement"]])


def _told(rule: dict[str, str]) -> str:
    name = "{specification} {clause}-{testNumber}: {description}".format_map(rule)
    return name + " ({failedChecks} times, first in {checks[0][context]})".format_map(rule)
