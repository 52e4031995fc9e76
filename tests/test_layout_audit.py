from dataclasses import replace
from pathlib import Path

from audit_input import chart, laid_book

from report_pdf.findings import Finding, Severity, Where
from report_pdf.layout_audit.audit_policy import AuditPolicy, Exemption
from report_pdf.layout_audit.layout_audit import RULE_NAMES, RULES, audit_layout

SMALL = '<p id="{name}" data-at="layouts/a.html:{line}" style="font-size: 6pt">{name}</p>'
BODY = "<p>buono</p>" + SMALL.format(name="uno", line=3) + SMALL.format(name="due", line=4)


def small(root: Path, policy: AuditPolicy, body: str = BODY) -> list[Finding]:
    findings = audit_layout(laid_book(root, body), policy)
    return [one for one in findings if one.rule in {"layout.small-type", "layout.unused-exception"}]


def test_a_fault_is_told_with_its_page_its_spot_and_its_line(tmp_path: Path) -> None:
    first, second = small(tmp_path, AuditPolicy())
    assert (first.rule, first.severity) == ("layout.small-type", Severity.WARN)
    assert first.message == "text of 6 pt: uno"
    assert first.hint == "nothing is set smaller than 7.5 pt"
    assert first.where.at_mm[:2] == (10.2, 15.4)
    assert first.where == Where("layouts/a.html", 3, 0, "1", first.where.at_mm)
    left, top, right, bottom = first.where.at_mm
    assert 2 < right - left < 6  # three letters of 6 pt, mm
    assert 1 < bottom - top < 2
    assert second.where.line == 4


def test_a_good_page_has_no_faults(tmp_path: Path) -> None:
    assert not small(tmp_path, AuditPolicy(), "<p>buono</p>")


def test_the_policy_says_how_much_a_rule_matters(tmp_path: Path) -> None:
    findings = small(tmp_path, AuditPolicy({"small-type": Severity.NOTE}))
    assert [one.severity for one in findings] == [Severity.NOTE, Severity.NOTE]


def test_what_is_meant_is_not_told(tmp_path: Path) -> None:
    policy = AuditPolicy(exemptions=(Exemption("small-type", "#uno", "è voluto", Where("audit.toml", 2)),))
    assert [one.message for one in small(tmp_path, policy)] == ["text of 6 pt: due"]


def test_an_exception_without_a_fault_is_told(tmp_path: Path) -> None:
    exemption = Exemption("small-type", "#tre", "è voluto", Where("audit.toml", 2))
    (finding,) = small(tmp_path, AuditPolicy(exemptions=(exemption,)), '<p id="tre">buono</p>')
    assert (finding.rule, finding.where) == ("layout.unused-exception", Where("audit.toml", 2))


def test_what_a_chart_finds_is_told_at_its_spot_on_the_page(tmp_path: Path) -> None:
    wrong = Finding(
        "layout.chart-small-label", Severity.WARN, "piccola", Where("layouts/a.html", 9, at_mm=(5, 2))
    )
    charts = {name: replace(chart(30, 15), findings=(wrong,)) for name in ("vista", "mai-vista")}
    shown = '<img src="asset:vista" alt="x" style="width: 30mm">'
    body = f'<p>testo</p>{shown}<p class="page">{shown}</p>'
    book = laid_book(tmp_path, body, charts=charts)
    told = [one.where for one in audit_layout(book, AuditPolicy()) if one.rule == wrong.rule]
    assert told == [Where("layouts/a.html", 9, 0, "1", (15, 15.5)), Where("layouts/a.html", 9)]


def test_each_rule_has_a_name_of_its_own() -> None:
    assert len(RULE_NAMES) == len(RULES) >= 15
