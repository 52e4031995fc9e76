from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

import pytest
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from report_pdf.reading.toml_models import Refused, validate
from report_pdf.reading.toml_places import read_toml


def _even(value: int) -> int:
    if value % 2:
        raise Refused(f"{value} is odd", rule="odd-number", hint="add one")
    return value


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Cat(_Strict):
    kind: Literal["cat"]
    lives: int


class Dog(_Strict):
    kind: Literal["dog"]
    weight: Decimal | int


class House(_Strict):
    name: Annotated[str, Field(min_length=1)]
    colour: Annotated[str, Field(pattern="^[a-z]+$")] = "red"
    doors: Annotated[int, AfterValidator(_even)] = 2
    windows: tuple[int, ...] = ()
    rooms: dict[str, Cat] = Field(default_factory=dict)
    pets: tuple[Annotated[Cat | Dog, Field(discriminator="kind")], ...] = ()


def found(folder: Path, source: str) -> list[tuple[str, str, str, str]]:
    (folder / "a.toml").write_text(source)
    toml, _ = read_toml(folder / "a.toml", folder)
    assert toml is not None
    model, findings = validate(House, toml, area="layout")
    assert (model is None) == bool(findings)
    return [(str(f.where).removeprefix("a.toml:"), f.rule, f.message, f.hint) for f in findings]


def test_good_data_becomes_the_model(tmp_path: Path) -> None:
    assert found(tmp_path, 'name = "x"\n[[pets]]\nkind = "dog"\nweight = 1.5\n') == []


def test_all_errors_of_a_file_are_found_at_once_each_at_its_line(tmp_path: Path) -> None:
    source = """\
colour = "RED"
dors = 4
doors = 3
windows = [1, "two", 3]

[rooms.kitchen]
kind = "cat"
lives = 9
live = 8

[[pets]]
kind = "cat"

[[pets]]
kind = "bird"

[[pets]]
weight = 2

[[pets]]
kind = "dog"
weight = "heavy"
"""
    assert found(tmp_path, source) == [
        ("1:1", "layout.missing-key", "the key name is missing", ""),
        ("1:1", "layout.wrong-value", 'colour should match ^[a-z]+$, not "RED"', ""),
        ("2:1", "layout.unknown-key", "unknown key dors", "did you mean doors?"),
        ("3:1", "layout.odd-number", "3 is odd", "add one"),
        ("4:15", "layout.wrong-type", 'windows should be a whole number, not "two"', ""),
        ("9:1", "layout.unknown-key", "unknown key live", "did you mean lives?"),
        ("11:1", "layout.missing-key", "the key lives is missing", ""),
        ("15:1", "layout.wrong-value", 'pets.kind should be one of cat, dog, not "bird"', ""),
        ("17:1", "layout.missing-key", "the key kind is missing", ""),
        ("22:1", "layout.wrong-type", 'pets.weight should be a number, not "heavy"', ""),
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('name = ""', "name is empty"),
        ("name = 5", "name should be a text in quotes, not 5"),
        ("name = []", "name should be a text in quotes, not a list"),
        ('name = "x"\npets = "cat"', 'pets should be a list in square brackets, not "cat"'),
        ('name = "x"\nrooms = 1', "rooms should be a table, not 1"),
        ('name = "x"\ndoors = 2.5', "doors should be a whole number, not 2.5"),
        ('name = "x"\ndoors = ' + '"' + "2" * 60 + 'x"', f'doors should be a whole number, not "{"2" * 39}…'),
    ],
)
def test_the_message_says_what_to_write(tmp_path: Path, line: str, message: str) -> None:
    assert [told for _where, _rule, told, _hint in found(tmp_path, line)] == [message]
