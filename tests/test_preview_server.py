"""The server of the preview as users, editors and machines treat it."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from preview_server import Preview, running
from projects import SECOND_EDITION, report_pdf, second_project

TEXT = f"{SECOND_EDITION}/texts/prestiti.md"
LAYOUT = "layouts/sections/section.html"
OLD, NEW = "ha prestato", "ha dato in prestito"
IDLE_S = 5
MOST_IDLE = 0.1
"""of a core, while nothing happens"""


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """One server for all tests that leave the files as they were."""
    with running(second_project(tmp_path_factory.mktemp("project"))) as preview:
        preview.settled()
        yield preview


@pytest.fixture(scope="module")
def edited(preview: Preview) -> list[bytes]:
    """The pages with the new words; the old ones are back."""
    preview.edit(TEXT, OLD, NEW)
    preview.settled()
    pictures = preview.pictures()
    preview.edit(TEXT, NEW, OLD)
    preview.settled()
    assert pictures != preview.pictures()
    return pictures


@pytest.fixture(autouse=True)
def _as_it_was(request: pytest.FixtureRequest) -> Iterator[None]:
    """Put the sources back that a test has changed."""
    if "preview" not in request.fixturenames:
        yield
        return
    preview: Preview = request.getfixturevalue("preview")
    before = {file: preview.source(file) for file in (TEXT, LAYOUT)}
    yield
    for file, content in before.items():
        preview.write(file, content)
    preview.wait(lambda state: not state["stopped"])
    preview.settled()


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    project = second_project(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ran = report_pdf(project, "preview", "--edition", SECOND_EDITION, "--port", port)
    assert ran.returncode == 5
    assert f"the port {port} is taken" in ran.stdout


def test_browsers_that_come_and_go_are_forgotten(preview: Preview, edited: list[bytes]) -> None:
    open_files = Path(f"/proc/{preview.process.pid}/fd")
    open_before = len(list(open_files.iterdir()))
    for _browser in range(20):
        with urlopen(f"{preview.address}events") as events:  # noqa: S310  # loopback
            assert events.readline().startswith(b"data: ")
    preview.edit(TEXT, OLD, NEW)
    preview.settled()
    assert preview.pictures() == edited
    assert len(list(open_files.iterdir())) < open_before + 10


def test_of_a_hundred_saves_in_a_second_the_last_is_shown(preview: Preview, edited: list[bytes]) -> None:
    text = preview.source(TEXT)
    preview.look([0, 1])
    for number in range(100):
        preview.write(TEXT, text.replace(OLD, f"ha {number} volte prestato"))
        time.sleep(0.01)
    preview.write(TEXT, text.replace(OLD, NEW))
    preview.settled()
    assert preview.pictures() == edited


def test_a_file_taken_away_is_told_and_back_under_its_name_is_shown(
    preview: Preview, edited: list[bytes]
) -> None:
    path, text = preview.project / TEXT, preview.source(TEXT)
    pages = [page["key"] for page in preview.state["pages"]]
    path.rename(path.with_suffix(".old"))
    told = preview.wait(lambda state: bool(state["stopped"]))
    assert TEXT in {finding["file"] for finding in told["stopped"]}
    assert [page["key"] for page in told["pages"]] == pages
    path.with_suffix(".old").unlink()
    aside = path.with_name(".prestiti.md.swp")
    aside.write_text(text.replace(OLD, NEW), encoding="utf-8")
    aside.replace(path)
    preview.wait(lambda state: not state["stopped"])
    preview.settled()
    assert preview.pictures() == edited


def test_a_layout_saved_half_way_is_told_and_gone_when_it_is_whole(preview: Preview) -> None:
    layout, before = preview.source(LAYOUT), preview.pictures()
    preview.write(LAYOUT, layout[: layout.index("{% endif %}") + 4])
    (told,) = preview.wait(lambda state: bool(state["stopped"]))["stopped"]
    assert told["file"] == LAYOUT
    assert told["line"] > 0
    assert preview.pictures() == before
    preview.write(LAYOUT, layout)
    preview.wait(lambda state: not state["stopped"])
    preview.settled()
    assert preview.pictures() == before


def test_an_edit_during_the_build_of_the_book_is_in_what_is_shown(
    preview: Preview, edited: list[bytes]
) -> None:
    preview.edit(TEXT, OLD, "ha, intanto, prestato")
    preview.wait(lambda state: bool(state["doing"]))
    preview.edit(TEXT, "ha, intanto, prestato", NEW)
    preview.settled()
    assert preview.pictures() == edited


def test_what_was_saved_while_the_machine_slept_is_shown(preview: Preview, edited: list[bytes]) -> None:
    everything = preview.living()
    for pid in everything:
        os.kill(pid, signal.SIGSTOP)
    try:
        preview.edit(TEXT, OLD, NEW)
        time.sleep(3)
    finally:
        for pid in everything:
            os.kill(pid, signal.SIGCONT)
    preview.settled()
    assert preview.pictures() == edited


def test_nothing_is_done_while_nothing_happens(preview: Preview) -> None:
    preview.settled()
    before = preview.cpu_s()
    time.sleep(IDLE_S)
    assert preview.cpu_s() - before < MOST_IDLE * IDLE_S


def test_ten_thousand_other_files_are_in_nobodys_way(tmp_path: Path) -> None:
    project = second_project(tmp_path)
    for folder in ("styles", "material"):
        for number in range(5000):
            path = project / folder / f"others/{number % 50}/{number}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
    with running(project) as preview:
        preview.settled()
        before = preview.pictures()
        preview.edit(TEXT, OLD, NEW)
        preview.settled()
        assert preview.pictures() != before


@pytest.mark.parametrize("after_s", [0, 2], ids=["at once", "in the middle of a build"])
def test_interrupted_it_leaves_no_process_and_no_file(tmp_path: Path, after_s: int) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with running(second_project(tmp_path / "project"), temporary) as preview:
        time.sleep(after_s)
        assert preview.stop() == 130
        for _tenth in range(100):
            if not preview.living():
                break
            time.sleep(0.1)
        assert not preview.living()
    assert list(temporary.iterdir()) == []
