"""Sound parts (`docs/binding.md`), typeset by ourselves, and bodies with room for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String
from typeset_input import BOOK, typeset_body

from report_pdf.binding.bind import BookFacts, BoundPart, bind
from report_pdf.parts.part import PartRequest, PreparedPart, Treatment

FACTS = BookFacts(BOOK)
PAGE = """<h3 class="page" id="p{n}">Pagina {n}</h3><p>Testo {n}, con <a href="#p1">un rimando</a>.</p>
<table><tr><th id="h{n}">Comune</th></tr><tr><td headers="h{n}">Prato</td></tr></table>"""
CSS = "@page { @bottom-left { content: none } }"
STAMPED = """@page { @bottom-left { content: none } }
.stamped { page: stamped; height: 1mm; break-before: page; string-set: stamp attr(data-stamp) }
@page stamped { @bottom-center { content: string(stamp); font: 400 8pt "Source Sans Pro" } }"""

Change = Callable[[Pdf], None]


def sound_part(root: Path, key: str, pages: int, change: Change | None = None) -> PreparedPart:
    """A tagged part with headings, links, a table with identified headers and an outline, on 90 x 120 mm.

    Args:
        root: where it is made.
        key: of the part.
        pages: how many.
        change: what is done to the sound file before it is saved.
    """
    root.mkdir(parents=True, exist_ok=True)
    done = typeset_body(root, "".join(PAGE.format(n=n + 1) for n in range(pages)), CSS)
    assert done.findings == ()
    path = root / f"{key}.pdf"
    with pikepdf.open(BytesIO(done.pdf)) as pdf:
        _make_sound(pdf, key)
        if change is not None:
            change(pdf)
        pdf.save(path)
    request = PartRequest(key, f"Allegato {key}", "prova", path.name, "it", Treatment.AUTO, 3, (90, 120))
    return PreparedPart(request, "", pages, path, Treatment.TAGS)


def _make_sound(pdf: Pdf, key: str) -> None:
    root = pdf.Root.StructTreeRoot
    top = root.K[0] if isinstance(root.K, Array) else root.K
    top["/S"], top["/T"], root["/K"] = Name.Part, String(f"Allegato {key}"), top
    for found in list(pdf.objects):
        if isinstance(found, Dictionary):
            _prefix(found, key)
    root["/IDTree"] = _prefixed(root, "/IDTree", key)
    pdf.Root.Names["/Dests"] = _prefixed(pdf.Root.Names, "/Dests", key)
    for unwanted in ("/Metadata", "/OutputIntents", "/PageLabels", "/PageMode"):
        del pdf.Root[unwanted]
    for page in pdf.pages:
        del page.obj["/TrimBox"], page.obj["/BleedBox"]
        page.obj["/CropBox"] = page.obj["/MediaBox"]


def _prefix(found: Object, key: str) -> None:
    if found.get("/Type") == "/StructElem":
        if "/ID" in found:
            found["/ID"] = _named(found["/ID"], key)
        for attributes in _listed(found, "/A"):
            if "/Headers" in attributes:
                attributes["/Headers"] = Array([_named(name, key) for name in attributes["/Headers"]])
    if isinstance(found.get("/Dest"), String):
        found["/Dest"] = _named(found["/Dest"], key)


def _listed(owner: Object, key: str) -> list[Object]:
    found = owner.get(key, Array())
    return list(found) if isinstance(found, Array) else [found]


def _prefixed(owner: Object, tree: str, key: str) -> Dictionary:
    names = list(owner.get(tree, Dictionary(Names=Array()))["/Names"])
    renamed = [_named(value, key) if index % 2 == 0 else value for index, value in enumerate(names)]
    return Dictionary(Names=Array(renamed))


def _named(name: Object, key: str) -> String:
    return String(f"{key}:{name}")


def body(root: Path, parts: Mapping[str, int]) -> bytes:
    """A cover, contents, a chapter, the dividers of appendices with their empty pages, and an end."""
    rows = "".join(f'<li><a href="#{key}">Allegato {key}</a></li>' for key in parts)
    html = f"""<section data-page-label="Copertina"><h1>Libro</h1></section>
<nav class="page" role="doc-toc"><ol>{rows}</ol></nav>
{"".join(_divider(key, pages) for key, pages in parts.items())}
<h2 class="page" id="fine">Fine</h2><p>Un <a href="#fine">rimando</a>.</p>"""
    root.mkdir(parents=True, exist_ok=True)
    done = typeset_body(root, html, STAMPED)
    assert done.findings == ()
    return done.pdf


def _divider(key: str, pages: int) -> str:
    empty = "".join(
        f'<section class="stamped" id="{key}-{n}" data-page-label="{key}-{n}"'
        f' data-stamp="Allegato {key} - pag. {n}"></section>'
        for n in range(1, pages + 1)
    )
    return f"""<section class="page" data-page-label="Allegato {key}"><h2 id="{key}">Allegato {key}</h2>
<p>Comincia a <a href="#{key}-1">{key}-1</a>.</p></section>{empty}"""


def bound(root: Path, parts: Sequence[PreparedPart], facts: BookFacts = FACTS) -> bytes:
    """The book of these appendices."""
    typeset = body(root / "body", {part.request.key: part.pages for part in parts})
    return bind(typeset, places(parts), facts)


def places(parts: Sequence[PreparedPart]) -> list[BoundPart]:
    """Where the parts go in a `body` made for them."""
    found: list[BoundPart] = []
    at = 2
    for part in parts:
        found.append(BoundPart(part, tuple(range(at + 1, at + 1 + part.pages)), at))
        at += 1 + part.pages
    return found
