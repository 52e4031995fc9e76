from __future__ import annotations

import gc
import tempfile
from pathlib import Path

import pytest
from typeset_input import typeset_body


def test_no_copies_of_fonts_are_left_where_no_collector_comes_by(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    gc.disable()
    try:
        typeset_body(tmp_path, "<p>Testo.</p>")
        left = list(temporary.iterdir())
    finally:
        gc.enable()
    assert left == []
