"""Bring the Italian catalogues up to date with the messages in the code: `report_pdf`'s, and click's own.

With `--check` nothing is written; the exit code is 1 when a catalogue is not up to date. What is left to do
by hand is to translate the messages that are empty.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
CATALOGUES = ROOT / "src" / "report_pdf" / "locale" / "it" / "LC_MESSAGES"
SOURCES: Mapping[str, Path] = {
    "report_pdf": ROOT / "src" / "report_pdf",
    "messages": Path(click.__file__).parent,
}
KEYWORDS = {"_": None, "ngettext": (1, 2)}
HEADER = """\
msgid ""
msgstr ""
"Language: it\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def updated(name: str) -> str:
    """The text of the catalogue with each message of the code, and no other."""
    catalogue = read_catalogue(CATALOGUES / f"{name}.po")
    catalogue.update(messages_in(SOURCES[name]), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    written = io.BytesIO()
    # places would change with each edit of the code, and say what a search says as well
    write_po(written, catalogue, width=0, omit_header=True, no_location=True, sort_output=True)
    return HEADER + written.getvalue().decode()


def read_catalogue(path: Path) -> Catalog:
    """The catalogue as it is, empty if there is none yet."""
    text = path.read_bytes() if path.is_file() else HEADER.encode()
    return read_po(io.BytesIO(text), locale="it")


def messages_in(folder: Path) -> Catalog:
    """All messages of the Python files of a folder, untranslated."""
    found = Catalog()
    for _file, _line, message, comments, context in extract_from_dir(
        folder, method_map=[("**.py", "python")], keywords=KEYWORDS
    ):
        found.add(message, auto_comments=comments, context=context)
    return found


def main() -> int:
    """Write the catalogues, or check them; 1 when the check fails."""
    stale = {
        CATALOGUES / f"{name}.po": text
        for name in SOURCES
        if (text := updated(name)) != (CATALOGUES / f"{name}.po").read_text(encoding="utf-8")
    }
    if "--check" in sys.argv:
        return 1 if stale else 0
    for path, text in stale.items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
