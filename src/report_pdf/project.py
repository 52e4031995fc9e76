"""A project on disk: the designer's folders, and the edition that is built with them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from report_pdf.findings import BuildStopped, Finding, Severity, Where
from report_pdf.messages import _
from report_pdf.reading.edition import EDITION_FILE

LAYOUTS, STYLES = "layouts", "styles"


@dataclass(frozen=True, slots=True)
class Project:
    """Where things are; all paths absolute.

    Attributes:
        root: holds `layouts/` and `styles/`; places in findings are relative to it.
        edition: the folder of the edition.
    """

    root: Path
    edition: Path

    def relative(self, path: Path) -> str:
        """`path` relative to the project's folder, with `/`."""
        return path.relative_to(self.root).as_posix()

    @property
    def layouts(self) -> Path:
        """The designer's pages."""
        return self.root / LAYOUTS

    @property
    def styles(self) -> Path:
        """The designer's tokens, style sheets and fonts."""
        return self.root / STYLES


def find_project(edition: Path) -> Project:
    """The project that an edition belongs to: the nearest folder above it with layouts and styles.

    Raises:
        BuildStopped: there is no edition in that folder, or no project around it.
    """
    folder = edition.resolve()
    if not (folder / EDITION_FILE).is_file():
        message = _("there is no {file} in {folder}").format(file=EDITION_FILE, folder=edition)
        hint = _("name the folder of an edition, as data/2019-2024")
        raise BuildStopped([Finding("data.no-edition", Severity.BLOCK, message, Where(str(edition)), hint)])
    for root in folder.parents:
        if (root / LAYOUTS).is_dir() and (root / STYLES).is_dir():
            return Project(root, folder)
    message = _("no folder above {folder} holds layouts/ and styles/").format(folder=edition)
    hint = _("an edition stands in the data folder of a project")
    raise BuildStopped([Finding("layout.no-project", Severity.BLOCK, message, Where(str(edition)), hint)])
