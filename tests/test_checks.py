from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_pdf.audit.checks import Audit, Verdict, audit, list_lengths
from report_pdf.findings import Finding, Severity, Where
from report_pdf.indicators import Cell, Headline, Indicator, Indicators, Nature, Series, State, Table
from report_pdf.italian import NBSP, number
from report_pdf.periods import parse_period
from report_pdf.prose.texts import load_texts
from report_pdf.reading.edition import Edition, read_edition
from report_pdf.tables.tables import load_indicators

ROOT = Path(__file__).parents[1]
PERIODS = tuple(map(parse_period, ("2021", "2022", "2023", "2024-H1")))
Raw = dict[str, object]


def cell(value: Decimal | int | str) -> Cell:
    if isinstance(value, str):
        return Cell(None, State(value), Where("a.csv", 2))
    return Cell(Decimal(value), State.VALUE, Where("a.csv", 2))


def series(
    name: str, *values: Decimal | int | str, nature: Nature = Nature.FLOW, unit: str | None = "x"
) -> Series:
    cells = dict(zip(PERIODS, map(cell, values), strict=True))
    return Series(name, "", name.partition(".")[2], unit, nature, "Ente", "", cells, Where("a.csv", 2))


def headline(name: str, value: Decimal | int | str, when: str | None = "2021/2024-H1") -> Headline:
    label = name.partition(".")[2]
    where = Where("a.csv", 2)
    return Headline(name, "", label, "x", Nature.TOTAL, "Ente", "", when, cell(value), where)


def edition(**declared: object) -> Edition:
    known: dict[str, object] = {
        "title": "Prova",
        "description": "Una prova.",
        "publisher": "Ente",
        "language": "it",
        "version": "1.0",
        "date": date(2025, 1, 1),
        "identifier": "prova",
        "period": {"start": "2021-01", "end": "2024-06", "periods": [period.id for period in PERIODS]},
        "chapters": [{"id": "capo", "sections": [{"id": "corsi", "title": "corsi"}]}],
    }
    return Edition.model_validate(known | declared)


def audited(
    *indicators: Indicator, lengths: Mapping[str, Mapping[str, int]] | None = None, **declared: object
) -> Audit:
    known = Indicators.of(PERIODS, (Table("a", "a.csv", indicators),))
    return audit(edition(**declared), known, lengths or {})


def check(kind: str, **operands: object) -> Raw:
    return {"id": "prova", "kind": kind, "severity": "block", "title": "Prova"} | operands


def verdict(
    raw: Raw, *indicators: Indicator, lengths: Mapping[str, Mapping[str, int]] | None = None
) -> Verdict:
    (found,) = audited(*indicators, lengths=lengths, checks=[raw]).verdicts
    return found


def told(raw: Raw, *indicators: Indicator, lengths: Mapping[str, Mapping[str, int]] | None = None) -> str:
    found = verdict(raw, *indicators, lengths=lengths)
    words = f"{'ok' if found.passed else 'no'}: {found.expected} / {found.found}"
    return words.replace(NBSP, " ")


# --- each kind ---------------------------------------------------------------

SUM = check("sum", of="a.serie", total="a.totale", half_years=True)
figures = st.decimals(-(10**9), 10**9, places=2)


@given(st.tuples(figures, figures, figures, figures))
def test_a_sum_passes_for_the_sum_and_for_nothing_else(values: tuple[Decimal, ...]) -> None:
    rows = series("a.serie", *values)
    total = sum(values, Decimal(0))
    assert verdict(SUM, rows, headline("a.totale", total)).passed
    assert not verdict(SUM, rows, headline("a.totale", total + Decimal("0.01"))).passed


def test_a_sum_takes_the_half_year_only_when_told() -> None:
    rows = series("a.serie", 1, 2, 3, 10)
    assert told(SUM, rows, headline("a.totale", 6)) == "no: 6 / 16"
    assert told(check("sum", of="a.serie", total="a.totale"), rows, headline("a.totale", 6)) == "ok: 6 / 6"


def test_a_sum_with_something_missing_does_not_pass() -> None:
    assert told(SUM, series("a.serie", 1, "n.d.", 3, 4), headline("a.totale", 8)) == "no: 8 / n.d."
    assert told(SUM, series("a.serie", 1, 2, 3, 4), headline("a.totale", "n.d.")) == "no: n.d. / 10"


@pytest.mark.parametrize("nature", [nature for nature in Nature if nature is not Nature.FLOW])
def test_only_flows_are_summed(nature: Nature) -> None:
    rows = series("a.serie", 1, 2, 3, 4, nature=nature)
    result = audited(rows, headline("a.totale", 10), checks=[SUM])
    assert result.verdicts == ()
    (finding,) = result.findings
    assert (finding.rule, finding.severity) == ("data.sum-of-non-flow", Severity.BLOCK)
    assert nature.value in finding.message


@given(st.lists(figures, min_size=1, max_size=4), st.lists(figures, max_size=4))
def test_an_identity_adds_and_takes_away(plus: list[Decimal], minus: list[Decimal]) -> None:
    added = [headline(f"a.p{i}", value) for i, value in enumerate(plus)]
    taken = [headline(f"a.m{i}", value) for i, value in enumerate(minus)]
    raw = check("identity", plus=[h.id for h in added], minus=[h.id for h in taken], equals="a.r")
    result = sum(plus, Decimal(0)) - sum(minus, Decimal(0))
    assert verdict(raw, *added, *taken, headline("a.r", result)).passed
    wrong = verdict(raw, *added, *taken, headline("a.r", result - 1))
    assert not wrong.passed
    assert wrong.found == number(result)


def test_the_accredited_are_those_of_both_kinds_counted_once() -> None:
    raw = check("identity", plus=["a.reg", "a.uni"], minus=["a.doppi"], equals="a.tutti")
    rows = [headline("a.reg", 177), headline("a.uni", 107), headline("a.doppi", 93), headline("a.tutti", 191)]
    assert told(raw, *rows) == "ok: 191 / 191"
    assert told(raw, *rows[:2], headline("a.doppi", "n.d."), rows[3]) == "no: 191 / n.d."


SERIES = series("a.serie", 10, 20, 40, 30)


@pytest.mark.parametrize(
    ("raw", "others", "expected"),
    [
        (
            check("equality", of="a.uno", equals="a.due"),
            (headline("a.uno", 3), headline("a.due", 3)),
            "ok: 3 / 3",
        ),
        (
            check("equality", of="a.uno", equals="a.due"),
            (headline("a.uno", 3), headline("a.due", 4)),
            "no: 4 / 3",
        ),
        (check("equality", of="a.serie@2023", equals="a.due"), (headline("a.due", 40),), "ok: 40 / 40"),
        (
            check("equality", of="a.serie", equals="a.altra"),
            (series("a.altra", 10, 20, 40, "n.d."),),
            "no: 10; 20; 40; n.d. / 10; 20; 40; 30",
        ),
        (check("range", of="a.serie", min=10, max=40), (), "ok: almeno 10 e al massimo 40 / da 10 a 40"),
        (check("range", of="a.serie", max=Decimal("39.5")), (), "no: al massimo 39,5 / 40"),
        (check("range", of="a.serie", min="a.uno"), (headline("a.uno", 25),), "no: almeno 25 / 10; 20"),
        (
            check("range", of="a.uno", min=1, max=5),
            (headline("a.uno", Decimal("4.33")),),
            "ok: almeno 1 e al massimo 5 / 4,33",
        ),
        (
            check("range", of="a.uno", min=1, max=5),
            (headline("a.uno", 433),),
            "no: almeno 1 e al massimo 5 / 433",
        ),
        (
            check("order", lower="a.serie", upper="a.altra"),
            (series("a.altra", 10, "-", 40, 30),),
            "ok: mai di più / mai di più",
        ),
        (
            check("order", lower="a.serie", upper="a.altra"),
            (series("a.altra", 9, 20, 40, 29),),
            "no: mai di più / 2021: 10 e 9; gen–giu 2024: 30 e 29",
        ),
        (check("non-decreasing", of="a.serie"), (), "no: mai in calo / gen–giu 2024: da 40 a 30"),
        (
            check("non-decreasing", of="a.altra"),
            (series("a.altra", 1, "n.d.", 1, 2),),
            "ok: mai in calo / mai in calo",
        ),
        (check("outlier", of="a.serie", factor=2), (), "ok: al massimo 40 / 40 nel 2023"),
        (check("outlier", of="a.serie", factor=Decimal("1.5")), (), "no: al massimo 30 / 40 nel 2023"),
        (
            check("outlier", of="a.altra", factor=2),
            (series("a.altra", "-", "-", "-", 900),),
            "no: n.d. / n.d.",
        ),
        (
            check(
                "not-exact-fraction", of="a.serie", period="2022", fraction=Decimal("0.5"), of_period="2023"
            ),
            (),
            "no: diverso da 20 / 20",
        ),
        (
            check(
                "not-exact-fraction",
                of="a.serie",
                period="2024-H1",
                fraction=Decimal("0.5"),
                of_period="2023",
            ),
            (),
            "ok: diverso da 20 / 30",
        ),
        (
            check("distinct-pairs", first=["a.serie", "a.x"], second=["a.altra", "a.y"]),
            (series("a.x", 1, 2, 3, 4), series("a.altra", 10, 20, 0, 30), series("a.y", 5, 2, 3, "n.d.")),
            "no: valori diversi / uguali nel 2022 (20 e 2)",
        ),
        (
            check("distinct-pairs", first=["a.serie", "a.x"], second=["a.altra", "a.y"]),
            (series("a.x", 1, 2, 3, "n.d."), series("a.altra", 0, 0, 0, 30), series("a.y", 1, 2, 3, "n.d.")),
            "ok: valori diversi / valori diversi",
        ),
        (
            check("trend-claim", of=["a.serie", "a.altra"], claim="increase", since="2021", until="2023"),
            (series("a.altra", 200, 0, 180, 0),),
            "no: in aumento / serie 300,0%; altra −10,0%",
        ),
        (
            check("trend-claim", of=["a.serie"], claim="increase", since="2021", until="2023"),
            (),
            "ok: in aumento / serie 300,0%",
        ),
        (
            check("trend-claim", of=["a.altra"], claim="decrease", since="2021", until="2022"),
            (series("a.altra", 0, 5, 0, 0),),
            "no: in calo / altra da 0 a 5",
        ),
        (check("record-claim", of="a.serie", period="2023"), (), "ok: almeno 20 / 40"),
        (check("record-claim", of="a.serie", period="2024-H1"), (), "no: almeno 40 / 30"),
        (check("record-claim", of="a.serie", period="2021"), (), "no: n.d. / n.d."),
        (check("span-claim", claim=5), (), "no: 5 anni / 3,5 anni"),
        (check("span-claim", claim=Decimal("3.5")), (), "ok: 3,5 anni / 3,5 anni"),
        (check("span-claim", claim="a.uno"), (headline("a.uno", "n.d."),), "no: n.d. / 3,5 anni"),
        (
            check("span-claim", claim=2, start="2023-01", relation="at-most"),
            (),
            "no: 2 anni / al massimo 1,5 anni",
        ),
        (
            check("span-claim", claim=1, start="2023-01", relation="at-most"),
            (),
            "ok: 1 anno / al massimo 1,5 anni",
        ),
        (check("complete", of=["a.serie"]), (), "ok: 0 / 0"),
        (
            check("complete", of=["a.serie", "a.altra"]),
            (series("a.altra", "n.d.", "-", "n.d.", 1),),
            "no: 0 / 2",
        ),
    ],
)
def test_a_kind_of_check(raw: Raw, others: tuple[Indicator, ...], expected: str) -> None:
    assert told(raw, SERIES, *others) == expected


EMPTY = series("a.vuota", "n.d.", "-", "n.d.", "-")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (check("equality", of="a.nd", equals="a.nd"), "no: n.d. / n.d."),
        (
            check("equality", of="a.vuota", equals="a.vuota"),
            "no: n.d.; n.d.; n.d.; n.d. / n.d.; n.d.; n.d.; n.d.",
        ),
        (check("equality", of="a.mezza", equals="a.mezza"), "no: 1; n.d.; 3; 4 / 1; n.d.; 3; 4"),
        (check("range", of="a.serie", max="a.nd"), "no: al massimo n.d. / da 10 a 40"),
        (check("range", of="a.serie", min=1, max="a.nd"), "no: almeno 1 e al massimo n.d. / da 10 a 40"),
        (check("range", of="a.vuota", min=1), "no: almeno 1 / n.d."),
        (check("order", lower="a.serie", upper="a.vuota"), "no: n.d. / n.d."),
        (check("non-decreasing", of="a.vuota"), "no: n.d. / n.d."),
        (check("non-decreasing", of="a.una"), "no: n.d. / n.d."),
        (
            check("distinct-pairs", first=["a.serie", "a.una"], second=["a.mezza", "a.vuota"]),
            "no: n.d. / n.d.",
        ),
        (check("complete", of=["a.vuota"]), "no: 0 / 2"),
    ],
)
def test_a_check_that_has_nothing_to_compare_does_not_pass(raw: Raw, expected: str) -> None:
    once, half = series("a.una", "-", "-", 3, "-"), series("a.mezza", 1, "n.d.", 3, 4)
    assert told(raw, SERIES, EMPTY, once, half, headline("a.nd", "n.d.")) == expected


def test_what_has_not_started_in_both_agrees() -> None:
    rows = (series("a.uno", "-", 2, 3, 4), series("a.due", "-", 2, 3, 4))
    assert verdict(check("equality", of="a.uno", equals="a.due"), *rows).passed


LIST = check("list-length", text="corsi", part="elenco", equals="a.uno")


def test_a_list_is_as_long_as_a_figure_says() -> None:
    lengths = {"corsi": {"elenco": 3}}
    assert told(LIST, headline("a.uno", 3), lengths=lengths) == "ok: 3 / 3"
    assert told(LIST, headline("a.uno", 4), lengths=lengths) == "no: 4 / 3"


@pytest.mark.parametrize(
    ("lengths", "rule", "hint"),
    [
        ({}, "data.unknown-text", ""),
        ({"corso": {}}, "data.unknown-text", "did you mean corso?"),
        ({"corsi": {"elenchi": 3}}, "data.unknown-part", "did you mean elenchi?"),
        ({"corsi": {"voci": 3}}, "data.unknown-part", "its parts with a list are: voci"),
    ],
)
def test_a_list_that_is_not_there_is_a_finding(
    lengths: Mapping[str, Mapping[str, int]], rule: str, hint: str
) -> None:
    (finding,) = audited(headline("a.uno", 3), lengths=lengths, checks=[LIST]).findings
    assert (finding.rule, finding.hint) == (rule, hint)


# --- what the audit makes of them --------------------------------------------


def wrong_sum(**more: object) -> Audit:
    declared: dict[str, object] = {"checks": [SUM]} | more
    return audited(SERIES, headline("a.totale", 99), lengths=None, **declared)


def waiver(*names: str) -> Raw:
    return {"waives": names, "reason": "Perché sì.", "decided_by": "ufficio", "date": date(2025, 1, 1)}


def test_a_failed_check_is_a_finding_with_both_numbers() -> None:
    (finding,) = wrong_sum().findings
    assert (finding.rule, finding.severity) == ("data.failed-check", Severity.BLOCK)
    assert finding.message == "Prova: expected 99, found 100"
    assert '"prova"' in finding.hint


@pytest.mark.parametrize("severity", Severity)
def test_a_failed_check_is_as_severe_as_declared(severity: Severity) -> None:
    (finding,) = wrong_sum(checks=[SUM | {"severity": severity}]).findings
    assert finding.severity is severity


def test_a_waived_check_stays_open_and_says_who_decided() -> None:
    result = wrong_sum(waivers=[waiver("prova")])
    (finding,) = result.findings
    assert finding.severity is Severity.NOTE
    assert "waived by ufficio" in finding.message
    assert [v.id for v in result.failed] == [v.id for v in result.failed if v.waiver] == ["prova"]
    assert result.open_for("a.totale") == result.open_for("a.serie", "a.totale") == result.failed
    assert result.open_for("a.altro", "corsi") == ()


def test_a_check_that_passes_is_neither_open_nor_a_finding() -> None:
    result = audited(SERIES, headline("a.totale", 100), checks=[SUM])
    assert result.failed == result.open_for("a.totale") == ()
    assert result.findings == ()
    assert result.verdicts[0].passed


def test_sentences_take_their_figures_from_the_data() -> None:
    statement = "{a.totale} come pubblicato, {found} la somma, {expected} {a.serie@2022} {a.nd}"
    raw = SUM | {"statement": statement, "sections": ["corsi"]}
    result = audited(SERIES, headline("a.totale", 1234), headline("a.nd", "n.d."), checks=[raw])
    (found,) = result.open_for("corsi")
    assert found.sentence == "1.234 come pubblicato, 100 la somma, 1.234 20 n.d."
    assert found.subjects == ("corsi", "a.serie", "a.totale")


@pytest.mark.parametrize(
    ("placeholder", "rule", "hint"),
    [
        ("a.totle", "data.unknown-indicator", "did you mean a.totale?"),
        ("a.serie", "data.wrong-operand", "add a period: a.serie@2024-H1"),
        ("a.serie@2020", "data.unknown-period", "did you mean 2023?"),
        ("a.totale@2022", "data.wrong-operand", ""),
        ("expected", "data.unknown-indicator", ""),
    ],
)
def test_a_placeholder_that_says_nothing_is_a_finding(placeholder: str, rule: str, hint: str) -> None:
    point = {
        "id": "p",
        "subjects": ["corsi"],
        "severity": "note",
        "title": "t",
        "statement": f"{{{placeholder}}}",
    }
    result = audited(SERIES, headline("a.totale", 100), open_points=[point])
    assert (rule, hint) in {(f.rule, f.hint) for f in result.findings}


def test_all_wrong_operands_of_all_checks_are_found_at_once() -> None:
    checks = [
        check("identity", plus=["a.uno", "a.due"], equals="a.serie"),
        check("order", lower="a.totale", upper="a.seri") | {"id": "altra"},
    ]
    result = audited(SERIES, headline("a.totale", 1), checks=checks)
    assert result.verdicts == ()
    assert sorted(f.message for f in result.findings) == [
        "a.serie is a series; one figure is needed",
        "a.totale is a single figure, not a series",
        "there is no indicator a.due",
        "there is no indicator a.seri",
        "there is no indicator a.uno",
    ]


def test_a_waiver_of_nothing_is_told() -> None:
    names = ("provo", "prova", "prova", "giusta")
    checks = [SUM, check("complete", of=["a.serie"]) | {"id": "giusta"}]
    stale = [
        f for f in wrong_sum(checks=checks, waivers=[waiver(*names)]).findings if f.severity is Severity.WARN
    ]
    assert {f.rule for f in stale} == {"data.stale-waiver"}
    assert sorted(f.message for f in stale) == [
        "prova is waived twice",
        "the waiver of giusta is no longer needed: the check passes",
        "the waiver of provo matches nothing",
    ]


def test_figures_without_unit_or_date_block_until_waived() -> None:
    rows = (series("a.serie", 1, 2, 3, 4, unit=None), headline("a.uno", 1, when=None))
    result = audited(*rows, waivers=[waiver("date-unknown:a.uno")])
    assert [(v.id, bool(v.waiver)) for v in result.failed] == [
        ("unit-unknown:a.serie", False),
        ("date-unknown:a.uno", True),
    ]
    assert [(f.rule, f.severity) for f in result.findings] == [
        ("data.date-unknown", Severity.NOTE),
        ("data.unit-unknown", Severity.BLOCK),
    ]
    assert result.open_for("a.uno")[0].sentence == "La fonte non dice la data o il periodo di «uno»."


def test_a_section_without_data_blocks_until_waived() -> None:
    missing = {"id": "bilanci", "title": "Bilanci", "chapter": "capo", "reason": "Non ci sono."}
    (open_finding,) = audited(missing_sections=[missing]).findings
    (waived,) = audited(missing_sections=[missing], waivers=[waiver("missing-section:bilanci")]).findings
    assert (open_finding.severity, waived.severity) == (Severity.BLOCK, Severity.NOTE)
    assert open_finding.rule == "data.missing-section"


def test_names_that_nothing_has_are_found() -> None:
    sections = [{"id": "corsi", "title": "corsi", "headline": "a.totle"}]
    result = wrong_sum(
        chapters=[{"id": "capo", "sections": sections}],
        checks=[SUM | {"sections": ["corso"]}],
        open_points=[{"id": "p", "subjects": ["a.sere"], "severity": "note", "title": "t", "statement": "s"}],
        missing_sections=[{"id": "m", "title": "m", "chapter": "cap", "reason": "r"}],
        waivers=[waiver("prova", "missing-section:m")],
    )
    unknown = [f for f in result.findings if f.rule == "data.unknown-name"]
    assert [f.hint for f in sorted(unknown, key=lambda f: f.hint)] == [
        "did you mean a.serie?",
        "did you mean a.totale?",
        "did you mean capo?",
        "did you mean corsi?",
    ]


# --- the real edition --------------------------------------------------------


@pytest.fixture(scope="module")
def real() -> tuple[Edition, Indicators, Audit]:
    folder = ROOT / "data" / "2019-2024"
    declared, findings = read_edition(folder, ROOT)
    assert declared is not None, findings
    indicators, findings = load_indicators(folder, declared.table_ids, declared.period.periods, ROOT)
    assert indicators is not None, findings
    texts, findings = load_texts(
        folder / "texts",
        declared.text_names,
        root=ROOT,
        functions={"n": lambda *_: ""},
        abbreviations=declared.abbreviations,
        foreign_words=declared.foreign_words,
    )
    assert len(texts) == len(declared.text_names), findings
    return declared, indicators, audit(declared, indicators, list_lengths(texts))


def test_the_real_edition_has_no_finding_that_stops_it(real: tuple[Edition, Indicators, Audit]) -> None:
    _, _, result = real
    stopping: list[Finding] = [f for f in result.findings if f.severity is not Severity.NOTE]
    assert stopping == []
    assert {v.severity for v in result.failed if not v.waiver} == {Severity.NOTE}


def test_the_conflicts_of_the_source_are_told_with_both_numbers(
    real: tuple[Edition, Indicators, Audit],
) -> None:
    _, _, result = real
    found = {v.id: (v.passed, v.expected, v.found) for v in result.verdicts}
    assert found["eventi-somma"] == (False, "552", "569")
    assert found["partecipanti-somma"] == (False, "44.850", "46.715")
    assert found["servizio-civile-insiemi"] == (True, "191", "191")
    assert found["servizi-tipologie"] == (True, "13", "13")
    assert found["comuni-uguali"] == (True, "273", "273")
    assert found["quinquennio"] == (False, "5 anni", "5,5 anni")
    assert found["eventi-ampliati"] == (False, "in aumento", "eventi −37,2%; partecipanti −19,8%")
    assert found["schede-fuori-serie"] == (False, "al massimo 318", "401 nel 2021")
    assert found["social-celle-vuote"] == (False, "0", "17")
    assert found["progetti-durata"] == (False, "2 anni", "al massimo 1,5 anni")
    sentence = "552 come pubblicato; la somma della tabella è 569."
    assert sentence in [v.sentence for v in result.open_for("eventi.totale")]


def test_every_figure_of_the_source_without_unit_or_date_is_declared_open(
    real: tuple[Edition, Indicators, Audit],
) -> None:
    _, indicators, result = real
    without = {f"unit-unknown:{i}" for i, one in indicators.items() if one.unit is None}
    assert without <= {v.id for v in result.failed if v.waiver}
    assert len(without) == 2


def test_what_is_printed_of_the_audit_has_no_figure_typed_in(real: tuple[Edition, Indicators, Audit]) -> None:
    declared, _, _ = real
    written = [c.statement for c in declared.checks] + [p.statement for p in declared.open_points]
    written += [c.title for c in declared.checks] + [p.title for p in declared.open_points]
    written += [w.reason for w in declared.waivers] + [m.reason for m in declared.missing_sections]
    figures_typed = [text for text in written if re.search(r"\d", re.sub(r"\{[^}]*\}|\b20\d\d\b", "", text))]
    assert figures_typed == []


def test_every_decision_names_a_role_and_a_reason(real: tuple[Edition, Indicators, Audit]) -> None:
    declared, _, result = real
    assert {w.decided_by for w in declared.waivers} == {"redazione, in attesa di conferma dell’ufficio"}
    assert all(w.date <= declared.date for w in declared.waivers)
    assert all(v.where.line > 0 for v in result.verdicts)
