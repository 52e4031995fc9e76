"""Exceptions: a rule is let off where the designer says why, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from report_pdf.findings import Finding, Severity, Where
from report_pdf.preflight.exceptions import EXCEPTIONS_FILE, Exemption, let_off, load_exemptions

EMPTY = Finding("print.empty-page", Severity.WARN, "vuota", Where("a.pdf", page="45"))
ONE = '[[exceptions]]\nrule = "empty-page"\nat = "p. 45"\nreason = "bianca"\n'


def written(folder: Path, text: str) -> Path:
    (folder / EXCEPTIONS_FILE).write_text(text, encoding="utf-8")
    return folder


def test_without_a_file_every_rule_holds(tmp_path: Path) -> None:
    assert load_exemptions(tmp_path, tmp_path) == ((), ())


def test_an_exception_lets_off_its_rule_on_its_page(tmp_path: Path) -> None:
    exemptions, findings = load_exemptions(written(tmp_path, ONE), tmp_path)
    assert findings == ()
    counting, (meant,) = let_off([EMPTY], exemptions)
    assert (counting, meant.finding, meant.reason) == ((), EMPTY, "bianca")


@pytest.mark.parametrize(
    ("exemption", "is_covered"),
    [
        (Exemption("empty-page", "everywhere", "-"), True),
        (Exemption("empty-page", "p. 4", "-"), False),
        (Exemption("line-thin", "p. 45", "-"), False),
    ],
)
def test_it_covers_no_other_rule_and_no_other_page(exemption: Exemption, *, is_covered: bool) -> None:
    assert exemption.covers(EMPTY) is is_covered


def test_a_colour_is_let_off_by_its_name() -> None:
    finding = Finding("print.token-colour", Severity.WARN, "cotto-34", Where("styles/tokens.toml"))
    assert Exemption("token-colour", "cotto-34", "-").covers(finding, "cotto-34")
    assert not Exemption("token-colour", "cotto-34", "-").covers(finding, "cotto")


def test_a_rule_that_does_not_exist_is_told_with_the_nearest(tmp_path: Path) -> None:
    text = ONE.replace("empty-page", "empty-pages")
    _exemptions, (finding,) = load_exemptions(written(tmp_path, text), tmp_path)
    assert (finding.rule, finding.where.line) == ("layout.unknown-rule", 2)
    assert "empty-page" in finding.hint


def test_an_exception_needs_a_reason(tmp_path: Path) -> None:
    text = ONE.replace('reason = "bianca"\n', "")
    exemptions, findings = load_exemptions(written(tmp_path, text), tmp_path)
    assert exemptions == ()
    assert [finding.severity for finding in findings] == [Severity.BLOCK]
