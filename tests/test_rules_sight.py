from pathlib import Path

from audit_input import faults, spot

from report_pdf.layout_audit.rules_sight import low_contrast, small_type


def test_grey_text_on_white_is_too_faint(tmp_path: Path) -> None:
    body = '<p>Bene</p><p data-at="layouts/a.html:4" style="color: #C7C7C7">Fioco <b>due</b></p>'
    (fault,) = faults(low_contrast, tmp_path, body)
    assert spot(fault) == (0, 10, 15)
    assert fault.message == "#C7C7C7 on #FFFFFF has a contrast of 1.7, not 4.5: Fioco"
    assert str(fault.where) == "layouts/a.html:4"


def test_the_ground_decides(tmp_path: Path) -> None:
    field = '<div style="background: {ground}"><p style="color: #C7C7C7">Chiaro</p></div>'
    assert not faults(low_contrast, tmp_path, field.format(ground="#0D3053"))
    assert len(faults(low_contrast, tmp_path, field.format(ground="#888787"))) == 1


def test_the_ground_of_a_page_counts(tmp_path: Path) -> None:
    page = "@page { background: #0D3053 } "
    assert len(faults(low_contrast, tmp_path, "<p>Scuro</p>", page)) == 2  # text and folio
    light = "html { color: #FFFFFF } @page { @bottom-left { color: #FFFFFF } }"
    assert not faults(low_contrast, tmp_path, "<p>Chiaro</p>", page + light)


def test_text_over_a_picture_is_not_measured(tmp_path: Path) -> None:
    text = '<p style="position: absolute; left: 2mm; top: 2mm; color: #C7C7C7">a</p>'
    assert not faults(low_contrast, tmp_path, f'<img src="asset:drawing" alt="x">{text}')


def test_text_in_a_colour_outside_srgb_is_not_measured(tmp_path: Path) -> None:
    body = '<p style="color: oklch(90% 0.1 30)">a</p><p style="background: lab(90% 10 10)">b</p>'
    assert not faults(low_contrast, tmp_path, body)


def test_type_below_seven_and_a_half_points_is_too_small(tmp_path: Path) -> None:
    body = '<p data-at="layouts/b.html:8" style="font-size: {pt}pt">piccolo</p>'
    (fault,) = faults(small_type, tmp_path, body.format(pt=7))
    assert spot(fault) == (0, 10, 10)
    assert fault.message == "text of 7 pt: piccolo"
    assert str(fault.where) == "layouts/b.html:8"
    assert not faults(small_type, tmp_path, body.format(pt=7.5))
