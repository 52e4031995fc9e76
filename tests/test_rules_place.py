from pathlib import Path

from audit_input import chart, faults, spot

from report_pdf.layout_audit.rules_place import (
    clipped_text,
    outside_safe_zone,
    outside_type_area,
    overflowing_box,
    scaled_picture,
)

LONG = "una parola dopo l’altra " * 24


def test_text_beyond_a_margin_is_outside_the_type_area(tmp_path: Path) -> None:
    body = '<p data-at="layouts/a.html:3" style="margin-left: 60mm; white-space: nowrap">più della riga</p>'
    (fault,) = faults(outside_type_area, tmp_path, body)
    assert spot(fault) == (0, 70, 10)
    assert str(fault.where) == "layouts/a.html:3"
    assert "beyond the type area" in fault.message


def test_text_within_the_margins_is_inside(tmp_path: Path) -> None:
    assert not faults(outside_type_area, tmp_path, '<p style="margin-left: 30mm">più lungo della riga</p>')


def test_folios_stand_in_the_margins(tmp_path: Path) -> None:
    assert not faults(outside_type_area, tmp_path, "<p>Uno</p><p class='page'>Due</p>")


def test_display_type_hangs_out_on_the_left_but_not_by_more_than_three_mm(tmp_path: Path) -> None:
    def hung(mm: float) -> list[float]:
        body = f'<p class="display" style="margin-left: {mm}mm">552</p>'
        return [fault.rect.left for fault in faults(outside_type_area, tmp_path, body)]

    assert not hung(-3)
    assert len(hung(-5)) == 1


def test_small_type_does_not_hang(tmp_path: Path) -> None:
    (fault,) = faults(outside_type_area, tmp_path, '<p style="margin-left: -2mm">552</p>')
    assert spot(fault) == (0, 8, 10)


def test_a_picture_beyond_a_margin_is_outside_the_type_area(tmp_path: Path) -> None:
    body = '<div style="margin-left: 60mm"><img data-at="layouts/a.html:7" src="asset:drawing" alt="x"></div>'
    (fault,) = faults(outside_type_area, tmp_path, body)
    assert spot(fault) == (0, 70, 9)
    assert fault.message == "the picture reaches 5.9 mm beyond the type area"
    assert str(fault.where) == "layouts/a.html:7"


def test_a_picture_may_fill_the_type_area(tmp_path: Path) -> None:
    assert not faults(outside_type_area, tmp_path, '<img style="width: 70mm" src="asset:drawing" alt="x">')


def test_text_near_the_trim_of_a_full_page_is_outside_the_safe_zone(tmp_path: Path) -> None:
    body = '<div class="full"><p data-at="layouts/b.html:4" style="padding: 30mm 0 0 4mm">a</p></div>'
    (fault,) = faults(outside_safe_zone, tmp_path, body)
    assert spot(fault) == (0, 4, 32)
    assert fault.message == "text stands 4.2 mm from the trim: a"
    assert str(fault.where) == "layouts/b.html:4"


def test_large_type_keeps_out_of_the_safe_zone_as_any_text(tmp_path: Path) -> None:
    body = '<div class="full"><p class="display" style="padding: 30mm 0 0 3mm">552</p></div>'
    assert len(faults(outside_safe_zone, tmp_path, body)) == 1


def test_text_six_mm_from_the_trim_is_safe(tmp_path: Path) -> None:
    body = '<div class="full"><p style="position: absolute; left: 6mm; top: 6mm">a</p></div>'
    assert not faults(outside_safe_zone, tmp_path, body)


def test_pages_with_margins_have_no_safe_zone(tmp_path: Path) -> None:
    assert not faults(outside_safe_zone, tmp_path, '<p style="margin-left: -6mm">a</p>')


def test_text_beyond_the_sheet_is_clipped(tmp_path: Path) -> None:
    style = "padding-top: 30mm; margin-left: -2mm"
    body = f'<div class="full"><p data-at="layouts/b.html:4" style="{style}">m</p></div>'
    (fault,) = faults(clipped_text, tmp_path, body)
    assert spot(fault) == (0, -2, 32)
    assert fault.message == "1.7 mm of the text are cut off: m"
    assert str(fault.where) == "layouts/b.html:4"
    assert not faults(outside_safe_zone, tmp_path, body)


def test_text_beyond_a_box_that_hides_it_is_clipped(tmp_path: Path) -> None:
    box = '<div style="overflow: hidden; width: 20mm"><p style="white-space: nowrap">{text}</p></div>'
    (fault,) = faults(clipped_text, tmp_path, box.format(text="più lungo della scatola"))
    assert spot(fault) == (0, 10, 10)
    assert not faults(clipped_text, tmp_path, box.format(text="più corto"))


def test_text_lower_than_its_box_overflows(tmp_path: Path) -> None:
    style = "width: 30mm; height: {mm}mm"
    body = f'<div class="cell" data-at="layouts/c.html:9" style="{style}">tre parole lunghe e altre</div>'
    (fault,) = faults(overflowing_box, tmp_path, body.format(mm=4.5))
    assert spot(fault) == (0, 10, 14)
    assert fault.message == "3.5 mm too much for the box div.cell: altre"
    assert str(fault.where) == "layouts/c.html:9"
    assert not faults(overflowing_box, tmp_path, body.format(mm=9))


def test_text_wider_than_its_box_overflows(tmp_path: Path) -> None:
    body = '<div style="width: {mm}mm; height: 9mm; white-space: nowrap">tre parole lunghe</div>'
    assert [spot(fault) for fault in faults(overflowing_box, tmp_path, body.format(mm=20))] == [(0, 10, 10)]
    assert not faults(overflowing_box, tmp_path, body.format(mm=40))


def test_what_grows_upwards_out_of_its_box_overflows(tmp_path: Path) -> None:
    foot = '<p style="position: absolute; bottom: 0">{text}</p>'
    body = f'<div style="position: relative; height: 20mm">{foot}</div>'
    (fault,) = faults(overflowing_box, tmp_path, "<p>Prima</p>" * 9 + body.format(text=LONG))
    assert fault.rect.top < 49.5
    assert not faults(overflowing_box, tmp_path, "<p>Prima</p>" * 9 + body.format(text="corto"))


def test_a_full_page_says_how_much_too_much_it_holds(tmp_path: Path) -> None:
    body = '<div class="full" data-at="layouts/d.html:2"><p style="padding: 10mm">{text}</p></div>'
    (fault,) = faults(overflowing_box, tmp_path, body.format(text=LONG * 4))
    assert fault.page == 0
    assert fault.message == "107.7 mm too much for the page: the box div.full goes on overleaf"
    (longer,) = faults(overflowing_box, tmp_path, body.format(text=LONG * 8))
    assert longer.message.startswith("323.2 mm")
    assert str(fault.where) == "layouts/d.html:2"
    assert not faults(overflowing_box, tmp_path, body.format(text=LONG))


def test_a_placed_box_that_goes_on_overleaf_overflows(tmp_path: Path) -> None:
    style = "position: absolute; left: 10mm; top: {top}mm; width: 70mm"
    body = f'<div class="full"><p style="{style}">{{text}}</p></div><p>Dopo</p>'
    (fault,) = faults(overflowing_box, tmp_path, body.format(top=100, text=LONG))
    assert spot(fault) == (0, 10, 100)
    assert not faults(overflowing_box, tmp_path, body.format(top=10, text=LONG))


def test_a_chart_stands_at_the_size_it_was_drawn_at(tmp_path: Path) -> None:
    charts = {"eventi": chart(40, 20)}
    body = '<img data-at="layouts/e.html:5" src="asset:eventi" style="width: {mm}mm" alt="x">'
    (fault,) = faults(scaled_picture, tmp_path, body.format(mm=30), charts=charts)
    assert spot(fault) == (0, 10, 9)
    assert fault.message == "the chart is shown at 30.0 by 15.0 mm, drawn at 40.0 × 20.0 mm"
    assert str(fault.where) == "layouts/e.html:5"
    assert not faults(scaled_picture, tmp_path, body.format(mm=40), charts=charts)


def test_pictures_that_are_no_charts_may_have_any_size(tmp_path: Path) -> None:
    assert not faults(scaled_picture, tmp_path, '<img src="asset:drawing" style="width: 30mm" alt="x">')
