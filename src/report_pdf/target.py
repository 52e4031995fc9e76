"""What a book is made for."""

from __future__ import annotations

from enum import StrEnum


class Target(StrEnum):
    """Screens and archives, or the press: the same pages, written otherwise."""

    DIGITAL = "digital"
    PRINT = "print"
