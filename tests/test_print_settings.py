from __future__ import annotations

from pathlib import Path

import pytest

from report_pdf.findings import Finding
from report_pdf.reading.edition import read_edition
from report_pdf.reading.print_settings import PrintSettings
from report_pdf.reading.toml_models import validate
from report_pdf.reading.toml_places import TomlFile, read_toml

ROOT = Path(__file__).parents[1]


def read(tmp_path: Path, text: str) -> tuple[PrintSettings | None, tuple[Finding, ...]]:
    path = tmp_path / "print.toml"
    path.write_text(text, encoding="utf-8")
    toml, findings = read_toml(path, tmp_path)
    assert findings == ()
    assert isinstance(toml, TomlFile)
    return validate(PrintSettings, toml)


def test_an_edition_that_says_nothing_of_print_has_what_no_print_shop_has_to_decide() -> None:
    settings = PrintSettings()
    assert (settings.binding, settings.condition, settings.ink_limit) == ("perfect", "FOGRA39", 300)
    assert (settings.paper_gsm, settings.paper_bulk, settings.spine) == (None, None, None)
    assert not settings.marks
    assert not settings.inside_cover


def test_the_default_profile_is_one_of_the_project() -> None:
    assert (ROOT / "styles" / PrintSettings().icc).is_file()


def test_the_real_edition_declares_its_paper() -> None:
    edition, findings = read_edition(ROOT / "data" / "2019-2024", ROOT)
    assert findings == ()
    assert edition
    assert edition.print.paper_gsm
    assert edition.print.paper_bulk


def test_all_that_a_print_shop_may_say(tmp_path: Path) -> None:
    settings, findings = read(
        tmp_path,
        'binding = "saddle"\npaper_gsm = 90\npaper_bulk = 1.2\nspine = 4.2\nmarks = true\n'
        'inside_cover = true\nicc = "icc/PSOuncoated_v3_FOGRA52.icc"\ncondition = "FOGRA52"\nink_limit = 260',
    )
    assert findings == ()
    assert settings
    assert (settings.spine, settings.condition, settings.ink_limit) == (4.2, "FOGRA52", 260)


@pytest.mark.parametrize(
    ("line", "rule", "words"),
    [
        ('bindng = "saddle"', "data.unknown-key", "binding"),
        ('binding = "staples"', "data.wrong-value", "perfect, saddle"),
        ("paper_gsm = 115", "data.missing-key", "paper_gsm and paper_bulk"),
        ("paper_bulk = 0.9", "data.missing-key", "paper_gsm and paper_bulk"),
        ("spine = 0", "data.wrong-value", "spine"),
        ("marks = 1", "data.wrong-type", "true or false"),
        ('icc = "../../etc/x.icc"', "data.wrong-value", "folder of the styles"),
        ('icc = "icc/profile.pdf"', "data.wrong-value", "folder of the styles"),
        ("ink_limit = 30", "data.wrong-value", "ink_limit"),
    ],
)
def test_what_is_wrong_is_told_at_its_line(tmp_path: Path, line: str, rule: str, words: str) -> None:
    settings, findings = read(tmp_path, f"# the table\n{line}\n")
    assert settings is None
    (finding,) = findings
    assert finding.rule == rule
    assert words in finding.message + finding.hint
    assert finding.where.file == "print.toml"
