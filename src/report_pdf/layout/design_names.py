"""What an edition asks of the designer's folders by name: layouts of sections, colours of chapters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from report_pdf.findings import Finding, Severity, Where
from report_pdf.messages import _
from report_pdf.nearest import nearest_hint
from report_pdf.reading.edition import Edition

SECTIONS = "sections"
"""The folder of the layouts of sections."""


def check_names(edition: Edition, colours: Iterable[str], layouts: Path) -> tuple[Finding, ...]:
    """A finding for each layout or colour that the designer's folders do not have.

    Args:
        edition: what names them.
        colours: the names of the colour tokens.
        layouts: the folder of the layouts.
    """
    return tuple(
        _unknown(edition, list(colours), [path.stem for path in (layouts / SECTIONS).glob("*.html")])
    )


def _unknown(edition: Edition, colours: list[str], layouts: list[str]) -> Iterator[Finding]:
    for outer, chapter in enumerate(edition.chapters):
        if chapter.field and chapter.field not in colours:
            yield _finding(chapter.field, colours, edition.where("chapters", outer, "field"))
        for inner, section in enumerate(chapter.sections):
            if section.layout not in layouts:
                where = edition.where("chapters", outer, "sections", inner, "layout")
                yield _finding(section.layout, layouts, where)


def _finding(name: str, known: list[str], where: Where) -> Finding:
    message = _("{name} is not declared").format(name=name)
    return Finding("data.unknown-name", Severity.BLOCK, message, where, nearest_hint(name, known))
