"""JSON Schemas of the files that people write, for editors that complete and check while typing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from pydantic import BaseModel

from report_pdf.reading.edition import Edition
from report_pdf.tokens import Tokens

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_MODELS: Mapping[str, type[BaseModel]] = MappingProxyType({"edition": Edition, "tokens": Tokens})


def schema_of(model: type[BaseModel]) -> dict[str, object]:
    """The JSON Schema (draft 2020-12) of a model's TOML file."""
    return {"$schema": _DIALECT, **model.model_json_schema()}


def schema_files() -> dict[str, str]:
    """File name to the text of each schema: `edition.schema.json`, `tokens.schema.json`."""
    return {
        f"{name}.schema.json": json.dumps(schema_of(model), ensure_ascii=False, indent=2) + "\n"
        for name, model in _MODELS.items()
    }


def write(folder: Path) -> None:
    """Write the schemas into an existing `folder`."""
    for name, text in schema_files().items():
        (folder / name).write_text(text, encoding="utf-8")
