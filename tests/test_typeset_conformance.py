from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typeset_input import typeset_body

from report_pdf.readback.readback import check_structure

LONG = "Straordinariamente l’amministrazione istituzionale accompagna i Comuni. " * 30
ROWS = "".join(f'<tr><th scope="row">riga {n}</th><td>{n}</td><td></td></tr>' for n in range(30))
EVERYTHING = f"""
<section data-page-label="Copertina"><h1 aria-label="bilancio sociale">b<b>i</b>lan<br>cio sociale</h1>
<img src="asset:drawing" alt="" aria-hidden="true"></section>
<section class="page" data-page-label="Seconda di copertina"></section>
<section class="page"><h2>Indice</h2><nav role="doc-toc"><p>parte</p><ol>
<li><a href="#uno"><b>Uno</b> <span>552</span></a></li><li><a href="#due">Due</a></li></ol></nav></section>
<section class="page" data-tag="Part" aria-label="chi siamo"><h2 id="uno">Uno</h2>
<p>{LONG} <a href="#due">rimando</a> <span lang="en">open data</span> <abbr title="Piano">PNRR</abbr></p>
<div role="note">Nota.</div><aside><p>Altra nota.</p></aside><blockquote>Detto.</blockquote>
<figure><figcaption>Eventi</figcaption><div><img src="asset:drawing" alt="Colonne"></div>
<p>Fonte: noi. <a href="#tab" aria-label="Dati della figura">dati</a></p></figure>
<ul><li>uno<li>due<ol><li>dentro</ol></ul><dl><dt>Termine</dt><dd>Definizione</dd></dl></section>
<section class="page"><h2 id="due">Due</h2><table id="tab"><caption>Tabella</caption>
<thead><tr><th scope="col">a</th><th scope="col">b</th><th scope="col">c</th></tr></thead>
<tbody><tr><th scope="rowgroup" colspan="3">gruppo</th></tr>{ROWS}</tbody></table>
<p><a href="https://www.example.org/">sito</a> <u>sottolineato</u></p></section>
"""
CSS = """@page :first { @bottom-left { content: none } } @page :nth(2) { @bottom-left { content: none } }
@page :nth(3) { counter-reset: page 1; @top-left { content: "capo"; font: 400 8pt "Source Sans Pro" } }
nav a::after { content: leader(".") target-counter(attr(href), page) } .cols { columns: 2 }"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("project")
    done = typeset_body(root, EVERYTHING, CSS)
    assert done.findings == ()
    (root / "book.pdf").write_bytes(done.pdf)
    return root / "book.pdf"


@pytest.mark.parametrize("flavour", ["2a", "ua1"])
def test_a_page_of_each_kind_conforms(
    book: Path, verapdf: Callable[[Path, str], list[str]], flavour: str
) -> None:
    assert verapdf(book, flavour) == []


def test_and_what_validators_do_not_see_is_sound(book: Path) -> None:
    assert check_structure(book.read_bytes()) == ()
