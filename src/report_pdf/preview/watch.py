"""Which files of a project are watched, and what is told when one is saved."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

from watchfiles import Change, awatch

from report_pdf.project import Project

# ms without another change after which a change is told; and when it is told in any case.
_STEP_MS = 5
_MOST_MS = 100


def watched_folders(project: Project) -> tuple[Path, ...]:
    """The office's edition and the designer's folders."""
    return project.edition, project.layouts, project.styles


def is_source(path: str) -> bool:
    """Whether a file may be one that pages are made of; programs leave others lying about while they save."""
    name = Path(path).name
    return not name.startswith((".", "~$")) and not name.endswith(("~", ".part", ".tmp", ".swp"))


async def saved(project: Project, stop: asyncio.Event) -> AsyncIterator[frozenset[Path]]:
    """The files that were written, made, renamed or taken away; none is missed meanwhile."""
    folders = watched_folders(project)
    async for changes in awatch(
        *folders,
        watch_filter=_matters,
        step=_STEP_MS,
        debounce=_MOST_MS,
        stop_event=stop,
        ignore_permission_denied=True,
    ):
        yield frozenset(Path(path) for _change, path in changes)


def _matters(_change: Change, path: str) -> bool:
    return is_source(path)
