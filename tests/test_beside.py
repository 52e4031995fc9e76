from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from types import MappingProxyType

import pytest

from report_pdf.beside import beside


def test_work_is_done_in_a_process_of_its_own() -> None:
    with beside(os.getpid) as made:
        number = made()
    assert number != os.getpid()


def test_what_is_made_may_be_a_mapping_that_nobody_changes() -> None:
    with beside(lambda: MappingProxyType({"a": 1})) as made:
        assert made() == {"a": 1}


def test_an_error_is_raised_where_the_work_is_asked_for() -> None:
    with beside(lambda: int("uno")) as made, pytest.raises(ValueError, match="uno"):
        made()


def test_a_copy_that_is_killed_leaves_the_work_to_us() -> None:
    ours = os.getpid()

    def work() -> int:
        if os.getpid() != ours:
            os.kill(os.getpid(), signal.SIGKILL)
        return 7

    with beside(work) as made:
        assert made() == 7


def test_work_ends_with_the_block(tmp_path: Path) -> None:
    begun = tmp_path / "begun"

    def work() -> None:
        begun.write_text(str(os.getpid()))
        time.sleep(600)

    with beside(work):
        while not begun.exists() or not begun.read_text():
            time.sleep(0.01)
    with pytest.raises(ProcessLookupError):
        os.kill(int(begun.read_text()), 0)


def test_without_another_core_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0})
    with beside(os.getpid) as made:
        assert made() == os.getpid()
