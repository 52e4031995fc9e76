"""What programs write that offices, designers and libraries use; each program is run for real."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

from zoo.animal import BOUND, DRAWN, FIGURE, IMAGE, TAGS, Animal, animal, written
from zoo.bases import TAGGED_HTML, draw_page, plain, tagged

_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_LETTER = f"""<?xml version="1.0" encoding="UTF-8"?><office:document office:version="1.2"
 xmlns:office="{_ODF}:office:1.0" xmlns:text="{_ODF}:text:1.0" xmlns:form="{_ODF}:form:1.0"
 xmlns:draw="{_ODF}:drawing:1.0" xmlns:table="{_ODF}:table:1.0" xmlns:svg="{_ODF}:svg-compatible:1.0"
 xmlns:xlink="http://www.w3.org/1999/xlink" office:mimetype="application/vnd.oasis.opendocument.text">
<office:body><office:text>{{forms}}<text:h text:outline-level="1">Titolo</text:h>
<text:p>Parole, un <text:a xlink:href="#Tabella|table" xlink:type="simple">rimando</text:a> e una nota
<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>
<text:note-body><text:p>La nota.</text:p></text:note-body></text:note>.</text:p>
<text:h text:outline-level="3">Un livello saltato</text:h>
<text:list><text:list-item><text:p>primo</text:p></text:list-item><text:list-item><text:p>secondo</text:p>
</text:list-item></text:list><table:table table:name="Tabella"><table:table-column
 table:number-columns-repeated="2"/><table:table-header-rows>{{row}}</table:table-header-rows>{{rows}}</table:table>
{{controls}}</office:text></office:body></office:document>"""

_FIELDS = """<office:forms form:apply-design-mode="false"><form:form form:name="Modulo">
<form:text form:name="nome" form:id="c1" form:value="Zeri" form:current-value="Zeri"/>
<form:checkbox form:name="scelta" form:id="c2" form:label="Sì" form:current-state="checked"/>
</form:form></office:forms>"""

_CONTROLS = "".join(
    f"""<text:p><draw:control text:anchor-type="as-char" draw:control="c{number}" svg:width="5cm"
 svg:height="1cm"/></text:p>"""
    for number in (1, 2)
)


def _row(*cells: str) -> str:
    inside = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        for cell in cells
    )
    return f"<table:table-row>{inside}</table:table-row>"


def _odf(*, has_form: bool) -> str:
    """A letter with headings, a note, a list and a long table."""
    rows = "".join(_row(f"comune {number}", str(number)) for number in range(70))
    return (
        _LETTER.replace("{row}", _row("Comune", "Abitanti"))
        .replace("{rows}", rows)
        .replace("{forms}", _FIELDS if has_form else "")
        .replace("{controls}", _CONTROLS if has_form else "<text:p/>")
    )


_TAGGED = '"UseTaggedPDF":{"type":"boolean","value":"true"}'
_EXPORTS = {
    "office-tagged": _TAGGED,
    "office-untagged": '"UseTaggedPDF":{"type":"boolean","value":"false"}',
    "office-archival": '"SelectPdfVersion":{"type":"long","value":"2"}',
    "office-accessible": '"PDFUACompliance":{"type":"boolean","value":"true"}',
    "office-form": _TAGGED + ',"ExportFormFields":{"type":"boolean","value":"true"}',
}


def _office(name: str) -> Callable[[Path], None]:
    """What LibreOffice exports."""

    def make(path: Path) -> None:
        work = path.parent / f".{name}"
        work.mkdir()
        source = work / f"{name}.fodt"
        source.write_text(_odf(has_form="Form" in _EXPORTS[name]), encoding="utf-8")
        export = f"pdf:writer_pdf_Export:{{{_EXPORTS[name]}}}"
        profile = f"-env:UserInstallation={(path.parent / '.office-profile').as_uri()}"
        run("soffice", profile, "--headless", "--convert-to", export, "--outdir", str(work), str(source))
        shutil.move(work / f"{name}.pdf", path)
        shutil.rmtree(work)

    return make


def run(*command: str) -> None:
    """Run a program; what it says is shown when it fails."""
    ran = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)  # noqa: S603  # our own arguments
    assert ran.returncode == 0, ran.stderr + ran.stdout


def _chromium(*options: str) -> Callable[[Path], None]:
    """What a browser prints to a file."""

    def make(path: Path) -> None:
        page = path.parent / f".{path.stem}.html"
        page.write_text(TAGGED_HTML, encoding="utf-8")
        program = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), "chromium")
        profile = path.parent / f".{path.stem}-profile"
        run(
            program,
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            f"--user-data-dir={profile}",
            *options,
            f"--print-to-pdf={path}",
            page.as_uri(),
        )
        shutil.rmtree(profile, ignore_errors=True)
        page.unlink()

    return make


def _ghostscript(program: str, *options: str) -> Callable[[Path], None]:
    """What Ghostscript distils from PostScript."""

    def make(path: Path) -> None:
        source = path.parent / f".{path.stem}.ps"
        source.write_text(program, encoding="latin-1")
        run(
            "gs",
            "-q",
            "-dBATCH",
            "-dNOPAUSE",
            "-sDEVICE=pdfwrite",
            *options,
            f"-sOutputFile={path}",
            str(source),
        )
        source.unlink()

    return make


_POSTSCRIPT = """%!PS
<< /PageSize [595 842] >> setpagedevice
/Times-Roman findfont 30 scalefont setfont
{colour} 72 700 moveto (Allegato di prova) show
100 300 200 150 rectfill showpage
"""

_SPOT = "[/Separation (PANTONE 300 C) /DeviceCMYK { dup 0.4 mul 0 0 }] setcolorspace 1 setcolor"


@cache
def _matplotlib(fonttype: int, *, is_transparent: bool = False) -> bytes:
    file = BytesIO()
    with mpl.rc_context({"pdf.fonttype": fonttype}):
        figure = Figure(figsize=(8.27, 11.69))
        axes = figure.add_subplot()
        axes.bar(["2019", "2020", "2021"], [570, 423, 1205], alpha=0.4 if is_transparent else 1)
        axes.set_title(r"Eventi per anno, $\sqrt{x^2} \leq \sum_i y_i$")
        figure.savefig(file, format="pdf", metadata={"CreationDate": None})
    return file.getvalue()


@cache
def reportlab(draw: Callable[[Canvas], None], **options: object) -> bytes:
    """Pages that ReportLab draws, with the font every viewer was to have: Helvetica, not embedded."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=(595, 842), invariant=1, **options)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def _with_helvetica(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 20)
    canvas.drawString(72, 700, "Allegato di prova")


def _with_cmyk(canvas: Canvas) -> None:
    canvas.setFillColorCMYK(0.9, 0.2, 0, 0.1)
    canvas.rect(100, 300, 200, 150, stroke=0, fill=1)


def _with_cmyk_words(canvas: Canvas) -> None:
    plain()  # which makes the font known
    draw_page(canvas, "CMYK", 595, 842)
    _with_cmyk(canvas)


def _scan() -> bytes:
    """A sheet as a copier sends it: one JPEG a page."""
    sheet = Image.new("L", (1240, 1754), 245)
    ImageDraw.Draw(sheet).rectangle((200, 300, 900, 500), fill=60)
    file = BytesIO()
    sheet.save(file, "PDF", resolution=150, save_all=True, append_images=[sheet.rotate(180)])
    return file.getvalue()


ANIMALS: tuple[Animal, ...] = (
    animal("plain", written(plain), FIGURE),
    animal("tagged", written(tagged), TAGS),
    animal("weasyprint-untagged", written(lambda: tagged("pdf/a-3b")), FIGURE),
    animal("weasyprint-ua-2", written(lambda: tagged("pdf/ua-2")), TAGS),
    *(animal(name, _office(name), TAGS if "un" not in name else FIGURE) for name in _EXPORTS),
    animal("chromium", _chromium(), TAGS),
    animal("chromium-untagged", _chromium("--disable-pdf-tagging", "--no-pdf-header-footer"), BOUND),
    animal("ghostscript", _ghostscript(_POSTSCRIPT.format(colour="0.1 0.2 0.3 setrgbcolor")), BOUND),
    animal("ghostscript-cmyk", _ghostscript(_POSTSCRIPT.format(colour="0.9 0.2 0 0.1 setcmykcolor")), BOUND),
    animal("ghostscript-spot", _ghostscript(_POSTSCRIPT.format(colour=_SPOT)), BOUND),
    animal("matplotlib", written(lambda: _matplotlib(3)), FIGURE),
    animal("matplotlib-truetype", written(lambda: _matplotlib(42)), BOUND),
    animal("matplotlib-transparent", written(lambda: _matplotlib(3, is_transparent=True)), FIGURE),
    animal("helvetica", written(lambda: reportlab(_with_helvetica)), IMAGE),
    animal("cmyk", written(lambda: reportlab(_with_cmyk_words)), DRAWN),
    animal("scan", written(_scan), DRAWN),
)
