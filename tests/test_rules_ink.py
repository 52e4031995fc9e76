from pathlib import Path

from audit_input import faults, spot

from report_pdf.layout_audit.rules_ink import text_over_picture, text_over_text, touching

PLACED = '<p data-at="layouts/a.html:6" style="position: absolute; left: {left}mm; top: {top}mm">{text}</p>'
RULE = '<div style="border-top: 0.75pt solid #1F1F1D; margin-top: {mm}mm"></div>'


def test_two_texts_on_one_spot(tmp_path: Path) -> None:
    (fault,) = faults(
        text_over_text, tmp_path, "<p>Prima riga</p>" + PLACED.format(left=0, top=1, text="altra")
    )
    assert spot(fault) == (0, 10, 10)
    assert fault.message == "the text “Prima riga” stands over “altra”"


def test_texts_side_by_side_do_not_meet(tmp_path: Path) -> None:
    assert not faults(
        text_over_text, tmp_path, "<p>Prima riga</p>" + PLACED.format(left=30, top=1, text="altra")
    )


def test_tight_lines_of_one_block_are_meant(tmp_path: Path) -> None:
    body = '<p style="font-size: 60pt; line-height: 9mm">gg<br>bb</p>'
    assert not faults(text_over_text, tmp_path, body)


def test_a_tall_letter_leaves_room_beside_it(tmp_path: Path) -> None:
    numeral = '<p class="display" style="width: 80mm">.1</p>'
    beside = '<p style="position: absolute; left: 3mm; top: 5mm; font-size: 8pt">a</p>'
    assert not faults(text_over_text, tmp_path, numeral + beside)
    assert faults(text_over_text, tmp_path, numeral.replace(".1", "1.") + beside)


def test_text_over_the_folio(tmp_path: Path) -> None:
    (fault,) = faults(text_over_text, tmp_path, "<p>a</p>" + PLACED.format(left=0, top=102.5, text="basso"))
    assert fault.page == 0
    assert 111 < fault.rect.top < 114


def test_text_on_a_picture(tmp_path: Path) -> None:
    picture = '<div class="map"><img src="asset:drawing" alt="x"></div>'
    (fault,) = faults(text_over_picture, tmp_path, picture + PLACED.format(left=3, top=2, text="sopra"))
    assert spot(fault) == (0, 13, 13)
    assert fault.message == "the text “sopra” stands over a picture"
    assert str(fault.where) == "layouts/a.html:6"
    assert not faults(text_over_picture, tmp_path, picture + "<p>sotto</p>")


def test_a_comma_that_touches_the_rule_below(tmp_path: Path) -> None:
    numeral = '<p class="display" data-at="layouts/b.html:3">4,33</p>'
    (fault,) = faults(touching, tmp_path, numeral + RULE.format(mm=2))
    assert fault.page == 0
    assert fault.message.startswith("the text “4,33” all but touches a line: 0.")
    assert str(fault.where) == "layouts/b.html:3"
    assert not faults(touching, tmp_path, numeral + RULE.format(mm=5))
    assert not faults(touching, tmp_path, numeral.replace("4,33", "433") + RULE.format(mm=2))


def test_a_rule_through_large_type(tmp_path: Path) -> None:
    (fault,) = faults(touching, tmp_path, '<p class="display">433</p>' + RULE.format(mm=-6))
    assert fault.message.endswith("0.0 mm")


def test_small_type_may_stand_on_a_rule(tmp_path: Path) -> None:
    assert not faults(touching, tmp_path, "<p>gpq</p>" + RULE.format(mm=0))


def test_an_invisible_border_is_no_rule(tmp_path: Path) -> None:
    rule = RULE.format(mm=2).replace("#1F1F1D", "transparent")
    assert not faults(touching, tmp_path, '<p class="display">4,33</p>' + rule)


def test_a_thin_field_is_a_rule(tmp_path: Path) -> None:
    line = '<div style="background: #1F1F1D; height: 0.3mm; margin-top: 2mm"></div>'
    assert len(faults(touching, tmp_path, '<p class="display">4,33</p>' + line)) == 1
    assert not faults(touching, tmp_path, '<p class="display">4,33</p>' + line.replace("0.3mm", "4.5mm"))


def test_large_type_that_touches_the_text_below_it(tmp_path: Path) -> None:
    numeral = '<p class="display">433</p>'
    (fault,) = faults(touching, tmp_path, numeral + PLACED.format(left=2, top=16.2, text="iscritti"))
    assert "all but touches" in fault.message
    assert not faults(touching, tmp_path, numeral + PLACED.format(left=2, top=19, text="iscritti"))
    assert not faults(touching, tmp_path, numeral + PLACED.format(left=50, top=16.2, text="iscritti"))


def test_a_line_goes_through_no_type_however_small(tmp_path: Path) -> None:
    (fault,) = faults(touching, tmp_path, "<p>gpq</p>" + RULE.format(mm=-2.2))
    assert fault.message == "the text “gpq” all but touches a line: 0.0 mm"
    assert not faults(touching, tmp_path, "<p>gpq</p>" + RULE.format(mm=0.2))


def test_large_type_keeps_eight_tenths_of_a_millimetre(tmp_path: Path) -> None:
    numeral = '<p class="display">4,33</p>'
    told = [faults(touching, tmp_path, numeral + RULE.format(mm=step / 10)) for step in range(20, 40)]
    gaps = [float(fault.message.split()[-2]) for one in told for fault in one]
    assert 0.6 <= max(gaps) <= 0.8
    assert not told[-1]
