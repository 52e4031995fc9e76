"""A build with what was kept, without it, and with what is damaged: the same book."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from book import Book
from projects import SECOND_EDITION

from report_pdf.build import build
from report_pdf.cache import FOLDER
from report_pdf.charts.kept_charts import KIND as CHARTS


@pytest.fixture(scope="module")
def project(second: Book, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `second` was made from, its workbook too, without what was made."""
    made = shutil.ignore_patterns("build", FOLDER.name, "__pycache__")
    return Path(
        shutil.copytree(second.path.parents[1], tmp_path_factory.mktemp("cached") / "project", ignore=made)
    )


def built(project: Path) -> bytes:
    result = build(project / SECOND_EDITION, draft=False, out=None, report=lambda _stage: None)
    assert result.path is not None
    return result.path.read_bytes()


def entries(project: Path, kind: str = "") -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in (project / FOLDER / kind).rglob("*") if path.is_file()}


def test_the_book_is_the_same_cold_warm_and_from_a_damaged_cache(project: Path, second: Book) -> None:
    cold = built(project)
    kept = entries(project)
    assert cold == second.path.read_bytes()  # by another process, in another folder
    assert built(project) == cold
    assert entries(project) == kept
    for number, path in enumerate(kept):
        path.write_bytes(b"" if number % 2 else path.read_bytes()[:-1])
    assert built(project) == cold
    assert entries(project) == kept


def test_a_figure_that_changed_draws_its_charts_alone(project: Path) -> None:
    built(project)
    kept = entries(project, CHARTS)
    table = project / SECOND_EDITION / "indicators" / "prestiti.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("1846", "1847"), encoding="utf-8")
    built(project)
    assert kept.keys() < entries(project, CHARTS).keys()
    assert len(entries(project, CHARTS)) == len(kept) + 1
