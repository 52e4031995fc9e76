"""manifest.json: strict, and each of its keys explained."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from archive_input import archive_project, put

from report_pdf.archive.manifest import Manifest, manifest_text, read_manifest

GUIDE = Path(__file__).parents[1] / "docs" / "archive.md"


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("package")
    return (put(archive_project(folder / "project"), folder / "archive") / "manifest.json").read_bytes()


def test_written_as_it_was_read(content: bytes) -> None:
    manifest = read_manifest(content)
    assert manifest is not None
    assert manifest_text(manifest) == content


@pytest.mark.parametrize(
    ("key", "value"),
    [("formato", "report_pdf 2"), ("versione", "1"), ("nuovo", 1), ("contenuto", [{"nome": "x"}])],
)
def test_what_is_no_manifest(content: bytes, key: str, value: object) -> None:
    assert read_manifest(json.dumps({**json.loads(content), key: value}).encode()) is None


def test_each_key_is_explained() -> None:
    schema = Manifest.model_json_schema()
    records = [schema, *schema["$defs"].values()]
    keys = {key for record in records for key in record["properties"]}
    assert keys == set(
        re.findall(r"`([a-z0-9_]+)`", GUIDE.read_text(encoding="utf-8").partition("## manifest.json")[2])
    ) - {"null"}
