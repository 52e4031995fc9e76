from __future__ import annotations

from pathlib import Path

import pytest
from weasyprint.urls import URLFetcherResponse

from report_pdf.findings import Where
from report_pdf.typeset.fetch import MOST_BYTES, MOST_DATA, ProjectFetcher


@pytest.fixture
def fetcher(tmp_path: Path) -> ProjectFetcher:
    root = tmp_path / "project"
    for folder in ("styles", "layouts", "src"):
        (root / folder).mkdir(parents=True)
    (root / "styles" / "mark.svg").write_bytes(b"<svg/>")
    (root / "src" / "secret.txt").write_text("secret")
    (tmp_path / "outside.svg").write_bytes(b"<svg/>")
    (root / "styles" / "way-out.svg").symlink_to(tmp_path / "outside.svg")
    return ProjectFetcher(root, ("styles", "layouts"), {"eventi": b"<svg>552</svg>"})


@pytest.mark.parametrize(
    ("url", "data"),
    [
        ("file:///styles/mark.svg", b"<svg/>"),
        ("asset:eventi", b"<svg>552</svg>"),
        ("data:text/plain,ciao", b"ciao"),
    ],
)
def test_what_belongs_to_the_project_is_loaded(fetcher: ProjectFetcher, url: str, data: bytes) -> None:
    response = fetcher.fetch(url)
    assert isinstance(response, URLFetcherResponse)
    assert response.read() == data
    assert fetcher.findings == ()


@pytest.mark.parametrize(
    ("url", "rule", "hint"),
    [
        ("http://example.org/a.png", "layout.remote-resource", ""),
        ("https://example.org/a.png", "layout.remote-resource", ""),
        ("ftp://example.org/a.png", "layout.remote-resource", ""),
        ("data:text/plain," + "a" * MOST_DATA, "layout.long-data", "styles/"),
        ("data:image/png;base64,abc", "layout.broken-data", ""),
        ("data:", "layout.broken-data", ""),
        ("file:///etc/passwd", "layout.outside-project", "styles/"),
        ("file:///styles/../src/secret.txt", "layout.outside-project", "styles/"),
        ("file:///styles/%2e%2e/%2e%2e/outside.svg", "layout.outside-project", "styles/"),
        ("file:///styles/way-out.svg", "layout.outside-project", "styles/"),
        ("file:///styles/marc.svg", "layout.missing-file", "mark.svg"),
        ("file:///styles", "layout.missing-file", ""),
        ("asset:event", "layout.missing-file", "eventi"),
    ],
)
def test_all_else_is_refused_and_remembered(fetcher: ProjectFetcher, url: str, rule: str, hint: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        fetcher.fetch(url)
    (finding,) = fetcher.findings
    assert finding.rule == rule
    assert hint in finding.hint
    assert len(finding.message) < 200


def test_a_file_beyond_all_measure_is_not_loaded(fetcher: ProjectFetcher, tmp_path: Path) -> None:
    with (tmp_path / "project" / "styles" / "huge.png").open("wb") as huge:
        huge.truncate(MOST_BYTES + 1)
    assert fetcher.load("file:///styles/huge.png") is None
    (finding,) = fetcher.findings
    assert (finding.rule, "is larger than" in finding.message) == ("layout.missing-file", True)


def test_the_place_where_an_address_is_written_is_told_once(fetcher: ProjectFetcher) -> None:
    fetcher.load("asset:event", Where("layouts/a.html", 3))
    fetcher.load("asset:event")
    (finding,) = fetcher.findings
    assert finding.where == Where("layouts/a.html", 3)


def test_what_an_address_itself_holds_is_loaded(fetcher: ProjectFetcher) -> None:
    assert fetcher.load("data:text/plain;base64,Y2lhbw==", Where("layouts/a.html", 3)) == b"ciao"
    assert fetcher.findings == ()
