from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from chart_input import PERIODS, STYLE, STYLES, TOKENS, series

from report_pdf.cache import FOLDER, Cache
from report_pdf.charts.chart import Chart
from report_pdf.charts.columns import columns
from report_pdf.charts.kept_charts import KIND, KeptCharts
from report_pdf.charts.style import ChartStyle
from report_pdf.charts.unit_columns import unit_columns
from report_pdf.indicators import Series

EVENTS = series("46 57 - n.d. 8_stima 12")


def drawn(
    charts: KeptCharts, one: Series = EVENTS, style: ChartStyle = STYLE, height_mm: float = 40
) -> Chart:
    return charts.chart(columns, one, PERIODS, style, width_mm=170, height_mm=height_mm, colour="notte")


def kept(folder: Path) -> KeptCharts:
    return KeptCharts(Cache(folder, KIND))


def entries(folder: Path) -> list[Path]:
    return sorted((folder / FOLDER / KIND).iterdir())


def test_a_chart_is_drawn_once_and_is_the_same_from_then_on(tmp_path: Path) -> None:
    first, second = kept(tmp_path), kept(tmp_path)
    plain = columns(EVENTS, PERIODS, STYLE, width_mm=170, height_mm=40, colour="notte")
    assert drawn(first) == drawn(second) == replace(plain, indicators=(EVENTS.id,))
    assert (first.drawn, second.drawn) == (1, 0)


def test_another_figure_length_form_or_token_is_another_chart(tmp_path: Path) -> None:
    charts = kept(tmp_path)
    drawn(charts)
    drawn(charts, series("46 57 - n.d. 8 12"))  # a mark less
    drawn(charts, series("46 57 - n.d. 8_stima 12.0"))
    drawn(charts, height_mm=41)
    lines = TOKENS.lines.model_copy(update={"rule": 2.0})
    drawn(charts, style=ChartStyle(TOKENS.model_copy(update={"lines": lines}), STYLES))
    charts.chart(unit_columns, [series("4 5 6 7 8 9")], PERIODS, STYLE, width_mm=170, tile_mm=9)
    assert charts.drawn == len(entries(tmp_path)) == 6


def test_another_font_file_is_another_chart(tmp_path: Path) -> None:
    styles = tmp_path / "styles"
    shutil.copytree(STYLES, styles)
    charts = kept(tmp_path)
    drawn(charts, style=ChartStyle(TOKENS, styles))
    file = styles / TOKENS.face_of("chart").file
    file.write_bytes(file.read_bytes() + b"\0")
    again = kept(tmp_path)
    drawn(again, style=ChartStyle(TOKENS, styles))
    assert again.drawn == 1


def test_a_chart_with_findings_is_drawn_each_time(tmp_path: Path) -> None:
    charts = kept(tmp_path)
    first = drawn(charts, replace(EVENTS, label="eventi" * 60), height_mm=4)
    assert first.findings
    assert drawn(charts, replace(EVENTS, label="eventi" * 60), height_mm=4) == first
    assert charts.drawn == 2


@pytest.mark.parametrize("content", [b"", b"{}", b'{"svg": 1}', b"\xff"])
def test_an_entry_that_is_no_chart_is_drawn_again_and_replaced(tmp_path: Path, content: bytes) -> None:
    chart = drawn(kept(tmp_path))
    (entry,) = entries(tmp_path)
    whole = entry.read_bytes()
    Cache(tmp_path, KIND).put(bytes.fromhex(entry.name), content)  # sound as a file
    again = kept(tmp_path)
    assert drawn(again) == chart
    assert again.drawn == 1
    assert entry.read_bytes() == whole


def test_without_a_cache_each_chart_is_drawn() -> None:
    assert drawn(KeptCharts()) == drawn(KeptCharts())


def test_what_cannot_be_told_apart_is_not_kept(tmp_path: Path) -> None:
    def form(_value: object) -> Chart:
        raise AssertionError

    with pytest.raises(TypeError, match="object"):
        kept(tmp_path).chart(form, object())


def test_charts_of_the_cache_are_had_without_what_draws_them() -> None:
    script = "import json, sys, report_pdf.build; print(json.dumps(sorted(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)  # noqa: S603  # our own
    assert not {"matplotlib", "numpy"} & set(json.loads(ran.stdout))


HEIGHTS = tuple(range(40, 45))


def test_charts_put_off_are_drawn_at_once_and_are_the_same(tmp_path: Path) -> None:
    charts = kept(tmp_path)
    with charts.putting_off() as put_off:
        blank = [drawn(charts, height_mm=height) for height in (*HEIGHTS, 40)]
    assert {chart.svg for chart in blank} == {b""}
    assert (len(put_off), charts.drawn) == (len(HEIGHTS), 0)
    charts.draw(put_off)
    alone = KeptCharts()
    assert [drawn(charts, height_mm=height) for height in HEIGHTS] == [
        drawn(alone, height_mm=height) for height in HEIGHTS
    ]
    assert charts.drawn == len(entries(tmp_path)) == len(HEIGHTS)


def test_a_chart_that_is_kept_is_not_put_off(tmp_path: Path) -> None:
    first = drawn(kept(tmp_path))
    charts = kept(tmp_path)
    with charts.putting_off() as put_off:
        assert drawn(charts) == first
    assert not put_off


def test_what_cannot_be_drawn_is_told_to_whoever_asks_again(tmp_path: Path) -> None:
    charts = kept(tmp_path)
    with charts.putting_off() as put_off:
        for colour in ("niente", "nulla"):
            charts.chart(columns, EVENTS, PERIODS, STYLE, width_mm=170, height_mm=40, colour=colour)
    charts.draw(put_off)
    with pytest.raises(KeyError):
        charts.chart(columns, EVENTS, PERIODS, STYLE, width_mm=170, height_mm=40, colour="nulla")
