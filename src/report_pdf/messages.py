"""Messages in the reader's language: gettext over the catalogues in `locale/`."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

LOCALE_DIR = Path(__file__).parent / "locale"
DOMAIN = "report_pdf"

_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def use_language(language: str | None = None) -> None:
    """Speak `language` ("it", "en") from now on; by default the environment's."""
    global _catalogue  # noqa: PLW0603  # one process speaks one language, chosen once at its start
    languages = [language] if language else _environment_languages()
    _catalogue = gettext.translation(DOMAIN, LOCALE_DIR, languages=languages, fallback=True)


def language() -> str:
    """The language that is spoken."""
    return str(_catalogue.info().get("language", "en"))


def _environment_languages() -> list[str]:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return [part.partition(".")[0] for part in value.split(":")]
    return []


def _(message: str) -> str:
    """The message in the chosen language; placeholders are filled afterwards with `str.format`."""
    return _catalogue.gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """The message in the form that `number` asks for."""
    return _catalogue.ngettext(singular, plural, number)
