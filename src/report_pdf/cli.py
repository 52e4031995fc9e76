"""The command line: arguments in, exit code out. What works is imported by the command that needs it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import click

from report_pdf import __version__
from report_pdf.console import progress, say, shown, tell_findings, tell_json
from report_pdf.failures import machine_finding
from report_pdf.findings import BuildStopped, ExitCode, Finding, exit_code
from report_pdf.messages import _
from report_pdf.periods import Period, parse_period

EDITIONS = Path("data")
ARCHIVE = Path("archive")
NEWEST = _("the newest in data/")

Report = Callable[[str], None]
Outcome = tuple[Path | None, tuple[Finding, ...]]
Stages = Callable[[Report], Outcome]

type_of_edition = click.Path(exists=True, file_okay=False, resolve_path=True, path_type=Path)


def newest_edition() -> Path:
    """The last edition of `data/` by name, which begins with its years."""
    if newest := _newest():
        return newest
    raise click.UsageError(
        _("there is no edition in {folder}/; name one by --edition").format(folder=EDITIONS)
    )


def _newest() -> Path | None:
    return max((path.parent for path in EDITIONS.glob("*/edition.toml")), default=None)


edition_option = click.option(
    "--edition",
    type=type_of_edition,
    default=newest_edition,
    show_default=NEWEST,
    help=_("Folder of the edition."),
)
json_option = click.option("--json", "as_json", is_flag=True, help=_("Print the outcome as JSON."))


@click.group(
    help=_("Typeset a public body's social report from its data."),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="report-pdf")
@click.option(
    "--lang",
    type=click.Choice(["it", "en"]),
    expose_value=False,  # __main__ has read it: the texts here are already in that language
    help=_("Language of the messages; by default the system's."),
)
def command_line() -> None:
    """Hold the commands; the messages' language is the only common option."""


@command_line.command(help=_("Check the data and write the report into build/."))
@edition_option
@click.option(
    "--target",
    type=click.Choice(["digital", "print"]),
    default="digital",
    show_default=True,
    help=_("What it is for: screens, or the press, whose files go into build/print/."),
)
@click.option("--draft", is_flag=True, help=_("Let warnings pass, and mark each page as a draft."))
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help=_("Folder to write into."))
@json_option
def build(edition: Path, target: str, out: Path | None, *, draft: bool, as_json: bool) -> ExitCode:
    """Build an edition and tell the outcome."""

    def stages(report: Report) -> Outcome:
        if target == "print":
            from report_pdf.press.print_edition import print_edition as build_for  # noqa: PLC0415  # long to import
        else:
            from report_pdf.build import build as build_for  # noqa: PLC0415  # takes long to import
        result = build_for(edition, draft=draft, out=out, report=report)
        return result.path, result.findings

    return _run(stages, draft=draft, as_json=as_json)


@command_line.command(
    help=_("Show the whole book on one page, with its faults and what has changed, in build/look.html.")
)
@edition_option
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help=_("Folder to write into."))
@json_option
def look(edition: Path, out: Path | None, *, as_json: bool) -> ExitCode:
    """Draw the contact sheet of an edition; warnings do not keep it from being seen."""

    def stages(report: Report) -> Outcome:
        from report_pdf.look.look import look as look_at  # noqa: PLC0415  # takes long to import

        return look_at(edition, out, report)

    return _run(stages, draft=True, as_json=as_json)


@command_line.command(help=_("Show the book in the browser, and again whenever one of its files is saved."))
@edition_option
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    show_default=_("any that is free"),
    help=_("Port of the loopback to answer on."),
)
@click.option("--open", "open_browser", is_flag=True, help=_("Open it in the system's browser."))
def preview(edition: Path, port: int, *, open_browser: bool) -> ExitCode:
    """Serve the preview of an edition until interrupted."""

    def stages(_report: Report) -> Outcome:
        from report_pdf.preview.preview import preview as serve  # noqa: PLC0415  # takes long to import

        serve(edition, port=port, open_browser=open_browser, tell=say)
        return None, ()

    return _run(stages)


@command_line.command(help=_("Audit the data and the texts; write nothing."))
@edition_option
@json_option
def check(edition: Path, *, as_json: bool) -> ExitCode:
    """Check an edition and tell the findings."""

    def stages(report: Report) -> Outcome:
        from report_pdf.build import check as check_edition  # noqa: PLC0415  # takes long to import

        return None, check_edition(edition, report)

    return _run(stages, as_json=as_json)


@command_line.command(help=_("Write the specimen book and the pictures of the designer's guide."))
@edition_option
@json_option
def specimen(edition: Path, *, as_json: bool) -> ExitCode:
    """Build the book of all components and forms of chart."""

    def stages(report: Report) -> Outcome:
        from report_pdf.specimen import build_specimen  # noqa: PLC0415  # takes long to import

        result = build_specimen(edition, report)
        return result.path, result.findings

    return _run(stages, draft=True, as_json=as_json)


@command_line.command(
    "new-edition", help=_("Begin the edition NAME, such as 2024-2029, on an earlier one's model.")
)
@click.argument("name")
@click.option(
    "--like",
    type=type_of_edition,
    default=newest_edition,
    show_default=NEWEST,
    help=_("The edition whose sections, tables and checks it takes over."),
)
@click.option(
    "--period",
    "periods",
    type=parse_period,
    metavar="2029-H1",
    multiple=True,
    help=_("A column of its tables, 2029 or 2029-H1; by default each year of its name. May be repeated."),
)
@json_option
def new_edition(name: str, like: Path, periods: tuple[Period, ...], *, as_json: bool) -> ExitCode:
    """Write the folder that the office fills."""

    def stages(_report: Report) -> Outcome:
        from report_pdf.reading.new_edition import write_new_edition  # noqa: PLC0415  # only for this command

        written, findings = write_new_edition(name, like.parent, like, periods)
        return (like.parent / name if written else None), findings

    return _run(stages, as_json=as_json)


@command_line.command("import-posas", help=_("Take the residents of the comuni from Istat's POSAS file."))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@edition_option
@json_option
def import_posas(file: Path, edition: Path, *, as_json: bool) -> ExitCode:
    """Put Istat's residents in the place of the edition's."""

    def stages(_report: Report) -> Outcome:
        from report_pdf.project import find_project  # noqa: PLC0415  # reads editions: takes long to import
        from report_pdf.territory.posas import import_posas as import_file  # noqa: PLC0415  # only for this command
        from report_pdf.territory.territory_files import FOLDER, RESIDENTS  # noqa: PLC0415

        findings = import_file(file, edition, find_project(edition).root)
        return (None if findings else edition / FOLDER / RESIDENTS[0]), findings

    return _run(stages, as_json=as_json)


@command_line.command(help=_("Build an edition, validate it and deposit its version in archive/."))
@edition_option
@click.option(
    "--version", metavar="1.0", help=_("The version that edition.toml is expected to declare; it decides.")
)
@click.option("--with-wheels", is_flag=True, help=_("Keep the Python packages too; takes the network."))
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help=_("Folder of the archive."))
@json_option
def archive(
    edition: Path, version: str | None, out: Path | None, *, with_wheels: bool, as_json: bool
) -> ExitCode:
    """Deposit a version."""

    def stages(report: Report) -> Outcome:
        from report_pdf.archive.deposit import deposit  # noqa: PLC0415  # takes long to import

        return deposit(edition, version=version, with_wheels=with_wheels, out=out, report=report)

    return _run(stages, as_json=as_json)


@command_line.command(help=_("Verify versions of the archive, folders such as archive/2019-2024/1.0."))
@click.argument(
    "packages", nargs=-1, type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="[FOLDER]..."
)
@click.option("--rebuild", is_flag=True, help=_("Make the book again from its sources and compare."))
@json_option
def verify(packages: tuple[Path, ...], *, rebuild: bool, as_json: bool) -> ExitCode:
    """Verify the versions named, or all there are."""
    told: list[str] = []

    def stages(report: Report) -> Outcome:
        from report_pdf.archive.verify import verify as verify_package  # noqa: PLC0415  # takes long to import

        named = packages or _archived(_project_folder(_newest()) / ARCHIVE)
        each = {package: verify_package(package, rebuild=rebuild, report=report) for package in named}
        sound = (package for package, findings in each.items() if not exit_code(findings))
        told.extend(_("sound: {folder}").format(folder=shown(package)) for package in sound)
        return None, tuple(finding for findings in each.values() for finding in findings)

    return _run(stages, as_json=as_json, told=told)


def _archived(archive: Path) -> tuple[Path, ...]:
    """Every version of the archive, those included that someone took away."""
    from report_pdf.archive.index import known_folders  # noqa: PLC0415  # takes long to import

    if folders := known_folders(archive):
        return tuple(archive / folder for folder in folders)
    raise click.UsageError(_("there is no version in {folder}/; name a folder").format(folder=shown(archive)))


def _project_folder(edition: Path | None) -> Path:
    """The folder of the project that an edition belongs to; the current one where there is no edition."""
    from report_pdf.project import find_project  # noqa: PLC0415  # reads editions: takes long to import

    return find_project(edition).root if edition else Path()


@command_line.command(help=_("Compare two versions (1.0), two packages or two PDF files."))
@click.argument("old")
@click.argument("new")
@click.option(
    "--edition", type=type_of_edition, show_default=NEWEST, default=_newest, help=_("Folder of the edition.")
)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help=_("Folder to write into."))
@json_option
def diff(old: str, new: str, edition: Path | None, out: Path | None, *, as_json: bool) -> ExitCode:
    """Tell what differs, and write it as a page."""
    told: list[str] = []
    data: dict[str, object] = {}

    def stages(report: Report) -> Outcome:
        from report_pdf.differences.diff import diff as compare  # noqa: PLC0415  # takes long to import

        root = _project_folder(edition)
        versions = root / ARCHIVE / (edition.name if edition else "")
        result = compare(old, new, archive=versions, out=out or root / "build", report=report)
        told.extend(result.lines)
        data.update(result.data or {})
        return result.path, result.findings

    return _run(stages, as_json=as_json, told=told, data=data)


@command_line.command(help=_("Check whether a PDF can be printed as it is, as a print shop does."))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--profile",
    type=click.Choice(["sheet-coated", "sheet-uncoated", "digital"]),
    default="sheet-coated",
    show_default=True,
    help=_("How it will be printed: offset on coated or uncoated paper, or from an office."),
)
@click.option(
    "--edition",
    type=type_of_edition,
    show_default=NEWEST,
    default=_newest,
    help=_("The edition whose print was ordered: its trim, binding, inks and exceptions count."),
)
@click.option("--html", "as_html", is_flag=True, help=_("Write the report with pictures of the pages."))
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help=_("Folder to write into."))
@json_option
def preflight(  # noqa: PLR0913  # each is an option
    file: Path, profile: str, edition: Path | None, out: Path | None, *, as_html: bool, as_json: bool
) -> ExitCode:
    """Look at a file and tell what a print shop would."""
    told: list[str] = []
    data: dict[str, object] = {}

    def stages(report: Report) -> Outcome:
        from report_pdf.preflight.command import preflight_file  # noqa: PLC0415  # takes long to import

        folder = (out or _project_folder(edition) / "build") if as_html else None
        result = preflight_file(file, profile, edition, folder, report)
        told.extend(result.lines)
        data.update(result.data)
        return result.path, result.findings

    return _run(stages, as_json=as_json, told=told, data=data)


def _run(
    stages: Stages,
    *,
    draft: bool = False,
    as_json: bool = False,
    told: Sequence[str] = (),
    data: Mapping[str, object] | None = None,
) -> ExitCode:
    """Run the stages of a command and tell: findings, then what it has `told`; for programs, its `data`."""
    with progress() as report:
        path, findings = _outcome(stages, report)
    code = exit_code(findings, draft=draft)
    written = shown(path) if path else None
    if as_json:
        tell_json(findings, written, code, data)
        return code
    tell_findings(findings)
    for line in told:
        say(line)
    if written:
        say(_("written: {path}").format(path=written))
    return code


def _outcome(stages: Stages, report: Report) -> Outcome:
    try:
        return stages(report)
    except BuildStopped as stopped:
        return None, stopped.findings
    except (OSError, MemoryError) as error:
        if finding := machine_finding(error):
            return None, (finding,)
        raise
