"""What the pages may load: drawn charts, and files of the project; nothing else, and never the network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from mimetypes import MimeTypes
from pathlib import Path
from urllib.parse import unquote, urlsplit

from weasyprint.urls import URLFetcher, URLFetcherResponse

from report_pdf.files import read_bounded
from report_pdf.findings import NOWHERE, Finding, Severity, Where
from report_pdf.messages import _
from report_pdf.nearest import nearest_hint

ASSET = "asset:"
PROJECT = "file:///"
"""What a page sees of the project: its folder as the root of all files. So no
absolute path gets into a result, and `..` leads nowhere."""

DATA = "data:"
MOST_DATA = 100_000
"""Bytes of a `data:` address; longer ones belong in a file."""

MOST_BYTES = 50_000_000
"""Of a file that a page loads: more than a photograph for the press has."""

_KINDS = MimeTypes()


class ProjectFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint publishes no types
    """Loads `asset:NAME` and files below the given folders; remembers why it refused others.

    Args:
        root: the project's folder.
        folders: what may be read, relative to `root`, with `/`.
        assets: the drawn charts, SVG.
    """

    def __init__(self, root: Path, folders: Sequence[str], assets: Mapping[str, bytes]) -> None:
        super().__init__()
        self._root = root.resolve()
        self._folders = tuple((root / folder).resolve() for folder in folders)
        self._assets = assets
        self._refused: dict[str, Finding] = {}
        self._loaded: dict[str, str] = {}

    @property
    def loaded(self) -> Mapping[str, str]:
        """The SHA-256 of each file that was loaded, by its address; "" if it was not there."""
        return dict(self._loaded)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Why something was not loaded, once for each address."""
        return tuple(self._refused.values())

    def has_refused(self, url: str) -> bool:
        """Whether there is a finding about `url`."""
        return url in self._refused

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """The resource at `url`; ValueError if it may not or cannot be loaded."""
        del headers
        data = self.load(url)
        if data is None:
            raise ValueError(self._refused[url].message)
        if url.startswith(DATA):
            return super().fetch(url)
        kind = "image/svg+xml" if url.startswith(ASSET) else _KINDS.guess_type(url)[0]
        return URLFetcherResponse(url, data, {"Content-Type": kind or "application/octet-stream"})

    def load(self, url: str, where: Where = NOWHERE) -> bytes | None:
        """The bytes at `url`, an absolute address; None, and a finding at `where`, if they cannot be had."""
        if url.startswith(ASSET):
            return self._asset(url.removeprefix(ASSET), url, where)
        if url.startswith(PROJECT):
            return self._file(unquote(urlsplit(url).path).lstrip("/"), url, where)
        if url.startswith(DATA):
            return self._data(url, where)
        message = _("not loaded from outside the project: {address}").format(address=_short(url))
        self._refuse(url, "layout.remote-resource", message, where)
        return None

    def _data(self, url: str, where: Where) -> bytes | None:
        """What the address itself holds."""
        if len(url) > MOST_DATA:
            message = _("a data: address longer than {bytes} bytes: {address}")
            filled = message.format(bytes=MOST_DATA, address=_short(url))
            self._refuse(
                url, "layout.long-data", filled, where, _("put it into a file in styles/ or layouts/")
            )
            return None
        try:
            held: bytes = super().fetch(url).read()
        except (ValueError, OSError):
            message = _("not a data: address: {address}").format(address=_short(url))
            self._refuse(url, "layout.broken-data", message, where)
            return None
        return held

    def _asset(self, name: str, url: str, where: Where) -> bytes | None:
        if name not in self._assets:
            message = _("there is no drawing called {name}").format(name=name)
            self._refuse(url, "layout.missing-file", message, where, nearest_hint(name, self._assets))
        return self._assets.get(name)

    def _file(self, name: str, url: str, where: Where) -> bytes | None:
        path = (self._root / name).resolve()
        if not any(path.is_relative_to(folder) for folder in self._folders):
            message = _("not a file that pages may use: {file}").format(file=name)
            self._refuse(url, "layout.outside-project", message, where, _("put it into styles/ or layouts/"))
            return None
        data, unread = read_bounded(path, name, MOST_BYTES, "layout")
        self._loaded[url] = "" if data is None else sha256(data).hexdigest()
        for problem in unread:
            message = _("cannot read {file}: {reason}").format(file=name, reason=problem.message)
            names = (p.name for p in path.parent.glob("*")) if path.parent.is_dir() else ()
            self._refuse(url, "layout.missing-file", message, where, nearest_hint(path.name, names))
        return data

    def _refuse(self, url: str, rule: str, message: str, where: Where, hint: str = "") -> None:
        self._refused.setdefault(url, Finding(rule, Severity.WARN, message, where, hint))


def _short(url: str, most: int = 80) -> str:
    return url if len(url) <= most else f"{url[:most]}…"
