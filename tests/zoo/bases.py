"""The tame files that other animals are bred from: one without tags, one with."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

from reportlab.lib.colors import Color
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from weasyprint import CSS, HTML

FONT = Path(__file__).parents[2] / "styles" / "fonts" / "source-sans-pro" / "SourceSansPro-Regular.ttf"
A4 = (595.28, 841.89)
A3 = (841.89, 1190.55)
BLUE = Color(0.05, 0.19, 0.33)
ORANGE = Color(0.9, 0.4, 0.1)


@cache
def plain(pages: int = 2, size: tuple[float, float] = A4) -> bytes:
    """Pages without tags: embedded font, RGB; top and bottom, left and right look different."""
    pdfmetrics.registerFont(TTFont("Sans", str(FONT)))
    file = BytesIO()
    canvas = Canvas(file, pagesize=size, invariant=1, initialFontName="Sans", initialFontSize=12)
    for number in range(1, pages + 1):
        draw_page(canvas, f"Pagina {number}", *size)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def draw_page(canvas: Canvas, words: str, width: float, height: float) -> None:
    """A page whose halves and corners are told apart."""
    canvas.setFillColor(ORANGE)
    canvas.rect(0.1 * width, 0.8 * height, 0.3 * width, 0.1 * height, stroke=0, fill=1)
    canvas.setFillColor(BLUE)
    canvas.rect(0.7 * width, 0.3 * height, 0.1 * width, 0.3 * height, stroke=0, fill=1)
    canvas.setFont("Sans", height / 30)
    canvas.drawString(0.1 * width, 0.7 * height, f"{words}: Città àèìòù 1.205")
    for line in range(10):
        canvas.drawString(0.1 * width, (0.6 - line / 24) * height, f"riga {line} delle parole")


TAGGED_HTML = """<html lang="it"><head><title>Elenco di prova</title></head><body>
<h1 id="uno">Elenco</h1><p>Si veda la <a href="#tab">tabella</a> o il <a href="https://www.example.org/">sito</a>.</p>
<ul><li>primo</li><li>secondo</li></ul><h2>Dati</h2>
<table id="tab"><thead><tr><th>Comune</th><th>Abitanti</th></tr></thead>
<tbody><tr><th>Abetone</th><td>1.205</td></tr><tr><td></td><td></td></tr><tr><td>Zeri</td><td>93</td></tr></tbody>
</table><figure><img alt="Un quadrato blu" src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'
 width='80' height='80'%3E%3Crect width='80' height='80' fill='%230D3053'/%3E%3C/svg%3E"></figure>
<h1 class="page">Seconda parte</h1><p>Torna <a href="#uno">su</a>.</p><h2 id="due">Fine</h2><p>Parole.</p>
</body></html>"""
TAGGED_CSS = f"""@font-face {{ font-family: Sans; src: url({FONT.as_uri()}) }}
html {{ font: 12pt Sans }} h1, h2, th {{ font-weight: 400 }} .page {{ break-before: page }}
@page {{ @bottom-right {{ content: counter(page); font: 9pt Sans }} }}"""


@cache
def tagged(variant: str = "pdf/ua-1", html: str = TAGGED_HTML) -> bytes:
    """Two pages with tags, links and an outline, as WeasyPrint writes them."""
    file = BytesIO()
    HTML(string=html).write_pdf(file, stylesheets=[CSS(string=TAGGED_CSS)], pdf_variant=variant)
    return file.getvalue()
