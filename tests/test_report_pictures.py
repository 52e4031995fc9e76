"""The real report's figures and tables: told in words, headed, and linked to one another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from book import Book, box_of, cells, one_line

from report_pdf.readback.pdf_view import Element

TO_TABLE = "Dati della figura: "
TO_FIGURE = "Figura tratta da questi dati: "
# Figures without a link to a table, and why.
UNLINKED = {
    "Il tempo del bilancio": "it shows no data",
}
UNIT = re.compile(
    r"\(unità|unità non dichiarata|una tessera|tessere per|scala propria|la sua scala|ognuna vale|\(milioni\)"
)
COUNTLESS = ("Striscia del tempo.", "Mappa dei comuni con i loro confini")


def figures(report: Book) -> list[Element]:
    return list(report.view.document.elements("Figure"))


def test_each_figure_is_told_in_words_of_its_own(report: Book) -> None:
    told = [figure.says["Alt"] for figure in figures(report)]
    assert len(told) > 12
    assert len(set(told)) == len(told)


def test_each_figure_tells_its_unit_in_italian(report: Book) -> None:
    for figure in figures(report):
        told = figure.says["Alt"]
        assert "Lang" not in figure.says
        if not told.startswith(COUNTLESS):
            assert UNIT.search(told), told


def test_under_each_figure_stands_its_source_for_those_who_hear_it_too(report: Book) -> None:
    around = [
        element
        for element in report.view.document.elements()
        if "Figure" in [kid.role for kid in element.kids if isinstance(kid, Element)]
    ]
    assert sum(kid.role == "Figure" for one in around for kid in one.kids if isinstance(kid, Element)) == len(
        figures(report)
    )
    for element in around:
        assert re.search(r"Fonte: \w", element.text), element.text


def test_each_figure_has_a_place_on_its_page(report: Book) -> None:
    for figure in figures(report):
        left, bottom, right, top = box_of(figure)
        assert 0 <= left < right <= 596
        assert 0 <= bottom < top <= 842
        assert figure.attributes["Placement"] == "Block"


def captions(report: Book) -> Iterator[str]:
    for element in report.view.document.elements():
        kids = [kid for kid in element.kids if isinstance(kid, Element)]
        if "Figure" in [kid.role for kid in kids]:
            yield one_line(next(kid.text for kid in kids if kid.role == "Caption"))


def test_figures_and_tables_are_numbered_through(report: Book) -> None:
    numbered = [re.match(r"fig\. (\d+)\. ", caption) for caption in captions(report)]
    assert [int(match[1]) for match in numbered if match] == list(range(1, len([*captions(report)]) + 1))
    tables = [one_line(next(t.elements("Caption")).text) for t in report.body.elements("Table")]
    numbers = [int(re.match(r"tab\. (\d+)\. ", caption)[1]) for caption in tables]  # type: ignore[index]  # it matches
    assert numbers == list(range(1, len(tables) + 1))


def ways(report: Book, words: str) -> set[tuple[str, int, int | None]]:
    """What is linked with these words: its subject, the page of the link, the page it leads to."""
    links = [link for link in report.view.annotations if link.name.startswith(words)]
    return {(link.name.removeprefix(words), link.page, link.target_page) for link in links}


def test_each_figure_leads_to_its_table_and_the_table_back(report: Book) -> None:
    forward = ways(report, TO_TABLE)
    assert {(subject, table, figure) for subject, figure, table in forward} == ways(report, TO_FIGURE)
    assert len(forward) + len(UNLINKED) == len([*captions(report)])
    told = " ".join(captions(report))
    assert all(subject in told for subject in UNLINKED)


def test_the_tables_stand_under_their_figure_or_in_the_appendix(report: Book) -> None:
    starts = {entry.title: entry.page for entry in report.view.outline}
    first, last = starts["serie storiche"], starts["colophon"]
    assert first is not None
    assert last is not None
    elsewhere = {table for _subject, figure, table in ways(report, TO_TABLE) if table != figure}
    assert elsewhere <= set(range(first, last))


def test_tables_are_headed(report: Book) -> None:
    for table in report.body.elements("Table"):
        heads = list(table.elements("TH"))
        ids = {head.says["ID"] for head in heads if "ID" in head.says}
        assert {head.attributes.get("Scope") for head in heads} == {"Column", "Row"}
        for cell in table.elements("TD"):
            headers = cell.attributes["Headers"]
            assert isinstance(headers, tuple)
            assert len(headers) >= 2
            assert set(headers) <= ids


def test_tables_have_rows_of_one_width(report: Book) -> None:
    for table in report.body.elements("Table"):
        assert len({len(row) for row in cells(table) if len(row) > 1}) == 1
        assert all(cell for row in cells(table)[1:] for cell in row[:1])


def test_lists_say_how_they_are_numbered(report: Book) -> None:
    lists = list(report.view.document.elements("L"))
    assert len(lists) > 5
    assert all(one.attributes.get("ListNumbering") for one in lists)
    areas = [item.text for one in lists for item in one.elements("LI") if "finanza e fiscalità" in item.text]
    assert len(areas) == 1
