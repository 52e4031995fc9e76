"""The preview in a real browser: one server and one page for all tests, on the second edition."""

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
from projects import SECOND_EDITION, command, environment, second_project

SETTLED = "body[data-settled='true']"
WAIT_MS = 120_000
SECTION = "prestiti"
"""The section that is edited."""


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

    @property
    def section(self) -> int:
        """0-based index of the section's page."""
        option = self.page.locator(f"#places option[value='{SECTION}']").first
        return int(option.get_attribute("data-page") or 0)

    def told_of(self, element: str) -> str:
        """What the inspector says of the first click, down the page of the section, that meets an element."""
        box = self.page.locator(f".paper[data-page='{self.section}']").bounding_box()
        assert box
        for step in range(10, 40):
            self.page.mouse.click(box["x"] + box["width"] * 0.2, box["y"] + box["width"] * step / 60)
            self.page.wait_for_timeout(100)
            told = self.page.locator("#inspector").inner_text()
            if element in told:
                return told
        return ""

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
    project = second_project(tmp_path_factory.mktemp("preview"))
    server = subprocess.Popen(  # noqa: S603  # our own command
        command("preview", "--edition", SECOND_EDITION),
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
        server.stdout.close()


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (f"{SECOND_EDITION}/texts/prestiti.md", "ha prestato", "ha dato in prestito"),
        (f"{SECOND_EDITION}/indicators/prestiti.csv", ",1846,", ",1746,"),
        ("layouts/sections/section.html", "height_mm=54", "height_mm=63"),
        (
            "styles/type.css",
            ".remark { display: block }",
            ".remark { display: block } .lead { color: #123456 }",
        ),
        ("styles/tokens.toml", 'nero        = { srgb = "#1F1F1D"', 'nero        = { srgb = "#2F1F1D"'),
    ],
    ids=["text", "figure", "layout", "style", "token"],
)
def test_what_is_saved_is_on_screen_as_the_whole_book_then_has_it(
    preview: Open, file: str, old: str, new: str
) -> None:
    at = preview.section
    before = preview.go_to(at)
    ink = preview.ink(at)
    preview.edit(file, old, new)
    preview.becomes_another(at, before)
    at_once = preview.shown(at)
    drawn_alone = preview.ink(at)
    assert drawn_alone != ink
    preview.becomes_another(at, at_once)
    preview.settle()
    assert preview.ink(at) == drawn_alone


def test_an_error_leaves_the_page_and_is_told_with_its_line_until_it_is_mended(preview: Open) -> None:
    layout = "layouts/sections/section.html"
    before = preview.go_to(preview.section)
    preview.edit(layout, "label(section.headline)", "lable(section.headline)")
    stopped = preview.page.locator("#stopped li").first
    stopped.wait_for()
    assert f"{layout}:8" in stopped.inner_text()
    assert preview.shown(preview.section) == before
    preview.edit(layout, "lable(", "label(")
    preview.page.locator("#stopped").wait_for(state="hidden", timeout=WAIT_MS)
    preview.settle()


def test_a_click_tells_layout_style_indicator_and_row(preview: Open) -> None:
    preview.go_to(preview.section)
    paper = preview.page.locator(f".paper[data-page='{preview.section}']")
    preview.page.keyboard.press("b")
    paper.locator(".box").first.wait_for(state="attached")
    preview.page.keyboard.press("b")
    told = preview.told_of("span.numeral")
    assert "layouts/components/words.html:" in told
    assert "layouts/sections/section.html" in told
    assert "styles/type.css:" in told
    assert "prestiti.totale" in told
    assert f"{SECOND_EDITION}/indicators/cifre.csv:2" in told


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
