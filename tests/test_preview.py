"""The preview in a real browser: one server and one page for all tests, on a copy of the real project."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from browser import BROWSERS
from playwright.sync_api import Page, sync_playwright
from projects import REAL_EDITION, command, environment, real_project

SETTLED = "body[data-settled='true']"
WAIT_MS = 240_000
EVENTS = 16
"""0-based index of the page of the section `eventi`."""


@dataclass
class Open:
    """A preview that is shown."""

    page: Page
    project: Path
    address: str
    complaints: list[str] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)

    def go_to(self, at: int) -> str:
        """Bring a page on screen; its picture's name."""
        self.page.locator(f"#thumbs button >> nth={at}").click()
        self.page.wait_for_selector(f".paper[data-page='{at}'][data-shown]")
        return self.shown(at)

    def shown(self, at: int) -> str:
        return self.page.locator(f".paper[data-page='{at}']").get_attribute("data-shown") or ""

    def edit(self, file: str, old: str, new: str) -> None:
        path = self.project / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def becomes_another(self, at: int, before: str) -> None:
        """Wait until the page has another picture than that one."""
        self.page.wait_for_selector(
            f".paper[data-page='{at}']:not([data-shown='{before}'])", timeout=WAIT_MS, state="attached"
        )

    def settle(self) -> None:
        self.page.wait_for_selector(SETTLED, timeout=WAIT_MS)

    def ink(self, at: int) -> str:
        """The bytes of the picture on screen, drawn by the browser."""
        return str(
            self.page.locator(f".paper[data-page='{at}'] img").evaluate(
                "async image => { const bytes = await (await fetch(image.src)).arrayBuffer();"
                "const digest = await crypto.subtle.digest('SHA-256', bytes);"
                "return [...new Uint8Array(digest)].join() }"
            )
        )


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None and os.environ.get("CI") == "true":
        pytest.fail("the preview is NOT checked: no browser; install chromium")
    if program is None:
        pytest.skip("the preview is NOT checked: no browser; install chromium")
    project = real_project(tmp_path_factory.mktemp("preview"))
    server = subprocess.Popen(  # noqa: S603  # our own command
        command("preview", "--edition", REAL_EDITION),
        cwd=project,
        env=environment(project),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout
    address = server.stdout.readline().strip()
    try:
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1500, "height": 900})
            shown = Open(page, project, address)
            page.on("console", lambda said: shown.complaints.append(said.text))
            page.on("pageerror", lambda error: shown.complaints.append(str(error)))
            page.on("request", lambda request: shown.asked.add(request.url))
            page.goto(address)
            shown.settle()
            yield shown
            browser.close()
    finally:
        server.terminate()
        server.wait(20)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (f"{REAL_EDITION}/texts/eventi.md", "Negli ultimi", "Nei soli ultimi"),
        (f"{REAL_EDITION}/indicators/eventi.csv", ",66,85,", ",99,85,"),
        ("layouts/sections/eventi.html", '"Eventi e partecipanti"', '"Partecipanti ed eventi"'),
        ("styles/type.css", ".remark { display: block }", ".remark, .lead { color: #123456 }"),
        ("styles/tokens.toml", 'nero        = { srgb = "#1F1F1D"', 'nero        = { srgb = "#2F1F1D"'),
    ],
    ids=["text", "figure", "layout", "style", "token"],
)
def test_what_is_saved_is_on_screen_as_the_whole_book_then_has_it(
    preview: Open, file: str, old: str, new: str
) -> None:
    before = preview.go_to(EVENTS)
    ink = preview.ink(EVENTS)
    preview.edit(file, old, new)
    preview.becomes_another(EVENTS, before)
    at_once = preview.shown(EVENTS)
    drawn_alone = preview.ink(EVENTS)
    assert drawn_alone != ink
    preview.settle()
    preview.becomes_another(EVENTS, at_once)
    assert preview.ink(EVENTS) == drawn_alone


def test_an_error_leaves_the_page_and_is_told_with_its_line_until_it_is_mended(preview: Open) -> None:
    before = preview.go_to(EVENTS)
    preview.edit(
        "layouts/sections/eventi.html",
        'draw.chart_table(["eventi.eventi"',
        'draw.chart_table(["eventi.evnti"',
    )
    stopped = preview.page.locator("#stopped li").first
    stopped.wait_for()
    assert "layouts/sections/eventi.html:6" in stopped.inner_text()
    assert "eventi.eventi" in stopped.inner_text()
    assert preview.shown(EVENTS) == before
    preview.edit("layouts/sections/eventi.html", "eventi.evnti", "eventi.eventi")
    preview.page.locator("#stopped").wait_for(state="hidden", timeout=WAIT_MS)
    preview.settle()


def test_it_is_worked_by_keys_alone(preview: Open) -> None:
    page = preview.page
    page.locator("#book").focus()
    page.keyboard.press("g")
    assert page.locator("body.over-grid").count() == 1
    page.keyboard.press("g")
    page.keyboard.press("/")
    page.keyboard.type("Copertina")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.locator("#thumbs [aria-current]").get_attribute("title") == "p. 2"
    page.keyboard.press("p")
    assert page.locator(".spread.open").count() == 0
    page.keyboard.press("d")


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("{origin}/", {}),
        ("{origin}/wrong-token/events", {}),
        ("{address}", {"Host": "example.org"}),
        ("{address}", {"Origin": "https://example.org"}),
        ("{address}static/../app.py", {}),
        ("{address}static/%2e%2e/app.py", {}),
        ("{address}pages/1-0.bmp?width=999999999", {}),
    ],
)
def test_others_are_told_nothing(preview: Open, path: str, headers: dict[str, str]) -> None:
    origin = preview.address.rsplit("/", 2)[0]
    asked = Request(path.format(origin=origin, address=preview.address), headers=headers)  # noqa: S310  # loopback
    with pytest.raises(OSError, match="404"):
        urlopen(asked)  # noqa: S310  # loopback


def test_nothing_went_wrong_in_the_browser_and_no_request_left_the_machine(preview: Open) -> None:
    assert preview.complaints == []
    assert all(url.startswith((preview.address, "data:")) for url in preview.asked)
