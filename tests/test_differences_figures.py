"""Which cells of the data tables differ."""

from __future__ import annotations

from pathlib import Path

from differences_input import SERIES

from report_pdf.differences.figures import Rows, figure_changes, read_tables

EVENTI = (
    SERIES + "eventi.eventi,,eventi,eventi,flusso,Ente,,164,66\neventi.ore,,ore,ore,flusso,Ente,,-,n.d.\n"
)


def changes(folder: Path, before: str, now: str) -> list[tuple[str | None, ...]]:
    found = figure_changes(rows_of(folder / "before", before), rows_of(folder / "now", now))
    return [(one.kind.value, one.indicator, one.column, one.old, one.new) for one in found]


def rows_of(folder: Path, text: str) -> Rows:
    """The rows of a package with this table."""
    folder.mkdir()
    (folder / "eventi.csv").write_text(text, encoding="utf-8")
    rows, findings = read_tables(folder, ["eventi.csv"])
    assert findings == ()
    return rows


def test_a_changed_figure_is_told_by_indicator_and_period(tmp_path: Path) -> None:
    now = EVENTI.replace(",66", ",67 rivisto")
    assert changes(tmp_path, EVENTI, now) == [("changed", "eventi.eventi", "2023", "66", "67 rivisto")]


def test_a_figure_that_is_missing_now_or_was_is_told_in_the_words_of_the_table(tmp_path: Path) -> None:
    now = EVENTI.replace(",-,n.d.", ",n.d.,12")
    assert changes(tmp_path, EVENTI, now) == [
        ("changed", "eventi.ore", "2022", "-", "n.d."),
        ("changed", "eventi.ore", "2023", "n.d.", "12"),
    ]


def test_what_is_said_of_figures_is_told_after_them(tmp_path: Path) -> None:
    now = EVENTI.replace("eventi,flusso,Ente,,164", "convegni,flusso,Ente,rivista,165")
    assert changes(tmp_path, EVENTI, now) == [
        ("changed", "eventi.eventi", "2022", "164", "165"),
        ("changed", "eventi.eventi", "unit", "eventi", "convegni"),
        ("changed", "eventi.eventi", "note", "", "rivista"),
    ]


def test_new_and_lost_indicators_are_told_figure_by_figure(tmp_path: Path) -> None:
    now = EVENTI.replace("eventi.ore", "eventi.giorni")
    told = [change for change in changes(tmp_path, EVENTI, now) if change[2] == "2023"]
    assert told == [
        ("added", "eventi.giorni", "2023", None, "n.d."),
        ("removed", "eventi.ore", "2023", "n.d.", None),
    ]


def test_a_period_more_is_a_change_of_the_indicator(tmp_path: Path) -> None:
    now = SERIES.replace("2023", "2023,2024-H1") + "eventi.eventi,,eventi,eventi,flusso,Ente,,164,66,50\n"
    before = SERIES + "eventi.eventi,,eventi,eventi,flusso,Ente,,164,66\n"
    assert changes(tmp_path, before, now) == [("changed", "eventi.eventi", "2024-H1", None, "50")]


def test_rows_and_columns_in_another_order_are_no_difference(tmp_path: Path) -> None:
    head, first, second = EVENTI.splitlines()
    turned = "\n".join(",".join(reversed(line.split(","))) for line in (head, second, first))
    assert changes(tmp_path, EVENTI, turned) == []


def test_headlines_have_a_value_and_a_date(tmp_path: Path) -> None:
    titles = SERIES.replace("2022,2023", "value,when")
    before = titles + "comuni.totale,,comuni,comuni,stock,Istat,,273,2024\n"
    now = before.replace("273,2024", "274,2025")
    cells = figure_changes(rows_of(tmp_path / "old", before), rows_of(tmp_path / "new", now))
    assert [(one.column, one.is_figure) for one in cells] == [("value", True), ("when", False)]
    assert changes(tmp_path, before, now) == [
        ("changed", "comuni.totale", "value", "273", "274"),
        ("changed", "comuni.totale", "when", "2024", "2025"),
    ]


def test_a_table_that_is_none_or_missing_is_told(tmp_path: Path) -> None:
    (tmp_path / "eventi.csv").write_bytes(b"id,2023\neventi,\xff\n")
    rows, findings = read_tables(tmp_path, ["eventi.csv", "altra.csv"])
    assert rows == {}
    assert [(one.rule, one.where.file) for one in findings] == [
        ("integrity.unreadable-table", "eventi.csv"),
        ("integrity.missing-file", "altra.csv"),
    ]
