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
from report_pdf.reading.bound_files import FOLDER, Appendix, CoverFiles
from report_pdf.reading.check_kinds import Check
from report_pdf.reading.declared import Declared, Flag, IndicatorId, Name, Text
from report_pdf.reading.print_settings import PrintSettings
from report_pdf.reading.span import Span
from report_pdf.reading.toml_models import Refused, validate
from report_pdf.reading.toml_places import KeyPath, TomlFile, read_toml

EDITION_FILE = "edition.toml"
TEXTS_FOLDER = "texts"
INDICATORS_FOLDER = "indicators"
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
    edition = (info.context or {}).get(FOLDER)
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
    subject: str = ""
    """what it holds, shown beside the title of a section without a headline; "" for nothing"""


def _with_title(field: str, info: ValidationInfo) -> str:
    if field and not info.data.get("title"):
        raise Refused(_("a chapter with a field has an opener, and an opener needs a title"))
    return field


class AppendixSection(Section):
    """The divider of an appendix, and its pages: made from what is declared of the appendix."""

    appendix: Appendix
    """what is bound here"""


def _appendix_section(appendix: Appendix) -> AppendixSection:
    lines = ("allegato", appendix.letter)
    title = " ".join(lines)
    return AppendixSection(
        id=appendix.section_id,
        title=title,
        title_lines=lines,
        layout="allegato",
        subject=appendix.title,
        appendix=appendix,
    )


def _some_sections(sections: tuple[Section, ...], info: ValidationInfo) -> tuple[Section, ...]:
    if not sections and not info.data.get("appendices"):
        raise Refused(_("a chapter needs a section, or the appendices"), rule="missing-key")
    return sections


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
    appendices: Flag = False
    """whether the appendices of `[[appendices]]` follow its sections, each after a divider"""
    sections: Annotated[
        tuple[Section, ...], Field(default=(), validate_default=True), AfterValidator(_some_sections)
    ]
    """in the order of the book"""


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


Version = Annotated[str, StringConstraints(pattern=r"^\d+\.\d+$")]
"""`1.0`"""


def _with_reason(reason: str | None, info: ValidationInfo) -> str | None:
    earlier = info.data.get("supersedes")
    if (reason is None) != (earlier is None):
        raise Refused(_("a version that supersedes another says which and why: supersedes and reason"))
    if earlier is not None and _number(earlier) >= _number(info.data.get("version", "")):
        message = _("version {version} cannot supersede {earlier}")
        raise Refused(message.format(version=info.data.get("version"), earlier=earlier))
    return reason


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


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
    version: Version
    """"1.0"; a corrected issue is "1.1" """
    date: Annotated[date, Strict()]
    """of this version; the PDF's own dates come from it"""
    supersedes: Version | None = None
    """the version that this one takes the place of"""
    reason: Annotated[Text | None, Field(default=None, validate_default=True), AfterValidator(_with_reason)]
    """why it does, in Italian"""
    identifier: Annotated[str, StringConstraints(pattern=r"^\S+$")]
    """the same for all versions of this edition"""
    conformance: Literal["pdf/a-2a", "pdf/a-3a"] = "pdf/a-2a"
    """of the digital book, beside PDF/UA-1; `pdf/a-3a` puts the tables of figures into the file"""
    period: Span
    """the time reported on"""
    abbreviations: Mapping[str, Text] = Field(default_factory=dict)
    """abbreviation to what is read aloud for it"""
    foreign_words: Mapping[str, tuple[Text, ...]] = Field(default_factory=dict)
    """language to the words of it in the texts"""
    chapters: Annotated[tuple[Chapter, ...], Field(min_length=1)]
    """in the order of the book"""
    cover: CoverFiles = CoverFiles()
    """covers made elsewhere"""
    appendices: tuple[Appendix, ...] = ()
    """PDFs made elsewhere, in the order of the book"""
    print: PrintSettings = PrintSettings()
    """how the book is printed and bound"""
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
    def is_printed(self) -> bool:
        """Whether the office has declared how: an edition without `[print]` goes to no print shop."""
        return "print" in self.model_fields_set

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

    def _with_dividers(self) -> Iterator[Chapter]:
        dividers = tuple(map(_appendix_section, self.appendices))
        for chapter in self.chapters:
            sections = (*chapter.sections, *dividers) if chapter.appendices else chapter.sections
            yield chapter.model_copy(update={"sections": sections})

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
    edition, findings = validate(Edition, toml, context={FOLDER: folder})
    findings = tuple(sorted((*findings, *_repeated_ids(toml)), key=lambda f: (f.where, f.rule)))
    if edition is None or findings:
        return None, findings
    if findings := tuple(_misplaced_appendices(edition, toml)):
        return None, findings
    edition = edition.model_copy(update={"chapters": tuple(edition._with_dividers())})  # noqa: SLF001  # made here
    edition._toml = toml  # noqa: SLF001
    return edition, ()


def _misplaced_appendices(edition: Edition, toml: TomlFile) -> Iterator[Finding]:
    """A letter used twice, or by a section; no chapter to hold the appendices, or more than one."""
    taken = {section.id: _("a section") for section in edition.sections}
    for position, appendix in enumerate(edition.appendices):
        if other := taken.get(appendix.section_id):
            message = _("the letter {letter} is used twice: {other} has it already")
            message = message.format(letter=appendix.letter, other=other)
            where = toml.where(("appendices", position, "letter"))
            yield Finding(
                "data.repeated-letter", Severity.BLOCK, message, where, _("give it the next letter")
            )
        taken.setdefault(appendix.section_id, f'"{appendix.title}"')
    holding = [place for place, chapter in enumerate(edition.chapters) if chapter.appendices]
    if edition.appendices and not holding:
        message = _("no chapter holds the appendices")
        hint = _("write appendices = true in the chapter after whose sections they are to come")
        yield Finding("data.missing-key", Severity.BLOCK, message, toml.where(("appendices", 0)), hint)
    for place in () if edition.appendices else holding:
        if not edition.chapters[place].sections:
            message = _("there is no appendix for this chapter to hold")
            where = toml.where(("chapters", place, "appendices"))
            yield Finding("data.missing-key", Severity.BLOCK, message, where)
    for place in holding[1:]:
        message = _("another chapter holds the appendices already")
        yield Finding(
            "data.wrong-value", Severity.BLOCK, message, toml.where(("chapters", place, "appendices"))
        )


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
