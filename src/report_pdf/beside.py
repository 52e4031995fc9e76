"""Work beside our own, in a copy of this process on another core."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import current_process, get_all_start_methods, get_context
from multiprocessing.connection import Connection
from typing import TypeVar

from report_pdf.sendable import allow_mappings

Made = TypeVar("Made")


@contextmanager
def beside(work: Callable[[], Made]) -> Iterator[Callable[[], Made]]:
    """Do `work`, which changes nothing but files, while the block runs; it is ended with the block.

    Where there is one core, where processes cannot be copied, and where the copy came to grief, it is done
    here when it is asked for.

    Yields:
        a function that waits for what is made; it raises what `work` raised.
    """
    if not can_be_copied():
        yield work
        return
    context = get_context("fork")
    answer, to_answer = context.Pipe(duplex=False)
    process = context.Process(target=_do, args=(work, to_answer), daemon=True)
    process.start()
    to_answer.close()
    try:
        yield lambda: _made(answer, work)
    finally:
        process.kill()
        process.join()
        answer.close()


def can_be_copied() -> bool:
    """Whether there is another core, and a way to use it: a process that ends with its maker has none."""
    is_possible = "fork" in get_all_start_methods() and not current_process().daemon
    return is_possible and len(os.sched_getaffinity(0)) > 1


def _do(work: Callable[[], object], answer: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started it ends it
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        answer.send((work(), None))
    except Exception as error:  # noqa: BLE001  # raised where it is asked for
        answer.send((None, error))


def _made(answer: Connection, work: Callable[[], Made]) -> Made:
    try:
        made, error = answer.recv()
    except EOFError:
        return work()
    if error is not None:
        raise error
    of_copy: Made = made
    return of_copy


allow_mappings()
