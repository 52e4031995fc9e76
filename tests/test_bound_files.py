"""What an edition says of PDFs made elsewhere, and of the version that it supersedes."""

from __future__ import annotations

from pathlib import Path

import pytest

from report_pdf.findings import Finding
from report_pdf.reading.bound_files import Appendix
from report_pdf.reading.edition import AppendixSection, Edition, read_edition

HEAD = """\
title = "Relazione"
description = "Una relazione di prova."
publisher = "Ente di prova"
language = "it"
version = "1.1"
date = 2030-03-01
identifier = "prova:2029"
"""
PERIOD = """
[period]
start = "2029-01"
end = "2029-12"
periods = ["2029"]
"""
CHAPTER = """
[[chapters]]
id = "allegati"
title = "allegati"
appendices = true
"""
APPENDIX = """
[[appendices]]
letter = "B"
title = "elenco"
file = "appendices/elenco.pdf"
"""


def read(folder: Path, *parts: str, head: str = "") -> tuple[Edition | None, tuple[Finding, ...]]:
    for file in ("appendices/elenco.pdf", "covers/front.pdf"):
        (folder / file).parent.mkdir(exist_ok=True)
        (folder / file).touch()
    (folder / "edition.toml").write_text(HEAD + head + PERIOD + "".join(parts))
    return read_edition(folder, folder)


def told(findings: tuple[Finding, ...]) -> list[tuple[str, int, str, str]]:
    return [(f.rule, f.where.line, f.message, f.hint) for f in findings]


def test_an_appendix_is_a_section_of_the_chapter_that_holds_them(tmp_path: Path) -> None:
    edition, findings = read(tmp_path, CHAPTER, APPENDIX)
    assert findings == ()
    assert edition is not None
    (section,) = edition.sections
    assert isinstance(section, AppendixSection)
    assert (section.id, section.title, section.subject) == ("allegato-b", "allegato B", "elenco")
    assert section.appendix.treatment == "auto"
    assert (section.appendix.name, section.appendix.label(3)) == ("Allegato B", "B-3")


def test_all_keys_of_an_appendix_and_of_covers_are_read(tmp_path: Path) -> None:
    more = 'language = "en-GB"\ntreatment = "text"\nfit = true\nalternatives = { 2 = "Pianta" }\n'
    cover = '[cover]\nfront = "covers/front.pdf"\nfront_alternative = ""\n'
    edition, findings = read(tmp_path, CHAPTER, cover, APPENDIX + more)
    assert findings == ()
    assert edition is not None
    assert edition.cover.front == "covers/front.pdf"
    assert edition.cover.front_alternative == ""
    assert edition.appendices == (
        Appendix(
            letter="B",
            title="elenco",
            file="appendices/elenco.pdf",
            language="en-GB",
            treatment="text",
            fit=True,
            alternatives={2: "Pianta"},
        ),
    )


@pytest.mark.parametrize(
    ("source", "rule", "message"),
    [
        (
            CHAPTER + APPENDIX + APPENDIX,
            "data.repeated-letter",
            'the letter B is used twice: "elenco" has it already',
        ),
        (
            CHAPTER + '[[chapters.sections]]\nid = "allegato-b"\ntitle = "tabelle"\n' + APPENDIX,
            "data.repeated-letter",
            "the letter B is used twice: a section has it already",
        ),
        (
            CHAPTER.replace("appendices = true", '[[chapters.sections]]\nid = "uno"\ntitle = "uno"')
            + APPENDIX,
            "data.missing-key",
            "no chapter holds the appendices",
        ),
        (CHAPTER, "data.missing-key", "there is no appendix for this chapter to hold"),
        (
            CHAPTER + CHAPTER.replace('"allegati"', '"altri"') + APPENDIX,
            "data.wrong-value",
            "another chapter holds the appendices already",
        ),
        (
            CHAPTER.replace("appendices = true\n", ""),
            "data.missing-key",
            "a chapter needs a section, or the appendices",
        ),
        (
            CHAPTER + APPENDIX.replace("elenco.pdf", "elenchi.pdf"),
            "data.missing-file",
            "there is no file appendices/elenchi.pdf",
        ),
        (
            CHAPTER + APPENDIX.replace("appendices/elenco.pdf", "../elenco.pdf"),
            "data.wrong-value",
            '"../elenco.pdf" is not a PDF in the folder of the edition',
        ),
        (
            CHAPTER + APPENDIX.replace("elenco.pdf", "elenco.docx"),
            "data.wrong-value",
            '"appendices/elenco.docx" is not a PDF in the folder of the edition',
        ),
        (
            CHAPTER + APPENDIX.replace('"B"', '"BB"'),
            "data.wrong-value",
            'appendices.letter should match ^[A-Z]$, not "BB"',
        ),
        (
            CHAPTER + APPENDIX + 'treatment = "artifact"\n',
            "data.wrong-value",
            'appendices.treatment should be one of auto, tags, figure, text, image, attach, not "artifact"',
        ),
    ],
)
def test_what_cannot_be_bound_so_is_refused_with_its_place(
    tmp_path: Path, source: str, rule: str, message: str
) -> None:
    edition, findings = read(tmp_path, source)
    assert edition is None
    assert [(found, said) for found, _line, said, _hint in told(findings)] == [(rule, message)]
    assert all(line > 1 for _rule, line, _said, _hint in told(findings))


def test_a_misspelt_file_is_answered_with_the_nearest(tmp_path: Path) -> None:
    _edition, findings = read(tmp_path, CHAPTER, APPENDIX.replace("elenco.pdf", "elenko.pdf"))
    ((_rule, _line, _message, hint),) = told(findings)
    assert "appendices/elenco.pdf" in hint


@pytest.mark.parametrize(
    ("head", "message"),
    [
        (
            'supersedes = "1.0"\n',
            "a version that supersedes another says which and why: supersedes and reason",
        ),
        (
            'reason = "Un errore."\n',
            "a version that supersedes another says which and why: supersedes and reason",
        ),
        ('supersedes = "1.10"\nreason = "Un errore."\n', "version 1.1 cannot supersede 1.10"),
    ],
)
def test_a_version_supersedes_an_earlier_one_for_a_reason(tmp_path: Path, head: str, message: str) -> None:
    edition, findings = read(tmp_path, CHAPTER, APPENDIX, head=head)
    assert edition is None
    assert [finding.message for finding in findings] == [message]


def test_a_version_that_says_which_it_supersedes_is_read(tmp_path: Path) -> None:
    edition, findings = read(tmp_path, CHAPTER, APPENDIX, head='supersedes = "1.0"\nreason = "Un errore."\n')
    assert findings == ()
    assert edition is not None
    assert (edition.supersedes, edition.reason) == ("1.0", "Un errore.")
