from __future__ import annotations

from pathlib import Path

from projects import SECOND_EDITION, second_project

from report_pdf.build import typeset_book
from report_pdf.preview.drawn_pdf import DrawnPdf
from report_pdf.style_sheets import style_sheets
from report_pdf.tokens import css_of
from report_pdf.typeset.engine_log import engine_log
from report_pdf.typeset.layout_engine import font_files, parse
from report_pdf.typeset.segment_layout import lay_out_segment, segment_html
from report_pdf.typeset.typeset import project_fetcher, sheets_of

WIDTH_PX = 600


def test_every_segment_laid_out_alone_looks_as_it_does_in_the_book(tmp_path: Path) -> None:
    project = second_project(tmp_path)
    with typeset_book(project / SECOND_EDITION, draft=True, report=lambda _doing: None) as book:
        whole = DrawnPdf(book.body.pdf)
        around = book.body.surroundings
        assets = {name: chart.svg for name, chart in book.laid_out.charts.items()}
        fetcher = project_fetcher(book.project, assets)
        sheets, unread = sheets_of(
            book.project, style_sheets(book.project, draft=True), css_of(book.lexicon.tokens)
        )
        assert unread == ()
        covered: list[int] = []
        with engine_log() as log, font_files() as fonts:
            rules = parse(sheets, fetcher, log, fonts)
            for segment in around.segments:
                html = segment_html(book.laid_out.pieces, segment, around)
                _source, laid_out = lay_out_segment(html, segment, around, rules, fetcher)
                alone = DrawnPdf(laid_out.document.write_pdf())
                assert len(alone.sizes_mm) == len(segment.pages)
                for number, page in enumerate(segment.pages):
                    same = alone.picture(number, WIDTH_PX) == whole.picture(page, WIDTH_PX)
                    assert same, f"page {page} of {segment.pieces}"
                covered += segment.pages
    assert len(around.segments) > 5
    assert covered == list(range(len(whole.sizes_mm)))
