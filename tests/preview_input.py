"""A preview that is open in a real browser, and what is seen there."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from browser import BROWSERS
from playwright.sync_api import Page, sync_playwright
from projects import SECOND_EDITION, command, environment

SETTLED = "body[data-settled='true']"
WAIT_MS = 400_000
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


@contextmanager
def open_preview(project: Path, width: int = 1500, height: int = 900, **variables: str) -> Iterator[Open]:
    """The preview of the second edition in `project`, once its book is made.

    Args:
        project: its folder.
        width: of the window, px.
        height: of the window, px.
        variables: of the environment.
    """
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None and os.environ.get("CI") == "true":
        pytest.fail("the preview is NOT checked: no browser; install chromium")
    if program is None:
        pytest.skip("the preview is NOT checked: no browser; install chromium")
    server = subprocess.Popen(  # noqa: S603  # our own command
        command("preview", "--edition", SECOND_EDITION),
        cwd=project,
        env=environment(project, **variables),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout
    address = server.stdout.readline().strip()
    try:
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": width, "height": height})
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
