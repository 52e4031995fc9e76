from __future__ import annotations

from pathlib import Path

from typeset_input import view_of

from report_pdf.readback.pdf_view import Element

TABLE = """<h1>T</h1><table><caption>Eventi per anno</caption>
<thead><tr><th scope="col">serie</th><th scope="col">2022</th><th scope="col">2023</th></tr></thead>
<tbody><tr><th scope="rowgroup" colspan="3">in presenza</th></tr>
{rows}</tbody></table>"""
ROW = '<tr><th scope="row">riga {n}</th><td>{n}1</td><td>{n}2</td></tr>\n'


def table_of(root: Path, rows: int) -> tuple[Element, list[str]]:
    view = view_of(root, TABLE.format(rows="".join(ROW.format(n=n) for n in range(rows))))
    (table,) = view.document.elements("Table")
    margins = [mark.text for mark in view.pages[-1].marks if mark.tag == "Artifact" and mark.text]
    return table, margins


def heads(table: Element) -> dict[str, Element]:
    return {cell.says["ID"]: cell for cell in table.elements("TH")}


def test_a_table_over_pages_is_one_and_its_repeated_head_is_decoration(tmp_path: Path) -> None:
    table, artifacts = table_of(tmp_path, 25)
    assert len(list(table.elements("TR"))) == 27
    assert len(list(table.elements("THead"))) == 1
    assert {content.page for content in table.contents()} == {0, 1}
    assert artifacts == ["serie", "2022", "2023", "2"]


def test_each_cell_knows_the_headings_of_its_column_its_row_and_its_group(tmp_path: Path) -> None:
    table, _artifacts = table_of(tmp_path, 2)
    of = heads(table)
    told = {
        cell.text: {of[name].text for name in cell.attributes["Headers"]}  # type: ignore[attr-defined]
        for cell in table.elements("TD")
    }
    assert told["11"] == {"2022", "riga 1", "in presenza"}
    assert told["02"] == {"2023", "riga 0", "in presenza"}
    scopes = {cell.text: cell.attributes["Scope"] for cell in of.values()}
    assert scopes == {
        "serie": "Column",
        "2022": "Column",
        "2023": "Column",
        "in presenza": "Row",
        "riga 0": "Row",
        "riga 1": "Row",
    }


def test_spans_shift_the_columns_of_the_rows_they_reach(tmp_path: Path) -> None:
    body = """<h1>T</h1><table><tr><th>a</th><th>b</th><th>c</th></tr>
      <tr><td rowspan="2">uno</td><td>due</td><td>tre</td></tr>
      <tr><td>quattro</td><td>cinque</td></tr></table>"""
    (table,) = view_of(tmp_path, body).document.elements("Table")
    of = heads(table)
    told = {
        cell.text: [of[name].text for name in cell.attributes["Headers"]]  # type: ignore[attr-defined]
        for cell in table.elements("TD")
    }
    assert told == {"uno": ["a"], "due": ["b"], "tre": ["c"], "quattro": ["b"], "cinque": ["c"]}
    assert next(table.elements("TD")).attributes["RowSpan"] == 2


def test_an_empty_cell_still_counts(tmp_path: Path) -> None:
    body = "<h1>T</h1><table><tr><th>a</th><th>b</th></tr><tr><td></td><td>due</td></tr></table>"
    (table,) = view_of(tmp_path, body).document.elements("Table")
    assert [cell.text for cell in table.elements("TD")] == ["", "due"]
