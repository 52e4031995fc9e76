"""Every animal of the zoo is bound soundly and looks as it did, or is refused for the reason expected."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from corpus_runs import records_of, run_corpus
from judges import UNCHECKED
from mutants import mutant
from records import Record, faults, line
from zoo.animal import Animal
from zoo.animals import ANIMALS

IS_CI = os.environ.get("CI") == "true"
MOST_MUTANTS = 600
LARGEST_MUTANT = 300_000
"""bytes: those of larger animals take long and teach nothing else"""


@pytest.fixture(scope="session")
def zoo(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """The files of all animals."""
    folder = tmp_path_factory.mktemp("zoo")
    for animal in ANIMALS:
        if request.config.getoption("--soak") or not animal.is_long:
            with suppress(*() if IS_CI else (FileNotFoundError,)):  # a producer that is not installed
                animal.make(folder / f"{animal.name}.pdf")
    return folder


@pytest.fixture(scope="session")
def fates(zoo: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Record]:
    """What came of each animal when it was bound."""
    report = tmp_path_factory.mktemp("fates") / "zoo.jsonl"
    run_corpus(zoo, report)
    return records_of(report)


@pytest.mark.soak
@pytest.mark.parametrize("animal", [pytest.param(animal, id=animal.name) for animal in ANIMALS])
def test_an_animal_is_bound_or_refused_as_expected(
    animal: Animal, fates: Mapping[str, Record], request: pytest.FixtureRequest
) -> None:
    if animal.is_long and not request.config.getoption("--soak"):
        pytest.skip("takes long: make soak")
    if f"{animal.name}.pdf" not in fates:
        pytest.skip("NOT checked: the program that makes it is not installed")
    record = fates[f"{animal.name}.pdf"]
    fate = record["treatment"] if record["outcome"] == "bound" else record["outcome"]
    assert fate in {treatment or "refused" for treatment in animal.fate}, line(record)
    assert animal.told <= {rule for rule, _severity, _message in record["findings"]}, line(record)
    assert faults([record]) == 0, line(record)
    if any(UNCHECKED in str(rules) for rules in record.get("complaints", {}).values()):
        _not_checked(line(record))


def _not_checked(why: str) -> None:
    if IS_CI:
        pytest.fail(f"conformance NOT checked: {why}")
    pytest.skip(f"conformance NOT checked: {why}")


@pytest.mark.soak
def test_a_damaged_animal_is_bound_soundly_or_refused(
    zoo: Path, tmp_path: Path, trials: Callable[[int], Sequence[int]]
) -> None:
    animals = [
        file.read_bytes() for file in sorted(zoo.glob("*.pdf")) if 0 < file.stat().st_size < LARGEST_MUTANT
    ]
    folder = tmp_path / "mutants"
    folder.mkdir()
    for number in trials(MOST_MUTANTS):
        (folder / f"{number}.pdf").write_bytes(mutant(animals, number))
    ran = run_corpus(folder, tmp_path / "mutants.jsonl")
    found = records_of(tmp_path / "mutants.jsonl")
    assert len(found) == len(trials(MOST_MUTANTS)), ran.stdout + ran.stderr
    assert [line(record) for record in found.values() if faults([record])] == []
