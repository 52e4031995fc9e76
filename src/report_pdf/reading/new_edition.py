"""A new edition: the folder that the office fills, made on the model of an edition that is there."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from report_pdf.findings import NOWHERE, Finding, Severity, Where
from report_pdf.indicators import Table
from report_pdf.messages import _
from report_pdf.periods import Period
from report_pdf.reading.edition import EDITION_FILE, TEXTS_FOLDER, Edition, read_edition
from report_pdf.reading.edition_skeleton import edition_skeleton
from report_pdf.reading.workbook import table_workbook
from report_pdf.tables.tables import FOLDER, load_indicators
from report_pdf.territory.territory_files import FOLDER as TERRITORY

_NAME = re.compile(r"((?:19|20)\d\d)(?:-((?:19|20)\d\d))?")
_PROVENANCE = """# Provenienza dei dati

Di ogni tabella: chi ha fornito le cifre, quando, da quale archivio; che cosa si è scelto nel compilarla.
"""


@dataclass(frozen=True, slots=True)
class _Model:
    """The edition whose structure is taken over, as read from its folder."""

    folder: Path
    edition: Edition
    tables: tuple[Table, ...]


def write_new_edition(
    name: str, data_folder: Path, model: Path, periods: Sequence[Period] = ()
) -> tuple[tuple[Path, ...], tuple[Finding, ...]]:
    """Write `data_folder/name`, with all it needs but the figures and the texts; or nothing, and why.

    Args:
        name: the years of the edition, `2024-2029`, which name its folder too.
        data_folder: holds the editions; its parent is the project's folder.
        model: the edition whose sections, tables, checks and territory are taken over.
        periods: the columns of its tables; by default each year of its name.

    Returns:
        The files written, sorted, and what is wrong with the name, the periods or the model.
    """
    folder, root = data_folder / name, data_folder.parent
    years = _NAME.fullmatch(name)
    if years is None or int(years[2] or years[1]) < int(years[1]):
        message = _("{name} does not name the years of an edition").format(name=name[:40])
        return (), (_blocked("edition-name", message, NOWHERE, _("write 2029, or 2024-2029")),)
    if folder.exists():
        message = _("the edition {name} is there already").format(name=name)
        hint = _("take it away first, if a new one shall stand in its place")
        return (), (_blocked("edition-exists", message, Where(folder.relative_to(root).as_posix()), hint),)
    columns = tuple(periods) or tuple(map(Period, range(int(years[1]), int(years[2] or years[1]) + 1)))
    edition, findings = read_edition(model, root)
    if edition is None:
        return (), findings
    indicators, findings = load_indicators(model, edition.table_ids, edition.period.periods, root)
    if indicators is None:
        return (), findings
    return _write(folder, _Model(model, edition, indicators.tables), columns)


def _blocked(rule: str, message: str, where: Where, hint: str) -> Finding:
    return Finding(f"data.{rule}", Severity.BLOCK, message, where, hint)


def _write(
    folder: Path, model: _Model, periods: tuple[Period, ...]
) -> tuple[tuple[Path, ...], tuple[Finding, ...]]:
    """Write the folder aside and move it to its place once it reads as an edition."""
    aside = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(aside, ignore_errors=True)
    try:
        _fill(aside, folder.name, model, periods)
        _read, findings = read_edition(aside, folder.parents[1])
        if findings:  # of what was asked for, such as periods with a gap; the file they point to is going
            return (), tuple(replace(finding, where=NOWHERE) for finding in findings)
        aside.rename(folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return tuple(sorted(path for path in folder.rglob("*") if path.is_file())), ()


def _fill(folder: Path, name: str, model: _Model, periods: Sequence[Period]) -> None:
    (folder / FOLDER).mkdir(parents=True)
    (folder / FOLDER / "PROVENANCE.md").write_text(_PROVENANCE, encoding="utf-8", newline="\n")
    for table in model.tables:
        (folder / FOLDER / f"{table.id}.xlsx").write_bytes(table_workbook(table, periods))
    (folder / TEXTS_FOLDER).mkdir()
    for text in model.edition.text_names:
        (folder / TEXTS_FOLDER / f"{text}.md").touch()
    if (model.folder / TERRITORY).is_dir():
        shutil.copytree(model.folder / TERRITORY, folder / TERRITORY)
    declared = tomllib.loads((model.folder / EDITION_FILE).read_text(encoding="utf-8"), parse_float=Decimal)
    skeleton = edition_skeleton(declared, model.folder.name, name, periods)
    (folder / EDITION_FILE).write_text(skeleton, encoding="utf-8", newline="\n")
