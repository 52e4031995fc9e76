"""Charts drawn once: of the same form, figures, tokens, fonts and program comes the same picture."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import ParamSpec

from pydantic import BaseModel, TypeAdapter, ValidationError

from report_pdf.beside import beside
from report_pdf.cache import Cache, program
from report_pdf.charts.chart import Chart, DataTable
from report_pdf.charts.style import ChartStyle
from report_pdf.indicators import Headline, Series
from report_pdf.recall import Stamp, stamp
from report_pdf.territory.territory import Territory

KIND = "charts"

Form = ParamSpec("Form")

# What draws and measures; all else that a chart depends on is our own.
_LIBRARIES = ("matplotlib", "numpy", "uharfbuzz")
_CHART = TypeAdapter(Chart)
_BLANK = Chart(b"", 1, 1, "", DataTable((), ()))


PutOff = dict[bytes, Callable[[], Chart]]
"""charts to be drawn, by their keys"""


class KeptCharts:
    """Draws what is not in the cache, and keeps it there.

    Attributes:
        drawn: how many charts had to be drawn.
    """

    def __init__(self, kept: Cache | None = None) -> None:
        """Charts of a cache; without one each is drawn every time."""
        self.drawn = 0
        self._kept = kept
        self._digests: dict[int, tuple[object, bytes]] = {}
        self._at_hand: dict[bytes, Chart] = {}
        self._put_off: PutOff | None = None

    def chart(self, form: Callable[Form, Chart], *args: Form.args, **kwargs: Form.kwargs) -> Chart:
        """What `form` draws of these arguments, which are of the kinds that figures and designs are made of.

        A chart with findings is not kept: they speak the language of the build that found them.
        """
        shown = tuple(dict.fromkeys(_ids((args, kwargs))))
        return replace(self._chart(form, *args, **kwargs), indicators=shown)

    def _chart(self, form: Callable[Form, Chart], *args: Form.args, **kwargs: Form.kwargs) -> Chart:
        if self._kept is None:
            return form(*args, **kwargs)
        key = self._key(form, args, kwargs)
        if chart := self._at_hand.get(key) or _read(self._kept.get(key)):
            return chart
        draw = partial(form, *args, **kwargs)
        if self._put_off is not None:
            self._put_off[key] = draw
            return _BLANK
        self.drawn += 1
        return self._drawn(key, draw)

    @contextmanager
    def putting_off(self) -> Iterator[PutOff]:
        """Give a blank chart for each that would have to be drawn while the block runs.

        Yields:
            the charts put off up to now.
        """
        self._put_off = put_off = PutOff()
        try:
            yield put_off
        finally:
            self._put_off = None

    def draw(self, put_off: PutOff) -> None:
        """Draw what was put off, one half beside the other.

        What cannot be drawn is left out: whoever asks for it again is told why.
        """
        import report_pdf.charts.picture  # noqa: F401, PLC0415  # takes long: once for both halves

        ours, theirs = ([*put_off.items()][first::2] for first in (0, 1))
        with beside(partial(self._all_drawn, theirs)) as others:
            self._at_hand |= self._all_drawn(ours)
            self._at_hand |= others()
        self.drawn += len(put_off)

    def _all_drawn(self, charts: Iterable[tuple[bytes, Callable[[], Chart]]]) -> dict[bytes, Chart]:
        drawn: dict[bytes, Chart] = {}
        for key, draw in charts:
            with suppress(Exception):
                drawn[key] = self._drawn(key, draw)
        return drawn

    def _drawn(self, key: bytes, draw: Callable[[], Chart]) -> Chart:
        chart = draw()
        if self._kept is not None and not chart.findings:
            self._kept.put(key, _CHART.dump_json(chart))
        return chart

    def _key(
        self, form: Callable[Form, Chart], args: Sequence[object], kwargs: Mapping[str, object]
    ) -> bytes:
        digest = hashlib.sha256(_machinery())
        digest.update(f"{form.__module__}.{form.__qualname__}".encode())
        for value in args:
            digest.update(self._digest(value))
        for name, value in kwargs.items():
            digest.update(f"\n{name}=".encode())
            digest.update(self._digest(value))
        return digest.digest()

    def _digest(self, value: object) -> bytes:
        """Of a value, once: a territory is large, and drawn several times."""
        known = self._digests.get(id(value))
        if known is None:
            told = json.dumps(_told(value), ensure_ascii=False)
            known = self._digests[id(value)] = value, hashlib.sha256(told.encode()).digest()
        return known[1]


def _ids(value: object) -> Iterator[str]:
    """The indicators among the arguments of a form."""
    match value:
        case Series() | Headline():
            yield value.id
        case str() | ChartStyle() | Territory() | BaseModel():
            return
        case Mapping():
            yield from (one for held in value.values() for one in _ids(held))
        case Sequence():
            yield from (one for held in value for one in _ids(held))
        case _ if is_dataclass(value):
            yield from (one for field in fields(value) for one in _ids(getattr(value, field.name)))


def _read(kept: bytes | None) -> Chart | None:
    try:
        return _CHART.validate_json(kept) if kept else None
    except ValidationError:
        return None


@cache
def _machinery() -> bytes:
    libraries = [f"{name} {version(name)}" for name in _LIBRARIES]
    return "\n".join([program().hex(), sys.version, *libraries, ""]).encode()


def _told(value: object) -> object:  # noqa: PLR0911  # one answer for each kind
    """The value in terms of JSON, different ones differently; TypeError for a kind not foreseen."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case Decimal() | date():
            return [type(value).__name__, str(value)]
        case ChartStyle():
            return ["ChartStyle", _told(value.tokens), _fonts(value)]
        case BaseModel():
            return value.model_dump(mode="json")
        case Mapping():
            return ["Mapping", *([_told(key), _told(held)] for key, held in value.items())]
        case Sequence():
            return [_told(held) for held in value]
        case _ if is_dataclass(value):
            return [type(value).__name__, *(_told(getattr(value, field.name)) for field in fields(value))]
    message = f"what is drawn from a {type(value).__name__} cannot be kept"
    raise TypeError(message)


def _fonts(style: ChartStyle) -> list[str]:
    """What the font files hold."""
    files = [style.styles_dir / face.file for face in style.tokens.faces.values()]
    return [_content(file, stamp(file)) for file in files]


@lru_cache(maxsize=64)
def _content(file: Path, known: Stamp) -> str:
    """The hash of a file, read once as long as its stamp stays."""
    del known
    return hashlib.sha256(file.read_bytes()).hexdigest()
