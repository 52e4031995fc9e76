"""Ten pages look as they looked when somebody said that they were good; `make golden` says so again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from book import Book
from page_likeness import DRAWN_AT, are_alike, picture_of, side_by_side, to_keep
from PIL import Image, ImageChops, ImageDraw

from report_pdf.look.page_pictures import page_pictures

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "golden"
FAILURES = ROOT / "build" / "golden-failures"
MOST_BYTES = 20 * 1024

# The entry of the outline, and how many pages after it.
PAGES = (
    ("bilancio sociale", 0),
    ("indice", 0),
    ("nota metodologica", 0),
    ("i comuni toscani", 0),
    ("i comuni toscani", 1),
    ("cosa facciamo", 0),
    ("comunicazione", 0),
    ("servizio civile", 0),
    ("progetti europei", 0),
    ("serie storiche", 0),
)
Pictures = Mapping[str, Image.Image]


def name_of(title: str, after: int) -> str:
    return re.sub(r"\W+", "-", title) + (f"-{after + 1}" if after else "")


NAMES = [name_of(*page) for page in PAGES]


@pytest.fixture(scope="module")
def seen(report: Book) -> Pictures:
    """The pages as they look now."""
    starts = {entry.title: entry.page for entry in reversed(report.view.outline) if entry.page is not None}
    pages = page_pictures(report.data, DRAWN_AT)
    return {name_of(title, after): picture_of(pages[starts[title] + after]) for title, after in PAGES}


@pytest.fixture(scope="module", autouse=True)
def update(request: pytest.FixtureRequest) -> None:
    """With `--update-golden`, keep the pages that look otherwise, and none that is not asked for."""
    if request.config.getoption("--update-golden"):
        GOLDEN.mkdir(exist_ok=True)
        for file in GOLDEN.glob("*.png"):
            if file.stem not in NAMES:
                file.unlink()
        for name, picture in request.getfixturevalue("seen").items():
            if not (GOLDEN / f"{name}.png").is_file() or not are_alike(expected(name), picture):
                to_keep(picture).save(GOLDEN / f"{name}.png", optimize=True)


def expected(name: str) -> Image.Image:
    return Image.open(GOLDEN / f"{name}.png").convert("RGB")


@pytest.mark.parametrize("name", NAMES)
def test_the_page_looks_as_it_should(seen: Pictures, name: str) -> None:
    assert (GOLDEN / f"{name}.png").is_file(), "run `make golden`"
    failure = FAILURES / f"{name}.png"
    failure.unlink(missing_ok=True)
    if not are_alike(expected(name), seen[name]):
        FAILURES.mkdir(parents=True, exist_ok=True)
        side_by_side(expected(name), seen[name]).save(failure)
        pytest.fail(f"{failure.relative_to(ROOT)} shows what has changed; if it is good, run `make golden`")


def test_golden_pictures_are_few_and_small() -> None:
    files = sorted(GOLDEN.iterdir())
    assert [file.name for file in files] == sorted(f"{name}.png" for name in NAMES)
    assert len(files) <= 10
    assert [file.name for file in files if file.stat().st_size > MOST_BYTES] == []


def with_tile(page: Image.Image, left: float, colour: str = "#EA5034") -> Image.Image:
    """The page with one more tile of 4.5 mm in its lower margin, so many pixels from the left."""
    large = page.resize((page.width * 4, page.height * 4), Image.Resampling.BOX)
    ImageDraw.Draw(large).rectangle((4 * left, 2240, 4 * left + 35, 2275), colour)
    return large.resize(page.size, Image.Resampling.BOX)


@pytest.mark.parametrize("name", ["servizio-civile", "i-comuni-toscani-2"])
def test_what_nobody_sees_passes(seen: Pictures, name: str) -> None:
    page = seen[name]
    assert are_alike(page, to_keep(page).convert("RGB"))
    assert are_alike(with_tile(page, 60), with_tile(page, 60.25))  # 0.13 mm: other edges all around


@pytest.mark.parametrize("name", ["servizio-civile", "i-comuni-toscani-2"])
def test_what_somebody_sees_fails(seen: Pictures, name: str) -> None:
    page = seen[name]
    tile = with_tile(page, 60)
    assert not are_alike(tile, with_tile(page, 62))  # moved by a millimetre
    assert not are_alike(tile, with_tile(page, 60, "#D34B33"))  # cotto-12 in the place of cotto
    assert not are_alike(page, ImageChops.offset(page, 0, 1))  # half a millimetre lower
    assert not are_alike(page, page.crop((0, 0, page.width, page.height - 1)))
