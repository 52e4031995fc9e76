"""How much of the machine a part may take."""

from __future__ import annotations

import resource
from contextlib import suppress

MEMORY_BYTES = 3 * 1024**3
BASE_S = 60
PAGE_S = 1
"""of computing, more for each page"""
_WAITING = 3
"""how many times longer by the clock: others use the machine too"""


def computing_s(pages: int) -> int:
    """How long a part of so many pages may compute."""
    return BASE_S + PAGE_S * pages


def waiting_s(pages: int) -> int:
    """How long it is waited for."""
    return computing_s(pages) * _WAITING


def limit_memory() -> None:
    """Let this process have no more memory than any document should take."""
    _limit(resource.RLIMIT_AS, MEMORY_BYTES)


def limit_time(pages: int) -> None:
    """Let this process compute no longer than a part of so many pages may."""
    _limit(resource.RLIMIT_CPU, computing_s(pages))


def _limit(what: int, most: int) -> None:
    """The soft limit: it can be raised later, the hard one cannot."""
    _soft, hard = resource.getrlimit(what)
    with suppress(ValueError, OSError):  # a system without this limit has the others
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
