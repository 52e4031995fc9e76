"""Many edits of every kind, undone, broken and mended: in the end the preview is as if built afresh."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from preview_server import Preview, running
from projects import SECOND_EDITION, second_project

EDITS = 1000
WARM = 100
"""edits after which the server has loaded all that it ever needs"""
MOST_GROWTH = 1.10


@dataclass(frozen=True)
class Kind:
    """A kind of edit.

    Attributes:
        file: that is saved.
        old: words of it.
        new: what becomes of them; `{n}` is a number from 0 to 9.
        broken: what nobody can build; "" if there is no such thing.
    """

    file: str
    old: str
    new: str
    broken: str = ""

    def content(self, pristine: str, new: str, number: int) -> str:
        """The file with an edit."""
        assert self.old in pristine
        return pristine.replace(self.old, new.replace("{n}", str(number)), 1)


KINDS = (
    Kind(f"{SECOND_EDITION}/texts/prestiti.md", "ha prestato", "ha, {n} volte, prestato", '{{ n("no.no") }}'),
    Kind(f"{SECOND_EDITION}/texts/metodo.md", "\n", "\n\nUna frase in più, la {n}.\n", "{{ n("),
    Kind(f"{SECOND_EDITION}/indicators/prestiti.csv", ",1857,", ",185{n},", ",,"),
    Kind("layouts/sections/section.html", "height_mm=54", "height_mm=5{n}", "height_mm=no_such_name"),
    Kind("layouts/book.html", "<body", "{# {n} #}<body", "{% if %}<body"),
    Kind("styles/type.css", ".remark {", ".lead { margin-bottom: {n}mm } .remark {"),
    Kind("styles/tokens.toml", "#1F1F1D", "#{n}F1F1D", "no colour"),
)


@pytest.mark.soak
def test_after_any_edits_the_pages_are_those_of_a_first_build(
    tmp_path: Path, trials: Callable[[int], Sequence[int]], request: pytest.FixtureRequest
) -> None:
    chance = random.Random(6)  # noqa: S311  # no secret
    project = second_project(tmp_path / "edited")
    held = 0
    with running(project) as preview:
        preview.settled()
        edits = _Edits(preview, chance)
        for number in range(len(trials(EDITS))):
            edits.step()
            if number == WARM:
                preview.settled()
                held = preview.memory_kib()
        edits.mend()
        preview.settled()
        after = preview.pictures()
        grown = preview.memory_kib() / held if held else 1
    shutil.rmtree(project / ".cache")
    with running(project) as fresh:
        fresh.settled()
        assert not fresh.state["stopped"]
        assert after == fresh.pictures()
    if request.config.getoption("--soak"):
        print(f"memory after {WARM} edits {held} KiB, growth {grown:.3f}")  # noqa: T201  # for the record
    assert grown < MOST_GROWTH


class _Edits:
    """One edit after the other, as somebody in a hurry makes them."""

    def __init__(self, preview: Preview, chance: random.Random) -> None:
        self._preview, self._chance = preview, chance
        self._pristine = {kind.file: preview.source(kind.file) for kind in KINDS}
        self._broken: Kind | None = None

    def step(self) -> None:
        """Look somewhere, save something, and mostly wait for what comes of it."""
        preview, chance = self._preview, self._chance
        preview.look(chance.sample(range(len(preview.state["pages"])), 2))
        kind = self._broken or chance.choice(KINDS)
        before = preview.state["revision"]
        breaks = bool(kind.broken) and not self._broken and chance.random() < 0.2
        self._broken = kind if breaks else None
        self._save(kind, kind.broken if breaks else chance.choice([kind.new, kind.old]))
        if breaks:
            preview.wait(lambda state: bool(state["stopped"]))
        elif (patience := chance.random()) < 0.02:
            preview.settled()
        elif patience < 0.8:
            preview.wait(lambda state: state["revision"] > before)

    def mend(self) -> None:
        """Leave nothing broken."""
        if self._broken:
            self._save(self._broken, self._broken.new)

    def _save(self, kind: Kind, new: str) -> None:
        number = self._chance.randrange(10)
        self._preview.write(kind.file, kind.content(self._pristine[kind.file], new, number))
