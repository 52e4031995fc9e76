from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from report_pdf.reading import schemas
from report_pdf.reading.edition import Edition

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("name", sorted(schemas.schema_files()))
def test_the_schemas_in_docs_are_those_of_the_program(name: str, tmp_path: Path) -> None:
    schemas.write(tmp_path)
    committed = ROOT / "docs" / "schemas" / name
    assert committed.read_text() == (tmp_path / name).read_text(), "run report_pdf.reading.schemas.write"


@pytest.mark.parametrize(
    ("file", "schema"), [("data/2019-2024/edition.toml", "edition"), ("styles/tokens.toml", "tokens")]
)
def test_the_files_point_editors_at_their_schema(file: str, schema: str) -> None:
    first = (ROOT / file).read_text().splitlines()[0]
    target = (ROOT / file).parent / first.removeprefix("#:schema ")
    assert target.resolve() == ROOT / "docs" / "schemas" / f"{schema}.schema.json"


def _undescribed(schema: Mapping[str, object], path: str) -> Iterator[str]:
    properties = schema.get("properties")
    assert isinstance(properties, dict), path
    for name, of_key in properties.items():
        if "description" not in of_key and name != "kind":
            yield f"{path}.{name}"


def test_every_key_of_an_edition_is_described() -> None:
    schema = schemas.schema_of(Edition)
    definitions = schema["$defs"]
    assert isinstance(definitions, dict)
    tables = {name: one for name, one in definitions.items() if "properties" in one}
    undescribed = [
        key for name, one in {"Edition": schema, **tables}.items() for key in _undescribed(one, name)
    ]
    assert undescribed == []


def test_the_real_edition_uses_only_keys_of_the_schema() -> None:
    schema = schemas.schema_of(Edition)
    written = tomllib.loads((ROOT / "data/2019-2024/edition.toml").read_text())
    assert isinstance(schema["properties"], dict)
    assert set(written) <= set(schema["properties"])
    assert isinstance(schema["required"], list)
    assert set(schema["required"]) <= set(written)
