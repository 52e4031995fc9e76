"""Every animal of the zoo is bound soundly and looks as it did, or is refused for the reason expected."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from corpus_runs import records_of, run_corpus
from mutants import mutant
from records import Record, faults, line, unchecked
from zoo.animal import Animal
from zoo.animals import animals

IS_CI = os.environ.get("CI") == "true"
MOST_MUTANTS = 600
LARGEST_MUTANT = 300_000
"""bytes: those of larger animals take long and teach nothing else"""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Each animal is a test of its own."""
    if "animal" in metafunc.fixturenames:
        seen = animals(is_whole=metafunc.config.getoption("--soak"))
        metafunc.parametrize("animal", [pytest.param(one, id=one.name) for one in seen])


@pytest.fixture(scope="session")
def zoo(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """The files of all animals."""
    folder = tmp_path_factory.mktemp("zoo")
    for animal in animals(is_whole=request.config.getoption("--soak")):
        with suppress(*() if IS_CI else (FileNotFoundError,)):  # a producer that is not installed
            animal.make(folder / f"{animal.name}.pdf")
    return folder


@pytest.fixture(scope="session")
def fates(zoo: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Record]:
    """What came of each animal when it was bound."""
    report = tmp_path_factory.mktemp("fates") / "zoo.jsonl"
    ran = run_corpus(zoo, report)
    found = records_of(report)
    assert len(found) == len(list(zoo.glob("*.pdf"))), ran.stdout + ran.stderr
    return found


@pytest.mark.soak
def test_an_animal_is_bound_or_refused_as_expected(
    animal: Animal, zoo: Path, fates: Mapping[str, Record]
) -> None:
    if not (zoo / f"{animal.name}.pdf").exists():
        pytest.skip("NOT checked: the program that makes it is not installed")
    record = fates[f"{animal.name}.pdf"]
    fate = record["treatment"] if record["outcome"] == "bound" else record["outcome"]
    assert fate in {treatment or "refused" for treatment in animal.fate}, line(record)
    assert animal.told <= {rule for rule, _severity, _message in record["findings"]}, line(record)
    assert faults([record]) == 0, line(record)
    if unchecked([record]):
        _not_checked(line(record))


def _not_checked(why: str) -> None:
    if IS_CI:
        pytest.fail(f"conformance NOT checked: {why}")
    pytest.skip(f"conformance NOT checked: {why}")


@pytest.mark.soak
def test_a_damaged_animal_is_bound_soundly_or_refused(
    zoo: Path, tmp_path: Path, trials: Callable[[int], Sequence[int]]
) -> None:
    sources = [
        file.read_bytes() for file in sorted(zoo.glob("*.pdf")) if 0 < file.stat().st_size < LARGEST_MUTANT
    ]
    folder = tmp_path / "mutants"
    folder.mkdir()
    for number in trials(MOST_MUTANTS):
        (folder / f"{number}.pdf").write_bytes(mutant(sources, number))
    ran = run_corpus(folder, tmp_path / "mutants.jsonl")
    found = records_of(tmp_path / "mutants.jsonl")
    assert len(found) == len(trials(MOST_MUTANTS)), ran.stdout + ran.stderr
    assert [line(record) for record in found.values() if faults([record])] == []
