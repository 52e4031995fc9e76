"""A book in pieces: what each layout that it includes has put in, so that one can be filled anew alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Environment, Template


class _Begins(str):
    """Where a piece begins, among the strings that a template gives."""

    __slots__ = ()


@dataclass(slots=True)
class Pieces:
    """The layouts that a book includes itself, one after another, as they are filled.

    Attributes:
        book: the name of the book's layout.
        wanted: whether a piece is to be filled, by its 1-based number; the others stay empty.
        current: the number of the piece that is being filled; 0 before the first.
    """

    book: str
    wanted: Callable[[int], bool] = field(default=lambda _number: True)
    current: int = 0

    def fill(self, environment: Environment) -> tuple[str, ...]:
        """What stands before the first piece, then each piece with what follows it."""
        self.current = 0
        pieces: list[list[str]] = [[]]
        include = environment.get_template

        def included(name: Any, parent: str | None = None, globals: Any = None) -> Any:  # noqa: A002, ANN401  # as Jinja calls it
            template = include(name, parent, globals)
            return _Piece(template, self) if parent == self.book else template

        template = include(self.book)
        environment.get_template = included  # type: ignore[method-assign]  # an include asks for it
        try:
            for text in template.generate():
                if isinstance(text, _Begins):
                    pieces.append([])
                pieces[-1].append(text)
        finally:
            del environment.get_template
        # Joined, not added up: what is escaped already would escape what stands before it.
        return tuple("".join(piece) for piece in pieces)

    def begin(self) -> bool:
        """Count a piece that begins; whether it is wanted."""
        self.current += 1
        return self.wanted(self.current)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A template in the place where the book includes it."""

    template: Template
    pieces: Pieces

    def new_context(self, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401  # passed on
        return self.template.new_context(*arguments, **named)

    @property
    def module(self) -> Any:  # noqa: ANN401  # of an import, which is no piece
        return self.template.module

    def make_module(self, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401  # passed on
        return self.template.make_module(*arguments, **named)

    def root_render_func(self, context: Any) -> Iterator[str]:  # noqa: ANN401  # passed on
        wanted = self.pieces.begin()
        yield _Begins(f"<!--{self.pieces.current}-->")
        if wanted:
            yield from self.template.root_render_func(context)
