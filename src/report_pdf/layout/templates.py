"""Jinja templates that know their place: every element carries the file and line it was written at."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from inspect import currentframe
from pathlib import Path
from traceback import walk_tb

from jinja2 import (
    BaseLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import BaseModel

import report_pdf
from report_pdf.files import is_inside
from report_pdf.findings import Finding, Severity, Where
from report_pdf.messages import _

# The name of a tag may be computed in part, as in <h{{ level }}>.
_JINJA_OR_TAG = re.compile(
    r"{{.*?(?:}}|\Z)|{%.*?(?:%}|\Z)|{#.*?(?:#}|\Z)|<!--.*?(?:-->|\Z)|<(?P<tag>[a-zA-Z](?:[a-zA-Z0-9-]|{{[^{}]*}})*)",
    re.DOTALL,
)

_PLACED = ' data-at="'

# Whose values a template may look into, by the package that their types come from.
_KNOWN = frozenset({"report_pdf", "builtins", "markupsafe", "jinja2", "decimal", "datetime", "types"})
_OURS = Path(report_pdf.__file__).parent


class PlacedLoader(FileSystemLoader):
    """Loads templates and writes `data-at="file:line"` into each opening tag.

    Lines are never added or removed, so Jinja's own line numbers stay right.
    """

    def __init__(self, folder: Path, root: Path) -> None:
        super().__init__(folder, followlinks=False)
        self._folder = folder
        self._root = root
        self._lines: dict[str, list[int]] = {}

    def element_at(self, where: Where) -> Where:
        """The line that has the last opening tag up to a line of a template that was loaded."""
        lines = self._lines.get(where.file, [])
        before = bisect_right(lines, where.line)
        return replace(where, line=lines[before - 1]) if before else where

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The source of `template` with places written in."""
        source, filename, uptodate = self.as_written(environment, template)
        file = Path(filename).relative_to(self._root).as_posix()
        placed = write_places(source, file)
        self._lines[file] = [number for number, line in enumerate(placed.split("\n"), 1) if _PLACED in line]
        return placed, filename, uptodate

    def as_written(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The source of `template` as its file has it."""
        path = self._folder / template
        if not is_inside(path, self._root):
            raise TemplateSyntaxError(_("the file lies outside the project"), 1, template, str(path))
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            message = _("byte {byte:#04x} is not UTF-8").format(byte=error.object[error.start])
            raise TemplateSyntaxError(message, line, template, str(path)) from None


def write_places(source: str, file: str) -> str:
    """`source` with `data-at` in each opening tag that stands outside Jinja's own marks."""

    def place(match: re.Match[str]) -> str:
        if match["tag"] is None:
            return match[0]
        line = source.count("\n", 0, match.start()) + 1
        return f'{match[0]}{_PLACED}{file}:{line}"'

    return _JINJA_OR_TAG.sub(place, source)


class _Sandbox(ImmutableSandboxedEnvironment):
    """Refuses what would lead from our values to files or to code."""

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """True for the values of a book; a path, a class or what pydantic can do with a model is none."""
        kind = type(obj)
        return (
            kind.__module__.partition(".")[0] in _KNOWN
            and not isinstance(obj, type)
            and not (isinstance(obj, BaseModel) and hasattr(BaseModel, attr))
            and super().is_safe_attribute(obj, attr, value)
        )


def sandbox(loader: BaseLoader | None = None) -> ImmutableSandboxedEnvironment:
    """An environment in which a template can neither misspell a name nor leave its sandbox."""
    return _Sandbox(
        loader=loader,
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


# What a template can raise at run time: its own errors, and those of the functions it calls.
TEMPLATE_ERRORS = (
    TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


def is_bug(error: Exception) -> bool:
    """True if it went wrong in our own code, in a way that no template should be able to bring about."""
    places = [frame.f_code.co_filename for frame, _line in walk_tb(error.__traceback__)]
    return isinstance(error, (AttributeError, TypeError)) and Path(places[-1]).is_relative_to(_OURS)


def template_finding(error: Exception, root: Path, *, rule: str = "layout.template") -> Finding:
    """The finding for an error raised by a template: in its file, at its line."""
    message = str(error) or type(error).__name__
    if isinstance(error, KeyError):
        message = _("unknown name {name}").format(name=error.args[0])
    if isinstance(error, TemplateNotFound):  # its own words say where on this machine it was looked for
        message = _("there is no file {file}").format(file=error.name)
    if isinstance(error, RecursionError):
        message = _("the template includes itself without end")
    return Finding(rule, Severity.BLOCK, message, _template_place(error, root))


def calling_place(root: Path, components: str) -> Where:
    """The line of the template that is being rendered; of a component, the line that called it.

    Args:
        root: the project's folder.
        components: the folder whose macros speak for those who call them, relative to `root`, with `/`.
    """
    where = Where()
    for where in calling_places(root):
        if not where.file.startswith(f"{components}/"):
            break
    return where


def calling_places(root: Path) -> Iterator[Where]:
    """The line of the template that is being rendered, then those that called it, outwards.

    Args:
        root: the project's folder.
    """
    frame = currentframe()
    while frame is not None:
        template = frame.f_globals.get("__jinja_template__")
        if isinstance(template, Template) and template.filename:
            yield Where(_relative(template.filename, root), template.get_corresponding_lineno(frame.f_lineno))
        frame = frame.f_back


def _template_place(error: Exception, root: Path) -> Where:
    if isinstance(error, TemplateSyntaxError):
        return Where(_relative(error.filename or error.name or "", root), error.lineno)
    # Jinja rewrites tracebacks so that frames point into the templates; the last one is where it happened.
    places = [Where(file, line) for file, line in _frames(error, root)]
    if isinstance(error, RecursionError):
        # Where the stack happened to end says nothing: the line that comes again and again does.
        return Counter(places).most_common(1)[0][0] if places else Where()
    return places[-1] if places else Where()


def _frames(error: Exception, root: Path) -> Iterator[tuple[str, int]]:
    for frame, line in walk_tb(error.__traceback__):
        filename = frame.f_code.co_filename
        if filename.endswith((".html", ".md")):
            yield _relative(filename, root), line


def _relative(filename: str, root: Path) -> str:
    path = Path(filename)
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else filename
