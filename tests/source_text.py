"""The prose of the printed report, line by line, as it was handed over."""

from __future__ import annotations

import re
from pathlib import Path

SEED = Path(__file__).parent / "seed" / "bilancio-sociale-2019-2024.txt"

# Lines of the source that are not prose, and why. All the others must be in the texts.
NOT_PROSE = (
    (range(3, 6), "title, on the cover: edition.toml"),
    (range(10, 15), "chapter and period: edition.toml"),
    (range(18, 21), "title of the section, headline figure"),
    (range(25, 30), "heading of a chart without data, and its source: in the chart of the territory"),
    (range(31, 32), "title of the section"),
    (range(37, 38), "title of the section, repeated"),
    (range(46, 56), "headings without data: missing sections in edition.toml"),
    (range(59, 63), "chapter, title of the section"),
    (range(69, 72), "table"),
    (range(76, 77), "title of the section, repeated"),
    (range(83, 86), "the same table again"),
    (range(89, 90), "title of the section"),
    (range(98, 108), "table"),
    (range(109, 110), "title of the section"),
    (range(115, 121), "table"),
    (range(122, 133), "title of the section, headline figures, table"),
    (range(138, 139), "title of the section"),
    (range(143, 144), "headline figure"),
    (range(163, 167), "table"),
    (range(168, 169), "title of the section"),
    (range(188, 192), "table"),
    (range(193, 194), "title of the section"),
    (range(197, 222), "headline figures with their labels: indicators/evidenza.csv"),
    (range(223, 224), "title of the section"),
    (range(229, 230), "headline figure"),
    (range(231, 232), "its label: indicators/evidenza.csv"),
    (range(235, 236), "headline figure"),
    (range(237, 238), "its unit: indicators/evidenza.csv"),
)


def prose_of_the_source() -> list[str]:
    """The lines of prose, as `normal` writes them."""
    skipped = {number for lines, _reason in NOT_PROSE for number in lines}
    lines = enumerate(SEED.read_text(encoding="utf-8").splitlines(), start=1)
    return [normal(line) for number, line in lines if number not in skipped and line.strip()]


def normal(line: str) -> str:
    """The line with all quotes and apostrophes as `'`, all dashes as `-`, all spaces single, no list mark.

    Ranges of numbers and minus signs stand in the words that a voice says for them.
    """
    line = re.sub('[‘’“”«»"]', "'", line).replace("–", "-")
    line = re.sub(r"(?<![\w.,-])(\d[\d.]*(?:,\d+)?)-(\d[\d.]*(?:,\d+)?)(?![\w-])", r"da \1 a \2", line)
    line = re.sub(r"\u2212(?=\d)", "meno ", line)
    return re.sub(r"^- ", "", re.sub(r"[\s\u00a0]+", " ", line).strip())
