from __future__ import annotations

from pathlib import Path

import pytest

from report_pdf.findings import BuildStopped, Finding
from report_pdf.project import find_project


def edition(root: Path, folder: str, *designers: str) -> Path:
    """An edition in `root`, with these folders of the designer."""
    (root / folder).mkdir(parents=True)
    (root / folder / "edition.toml").touch()
    for name in designers:
        (root / name).mkdir(parents=True)
    return root / folder


def stopped(folder: Path) -> Finding:
    """The finding that stops the search for a project."""
    with pytest.raises(BuildStopped) as stop:
        find_project(folder)
    (finding,) = stop.value.findings
    return finding


def test_a_project_is_the_folder_above_with_layouts_and_styles(tmp_path: Path) -> None:
    project = find_project(edition(tmp_path, "data/2030", "layouts", "styles"))
    assert (project.root, project.edition) == (tmp_path, tmp_path / "data" / "2030")
    assert (project.layouts, project.styles) == (tmp_path / "layouts", tmp_path / "styles")
    assert project.relative(project.edition / "texts" / "a.md") == "data/2030/texts/a.md"


def test_the_nearest_project_is_taken(tmp_path: Path) -> None:
    folder = edition(tmp_path, "a/b/2030", "layouts", "styles", "a/layouts", "a/styles")
    assert find_project(folder).root == tmp_path / "a"


def test_places_are_absolute_whatever_way_leads_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition(tmp_path, "data/2030", "layouts", "styles")
    monkeypatch.chdir(tmp_path / "data")
    assert find_project(Path("2030/../2030")).edition == tmp_path / "data" / "2030"


def test_a_folder_without_an_edition_is_none(tmp_path: Path) -> None:
    finding = stopped(tmp_path)
    assert (finding.rule, finding.message) == ("data.no-edition", f"there is no edition.toml in {tmp_path}")
    assert finding.hint


@pytest.mark.parametrize("designers", [(), ("layouts",), ("styles",)])
def test_an_edition_without_a_project_is_told(tmp_path: Path, designers: tuple[str, ...]) -> None:
    finding = stopped(edition(tmp_path, "data/2030", *designers))
    assert finding.rule == "layout.no-project"
    assert "layouts/ and styles/" in finding.message
