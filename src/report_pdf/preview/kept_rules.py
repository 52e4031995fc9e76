"""Style sheets parsed once: after an edit, only the one that it has changed is parsed again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace

from weasyprint import CSS

from report_pdf.recall import Stamp
from report_pdf.typeset.engine_log import EngineLog
from report_pdf.typeset.fetch import ProjectFetcher
from report_pdf.typeset.layout_engine import Rules, Sheet, font_files, parse_sheet

# What a sheet has in common with the others: when it changes, all are parsed again.
_SHARED = re.compile("@(?:font-face|counter-style|color-profile|import)")


class KeptRules:
    """What the style sheets said the last time."""

    def __init__(self) -> None:
        self._fonts = ExitStack()
        self._shared: tuple[Stamp, tuple[Sheet, ...]] | None = None
        self._rules: Rules | None = None
        self._sheets: dict[Sheet, CSS] = {}

    def parse(self, sheets: Sequence[Sheet], others: Stamp, fetcher: ProjectFetcher, log: EngineLog) -> Rules:
        """What style sheets say.

        Args:
            sheets: in the order of the cascade.
            others: the files that they load, fonts above all.
            fetcher: loads the fonts.
            log: told what cannot be parsed.
        """
        shared = others, tuple(sheet for sheet in sheets if _SHARED.search(sheet.css))
        if self._rules is None or self._shared != shared:
            self.close()
            self._rules = Rules(self._fonts.enter_context(font_files()))
            self._shared, self._sheets = shared, {}
        self._sheets = {
            sheet: self._sheets.get(sheet) or parse_sheet(sheet, self._rules, fetcher, log)
            for sheet in sheets
        }
        return replace(self._rules, sheets=tuple(self._sheets[sheet] for sheet in sheets))

    def close(self) -> None:
        """Remove what was kept on the disk."""
        self._fonts.close()
