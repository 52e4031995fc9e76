from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from report_pdf.layout.lint import lint
from report_pdf.project import Project
from report_pdf.tokens import Tokens

TOKENS = Tokens.model_validate(tomllib.loads((Path(__file__).parents[1] / "styles/tokens.toml").read_text()))
EDITION = "data/2024"


def linted(root: Path, files: dict[str, bytes]) -> list[tuple[str, str]]:
    """Rule and place of what is found in a project of these files and one style sheet in use."""
    own = {"styles/page.css": b"a { b: c }", f"{EDITION}/edition.toml": b"", "layouts/book.html": b"<p>"}
    for name, content in (own | files).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    findings = lint(Project(root, root / EDITION), TOKENS, ("page.css",))
    return [(finding.rule, str(finding.where)) for finding in findings]


@pytest.mark.parametrize("name", ["layouts/a.html", "layouts/b/a.css", "styles/b/a.css", "styles/b/a.svg"])
def test_a_file_of_the_designer_that_cannot_be_read_is_told_once(tmp_path: Path, name: str) -> None:
    assert linted(tmp_path, {name: b"a\n\xff"}) == [("layout.encoding", f"{name}:2")]
    assert linted(tmp_path, {name: b"a\x00"}) == [("layout.control-character", f"{name}:1:2")]
    assert linted(tmp_path, {name: b"a" * 300_000}) == [("layout.too-large", name)]
    assert linted(tmp_path, {name: b""}) == []


def test_a_drawing_of_the_office_that_cannot_be_read_is_of_the_office(tmp_path: Path) -> None:
    assert linted(tmp_path, {f"{EDITION}/a.svg": b"\xff"}) == [("data.encoding", f"{EDITION}/a.svg:1")]


@pytest.mark.parametrize("folder", ["layouts/parts", "styles/parts", f"{EDITION}/parts"])
def test_all_that_pages_may_load_is_looked_at(tmp_path: Path, folder: str) -> None:
    files = {f"{folder}/a.css": b"a { color: red }\nb {", f"{folder}/b.svg": b"<svg><text>552</text></svg>"}
    assert linted(tmp_path, files) == [
        ("layout.typed-figure", f"{folder}/b.svg:1:12"),
        ("layout.literal-colour", f"{folder}/a.css:1:12"),
        ("layout.open-bracket", f"{folder}/a.css:2:3"),
    ]


def test_a_style_sheet_that_no_build_loads_is_told(tmp_path: Path) -> None:
    assert linted(tmp_path, {"styles/pages.css": b""}) == [("layout.unused-style", "styles/pages.css")]


@pytest.mark.parametrize(
    ("name", "content"), [("styles/page.css", b"@import 'more.css';"), ("layouts/a.html", b"<link more.css>")]
)
def test_a_style_sheet_that_another_file_loads_is_used(tmp_path: Path, name: str, content: bytes) -> None:
    assert linted(tmp_path, {"styles/more.css": b"", name: content}) == []
