from pathlib import Path

from audit_input import laid_book

from report_pdf.findings import NOWHERE, Finding, Severity, Where
from report_pdf.layout_audit.audit_policy import AuditPolicy, Exemption, load_policy, unused
from report_pdf.layout_audit.page_items import Fault, LaidBook, Rect

RULES = ("widow", "void")


def load(root: Path, text: str) -> tuple[AuditPolicy, tuple[Finding, ...]]:
    (root / "layouts").mkdir(exist_ok=True)
    (root / "layouts" / "audit.toml").write_text(text, encoding="utf-8")
    return load_policy(root / "layouts", root, RULES)


def fault(book: LaidBook, inside: str, page: int = 0, rule: str = "void") -> Fault:
    """A fault of the block with that id."""
    number = next((block.number for block in book.pages[page].blocks if block.id == inside), -1)
    return Fault(rule, page, Rect(0, 0, 1, 1), number, "", NOWHERE)


def covers(book: LaidBook, at: str, one: Fault) -> bool:
    return Exemption("void", at, "è voluto", NOWHERE).covers(one, book.pages[one.page])


def test_a_rule_that_is_not_named_is_a_warning(tmp_path: Path) -> None:
    policy, findings = load(tmp_path, '[severity]\nvoid = "note"\n')
    assert (policy.severity("void"), policy.severity("widow")) == (Severity.NOTE, Severity.WARN)
    assert not findings


def test_without_the_file_all_rules_hold(tmp_path: Path) -> None:
    assert load_policy(tmp_path, tmp_path, RULES) == (AuditPolicy(), ())


def test_an_exception_has_a_rule_a_place_and_a_reason(tmp_path: Path) -> None:
    policy, findings = load(
        tmp_path, '[[exceptions]]\nrule = "void"\nat = ".cover .map"\nreason = "è voluto"\n'
    )
    where = Where("layouts/audit.toml", 1, 1)
    assert policy.exemptions == (Exemption("void", ".cover .map", "è voluto", where),)
    assert not findings


def test_an_unknown_rule_is_told_with_the_nearest_one(tmp_path: Path) -> None:
    text = '[severity]\nwidwo = "note"\n[[exceptions]]\nrule = "voidd"\nat = "#a"\nreason = "è voluto"\n'
    policy, findings = load(tmp_path, text)
    assert [(str(one.where), one.rule, one.hint) for one in findings] == [
        ("layouts/audit.toml:2:1", "layout.unknown-rule", "did you mean widow?"),
        ("layouts/audit.toml:4:1", "layout.unknown-rule", "did you mean void?"),
    ]
    assert findings[0].message == "the layout audit has no rule widwo"
    assert not policy.exemptions


def test_an_exception_without_a_reason_is_refused(tmp_path: Path) -> None:
    _policy, (finding,) = load(tmp_path, '[[exceptions]]\nrule = "void"\nat = "#a"\n')
    assert (str(finding.where), finding.message) == ("layouts/audit.toml:1:1", "the key reason is missing")


def test_a_place_is_an_id_a_class_or_a_page(tmp_path: Path) -> None:
    _policy, findings = load(tmp_path, '[[exceptions]]\nrule = "void"\nat = "cover"\nreason = "è voluto"\n')
    assert [(str(one.where), one.rule, one.severity) for one in findings] == [
        ("layouts/audit.toml:3:1", "layout.wrong-value", Severity.BLOCK)
    ]


def test_a_severity_is_one_of_three_words(tmp_path: Path) -> None:
    _policy, (finding,) = load(tmp_path, '[severity]\nvoid = "warning"\n')
    assert (str(finding.where), finding.rule) == ("layouts/audit.toml:2:1", "layout.wrong-value")
    assert finding.message == 'severity.void should be one of block, warn, note, not "warning"'


def test_an_exception_covers_a_block_and_what_is_in_it(tmp_path: Path) -> None:
    book = laid_book(
        tmp_path, '<div id="a" class="cover"><div class="map"><p id="b">b</p></div></div><p id="c">c</p>'
    )
    for at in ("#a", "#b", ".cover", ".map", ".cover .map", "#a .map"):
        assert covers(book, at, fault(book, "b")), at
        assert not covers(book, at, fault(book, "c")), at
    assert not covers(book, ".cover .legend", fault(book, "b"))
    assert not covers(book, ".map", fault(book, "a"))
    assert not covers(book, "#b", fault(book, "b", rule="widow"))


def test_an_exception_covers_a_page_with_its_furniture(tmp_path: Path) -> None:
    book = laid_book(tmp_path, '<p data-page-label="Copertina">a</p><p class="page" id="c">c</p>')
    assert covers(book, "p. Copertina", fault(book, "", page=0))
    assert covers(book, "p. 1", fault(book, "c", page=1))
    assert not covers(book, "p. 1", fault(book, "", page=0))


def test_an_exception_that_covers_nothing_is_told(tmp_path: Path) -> None:
    book = laid_book(tmp_path, '<p id="a">a</p>')
    where = Where("layouts/audit.toml", 7, 1)
    here, elsewhere = (Exemption("void", at, "è voluto", where) for at in ("#a", "#b"))
    assert [(one.severity, one.message, one.where) for one in unused((here, elsewhere), book)] == [
        (Severity.NOTE, "nothing at #a breaks the rule void", where),
        (Severity.NOTE, "there is no #b in this book", where),
    ]
