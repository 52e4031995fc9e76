from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from source_text import normal, prose_of_the_source

from report_pdf.findings import Finding
from report_pdf.prose.texts import Texts, load_texts

ROOT = Path(__file__).parents[1]
FIGURES = {
    "eventi.anni_nel_testo": "5",
    "formazione.scala_max": "5",
    "formazione.scala_min": "1",
    "organi.associati": "270",
    "organi.comuni": "273",
}

load_office_texts = partial(
    load_texts,
    functions={"n": FIGURES.__getitem__},
    abbreviations={"PNRR": "Piano nazionale di ripresa e resilienza"},
    foreign_words={"en": ("task force",)},
    known=tuple(FIGURES),
)


def load(root: Path, **files: str) -> tuple[Texts, tuple[Finding, ...]]:
    folder = root / "texts"
    folder.mkdir()
    for name, content in files.items():
        (folder / f"{name}.md").write_text(content, encoding="utf-8")
    return load_office_texts(folder, files, root=root)


def office_texts() -> Texts:
    folder = ROOT / "data" / "2019-2024" / "texts"
    names = [path.stem for path in folder.glob("*.md")]
    texts, findings = load_office_texts(folder, names, root=ROOT)
    assert findings == ()
    return texts


def test_every_prose_line_of_the_source_is_in_the_texts_word_for_word() -> None:
    parts = [part for text in office_texts().values() for part in text.parts.values()]
    said = [normal(line) for part in parts for line in (str(part.title), *part.plain)]
    missing = [line for line in prose_of_the_source() if not any(line in one for one in said)]
    assert missing == []


def test_the_texts_say_nothing_that_the_source_does_not() -> None:
    source = " ".join(prose_of_the_source())
    said = [line for text in office_texts().values() for part in text.parts.values() for line in part.plain]
    assert [line for line in said if normal(line) not in source] == []


def test_a_text_is_split_at_its_headings(tmp_path: Path) -> None:
    texts, findings = load(
        tmp_path, eventi="Prima.\n\n## L'età & *altro*\n\nSotto:\n\n- uno\n- due\n\nFine.\n"
    )
    assert findings == ()
    assert list(texts["eventi"].parts) == ["", "l-eta-altro"]
    part = texts["eventi"].part("l-eta-altro")
    assert part.title == "L’età &amp; <em>altro</em>"
    assert part.plain == ("Sotto:", "uno", "due", "Fine.")
    assert [item.plain for item in part.items] == ["uno", "due"]
    assert part.inline == "Sotto: Fine."
    assert part.html == (
        '<p data-at="texts/eventi.md:5">Sotto:</p>\n<ul data-at="texts/eventi.md:7">\n'
        '<li data-at="texts/eventi.md:7">uno</li>\n<li data-at="texts/eventi.md:8">due</li>\n</ul>\n'
        '<p data-at="texts/eventi.md:10">Fine.</p>'
    )


def test_a_lead_is_bound_and_running_text_is_not(tmp_path: Path) -> None:
    texts, _findings = load(tmp_path, eventi="La task force del PNRR a Pisa.")
    part = texts["eventi"].part()
    assert part.inline == (
        'La <span lang="en">task force</span> del '
        '<abbr title="Piano nazionale di ripresa e resilienza">PNRR</abbr> a Pisa.'
    )
    assert part.lead_html == (
        '<p data-at="texts/eventi.md:1">La\u00a0<span lang="en">task force</span> del\u00a0'
        '<abbr title="Piano nazionale di ripresa e resilienza">PNRR</abbr> a\u00a0Pisa.</p>'
    )


def test_an_unknown_part_is_named_with_its_file(tmp_path: Path) -> None:
    texts, _findings = load(tmp_path, eventi="Testo.")
    with pytest.raises(KeyError, match=r"texts/eventi\.md ## aree"):
        texts["eventi"].part("aree")


@pytest.mark.parametrize(
    ("source", "rule", "line"),
    [
        ("## Uno\n\na\n\n## uno\n\nb", "data.repeated-part", 5),
        ("## Uno\n\n## Due\n\nb", "data.empty-part", 1),
        ("## ???\n\nb", "data.unnamed-part", 1),
        ("<!-- soltanto una nota -->", "data.empty-file", 0),
        ("a\n\n{{ n('eventi.totali') }}", "data.unknown-figure", 3),
        ("a\n\n# Titolo", "data.unsupported-markdown", 3),
    ],
)
def test_what_is_wrong_is_found_at_its_line(tmp_path: Path, source: str, rule: str, line: int) -> None:
    _texts, findings = load(tmp_path, eventi=source)
    assert [(f.rule, f.where.file, f.where.line) for f in findings] == [(rule, "texts/eventi.md", line)]


def test_all_files_are_looked_at_and_strangers_told(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "evento.md").write_text("a")
    (tmp_path / "texts" / "README.md").write_text("a")
    _texts, findings = load_office_texts(tmp_path / "texts", ["eventi", "studi"], root=tmp_path)
    assert [(f.rule, f.where.file) for f in findings] == [
        ("data.missing-file", "texts/eventi.md"),
        ("data.unused-text", "texts/evento.md"),
        ("data.missing-file", "texts/studi.md"),
    ]
    assert findings[1].hint == "did you mean eventi?"
