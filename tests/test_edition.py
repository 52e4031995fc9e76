from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from report_pdf.findings import Finding
from report_pdf.periods import Period
from report_pdf.reading.edition import Edition, read_edition

ROOT = Path(__file__).parents[1]

SMALL = """\
title = "Relazione annuale"
title_lines = ["rela", "zione", "annuale"]
description = "Una relazione di prova."
publisher = "Ente di prova"
language = "it"
version = "1.0"
date = 2030-03-01
identifier = "prova:2029"
tables = ["cifre"]

[period]
start = "2028-07"
end = "2029-12"
periods = ["2028-H2", "2029"]

[[chapters]]
id = "front"

[[chapters.sections]]
id = "metodo"
title = "metodo"

[[chapters]]
id = "fatti"
title = "i fatti"
title_lines = ["i", "fat", "ti"]
field = "notte"

[[chapters.sections]]
id = "corsi"
title = "corsi e lezioni"
title_lines = ["corsi e", "lezioni"]
text = "corsi"
tables = ["corsi"]
headline = "corsi.totale"
"""

Read = Callable[[str], tuple[Edition | None, tuple[Finding, ...]]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """`read(source)`: the edition of a folder that has one text and two tables."""
    folder = tmp_path / "data" / "2029"
    for file in ("texts/corsi.md", "indicators/corsi.xlsx", "indicators/cifre.csv"):
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).touch()

    def read_source(source: str) -> tuple[Edition | None, tuple[Finding, ...]]:
        (folder / "edition.toml").write_text(source)
        return read_edition(folder, tmp_path)

    return read_source


def told(findings: tuple[Finding, ...]) -> list[tuple[str, str, str]]:
    return [(str(f.where).removeprefix("data/2029/edition.toml:"), f.message, f.hint) for f in findings]


def test_an_edition_is_read_as_it_is_written(read: Read) -> None:
    edition, findings = read(SMALL)
    assert findings == ()
    assert edition is not None
    assert edition.date == date(2030, 3, 1)
    assert edition.period.periods == (Period(2028, 2), Period(2029))
    assert edition.period.months == 18
    assert [section.id for section in edition.sections] == ["metodo", "corsi"]
    assert edition.table_ids == ("corsi", "cifre")
    assert edition.text_names == ("corsi",)
    assert edition.section("metodo").title_lines == ("metodo",)
    assert edition.section("metodo").layout == "section"
    assert edition.section("corsi").title_lines == ("corsi e", "lezioni")
    assert str(edition.where("chapters", 1, "sections", 0, "headline")) == "data/2029/edition.toml:35:1"
    with pytest.raises(KeyError):
        edition.section("fatti")


def test_an_edition_does_not_change(read: Read) -> None:
    edition, _ = read(SMALL)
    assert edition is not None
    with pytest.raises(ValueError, match="frozen"):
        edition.title = "altro"  # type: ignore[misc]


def test_all_that_is_wrong_is_told_at_once_each_at_its_line(read: Read) -> None:
    source = """\
title = "Relazione annuale"
title_lines = ["rela", "zone", "annuale"]
descripton = "Una relazione di prova."
publisher = 7
language = "italiano"
version = "1"
date = "2030-03-01"
identifier = "prova:2029"
tables = ["cifra"]

[period]
start = "2029-01"
end = "2029-12"
periods = ["2028", "2029"]

[[chapters]]
id = "fatti"
field = "notte"

[[chapters.sections]]
id = "corsi"
title = "corsi"
text = "corso"
tables = ["corsi", "lezioni"]

[[chapters.sections]]
id = "corsi"
title = "Corsi di nuovo"

[[checks]]
id = "somma"
kind = "summ"

[[checks]]
id = "somma"
kind = "range"
severity = "fatal"
title = "x"
of = "corsi.ore"

[[waivers]]
waives = ["somma"]
reason = "perché sì"
decided_by = " "
date = 2030-02-28T00:00:00
"""
    _, findings = read(source)
    wanted = "a date like 2026-11-22, without quotes"
    assert told(findings) == [
        ("1:1", "the key description is missing", ""),
        ("2:1", 'the lines "rela / zone / annuale" do not make the title "Relazione annuale"', ""),
        ("3:1", "unknown key descripton", "did you mean description?"),
        ("4:1", "publisher should be a text in quotes, not 7", ""),
        ("5:1", 'language should be one of it, not "italiano"', ""),
        ("6:1", 'version should match ^\\d+\\.\\d+$, not "1"', ""),
        ("7:1", f'date should be {wanted}, not "2030-03-01"', ""),
        ("9:11", "there is no file indicators/cifra.csv", "did you mean cifre?"),
        ("14:1", "2028 does not begin where the one before it, or the start, leaves off", ""),
        ("18:1", "a chapter with a field has an opener, and an opener needs a title", ""),
        ("23:1", "there is no file texts/corso.md", "did you mean corsi?"),
        ("24:20", "there is no file indicators/lezioni.csv", ""),
        ("27:1", "the id corsi is used twice", ""),
        ("32:1", told_kinds(findings), "did you mean sum?"),
        ("35:1", "the id somma is used twice", ""),
        ("37:1", 'checks.severity should be one of block, warn, note, not "fatal"', ""),
        ("44:1", "waivers.decided_by is empty", ""),
        (
            "45:1",
            f"waivers.date should be {wanted}, not 2030-02-28 00:00:00",
            "",
        ),
    ]


def told_kinds(findings: tuple[Finding, ...]) -> str:
    (message,) = (
        f.message for f in findings if f.message.startswith("checks.kind should be one of sum, identity")
    )
    return message


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ('"2028-H2", "2029"', '"2028-H2", "2029-H1"', 14, "2029-H1, does not end with 2029-12"),
        ('"2028-H2", "2029"', '"2029", "2028-H2"', 14, "2029 does not begin"),
        ('"2028-H2", "2029"', '"2028-H2", "2028-H2", "2029"', 14, "2028-H2 does not begin"),
        ('"2028-H2", "2029"', '"2028-H2", "2028-H3"', 14, "2028-H3 is not a period"),
        (
            '"2029"]\n',
            '"2029"]\nstretches = [{ label = "conti", first = "2027", last = "2029" }]\n',
            15,
            '"conti" does not lie within the periods of the edition',
        ),
        ('start = "2028-07"', 'start = "2028-13"', 12, "period.start should match"),
        ('id = "metodo"', 'id = "Metodo"', 20, "should match"),
        ('headline = "corsi.totale"', 'headline = "corsi"', 35, "should match"),
        ('text = "corsi"', 'text = "../corsi"', 33, "should match"),
        ('field = "notte"', 'field = "notte"\nfeld = "x"', 28, "unknown key feld"),
    ],
)
def test_one_slip_is_one_finding(read: Read, old: str, new: str, line: int, message: str) -> None:
    edition, (finding,) = read(SMALL.replace(old, new, 1))
    assert edition is None
    assert finding.where.line == line
    assert message in finding.message


def test_a_range_without_limits_and_uneven_pairs_are_refused(read: Read) -> None:
    head = '[[checks]]\nid = "{}"\nseverity = "warn"\ntitle = "x"\nkind = "{}"\n'
    checks = head.format("a", "range") + 'of = "corsi.ore"\n'
    checks += head.format("b", "distinct-pairs")
    checks += 'first = ["corsi.ore", "corsi.voti"]\nsecond = ["corsi.ore"]\n'
    _, findings = read(SMALL + checks)
    assert [message for _where, message, _hint in told(findings)] == [
        "a range needs a min, a max or both",
        "first and second should name as many series",
    ]


def test_the_real_edition_is_read_without_findings() -> None:
    edition, findings = read_edition(ROOT / "data" / "2019-2024", ROOT)
    assert findings == ()
    assert edition is not None
    assert edition.period.months == 66
    assert [section.id for section in edition.sections] == [
        "nota-metodologica",
        "comuni",
        "organi",
        "rappresentanza",
        "comunicazione",
        "studi",
        "eventi",
        "formazione",
        "servizi",
        "servizio-civile",
        "progetti-europei",
        "allegato-a",
        "allegato-b",
        "allegato-c",
        "colophon",
    ]
