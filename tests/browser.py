"""A browser that opens a file without network and says what came of it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def open_in_browser(page: Path, *options: str) -> str:
    """The document after its scripts have run; a message in the browser's console fails the test."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None and os.environ.get("CI") == "true":
        pytest.fail("the contact sheet is NOT checked: no browser; install chromium")
    if program is None:
        pytest.skip("the contact sheet is NOT checked: no browser; install chromium")
    quiet = (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        "--enable-logging=stderr",
    )
    offline = ("--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={page.parent / 'profile'}")
    command = [program, *quiet, *offline, "--virtual-time-budget=3000", *options, page.as_uri()]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=90, check=False)  # noqa: S603  # our own page
    assert ran.returncode == 0, ran.stderr
    assert re.findall("CONSOLE.*", ran.stderr) == []
    return ran.stdout
