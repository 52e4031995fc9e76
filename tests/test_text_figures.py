from __future__ import annotations

from pathlib import Path

import pytest

from report_pdf.findings import Finding
from report_pdf.prose.text_figures import MarkedText, mark_figures

VALUES = {("eventi.totale",): "552", ("eventi.eventi", "2023"): "103", ("progetti.progetti",): "14"}


def figure(*names: str) -> str:
    return VALUES[names]


def mark(source: str) -> tuple[MarkedText, tuple[Finding, ...]]:
    return mark_figures(
        source, "texts/eventi.md", Path("/project"), {"n": figure}, [key[0] for key in VALUES]
    )


def test_figures_are_set_aside_and_come_back() -> None:
    marked, findings = mark(
        '{{ n("progetti.progetti") }}. I progetti, {{ n("eventi.eventi", "2023") }} eventi\n'
    )
    assert findings == ()
    assert marked.values == ("14", "103")
    assert "14" not in marked.source
    assert marked.filled(marked.source) == "14. I progetti, 103 eventi\n"


def test_remarks_are_dropped_and_lines_kept() -> None:
    marked, _findings = mark("uno{# nota\nsu due righe #}\ntre\n")
    assert marked.source == "uno\n\ntre\n"


@pytest.mark.parametrize(
    ("source", "rule", "line", "message", "hint"),
    [
        (
            'a\n{{ n("eventi.totali") }}',
            "unknown-figure",
            2,
            "unknown name eventi.totali",
            "did you mean eventi.totale?",
        ),
        ('{{ m("eventi.totale") }}', "template", 1, "unknown name m", ""),
        ("{{ n(eventi.totale) }}", "template", 1, "in quotes", '{{ n("eventi.totale") }}'),
        ("{{ eventi.totale }}", "template", 1, "eventi.totale is not a figure", '{{ n("eventi.totale") }}'),
        ("{{ 552 }}", "template", 1, "no place in a text", '{{ n("eventi.totale") }}'),
        ("{% for x in range(9**9) %}{% endfor %}", "template", 1, "no place in a text", ""),
        ('{% include "texts/eventi.md" %}', "template", 1, "no place in a text", ""),
        ('{{ "x" * 10 ** 10 }}', "template", 1, "no place in a text", ""),
        ('{{ n("eventi.totale") | center(10 ** 10) }}', "template", 1, "no place in a text", ""),
        ("{{ n(7 ** (7 ** 9)) }}", "template", 1, "in quotes", '{{ n("eventi.totale") }}'),
        ('{{ n("x" * 10 ** 9) }}', "template", 1, "in quotes", ""),
        ('{{ n("eventi.totale", period="x" * 10 ** 9) }}', "template", 1, "in quotes", ""),
        ('{{ n("eventi.totale", *["2023"]) }}', "template", 1, "in quotes", ""),
        ('{{ n("eventi.totale", **{}) }}', "template", 1, "in quotes", ""),
        ('a\n\n{{ n("eventi.totale" }}', "template", 3, "expected", ""),
        ("a\n{# aperta", "template", 2, "comment", ""),
        ("{{ n() }}", "unknown-figure", 1, "unknown name", ""),
        (
            '{{ n("eventi.eventi") }}',
            "unknown-figure",
            1,
            "for each period",
            '{{ n("eventi.eventi", "2023") }}',
        ),
        ('{{ n("eventi.eventi", "2O23") }}', "unknown-figure", 1, "no figure for 2O23", ""),
        ("{{ " + "(" * 9000, "template", 0, "", ""),
    ],
)
def test_anything_but_a_figure_is_refused_at_its_line(
    source: str, rule: str, line: int, message: str, hint: str
) -> None:
    _marked, (finding,) = mark(source)
    assert (finding.rule, finding.where.file) == (f"data.{rule}", "texts/eventi.md")
    assert finding.where.line in {line, 1}
    assert message in finding.message
    assert hint in finding.hint


def test_all_wrong_figures_are_told_with_the_nearest_name() -> None:
    source = '{{ n("eventi.totali") }}\n{{ n("progetto.progetti") }}'
    known = ("eventi.totale", "progetti.progetti")
    values = {"eventi.totale": "552"}
    _marked, findings = mark_figures(source, "t.md", Path("/project"), {"n": values.__getitem__}, known)
    assert [(f.where.line, f.message, f.hint) for f in findings] == [
        (1, "unknown name eventi.totali", "did you mean eventi.totale?"),
        (2, "unknown name progetto.progetti", "did you mean progetti.progetti?"),
    ]
