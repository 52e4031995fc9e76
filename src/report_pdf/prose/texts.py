"""The prose of an edition: one Markdown file a section, split in parts by its `##` headings."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

from markupsafe import Markup

from report_pdf.findings import Finding, Severity, Where
from report_pdf.messages import _
from report_pdf.nearest import nearest_hint
from report_pdf.prose.text_figures import Functions, MarkedText, mark_figures
from report_pdf.prose.text_files import read_text_file
from report_pdf.prose.text_markdown import HEADING, Block, BlockList, Blocks, blocks_of
from report_pdf.prose.text_words import word_marker
from report_pdf.recall import Recall, afresh

SUFFIX = ".md"


@dataclass(frozen=True, slots=True)
class Part:
    """What stands under one heading of a text.

    Attributes:
        name: the heading in lower case and hyphens ("aree-tematiche"); "" before the first heading.
        title: the heading as HTML; "" if none.
        at: `file:line` of the heading, or of the first block if there is none.
        blocks: paragraphs and lists, in order.
    """

    name: str
    title: Markup
    at: str
    blocks: tuple[Block | BlockList, ...]

    @property
    def html(self) -> Markup:
        """The part as running text, without its heading; every element says where it was written."""
        return Markup("\n").join(block.html() for block in self.blocks)

    @property
    def lead_html(self) -> Markup:
        """The same as `html`, bound for setting large without hyphens."""
        return Markup("\n").join(block.html(lead=True) for block in self.blocks)

    @property
    def paragraphs(self) -> tuple[Block, ...]:
        """The paragraphs, without the lists."""
        return tuple(block for block in self.blocks if isinstance(block, Block))

    @property
    def items(self) -> tuple[Block, ...]:
        """The items of its lists."""
        return tuple(item for block in self.blocks if isinstance(block, BlockList) for item in block.items)

    @property
    def inline(self) -> Markup:
        """The words of its paragraphs, to stand inside an element."""
        return Markup(" ").join(paragraph.inline for paragraph in self.paragraphs)

    @property
    def plain(self) -> tuple[str, ...]:
        """The words of each paragraph and item, in order, without markup."""
        return tuple(line for block in self.blocks for line in _plain(block))


def _plain(block: Block | BlockList) -> Iterator[str]:
    if isinstance(block, Block):
        yield block.plain
    else:
        yield from (item.plain for item in block.items)


@dataclass(frozen=True, slots=True)
class Text:
    """A file of prose.

    Attributes:
        name: stem of its file.
        file: path relative to the project.
        parts: by name, in the order of the file.
    """

    name: str
    file: str
    parts: Mapping[str, Part]

    def part(self, name: str = "") -> Part:
        """The part called `name`; KeyError, with the file, if there is none."""
        if name not in self.parts:
            raise KeyError(f"{self.file} ## {name}")
        return self.parts[name]


Texts = Mapping[str, Text]


def load_texts(  # noqa: PLR0913  # one argument for each of the office's tables
    folder: Path,
    names: Iterable[str],
    *,
    root: Path,
    functions: Functions,
    abbreviations: Mapping[str, str],
    foreign_words: Mapping[str, tuple[str, ...]],
    known: Iterable[str] = (),
    recall: Recall = afresh,
) -> tuple[Texts, tuple[Finding, ...]]:
    """The texts `names` of `folder`, and all that is wrong with them and with the folder.

    Args:
        folder: where the files are.
        names: their stems, as `edition.toml` gives them.
        root: the project's folder; places are relative to it.
        functions: what `{{ }}` may call, by name.
        abbreviations: abbreviation to what is read for it.
        foreign_words: language to its words.
        known: ids of the indicators, for hints.
        recall: whether a text is read anew that neither it nor a figure in it has changed.
    """
    wanted = sorted(set(names))
    mark = word_marker(abbreviations, foreign_words)
    known = tuple(known)

    def read(path: Path, marked: MarkedText) -> Blocks:
        file = path.relative_to(root).as_posix()
        return recall(partial(blocks_of, marked, file, mark), path, marked, abbreviations, foreign_words)

    texts: dict[str, Text] = {}
    findings = list(_unused(folder, wanted, root))
    for name in wanted:
        text, wrong = _load(folder / f"{name}{SUFFIX}", root, functions, known, read)
        findings += wrong
        if text is not None:
            texts[name] = text
    return MappingProxyType(texts), tuple(sorted(findings, key=lambda finding: finding.where))


def _load(
    path: Path,
    root: Path,
    functions: Functions,
    known: Sequence[str],
    read: Callable[[Path, MarkedText], Blocks],
) -> tuple[Text | None, tuple[Finding, ...]]:
    source, unreadable = read_text_file(path, root)
    if source is None:
        return None, unreadable
    file = path.relative_to(root).as_posix()
    marked, wrong_figures = mark_figures(source, file, root, functions, known)
    blocks, wrong_blocks = read(path, marked)
    parts, wrong_parts = _parts(blocks, file)
    findings = (*unreadable, *wrong_figures, *wrong_blocks, *wrong_parts)
    if not parts and not findings:
        message = _("the file has remarks and no text")
        findings = (Finding("data.empty-file", Severity.BLOCK, message, Where(file)),)
    return Text(path.stem, file, MappingProxyType({part.name: part for part in parts})), findings


def _parts(blocks: Sequence[Block | BlockList], file: str) -> tuple[tuple[Part, ...], tuple[Finding, ...]]:
    parts: dict[str, Part] = {}
    findings: list[Finding] = []
    for part in _cut(blocks):
        if finding := _wrong_part(part, parts, file):
            findings.append(finding)
        else:
            parts[part.name] = part
    return tuple(parts.values()), tuple(findings)


def _cut(blocks: Sequence[Block | BlockList]) -> Iterator[Part]:
    """The parts: each heading with what follows it."""
    starts = [i for i, block in enumerate(blocks) if block.tag == HEADING]
    first = starts[0] if starts else len(blocks)
    if first:
        yield Part("", Markup(), blocks[0].at, tuple(blocks[:first]))
    for start, end in pairwise([*starts, len(blocks)]):
        heading = blocks[start]
        if isinstance(heading, Block):
            yield Part(_name(heading.plain), heading.inline, heading.at, tuple(blocks[start + 1 : end]))


def _name(title: str) -> str:
    """`I nostri servizi` as `i-nostri-servizi`, accents dropped."""
    letters = unicodedata.normalize("NFD", title.casefold())
    plain = "".join(sign if sign.isalnum() else " " for sign in letters if not unicodedata.combining(sign))
    return "-".join(plain.split())


def _wrong_part(part: Part, before: Mapping[str, Part], file: str) -> Finding | None:
    where = Where(file, int(part.at.rpartition(":")[2]))
    title = part.title.striptags()
    if part.name in before:
        message = _("two headings are called {title}").format(title=title)
        return Finding("data.repeated-part", Severity.BLOCK, message, where, _("give each its own words"))
    if title and not part.name:
        message = _("the heading {title} has no letters to be called by").format(title=title)
        return Finding("data.unnamed-part", Severity.BLOCK, message, where)
    if not part.blocks:
        message = _("nothing stands under the heading {title}").format(title=title)
        return Finding("data.empty-part", Severity.BLOCK, message, where, _("write its text or delete it"))
    return None


def _unused(folder: Path, wanted: Sequence[str], root: Path) -> Iterator[Finding]:
    """Files that no section names; those in capitals (README.md) are not texts."""
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        if path.stem not in wanted and not path.stem.isupper():
            hint = nearest_hint(path.stem, wanted) or _("name it in edition.toml, or delete it")
            where = Where(path.relative_to(root).as_posix())
            yield Finding("data.unused-text", Severity.WARN, _("no section has this text"), where, hint)
