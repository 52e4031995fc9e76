from __future__ import annotations

from pathlib import Path

import pytest

from report_pdf.findings import BuildStopped
from report_pdf.project import find_project


def make(root: Path, *folders: str) -> None:
    for folder in folders:
        (root / folder).mkdir(parents=True)


def test_the_project_of_an_edition_is_the_nearest_folder_with_layouts_and_styles(tmp_path: Path) -> None:
    make(tmp_path, "layouts", "styles", "inner/layouts", "inner/styles", "inner/data/2024")
    (tmp_path / "inner/data/2024/edition.toml").touch()
    project = find_project(tmp_path / "inner/data/../data/2024")
    assert project.root == tmp_path / "inner"
    assert project.edition == tmp_path / "inner/data/2024"
    assert project.relative(project.layouts) == "layouts"
    assert project.relative(project.styles / "page.css") == "styles/page.css"


@pytest.mark.parametrize(
    ("folders", "has_edition", "rule", "words"),
    [
        (("layouts", "styles", "data"), False, "data.no-edition", "edition.toml"),
        (("layouts", "data"), True, "layout.no-project", "layouts/ and styles/"),
        (("styles", "data"), True, "layout.no-project", "layouts/ and styles/"),
    ],
)
def test_what_is_no_edition_of_a_project_is_refused(
    tmp_path: Path, folders: tuple[str, ...], *, has_edition: bool, rule: str, words: str
) -> None:
    make(tmp_path, *folders)
    if has_edition:
        (tmp_path / "data/edition.toml").touch()
    with pytest.raises(BuildStopped) as stopped:
        find_project(tmp_path / "data")
    (finding,) = stopped.value.findings
    assert finding.rule == rule
    assert words in finding.message
    assert finding.hint
