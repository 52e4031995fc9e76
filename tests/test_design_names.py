from __future__ import annotations

from pathlib import Path

import pytest

from report_pdf.findings import Finding
from report_pdf.layout.design_names import check_names
from report_pdf.reading.edition import read_edition

EDITION = """\
title = "Relazione"
description = "Una relazione di prova."
publisher = "Ente di prova"
language = "it"
version = "1.0"
date = 2030-03-01
identifier = "prova:2029"

[period]
start = "2029-01"
end = "2029-12"
periods = ["2029"]

[[chapters]]
id = "fatti"
title = "fatti"
field = "notte"

[[chapters.sections]]
id = "corsi"
title = "corsi"

[[chapters.sections]]
id = "colophon"
title = "colophon"
layout = "colophon"
"""


def checked(folder: Path, text: str) -> tuple[Finding, ...]:
    """The findings on an edition, where there are two layouts and two colours."""
    (folder / "edition.toml").write_text(text, encoding="utf-8")
    layouts = folder / "layouts"
    (layouts / "sections").mkdir(parents=True)
    for name in ("section", "colophon"):
        (layouts / "sections" / f"{name}.html").touch()
    edition, wrong = read_edition(folder, folder)
    assert edition is not None
    assert wrong == ()
    return check_names(edition, ["notte", "menta"], layouts)


def test_known_names_are_no_matter(tmp_path: Path) -> None:
    assert checked(tmp_path, EDITION) == ()


@pytest.mark.parametrize(
    ("old", "new", "place", "hint"),
    [
        ('field = "notte"', 'field = "note"', "edition.toml:17:1", "did you mean notte?"),
        ('layout = "colophon"', 'layout = "colofon"', "edition.toml:26:1", "did you mean colophon?"),
        ('title = "corsi"', 'title = "corsi"\nlayout = "xyz"', "edition.toml:22:1", ""),
    ],
)
def test_an_unknown_name_is_found_where_it_stands(
    tmp_path: Path, old: str, new: str, place: str, hint: str
) -> None:
    (finding,) = checked(tmp_path, EDITION.replace(old, new))
    assert (finding.rule, str(finding.where), finding.hint) == ("data.unknown-name", place, hint)
