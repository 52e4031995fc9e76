"""What stands where on the pages of the second edition, as a click asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from projects import SECOND_EDITION, second_project

from report_pdf.layout_audit.page_items import Block, Rect
from report_pdf.preview.inspect_page import Spot, spot_at
from report_pdf.preview.quick import Quick
from report_pdf.preview.shown_book import ShownBook, ShownPage, shown
from report_pdf.preview.whole_book import WholeBook, whole_book
from report_pdf.project import Project, find_project

LOANS = f"{SECOND_EDITION}/indicators/prestiti.csv"
SIBLINGS = ".lead + .hero .numeral { color: inherit }\n.hero + .hero .numeral { color: inherit }\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    folder = second_project(tmp_path_factory.mktemp("project"))
    styles = folder / "styles" / "type.css"
    styles.write_text(SIBLINGS + styles.read_text(encoding="utf-8"), encoding="utf-8")
    return find_project(folder / SECOND_EDITION)


@pytest.fixture(scope="module")
def whole(project: Project) -> WholeBook:
    return whole_book(lambda _doing: None, project.edition, draft=True)


@pytest.fixture(scope="module", params=["in the book", "laid out alone"])
def book(request: pytest.FixtureRequest, whole: WholeBook, project: Project) -> Iterator[ShownBook]:
    """The book as it was built, and with each segment laid out again."""
    book = shown(whole)
    if request.param == "laid out alone":
        style = project.styles / "type.css"
        style.write_text(f"{style.read_text(encoding='utf-8')}\n", encoding="utf-8")
        quick = Quick(project)
        quick.draft = True
        quick.learn(whole)
        for relaid in quick.in_sight(range(len(book.segments))):
            book = book.with_segment(relaid.segment, relaid.pages)
        quick.close()
    yield book
    book.close_but(None)


def page_of(book: ShownBook, layout: str, title: str) -> ShownPage:
    """The page of a section whose heading is called so."""
    return next(
        page
        for page in book.pages
        if page.origin.section.endswith(layout)
        and any(block.lines and block.lines[0].text == title for block in page.laid.blocks if block.role)
    )


def middle(rect: Rect) -> tuple[float, float]:
    return (rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2


@pytest.fixture
def loans(book: ShownBook) -> ShownPage:
    return page_of(book, "sections/section.html", "prestiti")


@pytest.fixture
def at(project: Project) -> Callable[[ShownPage, Callable[[Block], bool]], Spot]:
    """What stands at the first line of the first block that is so."""

    def found(page: ShownPage, is_so: Callable[[Block], bool]) -> Spot:
        block = next(block for block in page.laid.blocks if block.lines and is_so(block))
        spot = spot_at(page.laid, middle(block.lines[0].runs[0].ink), project, page.origin)
        assert spot
        return spot

    return found


At = Callable[[ShownPage, Callable[[Block], bool]], Spot]


def test_prose_names_the_line_of_its_text_and_the_indicator_that_a_line_says(
    loans: ShownPage, at: At
) -> None:
    spot = at(loans, lambda block: block.where.file.endswith("prestiti.md"))
    assert str(spot.layout) == f"{SECOND_EDITION}/texts/prestiti.md:1"
    assert spot.section == "layouts/sections/section.html"
    assert [figure.id for figure in spot.figures] == ["prestiti.totale"]


def test_a_figure_names_the_component_that_prints_it_and_its_row(loans: ShownPage, at: At) -> None:
    spot = at(loans, lambda block: "numeral" in block.names)
    assert spot.layout.file == "layouts/components/words.html"
    (figure,) = spot.figures
    assert (figure.id, str(figure.where)) == ("prestiti.totale", f"{SECOND_EDITION}/indicators/cifre.csv:2")
    assert figure.source


def test_a_cell_of_a_table_names_the_indicator_of_its_row(book: ShownBook, at: At) -> None:
    tables = next(page for page in book.pages if any(block.tag == "td" for block in page.laid.blocks))
    spot = at(tables, lambda block: block.tag == "td" and block.lines[0].text == "1.857")
    assert spot.layout.file == "layouts/components/tables.html"
    assert [(figure.id, str(figure.where)) for figure in spot.figures] == [("prestiti.lettori", f"{LOANS}:3")]


def test_a_chart_names_the_rows_that_it_draws(loans: ShownPage, project: Project) -> None:
    picture = next(picture for picture in loans.laid.pictures if picture.rect.width > 50)
    spot = spot_at(loans.laid, middle(picture.rect), project, loans.origin)
    assert spot
    assert spot.role == "Figure"
    assert spot.layout.file == "layouts/components/figures.html"
    assert [str(figure.where) for figure in spot.figures] == [f"{LOANS}:2", f"{LOANS}:3"]


def test_a_heading_names_its_line_its_rules_and_no_figure(loans: ShownPage, at: At) -> None:
    spot = at(loans, lambda block: block.role == "H3")
    assert spot.layout.file == "layouts/components/words.html"
    assert {where.file for where in spot.rules} == {"styles/type.css"}
    assert spot.figures == ()


def test_a_rule_that_looks_at_siblings_is_named(loans: ShownPage, at: At) -> None:
    spot = at(loans, lambda block: "numeral" in block.names)
    lines = [where.line for where in spot.rules if where.file == "styles/type.css"]
    assert 1 in lines
    assert 2 not in lines


def test_where_nothing_stands_nothing_is_told(loans: ShownPage, project: Project) -> None:
    assert spot_at(loans.laid, (-1, -1), project, loans.origin) is None
