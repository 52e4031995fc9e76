from __future__ import annotations

import pytest

from report_pdf.findings import BuildStopped, ExitCode, Finding, Severity, Where, exit_code, stop_if_blocked


def finding(rule: str, severity: Severity = Severity.BLOCK) -> Finding:
    return Finding(rule, severity, "it is wrong", Where("data/a.csv", 3, 2))


@pytest.mark.parametrize(
    ("where", "text"),
    [
        (Where("data/a.csv", 3, 2), "data/a.csv:3:2"),
        (Where("data/a.csv"), "data/a.csv"),
        (Where("layouts/a.html", 7, page="12"), "layouts/a.html:7 p. 12"),
        (Where(page="Copertina"), "p. Copertina"),
        (Where(), ""),
    ],
)
def test_a_place_is_written_as_editors_link_it(where: Where, text: str) -> None:
    assert str(where) == text


@pytest.mark.parametrize(
    ("rules", "code"),
    [
        ([], ExitCode.OK),
        (["data.blank-cell"], ExitCode.DATA),
        (["layout.typo", "data.blank-cell"], ExitCode.DATA),
        (["layout.typo", "conformance.alt"], ExitCode.LAYOUT),
        (["tool.disk-full", "data.blank-cell"], ExitCode.TOOL),
        (["conformance.alt"], ExitCode.CONFORMANCE),
        (["integrity.hash"], ExitCode.INTEGRITY),
    ],
)
def test_the_exit_code_is_that_of_the_earliest_stage(rules: list[str], code: ExitCode) -> None:
    assert exit_code(map(finding, rules)) == code


def test_a_warning_stops_a_final_build_and_not_a_draft() -> None:
    warning = finding("layout.css-ignored", Severity.WARN)
    assert exit_code([warning]) == ExitCode.LAYOUT
    assert exit_code([warning], draft=True) == ExitCode.OK


def test_a_note_stops_nothing() -> None:
    assert exit_code([finding("data.waived", Severity.NOTE)]) == ExitCode.OK


def test_stopping_tells_every_finding() -> None:
    both = [finding("data.a", Severity.NOTE), finding("data.b")]
    with pytest.raises(BuildStopped) as stopped:
        stop_if_blocked(both)
    assert stopped.value.findings == tuple(both)
    stop_if_blocked(both[:1])


@pytest.mark.parametrize("rule", ["date.blank-cell", "Data.blank-cell", ".blank-cell"])
def test_a_rule_that_nobody_would_have_to_act_upon_is_none(rule: str) -> None:
    with pytest.raises(ValueError, match=rule):
        finding(rule)
