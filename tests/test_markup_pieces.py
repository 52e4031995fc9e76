from __future__ import annotations

import pytest

from report_pdf.layout.markup_pieces import FILLER, Kind, pieces_of, without_jinja


@pytest.mark.parametrize(
    ("source", "kind", "content"),
    [
        ("<p>\n  uno &amp; {{ x }}due</p>", Kind.TEXT, "due"),
        ("<p\n a='x'\n  title=\"uno\n due\">", Kind.ATTRIBUTE, "uno\n due"),
        ("<p>\n<i a=uno>", Kind.ATTRIBUTE, "uno"),
        ("<p><i\n a=uno>", Kind.ATTRIBUTE, "uno"),
        ("<b>\n<style>\n a { }</style>", Kind.STYLE_SHEET, "\n a { }"),
        ("a\n {{ f(\n  'uno') }}", Kind.LITERAL, "uno"),
        ('a {% set x =\n "u\\"no" %}', Kind.LITERAL, 'u\\"no'),
    ],
)
def test_a_piece_knows_where_it_begins(source: str, kind: Kind, content: str) -> None:
    pieces = [piece for piece in pieces_of(source) if piece.kind is kind and content in piece.content]
    piece = pieces[-1]
    where = piece.where("f", piece.content.index(content))
    start = source.rindex(content)
    before = source[:start]
    assert (where.line, where.column) == (before.count("\n") + 1, start - before.rfind("\n"))


def test_what_jinja_writes_keeps_its_room() -> None:
    assert without_jinja("a{{ x\n}}b{# 1 #}") == f"a{FILLER * 4}\n{FILLER * 2}b{FILLER * 7}"
    assert [p.content for p in pieces_of("<p {{ 'a' }} b='{{ c }}'>{# 'd' #}") if p.kind is Kind.LITERAL] == [
        "a"
    ]
