"""Tables written as files: what the office would have written, read again as the same figures."""

from __future__ import annotations

from pathlib import Path

from report_pdf.reading.edition import read_edition
from report_pdf.tables.data_tables import data_tables
from report_pdf.tables.tables import load_indicators

ROOT = Path(__file__).parents[1]
EDITION = ROOT / "data" / "2019-2024"


def test_the_tables_of_the_real_edition_are_read_again_as_they_were(tmp_path: Path) -> None:
    edition, findings = read_edition(EDITION, ROOT)
    assert findings == ()
    assert edition is not None
    before, findings = load_indicators(EDITION, edition.table_ids, edition.period.periods, ROOT)
    assert findings == ()
    assert before is not None
    (tmp_path / "indicators").mkdir()
    for name, content in data_tables(before.tables).items():
        (tmp_path / "indicators" / name).write_bytes(content)
    after, findings = load_indicators(tmp_path, edition.table_ids, edition.period.periods, tmp_path)
    assert findings == ()
    assert after is not None
    assert data_tables(after.tables) == data_tables(before.tables)
    assert {key: one.label for key, one in after.items()} == {key: one.label for key, one in before.items()}


def test_a_table_has_the_office_s_columns_and_marks() -> None:
    edition, _findings = read_edition(EDITION, ROOT)
    assert edition is not None
    indicators, _findings = load_indicators(EDITION, edition.table_ids, edition.period.periods, ROOT)
    assert indicators is not None
    lines = data_tables(indicators.tables)["comunicazione.csv"].decode().splitlines()
    assert lines[0] == "id,group,label,unit,nature,source,note,2019,2020,2021,2022,2023,2024-H1"
    assert any(",n.d." in line for line in lines)
