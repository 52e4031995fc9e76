"""What a book was made with: the versions that decide about its bytes."""

from __future__ import annotations

import ctypes
import platform
import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distributions, version
from pathlib import Path

LOCK = "requirements.lock"
_PINNED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==", re.MULTILINE)
UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class Environment:
    """What stands between the sources and the bytes.

    Attributes:
        python: version and implementation.
        platform: system and processor.
        libraries: name to version of the libraries that set type and compress; `?` if it cannot be asked.
        packages: name to version of the Python packages.
    """

    python: str
    platform: str
    libraries: Mapping[str, str]
    packages: Mapping[str, str]

    def differences(self, then: Environment) -> tuple[tuple[str, str, str], ...]:
        """What is different from `then`: name, then, now; `?` for what is not there."""
        old, new = then._all(), self._all()
        return tuple(
            (name, was, new.get(name, UNKNOWN))
            for name, was in sorted(old.items(), key=lambda item: item[0].casefold())
            if new.get(name, UNKNOWN) != was
        )

    def _all(self) -> Mapping[str, str]:
        own = {"Python": self.python, "platform": self.platform}
        return {**own, **self.libraries, **self.packages}


def environment_of(names: frozenset[str]) -> Environment:
    """The environment of this process, with the packages called `names`, or all when there are none."""
    return Environment(
        f"{platform.python_implementation()} {platform.python_version()}",
        f"{platform.system()} {platform.machine()}",
        dict(_libraries()),
        dict(sorted(_packages(names))),
    )


def pinned(root: Path) -> frozenset[str]:
    """The names of the packages that the project in `root` pins; empty without a lock file."""
    lock = root / LOCK
    return frozenset(_PINNED.findall(lock.read_text(encoding="utf-8"))) if lock.is_file() else frozenset()


def _packages(names: frozenset[str]) -> Iterator[tuple[str, str]]:
    for name in names or {found.name for found in distributions()}:
        with suppress(PackageNotFoundError):  # pinned for another system or Python
            yield name, version(name)


def _libraries() -> Iterator[tuple[str, str]]:
    """Asked as the typesetter opens them: Linux's names first, then those of macOS."""
    pango = _opened("libpango-1.0.so.0", "libpango-1.0.dylib")
    yield "Pango", _said(pango, "pango_version_string")
    harfbuzz = _opened("libharfbuzz.so.0", "libharfbuzz.0.dylib")
    yield "HarfBuzz", _said(harfbuzz, "hb_version_string")
    fontconfig = _opened("libfontconfig.so.1", "libfontconfig.1.dylib")
    yield "zlib", zlib.ZLIB_RUNTIME_VERSION
    yield "fontconfig", _dotted(fontconfig.FcGetVersion()) if fontconfig else UNKNOWN


def _opened(*names: str) -> ctypes.CDLL | None:
    for name in names:
        with suppress(OSError):
            return ctypes.CDLL(name)
    return None


def _said(library: ctypes.CDLL | None, function: str) -> str:
    if library is None:
        return UNKNOWN
    ask = getattr(library, function)
    ask.restype = ctypes.c_char_p
    return str(ask().decode())


def _dotted(number: int) -> str:
    """Fontconfig's way to write 2.14.1: 21401."""
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"
