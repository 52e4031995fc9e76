from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, packages_distributions, version
from pathlib import Path

import pytest

from report_pdf.findings import ExitCode

ROOT = Path(__file__).parents[1]
PIN = re.compile(r"^([a-z0-9-]+)==([^ ]+)(?: ; .*?)? \\$", re.MULTILINE)


def pins(lock: str) -> dict[str, str]:
    return dict(PIN.findall((ROOT / lock).read_text()))


def canonical(requirement: str) -> str:
    name = re.split(r"[<>=!~\[; ]", requirement)[0]
    return re.sub(r"[-_.]+", "-", name).lower()


def test_readme_explains_each_make_target() -> None:
    targets = re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE)
    readme = (ROOT / "README.md").read_text()
    assert "pdf" in targets
    assert [target for target in targets if f"`make {target}`" not in readme] == []


def test_every_make_target_is_listed_by_help() -> None:
    declared = re.search(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    command = ["make", "--no-print-directory", "help"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603  # our own command
    assert declared
    assert [line.split()[1] for line in listed.stdout.splitlines()] == declared[1].split()


def test_readme_explains_each_exit_code() -> None:
    readme = (ROOT / "README.md").read_text()
    assert [code for code in ExitCode if f"\n| {int(code)} |" not in readme] == []


def test_the_whole_proof_fails_without_the_validator() -> None:
    commands = (ROOT / ".ci" / "run").read_text().splitlines()
    setting = next(at for at, line in enumerate(commands) if line.startswith("export CI=true"))
    assert setting < next(at for at, line in enumerate(commands) if "make test" in line and line[0] != "#")


def test_locks_pin_what_is_asked_for_by_hash_and_say_nothing_of_a_machine() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    asked = [*project["project"]["dependencies"], *groups["build"]]
    assert {canonical(one) for one in asked} <= pins("requirements.lock").keys()
    assert {canonical(one) for one in groups["dev"]} <= pins("requirements-dev.lock").keys()
    for lock in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / lock).read_text()
        blocks = re.split(r"\n(?=\S)", text.strip())
        assert [block for block in blocks if block[0] != "#" and "--hash=sha256:" not in block] == []
        assert not re.search(r"https?:|file:|@ |^-|/[a-z]+/", text, re.MULTILINE)


def test_what_the_program_imports_is_asked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    imported = {
        name.partition(".")[0]
        for path in (ROOT / "src").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module or ""] if isinstance(node, ast.ImportFrom) else [one.name for one in node.names]
        )
    }
    foreign = imported - sys.stdlib_module_names - {"report_pdf"}
    providers = packages_distributions()
    needed = {canonical(providers[name][0]) for name in foreign}
    assert needed == {canonical(one) for one in project["dependencies"]}


def test_both_locks_pin_the_same_versions() -> None:
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()


def test_this_environment_is_the_locked_one() -> None:
    def installed(name: str) -> str | None:
        try:
            return version(name)
        except PackageNotFoundError:  # a pin for other systems
            return None

    others = {
        name: pin for name, pin in pins("requirements-dev.lock").items() if installed(name) not in {pin, None}
    }
    assert others == {}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout and a `PATH` on which only what the test puts there is found."""
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools" / "setup").write_bytes((ROOT / "tools" / "setup").read_bytes())
    (tmp_path / "bin").mkdir()
    for tool in ("dirname", "tr", "cat"):
        (tmp_path / "bin" / tool).symlink_to(f"/usr/bin/{tool}")
    return tmp_path


def add_command(checkout: Path, name: str, script: str) -> None:
    command = checkout / "bin" / name
    command.write_text(f"#!/bin/sh\n{script}\n")
    command.chmod(0o755)


def set_up(checkout: Path) -> subprocess.CompletedProcess[str]:
    command = ["/bin/sh", str(checkout / "tools" / "setup")]
    return subprocess.run(  # noqa: S603  # our own script
        command, env={"PATH": str(checkout / "bin")}, capture_output=True, text=True, check=False
    )


def test_set_up_without_a_fit_python_says_what_to_install(checkout: Path) -> None:
    add_command(checkout, "python3", "exit 1")
    ran = set_up(checkout)
    assert ran.returncode == ExitCode.TOOL
    assert "serve Python 3.11 o più recente" in ran.stderr
    assert "sudo apt-get install python3 python3-venv" in ran.stderr


def test_set_up_without_the_system_libraries_says_what_to_install(checkout: Path) -> None:
    add_command(checkout, "python3", '[ "$1" != - ] || echo libpango-1.0-0 libpangoft2-1.0-0')
    add_command(checkout, "id", "echo 1000")
    ran = set_up(checkout)
    assert ran.returncode == ExitCode.TOOL
    assert "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0\n" in ran.stderr
    assert not (checkout / ".venv").exists()


def test_set_up_as_root_installs_the_system_libraries(checkout: Path) -> None:
    add_command(checkout, "python3", '[ "$1" != - ] || echo libpango-1.0-0')
    add_command(checkout, "id", "echo 0")
    add_command(checkout, "apt-get", 'echo "$@" >&2; [ "$1" = update ]')
    ran = set_up(checkout)
    assert "\ninstall -y -qq --no-install-recommends libpango-1.0-0\n" in ran.stderr
    assert ran.returncode == ExitCode.TOOL  # the installation itself failed here
