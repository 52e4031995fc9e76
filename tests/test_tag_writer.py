from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import weasyprint
from typeset_input import typeset_body, view_of
from weasyprint.pdf.stream import Stream


def test_weasyprint_is_left_as_it_was(tmp_path: Path) -> None:
    before = Stream.marked, weasyprint.pdf.add_tags
    typeset_body(tmp_path, "<h1>T</h1>")
    assert (Stream.marked, weasyprint.pdf.add_tags) == before


def test_nothing_is_marked_inside_a_mark(tmp_path: Path) -> None:
    body = '<h1>T</h1><p style="border: 1pt solid">a <b style="text-decoration: underline">sotto</b></p>'
    depths = [0]
    with pikepdf.open(BytesIO(typeset_body(tmp_path, body).pdf)) as pdf:
        for instruction in pikepdf.parse_content_stream(pdf.pages[0], "BMC BDC EMC"):
            depths.append(depths[-1] + (-1 if str(instruction.operator) == "EMC" else 1))
    assert len(depths) > 9
    assert set(depths) == {0, 1}


def test_furniture_of_head_and_foot_is_told_apart(tmp_path: Path) -> None:
    css = """@page { @top-left { content: "capo" } @left-middle { content: "" ; background: #000; width: 2mm }
      @top-left { font: 400 8pt "Source Sans Pro" } @left-middle { font: 400 8pt "Source Sans Pro" } }"""
    view = view_of(tmp_path, '<h1>T</h1><p><b style="text-decoration: underline">x</b></p>', css)
    marks = [(mark.text, mark.tag, mark.subtype) for mark in view.pages[0].marks if mark.text]
    assert marks == [
        ("T", "Span", ""),
        ("x", "Span", ""),
        ("capo", "Artifact", "Header"),
        ("1", "Artifact", "Footer"),
    ]
