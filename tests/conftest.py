from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from book import Book
from projects import REAL_EDITION, SECOND_PDF, real_project, report_pdf, second_project

from report_pdf.territory.territory import Territory
from report_pdf.territory.territory_files import load_territory

ROOT = Path(__file__).parents[1]
INSTALLED = ROOT / "tools" / "verapdf" / "verapdf"
JAR = ROOT / ".tools" / "verapdf" / "greenfield-apps.jar"


SAMPLE = 10


def pytest_addoption(parser: pytest.Parser) -> None:
    """`make golden` takes what is seen for what is expected from now on; `make soak` runs trials whole."""
    parser.addoption("--update-golden", action="store_true", help="write the golden pictures anew")
    parser.addoption("--soak", action="store_true", help=f"run long trials whole, not {SAMPLE} of each")


def pytest_configure(config: pytest.Config) -> None:
    """The mark of the tests that `make soak` runs."""
    config.addinivalue_line("markers", "soak: long trials; without --soak a fixed sample of each")


@pytest.fixture(scope="session")
def trials(request: pytest.FixtureRequest) -> Callable[[int], Sequence[int]]:
    """`trials(200)`: the numbers of the trials to run, all of them with `--soak`, else a fixed sample.

    The sample is spread over the whole, so that trials that grow harder are all tried.
    """
    if request.config.getoption("--soak"):
        return range
    return lambda many: sorted({number * many // SAMPLE for number in range(SAMPLE)})


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """The real report, made once as users make it."""
    folder = tmp_path_factory.mktemp("report")
    project = real_project(folder / "project")
    ran = report_pdf(
        project, "build", "--edition", REAL_EDITION, "--out", str(folder), PYTHONHASHSEED="1", TZ="UTC"
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return Book(folder / "bilancio-sociale-2019-2024.pdf", ran.stdout)


@pytest.fixture(scope="session")
def region() -> Territory:
    """The real comuni."""
    territory, findings = load_territory(ROOT / REAL_EDITION, ROOT)
    assert findings == ()
    assert territory is not None
    return territory


@pytest.fixture(scope="session")
def second(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """The second edition, made once with the layouts, styles and program of the real one."""
    project = second_project(tmp_path_factory.mktemp("second"))
    ran = report_pdf(project, "build")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return Book(project / SECOND_PDF, ran.stdout)


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
