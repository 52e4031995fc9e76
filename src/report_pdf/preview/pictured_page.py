"""A page that can be seen, whatever it is drawn from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar


class Pictured(Protocol):
    """A file whose pages can be drawn.

    Attributes:
        number: no other of this process has it.
        sizes_mm: width and height of each page.
    """

    number: int
    sizes_mm: tuple[tuple[float, float], ...]

    def picture(self, page: int, width: int) -> bytes:
        """The page of that 0-based number, that wide in px, as a BMP."""

    def close(self) -> None:
        """Give back what it holds."""


@dataclass(frozen=True, slots=True)
class PicturedPage:
    """A page.

    Attributes:
        pdf: what it is drawn from.
        number: 0-based, in that file.
        label: "12", "Copertina".
    """

    pdf: Pictured
    number: int
    label: str

    @property
    def key(self) -> str:
        """A name that no other picture of a page has."""
        return f"{self.pdf.number}-{self.number}"

    @property
    def size_mm(self) -> tuple[float, float]:
        """Width and height."""
        return self.pdf.sizes_mm[self.number]


Page = TypeVar("Page", bound=PicturedPage)


def page_of(pages: Iterable[Page], key: str) -> Page:
    """The page of that key.

    Raises:
        LookupError: there is none.
    """
    for page in pages:
        if page.key == key:
            return page
    raise LookupError(key)
