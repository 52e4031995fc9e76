from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from lexicon_input import lexicon

from report_pdf.audit.checks import Verdict
from report_pdf.audit.remarks import open_points, remarks_beside
from report_pdf.findings import Severity
from report_pdf.layout.lexicon import Lexicon
from report_pdf.reading.edition import Waiver

WAIVER = Waiver(waives=("a",), reason="Si pubblica.", decided_by="redazione", date=date(2023, 8, 1))
OTHER = Waiver(waives=("b",), reason="Anche questo.", decided_by="redazione", date=date(2023, 8, 1))


@pytest.fixture
def words(tmp_path: Path) -> Lexicon:
    return lexicon(tmp_path)


def open_point(
    sentence: str, *subjects: str, severity: Severity = Severity.WARN, waiver: Waiver | None = None
) -> Verdict:
    return Verdict(sentence, "open-point", severity, subjects=subjects, sentence=sentence, waiver=waiver)


def no_date(*ids: str, waiver: Waiver | None = WAIVER) -> tuple[Verdict, ...]:
    return tuple(
        Verdict(f"date-unknown:{key}", "date-unknown", Severity.BLOCK, subjects=(key,), waiver=waiver)
        for key in ids
    )


def beside(words: Lexicon, verdicts: Iterable[Verdict], *subjects: str) -> list[str]:
    return [remark.sentence for remark in remarks_beside(verdicts, subjects, words.indicators)]


def test_a_page_says_what_concerns_it(words: Lexicon) -> None:
    verdicts = [
        open_point("Uno.", "sedi"),
        open_point("Due.", "corsi", "corsi.ore"),
        open_point("Tre.", "altro"),
    ]
    assert beside(words, verdicts, "corsi") == ["Due."]
    assert beside(words, verdicts, "corsi.ore", "sedi") == ["Uno.", "Due."]
    assert beside(words, verdicts, "corsi.totale") == []


def test_mere_notes_are_left_to_the_nota(words: Lexicon) -> None:
    note = open_point("Solo una nota.", "corsi", severity=Severity.NOTE)
    assert beside(words, [note], "corsi") == []
    (points,) = open_points([note], words.edition, words.indicators)
    assert (points.waiver, points.points) == (None, (("i corsi", "Solo una nota."),))


def test_a_remark_carries_its_waiver(words: Lexicon) -> None:
    verdicts = [open_point("Uno.", "corsi", waiver=WAIVER), open_point("Due.", "corsi")]
    assert [remark.waiver for remark in remarks_beside(verdicts, ["corsi"], words.indicators)] == [
        WAIVER,
        None,
    ]


def test_figures_that_lack_the_same_share_a_sentence(words: Lexicon) -> None:
    verdicts = no_date("corsi.voto", "corsi.totale")
    assert beside(words, verdicts, "corsi.voto", "corsi.totale") == [
        "La fonte non dice la data o il periodo di «voto medio» e «corsi in tutto»."
    ]


def test_many_are_told_by_their_values_beside_and_named_in_the_nota(words: Lexicon) -> None:
    ids = ("corsi.voto", "corsi.totale", "corsi.minimo")
    assert beside(words, no_date(*ids), *ids) == [
        "La fonte non dice la data o il periodo di 4,33, 2.020 e 1."
    ]
    (points,) = open_points(no_date(*ids), words.edition, words.indicators)
    ((title, sentence),) = points.points
    assert title == "i corsi"
    assert sentence.endswith("di «voto medio», «corsi in tutto» e «voto minimo».")


def test_different_reasons_are_not_joined(words: Lexicon) -> None:
    verdicts = (*no_date("corsi.voto"), *no_date("corsi.totale", waiver=OTHER))
    assert beside(words, verdicts, "corsi.voto", "corsi.totale") == [
        "La fonte non dice la data o il periodo di «voto medio».",
        "La fonte non dice la data o il periodo di «corsi in tutto».",
    ]


def test_the_nota_has_each_decision_once_in_the_order_of_the_book(words: Lexicon) -> None:
    verdicts = [
        open_point("Corsi, senza deroga.", "corsi"),
        open_point("Corsi.", "corsi.ore", waiver=WAIVER),
        open_point("Altro.", "corsi", waiver=OTHER),
        open_point("Sedi.", "sedi", waiver=WAIVER),
    ]
    told = open_points(verdicts, words.edition, words.indicators)
    assert [(one.waiver, one.points) for one in told] == [
        (WAIVER, (("le sedi", "Sedi."), ("i corsi", "Corsi."))),
        (OTHER, (("i corsi", "Altro."),)),
        (None, (("i corsi", "Corsi, senza deroga."),)),
    ]


def test_missing_sections_are_listed_apart(words: Lexicon) -> None:
    missing = Verdict(
        "missing-section:x", "missing-section", Severity.BLOCK, subjects=("fatti",), sentence="Manca."
    )
    assert open_points([missing], words.edition, words.indicators) == ()
