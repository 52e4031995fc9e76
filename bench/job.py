"""The job that all are measured on: a book of chapters of one kind, its words and figures invented.

A chapter takes two pages: heading, four paragraphs, a table of 8 rows and 6 periods, two charts, a list.
`job.py FOLDER PAGES` writes it as a project of this program; what the peers get is made from the same.
"""

from __future__ import annotations

import random
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
DESIGN = ROOT / "bench" / "design"
EDITION = Path("data", "2019-2024")
PERIODS = ("2019", "2020", "2021", "2022", "2023", "2024")
TITLE, PUBLISHER = "Prova di velocità", "Ente di prova"
TITLES_PER_PAGE = 54
"""of the contents"""

# Words of every day, put together by lot: a text that nobody could take for a report.
_WORDS = (ROOT / "bench" / "words.txt").read_text(encoding="utf-8").split()
_ITEMS, _PARAGRAPHS, _ROWS = 6, 4, 8
_NAMES = ("alfa", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter.

    Attributes:
        id: of its section, its text, its table.
        title: two words.
        paragraphs: four of about ninety words.
        rows: label, and a figure for each of `PERIODS`.
        items: of its list.
    """

    id: str
    title: str
    paragraphs: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    items: tuple[str, ...]


def chapters(pages: int) -> tuple[Chapter, ...]:
    """The chapters of a book of about so many pages, always the same."""
    count = (pages - 1 - pages // 2 // TITLES_PER_PAGE) // 2
    return tuple(_chapter(number) for number in range(1, count + 1))


def _chapter(number: int) -> Chapter:
    dice = random.Random(number)  # noqa: S311  # bench data, the same each time
    return Chapter(
        f"prova-{number:03}",
        " ".join(dice.sample(_WORDS[:100], 2)),
        tuple(_sentences(dice, 90) for _number in range(_PARAGRAPHS)),
        tuple((f"voce {name}", tuple(dice.randrange(10, 9000) for _p in PERIODS)) for name in _NAMES[:_ROWS]),
        tuple(_sentences(dice, 12) for _number in range(_ITEMS)),
    )


def _sentences(dice: random.Random, words: int) -> str:
    said: list[str] = []
    while words > 0:
        length = min(words, dice.randrange(8, 20))
        said.append(" ".join(dice.choices(_WORDS, k=length)).capitalize())
        words -= length
    return ". ".join(said) + "."


def edited(book: Sequence[Chapter], word: str, only: int | None = None) -> tuple[Chapter, ...]:
    """The book with `word` for the first word of each chapter, or of one."""
    return tuple(
        _with_first(chapter, word) if only in {None, number} else chapter
        for number, chapter in enumerate(book)
    )


def _with_first(chapter: Chapter, word: str) -> Chapter:
    first, *others = chapter.paragraphs
    changed = " ".join([word.capitalize(), *first.split()[1:]])
    return Chapter(chapter.id, chapter.title, (changed, *others), chapter.rows, chapter.items)


def write_project(folder: Path, book: Sequence[Chapter]) -> Path:
    """Write the project with its edition, and return the edition's folder."""
    shutil.copytree(DESIGN, folder, dirs_exist_ok=True)
    shutil.copytree(ROOT / "styles" / "fonts", folder / "styles" / "fonts", dirs_exist_ok=True)
    shutil.copy(ROOT / "styles" / "tokens.toml", folder / "styles")
    edition = folder / EDITION
    for name in ("texts", "indicators"):
        (edition / name).mkdir(parents=True, exist_ok=True)
    (edition / "edition.toml").write_text("\n".join(_edition(book)), encoding="utf-8")
    for chapter in book:
        lines = ["id,group,label,unit,nature,source,note," + ",".join(PERIODS), *_table(chapter)]
        (edition / "indicators" / f"{chapter.id}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    write_texts(edition, book)
    return edition


def write_texts(edition: Path, book: Sequence[Chapter]) -> None:
    """Write the words of the chapters."""
    for chapter in book:
        words = "\n\n".join([*chapter.paragraphs, "\n".join(f"- {item}" for item in chapter.items)])
        (edition / "texts" / f"{chapter.id}.md").write_text(f"{words}\n", encoding="utf-8")


def _edition(book: Sequence[Chapter]) -> Iterator[str]:
    yield f'title = "{TITLE}"'
    yield 'title_lines = ["prova", "di", "velocità"]\ndescription = "Un lavoro di prova."'
    yield f'publisher = "{PUBLISHER}"'
    yield 'language = "it"\nversion = "1.0"\ndate = 2024-03-01\nidentifier = "prova:velocita"'
    yield '[period]\nstart = "2019-01"\nend = "2024-12"'
    yield "periods = [" + ", ".join(f'"{period}"' for period in PERIODS) + "]"
    for chapter in book:
        yield f'[[chapters]]\nid = "capitolo-{chapter.id}"'
        yield f'[[chapters.sections]]\nid = "{chapter.id}"\ntitle = "{chapter.title}"'
        yield f'text = "{chapter.id}"\ntables = ["{chapter.id}"]'
    yield ""


def _table(chapter: Chapter) -> Iterator[str]:
    for label, figures in chapter.rows:
        key = f"{chapter.id}.{label.split()[1]}".replace("-", "_")
        yield f"{key},,{label},unità,flusso,{PUBLISHER},," + ",".join(map(str, figures))


if __name__ == "__main__":
    write_project(Path(sys.argv[1]), chapters(int(sys.argv[2])))
