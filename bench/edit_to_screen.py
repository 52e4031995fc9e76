"""How long after a save the page on screen is the new one, measured in a browser.

    .venv/bin/python bench/edit_to_screen.py [EDITS] [--kinds text figure layout style token]

A copy of the project is edited; the browser (the machine's Chromium) has the edited section on screen.
Measured is the time from the return of the write to the frame in which the page has its new picture.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
EDITION = "data/2019-2024"
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or "chromium"
SETTLED = "body[data-settled='true']"
# The browser keeps the time when the frame is painted that shows a page's next picture: the first task after
# it. It is told by an observer: were it asked again and again, it would draw meanwhile.
WATCH = """
(at) => { window.next = new Promise(resolve => {
  const observer = new MutationObserver(() => {
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => resolve(Date.now())));
  });
  const paper = document.querySelector(`.paper[data-page="${at}"]`);
  observer.observe(paper, {attributeFilter: ["data-shown"]});
}); }
"""


@dataclass(frozen=True, slots=True)
class Edit:
    """A kind of edit.

    Attributes:
        name: what it is called in the table.
        file: what is saved.
        old: a piece of its text.
        new: what it becomes; `{n}` is another number each time.
        page: 0-based index of the page that is looked at.
    """

    name: str
    file: str
    old: str
    new: str
    page: int


EDITS = (
    Edit("text", f"{EDITION}/texts/eventi.md", "Negli ultimi", "Nei {n} anni ultimi", 16),
    Edit("figure", f"{EDITION}/indicators/eventi.csv", ",164,", ",1{n},", 16),
    Edit("layout", "layouts/sections/eventi.html", '"partecipanti", size', '"partecipanti {n}", size', 16),
    Edit("style", "styles/type.css", ".hero { margin-bottom: 4.5mm;", ".hero {{ margin-bottom: 4.{n}mm;", 16),
    Edit(
        "token",
        "styles/tokens.toml",
        'nero        = { srgb = "#1F1F1D"',
        'nero        = {{ srgb = "#1F1F{n}"',
        16,
    ),
)


@contextmanager
def served(project: Path) -> Iterator[str]:
    """The address of the preview of a project."""
    command = [sys.executable, "-m", "report_pdf", "preview", "--edition", str(project / EDITION)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=project)  # noqa: S603  # our own
    assert server.stdout  # noqa: S101  # it is a pipe
    try:
        yield server.stdout.readline().strip()
    finally:
        server.terminate()
        server.wait()


def measured(page: Page, project: Path, edit: Edit, times: int) -> list[float]:
    """Milliseconds from the save to the screen, for each of so many edits."""
    file = project / edit.file
    before = file.read_text(encoding="utf-8")
    assert edit.old in before, edit  # noqa: S101  # else nothing would be measured
    page.evaluate(f"document.getElementById('page-{edit.page}').scrollIntoView()")
    page.wait_for_selector(f".paper[data-page='{edit.page}'][data-shown]")
    time.sleep(1)
    taken = []
    for number in range(times):
        page.evaluate(WATCH, edit.page)
        file.write_text(before.replace(edit.old, edit.new.format(n=10 + number)), encoding="utf-8")
        saved = time.time()
        taken.append(page.evaluate("() => window.next") - saved * 1000)
        time.sleep(1)
    file.write_text(before, encoding="utf-8")
    time.sleep(2)
    page.wait_for_selector(SETTLED, timeout=180_000)
    return taken


def main() -> None:
    """Measure all kinds and print a table."""
    asked = _asked()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        project = Path(folder)
        for name in ("layouts", "styles", EDITION):
            shutil.copytree(ROOT / name, project / name)
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        with served(project) as address:
            page = browser.new_page(viewport={"width": 1600, "height": 950})
            page.goto(address)
            page.wait_for_selector(SETTLED, timeout=180_000)
            sys.stdout.write("| edit | median ms | least | most |\n|---|---|---|---|\n")
            for edit in (edit for edit in EDITS if edit.name in asked.kinds):
                taken = measured(page, project, edit, asked.edits)
                row = edit.name, statistics.median(taken), min(taken), max(taken)
                sys.stdout.write("| {} | {:.0f} | {:.0f} | {:.0f} |\n".format(*row))
                sys.stdout.flush()
        browser.close()


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    kinds = [edit.name for edit in EDITS]
    parser.add_argument("edits", nargs="?", type=int, default=20, help="of each kind")
    parser.add_argument("--kinds", nargs="+", choices=kinds, default=kinds)
    return parser.parse_args()


if __name__ == "__main__":
    main()
