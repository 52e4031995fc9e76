"""An edition: what the office declares in `edition.toml`, read whole or refused with every reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, PrivateAttr, Strict, StringConstraints, ValidationInfo

from report_pdf.findings import NOWHERE, Finding, Severity, Where
from report_pdf.messages import _
from report_pdf.nearest import nearest_hint
from report_pdf.periods import Period
from report_pdf.reading.check_kinds import Check
from report_pdf.reading.declared import (
    Declared,
    Flag,
    IndicatorId,
    Month,
    Name,
    PeriodName,
    Text,
    month_number,
)
from report_pdf.reading.toml_models import Refused, validate
from report_pdf.reading.toml_places import KeyPath, TomlFile, read_toml

EDITION_FILE = "edition.toml"
TEXTS_FOLDER = "texts"
INDICATORS_FOLDER = "indicators"
_FOLDER = "folder"
_TABLE_ENDINGS = (".csv", ".xlsx")


def _same_words(lines: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
    title = str(info.data.get("title", ""))
    if title and _letters("".join(lines)) != _letters(title):
        message = _('the lines "{lines}" do not make the title "{title}"')
        raise Refused(message.format(lines=" / ".join(lines), title=title))
    return lines


def _letters(text: str) -> str:
    return "".join(text.split()).casefold()


def _file_exists(name: str, info: ValidationInfo, folder: str, endings: tuple[str, ...]) -> str:
    edition = (info.context or {}).get(_FOLDER)
    if edition is None or any((edition / folder / f"{name}{ending}").is_file() for ending in endings):
        return name
    message = _("there is no file {file}").format(file=f"{folder}/{name}{endings[0]}")
    known = (path.stem for path in (edition / folder).glob("*") if path.suffix in endings)
    raise Refused(message, rule="missing-file", hint=nearest_hint(name, known))


def _text_exists(name: str, info: ValidationInfo) -> str:
    return _file_exists(name, info, TEXTS_FOLDER, (".md",))


def _table_exists(name: str, info: ValidationInfo) -> str:
    return _file_exists(name, info, INDICATORS_FOLDER, _TABLE_ENDINGS)


def _title_of(data: Mapping[str, object]) -> tuple[str, ...]:
    return (str(data.get("title", "")),)


TextName = Annotated[Name, AfterValidator(_text_exists)]
TableName = Annotated[Name, AfterValidator(_table_exists)]
TitleLines = Annotated[tuple[str, ...], Field(min_length=1), AfterValidator(_same_words)]


class Section(Declared):
    """A section of the report."""

    id: Name
    """unique in the edition; the anchor in the PDF"""
    title: Text
    """as printed and as read aloud"""
    title_lines: TitleLines = Field(default_factory=_title_of)
    """the title broken by hand; by default on one line"""
    layout: Name = "section"
    """template in `layouts/sections/`, without `.html`"""
    text: TextName | None = None
    """file in `texts/`, without `.md`"""
    tables: tuple[TableName, ...] = ()
    """tables in `indicators/` that belong to the section, without `.csv` or `.xlsx`"""
    headline: IndicatorId | None = None
    """the indicator shown beside the title in the index"""


def _with_title(field: str, info: ValidationInfo) -> str:
    if field and not info.data.get("title"):
        raise Refused(_("a chapter with a field has an opener, and an opener needs a title"))
    return field


class Chapter(Declared):
    """Sections that follow one another, with an opener before them or without."""

    id: Name
    """unique in the edition"""
    title: str = ""
    """as printed on the opener; empty for a chapter without one"""
    title_lines: TitleLines = Field(default_factory=_title_of)
    """the title in syllables, a line each"""
    field: Annotated[str, AfterValidator(_with_title)] = ""
    """colour of opener and thumb tabs, a name in `tokens.toml`; empty for a chapter without them"""
    opener: Flag = True
    """whether a chapter with a field begins with a page of its own"""
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
    """in the order of the book"""


def _cover_the_span(periods: tuple[Period, ...], info: ValidationInfo) -> tuple[Period, ...]:
    expected = month_number(info.data["start"]) if "start" in info.data else None
    for period in periods:
        first, last = _months_of(period)
        if expected is not None and first != expected:
            message = _("{period} does not begin where the one before it, or the start, leaves off")
            raise Refused(message.format(period=period.id))
        expected = last + 1
    if "end" in info.data and expected != month_number(info.data["end"]) + 1:
        message = _("the last period, {period}, does not end with {end}")
        raise Refused(message.format(period=periods[-1].id, end=info.data["end"]))
    return periods


def _months_of(period: Period) -> tuple[int, int]:
    start = period.year * 12 + (6 if period.half == 2 else 0)  # noqa: PLR2004  # the second half year
    return start, start + (5 if period.half else 11)


class Stretch(Declared):
    """Periods that something speaks of: a bracket in the strip of the edition's time."""

    label: Text
    """what, in Italian; the years are added to it"""
    first: PeriodName
    """the period it begins with"""
    last: PeriodName
    """the period it ends with, included"""


def _of_the_span(stretches: tuple[Stretch, ...], info: ValidationInfo) -> tuple[Stretch, ...]:
    known: tuple[Period, ...] = info.data.get("periods", ())
    for stretch in stretches:
        if known and not known[0] <= stretch.first <= stretch.last <= known[-1]:
            message = _('"{label}" does not lie within the periods of the edition')
            raise Refused(message.format(label=stretch.label))
    return stretches


class Span(Declared):
    """The time that the edition is about."""

    start: Month
    """first month"""
    end: Month
    """last month"""
    periods: Annotated[tuple[PeriodName, ...], Field(min_length=1), AfterValidator(_cover_the_span)]
    """the columns of the tables, without gaps from `start` to `end`"""
    stretches: Annotated[tuple[Stretch, ...], AfterValidator(_of_the_span)] = ()
    """parts of it that the nota metodologica tells apart"""

    @property
    def months(self) -> int:
        """How many months the edition covers."""
        return month_number(self.end) - month_number(self.start) + 1


class OpenPoint(Declared):
    """Something that no machine can check and that the office has still to settle."""

    id: Name
    """unique among checks and open points; waivers name it"""
    subjects: Annotated[tuple[Name | IndicatorId, ...], Field(min_length=1)]
    """the sections and indicators concerned"""
    severity: Severity
    """as for a check"""
    title: Text
    """what is open, in Italian, for the list of checks"""
    statement: Text
    """what the reader is told, in Italian; figures as `{eventi.totale}`, never typed"""


class MissingSection(Declared):
    """A section that the source announces and gives no data for: not printed, but listed."""

    id: Name
    """unique; waivers name it as `missing-section:id`"""
    title: Text
    """as announced"""
    chapter: Name
    """where it would have stood"""
    reason: Text
    """why it is not there, in Italian"""


class Waiver(Declared):
    """The decision to publish although a check fails."""

    waives: Annotated[tuple[Text, ...], Field(min_length=1)]
    """ids of checks or open points, or `unit-unknown:`, `date-unknown:`, `missing-section:` and a subject"""
    reason: Text
    """why, in Italian"""
    decided_by: Text
    """the role that decided, not a name"""
    date: Annotated[date, Strict()]
    """when it was decided"""


class Edition(Declared):
    """One report for one period."""

    title: Text
    """of the report"""
    title_lines: TitleLines = Field(default_factory=_title_of)
    """the title broken by hand for the cover"""
    description: Text
    """one sentence for catalogues and search engines"""
    publisher: Text
    """who publishes it"""
    language: Literal["it"]
    """of the texts, as in BCP 47; all words that are generated are Italian"""
    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+$")]
    """"1.0"; a corrected issue is "1.1" """
    date: Annotated[date, Strict()]
    """of this version; the PDF's own dates come from it"""
    identifier: Annotated[str, StringConstraints(pattern=r"^\S+$")]
    """the same for all versions of this edition"""
    period: Span
    """the time reported on"""
    abbreviations: Mapping[str, Text] = Field(default_factory=dict)
    """abbreviation to what is read aloud for it"""
    foreign_words: Mapping[str, tuple[Text, ...]] = Field(default_factory=dict)
    """language to the words of it in the texts"""
    chapters: Annotated[tuple[Chapter, ...], Field(min_length=1)]
    """in the order of the book"""
    tables: tuple[TableName, ...] = ()
    """tables in `indicators/` that belong to no one section, such as that of the headlines"""
    missing_sections: tuple[MissingSection, ...] = ()
    """what the source announces without data"""
    checks: tuple[Check, ...] = ()
    """what must agree"""
    open_points: tuple[OpenPoint, ...] = ()
    """what the office has still to settle"""
    waivers: tuple[Waiver, ...] = ()
    """what is published all the same"""

    _toml: TomlFile | None = PrivateAttr(default=None)

    @property
    def sections(self) -> tuple[Section, ...]:
        """All sections, in the order of the book."""
        return tuple(section for chapter in self.chapters for section in chapter.sections)

    @property
    def text_names(self) -> tuple[str, ...]:
        """The texts of all sections, each once, in the order of the book."""
        return tuple(dict.fromkeys(section.text for section in self.sections if section.text))

    @property
    def table_ids(self) -> tuple[str, ...]:
        """The tables of all sections, then those of no section, each once."""
        named = (table for section in self.sections for table in section.tables)
        return tuple(dict.fromkeys((*named, *self.tables)))

    def section(self, section_id: str) -> Section:
        """The section called `section_id`; KeyError if there is none."""
        for section in self.sections:
            if section.id == section_id:
                return section
        raise KeyError(section_id)

    def where(self, *path: str | int) -> Where:
        """The place of a key in `edition.toml`: `where("checks", 0, "total")`."""
        return self._toml.where(path) if self._toml else NOWHERE


def read_edition(folder: Path, root: Path) -> tuple[Edition | None, tuple[Finding, ...]]:
    """The edition declared in `folder`; None when one of the findings blocks."""
    toml, findings = read_toml(folder / EDITION_FILE, root)
    if toml is None:
        return None, findings
    edition, findings = validate(Edition, toml, context={_FOLDER: folder})
    findings = tuple(sorted((*findings, *_repeated_ids(toml)), key=lambda f: (f.where, f.rule)))
    if edition is None or findings:
        return None, findings
    edition._toml = toml  # noqa: SLF001  # set once, here where the edition is made
    return edition, ()


def _repeated_ids(toml: TomlFile) -> Iterator[Finding]:
    """Looks at the data as written, so that repeated ids are told beside all other errors."""
    for kinds in (("chapters", "sections"), ("checks", "open_points"), ("missing_sections",)):
        ids = [(path, value) for path, value in _ids(toml.data, ()) if _list_of(path) in kinds]
        seen = Counter[str]()
        for path, value in ids:
            seen[value] += 1
            if seen[value] > 1:
                message = _("the id {id} is used twice").format(id=value)
                yield Finding("data.repeated-id", Severity.BLOCK, message, toml.where(path))


def _list_of(path: KeyPath) -> str:
    """The name of the list of tables that an id stands in: `("checks", 0, "id")` gives `checks`."""
    return str(path[-3]) if len(path) > 2 else ""  # noqa: PLR2004  # list, position, id


def _ids(value: object, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key == "id" and isinstance(inner, str):
                yield (*path, key), inner
            yield from _ids(inner, (*path, key))
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from _ids(inner, (*path, position))
