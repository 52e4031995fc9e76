"""The process: its language, its interruptions, its end. No other module ends it."""

from __future__ import annotations

import gc
import gettext
import os
import signal
import sys
from collections.abc import Sequence
from itertools import pairwise
from typing import NoReturn

import click

from report_pdf.findings import ExitCode
from report_pdf.messages import LOCALE_DIR, _, use_language


def main() -> NoReturn:
    """Run the command line and end the process with its exit code.

    A command is short, and nearly all it makes lives until its end: looking for garbage meanwhile, and once
    more through everything at the end, would take an eighth of a build's time. What stays open in the system
    is closed by those who opened it.
    """
    gc.disable()
    arguments = sys.argv[1:]
    speak(language_asked(arguments))
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # being stopped is being interrupted
    exit_code = run(arguments)
    gc.freeze()
    sys.exit(exit_code)


def speak(language: str | None) -> None:
    """Use `language`, or the environment's, for our messages and for those of the command line library."""
    use_language(language)
    if language:
        os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("messages", LOCALE_DIR)  # the domain in which click looks for its own


def language_asked(arguments: Sequence[str]) -> str | None:
    """The value of `--lang`, which must be known before the help texts are made."""
    for word, following in pairwise([*arguments, ""]):
        if word == "--lang":
            return following
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
    return None


def run(arguments: Sequence[str]) -> int:
    """The exit code of the command line given these arguments."""
    try:
        from report_pdf.cli import command_line  # noqa: PLC0415  # its texts are made in the language chosen above

        return int(command_line.main(list(arguments), prog_name="report-pdf", standalone_mode=False) or 0)
    except (KeyboardInterrupt, click.Abort):
        click.echo(_("interrupted"), err=True)
        return ExitCode.INTERRUPTED
    except click.ClickException as error:
        error.show()
        return ExitCode.USAGE
    except Exception as error:  # noqa: BLE001  # whatever nobody foresaw is our bug, and is told as one
        from report_pdf.failures import tell_bug  # noqa: PLC0415  # rarely needed

        tell_bug(error)
        return ExitCode.BUG


if __name__ == "__main__":
    main()
