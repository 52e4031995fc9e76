"""index.html: the archive's versions for people; one file, no script, no network."""

from __future__ import annotations

from itertools import groupby
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined

from report_pdf.archive.index_model import VersioneArchiviata
from report_pdf.italian import date_long

_KB = 1000


def index_page(entries: tuple[VersioneArchiviata, ...]) -> bytes:
    """The page for these versions, which are sorted by edition; the newest edition and version come first."""
    editions = [(name, list(group)[::-1]) for name, group in groupby(entries, lambda entry: entry.edition)]
    html = _environment().get_template("index.html").render(editions=editions[::-1])
    return html.encode()


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("report_pdf.archive", "template"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(date_long=date_long, size=_size, link=_link)
    return environment


def _size(count: int) -> str:
    """Bytes as `2,3 MB`, `291 kB`."""
    if count < _KB * _KB:
        return f"{max(1, round(count / _KB))} kB"
    return f"{count / _KB / _KB:.1f} MB".replace(".", ",")


def _link(path: str) -> str:
    """A path as an address relative to the page."""
    return quote(path)
