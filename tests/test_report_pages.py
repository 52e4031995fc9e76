"""The real report as a book: its pages, their numbers, the ways through it, what it says of itself."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from book import NOTA_HEADINGS, Book, cells, headings, one_line

from report_pdf.readback.pdf_view import Element
from report_pdf.readback.readback import check_structure

ROOT = Path(__file__).parents[1]
EDITION = tomllib.loads((ROOT / "data" / "2019-2024" / "edition.toml").read_text(encoding="utf-8"))
TOKENS = tomllib.loads((ROOT / "styles" / "tokens.toml").read_text(encoding="utf-8"))

OUTLINE = [
    (1, "bilancio sociale"),
    (2, "indice"),
    (2, "nota metodologica"),
    *((3, title) for title in NOTA_HEADINGS),
    (2, "chi siamo"),
    (3, "i comuni toscani"),
    (4, "un comune, una tessera"),
    (3, "organi"),
    (2, "cosa facciamo"),
    (3, "rappresentanza"),
    (3, "comunicazione"),
    (3, "studi e ricerche"),
    (3, "eventi"),
    (3, "formazione"),
    (3, "servizi"),
    (3, "servizio civile"),
    (3, "progetti europei"),
    (2, "allegato A"),
    (3, "serie storiche"),
    (4, "tab. 5, rappresentanza"),
    (4, "tab. 6, comunicazione"),
    (4, "tab. 7, studi e ricerche"),
    (4, "tab. 8, eventi"),
    (4, "tab. 9, formazione"),
    (4, "tab. 10, servizi"),
    (4, "tab. 11, I comuni per provincia e classe demografica"),
    (4, "tab. 12, dati in evidenza"),
    (4, "tab. 13, unità, natura e note delle serie"),
    (4, "i comuni, provincia per provincia"),
    (2, "allegato B"),
    (2, "allegato C"),
    (2, "colophon"),
]
ON_VERSOS = ("chi siamo", "cosa facciamo", "allegato A", "allegato B", "allegato C", "colophon")
FULL_PAGES = ON_VERSOS[:5]
BOUND = {"Allegato B": 15, "Allegato C": 2}
"""Dividers, and the pages of the appendix behind each."""
TITLE_PAGE = "1"
LINK = re.compile(
    r"(Dati della figura: |Figura tratta da questi dati: )?\D{5,}(, pagina ([A-Z]-)?\d+)?"
    r"|.*[a-z]{5}.*, pagina \d+"
)
SPAN = "gennaio\u00a02019\u00a0– giugno\u00a02024"


def test_the_book_has_its_covers_an_even_interior_and_the_expected_length(report: Book) -> None:
    front, interior, back = report.labels[:2], report.labels[2:-2], report.labels[-2:]
    assert front == ["Copertina", "Seconda di copertina"]
    labels = list(map(str, range(1, len(interior) + 1)))
    for divider, pages in BOUND.items():
        first = interior.index(divider)
        labels[first : first + pages + 1] = [divider, *(f"{divider[-1]}-{n}" for n in range(1, pages + 1))]
    assert interior == labels
    assert back == ["Terza di copertina", "Quarta di copertina"]
    assert len(interior) % 2 == 0
    assert 45 <= len(report.labels) <= 60
    assert len(report.data) < 2_000_000


def test_the_insides_of_the_covers_are_empty(report: Book) -> None:
    assert report.view.pages[1].marks == report.view.pages[-2].marks == ()


def test_every_page_is_of_the_sheet_s_size(report: Book) -> None:
    sheet = TOKENS["page"]["width"], TOKENS["page"]["height"]
    with pikepdf.open(report.path) as pdf:
        sizes = {
            tuple(round(float(side) / 72 * 25.4, 1) for side in page.mediabox[2:])
            for index, page in enumerate(pdf.pages)
            if index not in report.bound
        }
    assert sizes == {sheet}


def test_pages_made_elsewhere_keep_their_size_and_carry_a_stamp(report: Book) -> None:
    with pikepdf.open(report.path) as pdf:
        sizes = [tuple(round(float(side)) for side in pdf.pages[n].cropbox[2:]) for n in sorted(report.bound)]
    assert sizes == [(595, 842)] * 15 + [(842, 595)] * 2
    document = pypdfium2.PdfDocument(report.data)
    try:
        for index in report.bound:
            letter, _dash, page = report.labels[index].partition("-")
            assert f"Allegato {letter} - pag. {page}" in document[index].get_textpage().get_text_bounded()
    finally:
        document.close()


def test_a_tagged_appendix_stays_one_table_with_every_comune(report: Book) -> None:
    (part,) = (one for one in report.view.document.elements("Part") if one.says["T"] == "Allegato B")
    (table,) = part.elements("Table")
    rows = cells(table)
    assert len(rows) == 274
    assert rows[0] == ["Codice Istat", "Comune", "Provincia", "Residenti"]
    assert [cell.attributes.get("Scope") for cell in table.elements("TH")] == ["Column"] * 4
    source = (ROOT / "data/2019-2024/territory/comuni.csv").read_text(encoding="utf-8").splitlines()
    assert {row[0] for row in rows[1:]} == {comune["istat"] for comune in csv.DictReader(source)}
    assert [*part.elements("Figure")] == []


def test_an_appendix_without_tags_is_read_all_the_same(report: Book) -> None:
    (part,) = (one for one in report.view.document.elements("Part") if one.says["T"] == "Allegato C")
    assert "Toscana 21 63 35 66 49 28 11 273" in one_line(part.text)


def test_chapters_open_on_versos(report: Book) -> None:
    opened = {entry.title: entry.page or 0 for entry in report.view.outline}
    assert report.labels[3] == "2"  # a left page, as all with an odd index
    assert [opened[title] % 2 for title in ON_VERSOS] == [1] * len(ON_VERSOS)


def test_folios_are_the_labels_and_miss_only_on_full_pages(report: Book) -> None:
    full = {entry.page for entry in report.view.outline if entry.title in FULL_PAGES}
    for index, page in enumerate(report.view.pages):
        folios = [mark.text.strip() for mark in page.marks if mark.subtype and mark.text.strip().isdecimal()]
        has_none = index in full or not page.label.isdecimal() or page.label == TITLE_PAGE or not page.marks
        assert folios == ([] if has_none else [page.label]), page.label


def test_the_outline_has_every_section_on_its_page(report: Book) -> None:
    assert [(entry.level, entry.title) for entry in report.view.outline] == OUTLINE
    first = {heading.text: heading.page for heading in reversed([*headings(report.body)])}
    pages = [(entry.title, entry.page) for entry in report.view.outline if entry.level < 4]
    assert pages == [(title, first[title]) for level, title in OUTLINE if level < 4]
    tables = [entry.page or 0 for entry in report.view.outline if entry.title.startswith("tab. ")]
    assert tables == sorted(tables)
    assert tables[0] == first["serie storiche"]


def test_the_contents_have_a_row_and_one_link_for_each_section(report: Book) -> None:
    links = {link.number: link for link in report.view.annotations}
    rows = [row for row in report.view.document.elements("TOCI") if not [*row.elements("TOC")]]
    sections = [section for chapter in EDITION["chapters"] for section in chapter["sections"]]
    sections[-1:-1] = [{"title": divider.replace("A", "a", 1)} for divider in BOUND]
    assert len(rows) == len(sections)
    for row, section in zip(rows, sections, strict=True):
        (number,) = (number for element in row.elements("Link") for number in element.annotations)
        link = links[number]
        assert link.target_page is not None
        label = report.labels[link.target_page]
        if label in BOUND:
            label = report.labels[link.target_page + 1]
        assert one_line(row.text).startswith(section["title"])
        assert one_line(row.text).endswith(f", pagina {label}")
        assert section["title"] in [heading.text for heading in _headings_on(report, link.target_page)]
        assert link.name.startswith(section["title"])
        assert link.name.endswith(f", pagina {label}")
    assert all(
        element.role == "TOCI" for toc in report.view.document.elements("TOC") for element in _kids(toc)
    )


def test_the_contents_have_the_chapters_too_with_the_way_to_each(report: Book) -> None:
    links = {link.number: link for link in report.view.annotations}
    rows = [row for row in report.view.document.elements("TOCI") if [*row.elements("TOC")]]
    chapters = [chapter for chapter in EDITION["chapters"] if "field" in chapter]
    for row, chapter in zip(rows, chapters, strict=True):
        assert next(row.elements("Reference")).text.startswith(f"{chapter['title']}, pagina ")
        first = links[next(row.elements("Link")).annotations[0]]
        assert first.target_page is not None
        expected = chapter["title"] if chapter.get("opener", True) else chapter["sections"][0]["title"]
        assert expected in [heading.text for heading in _headings_on(report, first.target_page)]


def _headings_on(report: Book, page: int) -> Iterator[Element]:
    return (heading for heading in headings(report.view.document) if heading.page == page)


def _kids(element: Element) -> Iterator[Element]:
    return (kid for kid in element.kids if isinstance(kid, Element))


def test_links_lead_somewhere_and_say_where(report: Book) -> None:
    assert len(report.view.annotations) > 40
    for link in report.view.annotations:
        assert link.target_page is not None, link.name
        assert LINK.fullmatch(link.name), link.name


def test_headings_start_at_one_and_leave_no_level_out(report: Book) -> None:
    levels = [int(heading.role[1]) for heading in headings(report.view.document)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(level <= before + 1 for before, level in pairwise(levels))


def test_display_titles_are_read_whole(report: Book) -> None:
    titles = [heading.text for heading in headings(report.view.document)]
    known = [title for level, title in OUTLINE if level < 4]
    assert [title for title in titles if title in known] == known
    assert not {"bi", "lan", "cio", "chi", "sia", "mo", "rappre", "sentanza"}.intersection(titles)


def test_only_the_report_s_fonts_are_in_it_and_all_of_them_embedded(report: Book) -> None:
    families = {face["family"].replace(" ", "-") for face in TOKENS["faces"].values()}
    fonts = {font.name.partition("+")[2]: font.is_embedded for font in report.view.fonts}
    assert fonts
    assert all(fonts.values())
    theirs = {"DejaVuSans-Bold", "NimbusSans", "NimbusSansBold"}
    assert {next((f for f in families if name.startswith(f)), name) for name in fonts} - theirs == families


def test_the_file_says_what_it_is(report: Book) -> None:
    with pikepdf.open(report.path) as pdf:
        assert pdf.Root.PageLayout == "/TwoPageRight"
        assert pdf.Root.PageMode == "/UseOutlines"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.Root.Lang) == "it"
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.docinfo["/Title"]) == f"Bilancio sociale · Anci Toscana · {SPAN}"


def test_the_metadata_name_both_standards_and_the_edition(report: Book) -> None:
    with pikepdf.open(report.path) as pdf, pdf.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:identifier"] == EDITION["identifier"]
        assert metadata["dc:language"] in ({"it"}, ["it"])
        assert "Bilancio sociale" in str(metadata["dc:title"])


def test_nothing_is_found_wrong_in_its_structure(report: Book) -> None:
    assert check_structure(report.data) == ()


@pytest.mark.parametrize("flavour", ["2a", "ua1"])
def test_it_conforms(report: Book, verapdf: Callable[[Path, str], list[str]], flavour: str) -> None:
    assert verapdf(report.path, flavour) == []
