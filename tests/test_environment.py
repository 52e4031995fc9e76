"""What a book was made with, and what of it is another now."""

from __future__ import annotations

import platform
import re
from importlib.metadata import version
from pathlib import Path

from report_pdf.environment import Environment, environment_of, pinned


def test_what_is_asked() -> None:
    now = environment_of(frozenset({"pypdf", "no-such-package"}))
    assert now.python == f"CPython {platform.python_version()}"
    assert now.packages == {"pypdf": version("pypdf")}
    assert set(now.libraries) == {"Pango", "HarfBuzz", "fontconfig", "zlib"}
    assert all(re.fullmatch(r"\d+\.\d+.*", number) for number in now.libraries.values())


def test_what_the_lock_file_names(tmp_path: Path) -> None:
    assert pinned(tmp_path) == frozenset()
    lock = "# by uv\nannotated-types==0.8.0 \\\n    --hash=sha256:13\nPillow==12.0 ; python_version=='3.11'\n"
    (tmp_path / "requirements.lock").write_text(lock, encoding="utf-8")
    assert pinned(tmp_path) == {"annotated-types", "Pillow"}


def test_what_is_another_now() -> None:
    then = Environment("CPython 3.11.2", "Linux x86_64", {"Pango": "1.50"}, {"a": "1", "b": "2", "gone": "3"})
    now = Environment("CPython 3.12.0", "Linux x86_64", {"Pango": "1.50"}, {"a": "1", "b": "2.1", "new": "4"})
    assert now.differences(then) == (
        ("b", "2", "2.1"),
        ("gone", "3", "?"),
        ("Python", "CPython 3.11.2", "CPython 3.12.0"),
    )
    assert then.differences(then) == ()
