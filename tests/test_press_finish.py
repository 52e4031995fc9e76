"""Typeset pages finished for the press, read back with another library and separated by Ghostscript."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image
from press_input import SHEET, finished, opened, operators, streams

from report_pdf.findings import Severity
from report_pdf.press.sheet import Sheet

RGB = {"rg", "RG", "g", "G", "cs", "CS", "sc", "SC"}
TEXT = "<p>Testo nero</p>"
FIELD = (
    "<div style='position:absolute;inset:-13mm;background:#EA5034'></div><p style='position:relative'>su</p>"
)


def plates(pdf: bytes, folder: Path) -> dict[str, np.ndarray]:
    """Ink on each plate of the first page at 150 dpi, 0 to 1, by the plate's name."""
    (folder / "press.pdf").write_bytes(pdf)
    command = ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", "-r150", "-dLastPage=1"]
    subprocess.run([*command, "-sOutputFile=plate.tif", "press.pdf"], cwd=folder, check=True)  # noqa: S603  # our own arguments
    found = {path.name[6:-5]: path for path in folder.glob("plate(*).tif")}
    return {name: 1 - np.asarray(Image.open(path), float) / 255 for name, path in found.items()}


def test_colours_are_inks_and_nothing_else() -> None:
    pdf = opened(FIELD)
    assert operators(pdf) & RGB == set()
    assert "/ColorSpace" not in pdf.pages[0].Resources
    assert b"ICCBased" not in b"".join(page.Contents.read_bytes() for page in pdf.pages)


def test_a_colour_without_a_token_is_refused_with_its_page() -> None:
    _pdf, findings = finished(f"{TEXT}<p style='break-before:page;color:gray'>grigio</p>")
    assert [(finding.rule, finding.severity, finding.where.page) for finding in findings] == [
        ("layout.no-ink", Severity.BLOCK, "2")
    ]
    assert "#808080" in findings[0].message


def test_only_what_a_press_prints_is_left() -> None:
    pdf = opened("<h1 id=a style='color:#1F1F1D'>Titolo</h1><a href='#a' style='color:#1F1F1D'>via</a>")
    assert sorted(pdf.Root.keys()) == ["/Metadata", "/OutputIntents", "/PageLabels", "/Pages", "/Type"]
    assert sorted(pdf.pages[0].obj.keys()) == [
        "/BleedBox",
        "/Contents",
        "/CropBox",
        "/MediaBox",
        "/Parent",
        "/Resources",
        "/TrimBox",
        "/Type",
    ]
    assert not any(
        isinstance(found, pikepdf.Dictionary) and "/Annot" in str(found.get("/Type")) for found in pdf.objects
    )


@pytest.mark.parametrize("marks", [False, True])
def test_boxes_begin_at_the_origin(marks: bool) -> None:  # noqa: FBT001  # a parameter
    pdf = opened(TEXT, sheet=Sheet((100, 80), 3, marks=marks))
    page = pdf.pages[0]
    mm = {
        name: [round(float(side) * 25.4 / 72, 2) for side in page.obj[name]]
        for name in ("/MediaBox", "/BleedBox", "/TrimBox")
    }
    slug = 8 if marks else 0
    assert mm["/MediaBox"] == [0, 0, 106 + 2 * slug, 86 + 2 * slug]
    assert page.obj["/CropBox"] == page.obj["/MediaBox"]
    assert mm["/BleedBox"] == [slug, slug, slug + 106, slug + 86]
    assert mm["/TrimBox"] == [slug + 3, slug + 3, slug + 103, slug + 83]


def test_black_text_is_on_one_plate_and_leaves_the_others_as_they_are(tmp_path: Path) -> None:
    pdf, findings = finished(FIELD)
    assert findings == ()
    found = plates(pdf, tmp_path)
    text = found["Black"] > 0.99
    assert text.sum() > 50
    assert found["Magenta"][text].min() > 0.75
    assert found["Cyan"].max() == 0


def test_art_reaches_the_edge_of_the_bleed_and_no_further(tmp_path: Path) -> None:
    pdf, _findings = finished(FIELD, sheet=Sheet((100, 80), 3, marks=True))
    found = plates(pdf, tmp_path)
    ink = found["Magenta"] > 0.5
    rows, columns = np.flatnonzero(ink[:, 300]), np.flatnonzero(ink[300])
    assert len(rows) == pytest.approx(86 / 25.4 * 150, abs=2)
    assert len(columns) == pytest.approx(106 / 25.4 * 150, abs=2)


def test_marks_stand_on_every_plate_outside_the_bleed(tmp_path: Path) -> None:
    pdf, _findings = finished(TEXT, sheet=Sheet((100, 80), 3, marks=True))
    found = plates(pdf, tmp_path)
    for name in ("Cyan", "Magenta", "Yellow", "Black"):
        edge = round(8 / 25.4 * 150) - 5
        assert found[name][:edge].max() > 0.2, name
        assert found[name][edge + 10 : -edge - 10, edge + 10 : -edge - 10].max() == (name == "Black")


def test_a_spot_colour_has_a_plate_of_its_own(tmp_path: Path) -> None:
    pdf, findings = finished("<p style='color:#C8102E'>marchio</p>")
    assert findings == ()
    found = plates(pdf, tmp_path)
    assert found["PANTONE 186 C"].max() > 0.9
    assert max(found[name].max() for name in ("Cyan", "Magenta", "Yellow", "Black")) == 0


def test_a_gradient_runs_between_inks() -> None:
    pdf = opened(
        "<div style='height:20mm;background:linear-gradient(90deg,#EA5034,#4799CF) no-repeat'></div>"
    )
    (shading,) = [
        shading
        for found in (pdf.pages[0].obj, *streams(pdf))
        for shading in found.get("/Resources", pikepdf.Dictionary())
        .get("/Shading", pikepdf.Dictionary())
        .values()
    ]
    assert shading.ColorSpace == "/DeviceCMYK"
    functions = shading.Function.get("/Functions", [shading.Function])
    assert [float(part) for part in functions[0].C0] == [0, 0.8, 0.82, 0]
    assert [float(part) for part in functions[-1].C1] == [0.7, 0.28, 0.04, 0]


def test_a_gradient_to_a_spot_colour_is_refused() -> None:
    _pdf, (finding,) = finished(
        "<div style='height:9mm;background:linear-gradient(#EA5034,#C8102E) no-repeat'></div>"
    )
    assert finding.rule == "layout.no-ink"
    assert "PANTONE 186 C" in finding.message


def test_no_transparency_is_left_where_nothing_needs_it() -> None:
    svg = "<svg width=60 height=20><text x=30 y=10 text-anchor=middle fill='#1F1F1D'>centro</text></svg>"
    pdf = opened(svg)
    assert not any("/Group" in found for found in streams(pdf))
    assert "/Group" not in pdf.pages[0].obj


def test_transparency_that_is_needed_is_blended_in_process_inks() -> None:
    pdf = opened("<div style='opacity:.5;color:#1F1F1D'>velato</div>")
    groups = [found.Group for found in streams(pdf) if "/Group" in found]
    assert groups
    assert all(group.CS == "/DeviceCMYK" for group in groups)
    assert operators(pdf) & RGB == set()


def test_patterns_move_with_their_page(tmp_path: Path) -> None:
    tile = (
        "<svg xmlns='http://www.w3.org/2000/svg' width='10mm' height='10mm'>"
        "<rect width='5mm' height='10mm' fill='%23EA5034'/></svg>"
    )
    css = f'div {{ position: absolute; inset: -10mm; background: url("data:image/svg+xml,{tile}") }}'
    pdf, findings = finished("<div></div>", css)
    assert findings == ()
    stripes = plates(pdf, tmp_path)["Magenta"][200] > 0.5
    first = np.flatnonzero(stripes)[0] / 150 * 25.4
    assert first == pytest.approx(3, abs=0.2)


def test_the_same_pages_give_the_same_bytes() -> None:
    assert finished(FIELD)[0] == finished(FIELD)[0]
    one, other = finished(FIELD)[0], finished(TEXT)[0]
    ids = [pikepdf.open(BytesIO(pdf)).trailer["/ID"] for pdf in (one, other)]
    assert bytes(ids[0][0]) == bytes(ids[1][0])
    assert bytes(ids[0][1]) != bytes(ids[1][1])


def test_the_file_says_what_it_is(tmp_path: Path) -> None:
    pdf = opened(TEXT, sheet=SHEET)
    assert pdf.pdf_version == "1.6"
    (intent,) = pdf.Root.OutputIntents
    assert (str(intent.S), str(intent.OutputConditionIdentifier)) == ("/GTS_PDFX", "FOGRA39")
    assert str(intent.RegistryName) == "http://www.color.org"
    assert intent.DestOutputProfile.N == 4
    assert (str(pdf.docinfo.Trapped), str(pdf.docinfo.GTS_PDFXVersion)) == ("/False", "PDF/X-4")
    assert "/Filter" not in pdf.Root.Metadata
    with pdf.open_metadata(set_pikepdf_as_editor=False) as xmp:
        assert xmp["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"
        assert xmp["pdf:Trapped"] == "False"
        assert xmp["xmp:CreateDate"] == "2024-05-06T00:00:00Z"
        assert xmp["dc:title"] == str(pdf.docinfo.Title)
        assert xmp["xmpMM:DocumentID"].startswith("uuid:")
        assert {"xmpMM:VersionID", "xmpMM:RenditionClass", "xmp:MetadataDate"} <= xmp.keys()
    (tmp_path / "press.pdf").write_bytes(finished(TEXT)[0])
    told = subprocess.run(["pdfinfo", tmp_path / "press.pdf"], capture_output=True, text=True, check=True)  # noqa: S603, S607  # our own arguments
    assert "PDF subtype:    PDF/X-4" in told.stdout
