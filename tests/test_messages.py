from __future__ import annotations

import ast
import gettext
import io
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[1]
CATALOGUES = ROOT / "src" / "report_pdf" / "locale" / "it" / "LC_MESSAGES"
NAMES = ["report_pdf", "messages"]
PLACEHOLDER = re.compile(r"\{[^{}]*\}|%\(\w+\)s")


def catalogue(name: str) -> Catalog:
    return read_po(io.BytesIO((CATALOGUES / f"{name}.po").read_bytes()), locale="it")


def messages(name: str) -> Iterator[Message]:
    return (message for message in catalogue(name) if message.id)


def texts(value: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ("",))


def test_catalogues_hold_the_messages_of_the_code_and_no_other() -> None:
    command = [sys.executable, "tools/messages.py", "--check"]
    checked = subprocess.run(command, cwd=ROOT, check=False)  # noqa: S603  # our own command
    assert checked.returncode == 0, "run `make messages`, then translate what is new"


@pytest.mark.parametrize("name", NAMES)
def test_every_message_is_translated(name: str) -> None:
    open_ones = [message.id for message in messages(name) if message.fuzzy or not all(texts(message.string))]
    assert open_ones == []


@pytest.mark.parametrize("name", NAMES)
def test_translations_keep_the_placeholders(name: str) -> None:
    for message in messages(name):
        singular, *plural = texts(message.id)
        translated = texts(message.string)
        known = set(PLACEHOLDER.findall(singular + "".join(plural)))
        for text in translated:
            assert set(PLACEHOLDER.findall(text)) <= known, message.id
        assert set(PLACEHOLDER.findall(translated[-1])) == set(PLACEHOLDER.findall([singular, *plural][-1]))


@pytest.mark.parametrize("name", NAMES)
def test_compiled_catalogue_says_what_the_source_says(name: str) -> None:
    compiled = gettext.translation(name, CATALOGUES.parents[1], languages=["it"])
    for message in messages(name):
        singular, *plural = texts(message.id)
        said = compiled.ngettext(singular, plural[0], 2) if plural else compiled.gettext(singular)
        assert said == texts(message.string)[-1], "run make, which compiles the catalogues"


def test_only_literals_are_marked_for_translation() -> None:
    for path in sorted((ROOT / "src").rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(call, ast.Call)
                and isinstance(call.func, ast.Name)
                and call.func.id in {"_", "ngettext"}
            ):
                given = call.args[: 2 if call.func.id == "ngettext" else 1]
                literal = all(isinstance(a, ast.Constant) and isinstance(a.value, str) for a in given)
                assert literal, f"{path.name}:{call.lineno}"
