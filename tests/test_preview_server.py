"""The server of the preview as users start and stop it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest
from projects import SECOND_EDITION, command, environment, report_pdf, second_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return second_project(tmp_path)


def test_a_port_that_is_taken_is_told(project: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ran = report_pdf(project, "preview", "--edition", SECOND_EDITION, "--port", port)
    assert ran.returncode == 5
    assert f"the port {port} is taken" in ran.stdout


def test_interrupted_in_the_middle_of_a_build_it_leaves_no_process(project: Path) -> None:
    server = subprocess.Popen(  # noqa: S603  # our own command
        command("preview", "--edition", SECOND_EDITION),
        cwd=project,
        env=environment(project),
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509  # as a terminal has it
    )
    assert server.stdout
    assert server.stdout.readline().startswith("http://127.0.0.1:")
    time.sleep(2)
    os.kill(server.pid, signal.SIGINT)
    assert server.wait(30) == 130
    server.stdout.close()
    for _second in range(10):
        if not living(server.pid):
            return
        time.sleep(1)
    pytest.fail(f"processes are left: {living(server.pid)}")


def living(session: int) -> list[str]:
    """The processes of a session; those that nobody has buried yet are none."""
    listed = subprocess.run(["ps", "-eo", "sess=,stat=,args="], capture_output=True, text=True, check=True)  # noqa: S607
    rows = (line.split(maxsplit=2) for line in listed.stdout.splitlines())
    return [args for sess, stat, *args_ in rows for args in args_ if int(sess) == session and stat[0] != "Z"]
