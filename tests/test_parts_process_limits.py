from __future__ import annotations

import subprocess
import sys

import pytest

from report_pdf.parts.process.limits import computing_s, waiting_s


def run(code: str) -> subprocess.CompletedProcess[str]:
    program = f"from report_pdf.parts.process import limits\n{code}"
    command = [sys.executable, "-c", program]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)  # noqa: S603  # our own


def test_longer_parts_have_more_time() -> None:
    assert computing_s(3000) > computing_s(1) > 0
    assert waiting_s(10) > computing_s(10)


def test_memory_ends() -> None:
    ran = run("limits.limit_memory(); bytearray(limits.MEMORY_BYTES)")
    assert "MemoryError" in ran.stderr


def test_time_ends_and_can_be_made_longer() -> None:
    ran = run("limits.BASE_S = 1; limits.limit_time(0)\nwhile True: pass")
    assert ran.returncode == -24
    ran = run(
        "import time; limits.BASE_S = 1; limits.limit_time(0); limits.limit_time(30)\n"
        "while time.process_time() < 2: pass"
    )
    assert ran.returncode == 0


@pytest.mark.parametrize("limit", ["limit_memory()", "limit_time(3)"])
def test_limits_may_be_set_twice(limit: str) -> None:
    assert run(f"limits.{limit}; limits.{limit}").returncode == 0
