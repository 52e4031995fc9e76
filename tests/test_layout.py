from __future__ import annotations

from pathlib import Path

import pytest
from chart_input import STYLE
from lexicon_input import lexicon

from report_pdf.cache import Cache
from report_pdf.charts.kept_charts import KIND, KeptCharts
from report_pdf.findings import Finding
from report_pdf.layout.drawing import Drawing
from report_pdf.layout.layout import LaidOut, lay_out

FIGURE = (
    '{% macro figure(name, chart) %}<img src="{{ place(name, chart) }}" alt="{{ chart.alt }}">{% endmacro %}'
)


def laid_out(
    root: Path, book: str, style: object = STYLE, charts: KeptCharts | None = None
) -> tuple[LaidOut | None, tuple[Finding, ...]]:
    """The small edition in this layout, which may use a macro `figure` of a component."""
    (root / "layouts" / "components").mkdir(parents=True)
    (root / "layouts" / "components" / "figures.html").write_text(FIGURE, encoding="utf-8")
    (root / "layouts" / "book.html").write_text(book, encoding="utf-8")
    words = lexicon(root)
    drawing = Drawing(words.indicators, None, style, charts or KeptCharts())  # type: ignore[arg-type]  # a wrong one is a bug
    return lay_out(words, drawing, root / "layouts", root)


def html(root: Path, book: str) -> str:
    """The small edition in a layout with which nothing is wrong."""
    done, findings = laid_out(root, book)
    assert findings == ()
    assert done is not None
    return done.html


def test_elements_carry_the_place_they_were_written_at(tmp_path: Path) -> None:
    assert html(tmp_path, "<p>\n<b>x</b></p>") == (
        '<p data-at="layouts/book.html:1">\n<b data-at="layouts/book.html:2">x</b></p>'
    )


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('{{ n("corsi.totale") }}', "2.020"),
        ("{{ edition.publisher }}", "Ente di prova"),
        ("{{ date_long(edition.date) }}", "1º\u00a0settembre 2023"),
        ('{{ list_of(["a", "b", "c"]) }}', "a, b e c"),
        ("{{ number(1205) }}", "1.205"),
        ('{{ text("corsi").part("argomenti").items | length }}', "2"),
        ("{{ half_year().year }}", "2023"),
        ("{{ territory is none }}", "True"),
        ('{{ "<&>" }}', "&lt;&amp;&gt;"),
    ],
)
def test_what_layouts_may_name(tmp_path: Path, source: str, said: str) -> None:
    assert html(tmp_path, source) == said


def test_charts_are_placed_and_kept(tmp_path: Path) -> None:
    book, findings = laid_out(
        tmp_path, '{{ place("sedi", draw.unit_columns(["sedi.aperte"])) }} {{ chart("sedi").width_mm }}'
    )
    assert findings == ()
    assert book is not None
    assert list(book.charts) == ["sedi"]
    assert book.html == f"asset:sedi {book.charts['sedi'].width_mm}"


def test_charts_drawn_beside_are_there_whatever_the_layout_does_with_them(tmp_path: Path) -> None:
    book = """{% for height in range(45, 49) %}
{% set chart = draw.columns("corsi.tenuti", height_mm=height) %}
{{ place(height | string, chart) }} {{ chart.table.rows[0][0] }} {{ chart.alt.splitlines()[0] }}
{% endfor %}"""
    once, _findings = laid_out(tmp_path / "once", book)
    twice, _findings = laid_out(tmp_path / "twice", book, charts=KeptCharts(Cache(tmp_path, KIND)))
    assert once == twice
    assert once is not None
    assert len(once.charts) == 4


def test_tables_know_the_figures_drawn_from_them(tmp_path: Path) -> None:
    source = (
        '{{ draws("a", "Prima", "corsi") }} {{ draws("b", "Seconda", "corsi") }} '
        '{% for one in drawn_from("corsi") %}{{ one.id }}: {{ one.subject }} {% endfor %}'
        '{{ drawn_from("sedi") | length }}'
    )
    assert html(tmp_path, source) == "corsi corsi a: Prima b: Seconda 0"


def test_a_chart_that_does_not_fit_is_told_where_it_is_asked_for(tmp_path: Path) -> None:
    book, findings = laid_out(
        tmp_path,
        '{% import "components/figures.html" as figures with context %}\n'
        '{{ figures.figure("x", draw.multiples(["corsi.tenuti"] * 20, height_mm=45)) }}',
    )
    assert book is not None
    assert not findings
    assert {finding.rule for finding in book.chart_findings} >= {"layout.chart-label-overflow"}
    assert {(one.where.file, one.where.line) for one in book.chart_findings} == {("layouts/book.html", 2)}


@pytest.mark.parametrize(
    ("source", "line", "message", "hint"),
    [
        ('\n{{ n("corsi.total") }}', 2, "unknown name corsi.total", "did you mean corsi.totale?"),
        ('{{ chart("sedi") }}', 1, "unknown name sedi", ""),
        ('\n\n{{ draw.multiples(["corsi.voto"], height_mm=9) }}', 3, "unknown name corsi.voto", ""),
        ("{{ draw.tile_map() }}", 1, "the edition has no territory to draw", ""),
        ("\n\n{{ draw.mosaic() }}", 3, "mosaic(): key is missing", ""),
        ('{{ draw.columns("corsi.tenuti", height_mm="50") }}', 1, "columns(): height_mm is '50': input", ""),
        ("{{ edtion.title }}", 1, "'edtion' is undefined", ""),
        ("\n{{ 1 / 0 }}", 2, "division by zero", ""),
    ],
)
def test_what_goes_wrong_is_the_designer_s_to_mend_at_its_line(
    tmp_path: Path, source: str, line: int, message: str, hint: str
) -> None:
    book, (finding,) = laid_out(tmp_path, source)
    assert book is None
    assert (finding.rule, str(finding.where)) == ("layout.template", f"layouts/book.html:{line}")
    assert finding.message.startswith(message)
    assert finding.hint.startswith(hint)


def test_a_bug_of_ours_is_not(tmp_path: Path) -> None:
    with pytest.raises(AttributeError, match="tokens"):
        laid_out(tmp_path, "{{ draw.multiples(['corsi.tenuti'], height_mm=50) }}", style=None)
