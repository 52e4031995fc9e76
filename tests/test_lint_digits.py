from __future__ import annotations

from pathlib import Path

import pytest

from report_pdf.layout.lint_digits import ALLOWED, lint_digits

ROOT = Path(__file__).parents[1]


def lint(root: Path, name: str, content: str) -> list[tuple[str, str, str]]:
    (root / name).write_text(content, encoding="utf-8")
    return [(f.rule, str(f.where), f.message.split()[2]) for f in lint_digits([root / name], root)]


@pytest.mark.parametrize(
    ("source", "place", "number"),
    [
        ("Sono stati\noltre 552 eventi", "t.md:2:7", "552"),
        ('Nei {{ n("eventi.anni") }} anni, 44.850 persone', "t.md:1:34", "44.850"),
        ("il 98,9%", "t.md:1:4", "98,9"),
        ("n. 270 sul totale", "t.md:1:4", "270"),
        ("in tutto 2.019 persone", "t.md:1:10", "2.019"),
        ("- 14 progetti", "t.md:1:3", "14"),
        ("fogli A4,5", "t.md:1:8", "4,5"),
        ("{{ n(\n'a') }} e 3", "t.md:2:11", "3"),
    ],
)
def test_a_figure_typed_in_a_text_is_refused(tmp_path: Path, source: str, place: str, number: str) -> None:
    assert lint(tmp_path, "t.md", source) == [("data.typed-figure", place, number)]


@pytest.mark.parametrize(
    "source",
    [
        "dal 2019 al 2023, 2019–2024, dal '24",
        "il 30 giugno 2024 e il 1º gennaio",
        "art. 156 del d.lgs. n. 267/2000, articolo 14, legge 7 agosto 1990, n. 241",
        "PDF/A-2a, PDF/UA-1, ISO 19005-2, CC BY 4.0, UTF-8, A4, CO2",
        "[qui](https://a.it/99) e https://b.it/12",
        "{# r. 16 #} <!-- r. 33 --> {{ n('a.b', '2023') }}",
        "1. uno\n2. due",
    ],
)
def test_names_that_hold_digits_are_left_alone(tmp_path: Path, source: str) -> None:
    assert lint(tmp_path, "t.md", source) == []


@pytest.mark.parametrize(
    ("source", "place", "number"),
    [
        ("<p>\n  552 eventi</p>", "t.html:2:3", "552"),
        ('<p class="col-3" style="width: 9mm">nove</p>\n<img\n alt="14 progetti">', "t.html:3:7", "14"),
        ('<a aria-label="{{ x }} su 273" href="#p3">x</a>', "t.html:1:27", "273"),
        ('{{ hero("552", 180, "h1") }}', "t.html:1:10", "552"),
        ('<p>{{ title("le 9 aree") }}</p>', "t.html:1:17", "9"),
        ("<svg viewBox='0 0 9 9'><text x='3'>43,6%</text></svg>", "t.html:1:36", "43,6"),
    ],
)
def test_a_figure_typed_in_a_layout_is_refused(tmp_path: Path, source: str, place: str, number: str) -> None:
    assert lint(tmp_path, "t.html", source) == [("layout.typed-figure", place, number)]


def test_what_is_not_seen_in_a_layout_is_left_alone(tmp_path: Path) -> None:
    source = """
        {# 12 #}<!-- 13 --><style>p { width: 3mm }</style><script>let a = 4</script>
        <h3 class="span-6">{{ n("a.b", "2024-H1") }}{% if 7 > x %}{{ f(["p-8"], h=63) }}{% endif %}</h3>
    """
    assert lint(tmp_path, "t.html", source) == []


def test_the_office_s_texts_and_our_layouts_hold_no_typed_figure() -> None:
    files = [*ROOT.glob("data/*/texts/*.md"), *ROOT.glob("layouts/**/*.html")]
    assert lint_digits(files, ROOT) == ()
    assert len(files) > 10


def test_every_exception_has_its_reason() -> None:
    assert all(reason for _pattern, reason in ALLOWED)
