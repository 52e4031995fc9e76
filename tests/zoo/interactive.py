"""What does something when it is opened or touched: forms, notes, layers, scripts, signatures."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, Pdf, String
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from reportlab.pdfgen.canvas import Canvas
from weasyprint import HTML

from zoo.animal import (
    BOUND,
    DRAWN,
    FIGURE,
    IMAGE,
    REFUSED,
    VECTOR,
    Animal,
    Change,
    animal,
    annotated,
    array,
    bred,
    catalog,
    dictionary,
    first_page,
    paint,
    resource,
    stream,
    written,
)
from zoo.bases import TAGGED_HTML, plain, tagged
from zoo.certificates import signer
from zoo.producers import reportlab

_BOX = "/Rect [100 500 300 540]"


def _form(canvas: Canvas) -> None:
    form = canvas.acroForm
    form.textfield(name="nome", value="Zeri", x=72, y=600, width=200, height=30, tooltip="Nome del comune")
    form.checkbox(name="scelta", checked=True, x=72, y=500, tooltip="Scelta")
    form.choice(name="area", value="A", options=["A", "B"], x=72, y=400, width=99, height=20, tooltip="Area")
    for value in ("1", "2"):
        form.radio(name="si", value=value, selected=value == "1", x=72 * int(value), y=300, tooltip="Sì")


def _field(pdf: Pdf) -> None:
    """A field that has a value, but no looks."""
    field = pdf.make_indirect(
        dictionary(f"/Type /Annot /Subtype /Widget /FT /Tx /T (nome) /V (Zeri) /DA (/Helv 12 Tf 0 g) {_BOX}")
    )
    pdf.pages[0].obj.Annots = Array([field])
    pdf.Root.AcroForm = dictionary("/NeedAppearances true /DA (/Helv 0 Tf 0 g)")
    pdf.Root.AcroForm.Fields = Array([field])


def _fields_in_a_ring(pdf: Pdf) -> None:
    _field(pdf)
    (field,) = pdf.Root.AcroForm.Fields
    field.Kids = Array([field])
    field.Parent = field


def _xfa(*, is_dynamic: bool) -> Change:
    def change(pdf: Pdf) -> None:
        _field(pdf)
        pdf.Root.AcroForm.XFA = stream(
            pdf, b'<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><template/></xdp:xdp>'
        )
        if is_dynamic:
            pdf.Root.NeedsRendering = True

    return change


def _noted(pdf: Pdf) -> None:
    """Comments, with the little windows they open in."""
    annotated(
        f"/Subtype /Text /Contents (Nota) /Name /Comment {_BOX}",
        f"/Subtype /Highlight /QuadPoints [100 540 300 540 100 500 300 500] /C [1 1 0] {_BOX}",
        f"/Subtype /FreeText /DA (/Helv 12 Tf) /Contents (A mano) {_BOX}",
        "/Subtype /Ink /InkList [[100 100 200 200 300 100]] /Rect [90 90 310 210]",
        f"/Subtype /Stamp /Name /Approved {_BOX}",
        f"/Subtype /Line /L [100 100 300 300] {_BOX}",
        f"/Subtype /Redact {_BOX}",
        f"/Subtype /Caret {_BOX}",
    )(pdf)
    popup = pdf.make_indirect(dictionary(f"/Type /Annot /Subtype /Popup /Open true {_BOX}"))
    note = pdf.pages[0].Annots[0]
    note.Popup, popup.Parent = popup, note
    pdf.pages[0].Annots.append(popup)


def _drawn_note(pdf: Pdf) -> None:
    """A comment with looks, which readers see on the page."""
    annotated(f"/Subtype /Stamp /Contents (Visto) /F 4 {_BOX}")(pdf)
    looks = stream(pdf, b"0.9 0.1 0.1 rg 0 0 200 40 re f", "/Type /XObject /Subtype /Form /BBox [0 0 200 40]")
    pdf.pages[0].Annots[0].AP = Dictionary(N=looks)


def _hidden_note(pdf: Pdf) -> None:
    _drawn_note(pdf)
    pdf.pages[0].Annots[0].F = 2


_SCRIPT = "/S /JavaScript /JS (app.alert\\(1\\))"


def _scripted(pdf: Pdf) -> None:
    """A script wherever one may stand, and everything else that reaches out of the file."""
    catalog(
        f"/OpenAction << {_SCRIPT} >> /AA << /WC << {_SCRIPT} >> >> "
        f"/Names << /JavaScript << /Names [(a) << {_SCRIPT} >>] >> >>"
    )(pdf)
    first_page(f"/AA << /O << {_SCRIPT} >> >>")(pdf)
    annotated(
        *(
            f"/Subtype /Link /Border [0 0 0] /A << {action} >> {_BOX}"
            for action in (
                _SCRIPT,
                "/S /Launch /F (virus.exe)",
                "/S /GoToR /F (altro.pdf) /D [0 /Fit]",
                "/S /GoToE /T << /R /C /N (dentro) >> /D [0 /Fit]",
                "/S /SubmitForm /F (http://www.example.org/)",
                "/S /ImportData /F (dati.fdf)",
                "/S /ResetForm",
                "/S /Hide /T (x)",
                "/S /Named /N /Print",
                "/S /Thread /D 0",
                "/S /URI /URI (javascript:alert\\(1\\))",
                "/S /URI /URI (file:///etc/passwd)",
                f"/S /URI /URI (https://www.example.org/) /Next << {_SCRIPT} >>",
            )
        )
    )(pdf)


def _rich(pdf: Pdf) -> None:
    annotated(
        *(
            f"/Subtype /{kind} {_BOX}"
            for kind in (
                "RichMedia",
                "3D",
                "Screen",
                "Movie",
                "Sound",
                "TrapNet",
                "Watermark",
                "Projection",
                "Boh",
            )
        )
    )(pdf)


def _file(pdf: Pdf, name: str, content: bytes) -> AttachedFileSpec:
    return AttachedFileSpec(
        pdf, content, description=name, filename=name, mime_type="text/csv", creation_date="", mod_date=""
    )


def _attached(pdf: Pdf) -> None:
    """A table and a program, at the document and in a pin on the page."""
    pdf.attachments["dati.csv"] = _file(pdf, "dati.csv", b"comune;abitanti\n")
    pdf.attachments["prova.exe"] = _file(pdf, "prova.exe", b"MZ\x90")
    annotated(f"/Subtype /FileAttachment /Name /PushPin {_BOX}")(pdf)
    pdf.pages[0].Annots[0].FS = _file(pdf, "nota.txt", b"testo").obj


def _layered(*, is_hidden: bool) -> Change:
    def change(pdf: Pdf) -> None:
        group = pdf.make_indirect(
            dictionary("/Type /OCG /Name (Bozza) /Usage << /Print << /PrintState /ON >> >>")
        )
        settings = dictionary("/Name (x) /AS [ << /Event /Print /Category [/Print] >> ]")
        settings.Order = Array([group])
        if is_hidden:
            settings.OFF = Array([group])
        pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=settings)
        resource(pdf, "/Properties", "/Layer", group)
        paint(b"/OC /Layer BDC 0.9 0.1 0.1 rg 100 100 300 300 re f EMC")(pdf)

    return change


def _layer_of_layers(pdf: Pdf) -> None:
    """What is seen when another layer is not, in an image and in a form."""
    _layered(is_hidden=True)(pdf)
    group = pdf.Root.OCProperties.OCGs[0]
    rule = dictionary("/Type /OCMD /VE [/Not]")
    rule.VE.append(group)
    rule = pdf.make_indirect(rule)
    form = stream(pdf, b"0.1 0.6 0.1 rg 0 0 50 50 re f", "/Type /XObject /Subtype /Form /BBox [0 0 50 50]")
    form.OC = rule
    resource(pdf, "/XObject", "/Layered", form)
    paint(b"/Layered Do")(pdf)


@cache
def _signed(base: Callable[[], bytes], *, is_visible: bool) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(base()))
    if is_visible:
        fields.append_signature_field(
            writer, fields.SigFieldSpec("Firma", on_page=0, box=(300, 50, 500, 120))
        )
    file = BytesIO()
    metadata = signers.PdfSignatureMetadata(field_name="Firma")
    signers.PdfSigner(metadata, signer=signer()).sign_pdf(writer, output=file)
    return file.getvalue()


def _colliding(pdf: Pdf) -> None:
    """Names of destinations as the book's own, as names of each kind, some in a ring, some to nowhere."""
    first = pdf.pages[0].obj
    names = ("allegato-B", "allegato-b", "uno", "Copertina", "comuni", "\u00e8")
    pairs = [item for name in sorted(names) for item in (String(name), Array([first, Name.Fit]))]
    tree = pdf.make_indirect(Dictionary(Names=Array(pairs)))
    outer = pdf.make_indirect(Dictionary(Kids=Array([tree])))
    outer.Kids.append(outer)
    pdf.Root.Names = Dictionary(Dests=outer)
    pdf.Root.Dests = Dictionary({"/uno": Array([first, Name.Fit]), "/nulla": array("null /Fit")})
    annotated(
        f"/Subtype /Link /Dest (allegato-B) {_BOX}",
        f"/Subtype /Link /Dest /uno {_BOX}",
        f"/Subtype /Link /Dest (mai visto) {_BOX}",
        f"/Subtype /Link /A << /S /GoTo /D [99 /Fit] >> {_BOX}",
        f"/Subtype /Link {_BOX}",
        "/Subtype /Link /Dest (uno)",
        f"/Subtype /Link /A << /S /URI /URI (https://www.example.org/\xe8) >> {_BOX}",
    )(pdf)


def _outline_in_a_ring(pdf: Pdf) -> None:
    entries = [pdf.make_indirect(dictionary("/Title (Voce)")) for _entry in range(3)]
    for number, entry in enumerate(entries):
        entry.Next = entries[(number + 1) % 3]
        entry.First = entries[0]
        entry.Dest = Array([pdf.pages[0].obj, Name.Fit])
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=entries[0], Last=entries[2], Count=-3))


def _outline_nonsense(pdf: Pdf) -> None:
    titles = (
        b"/Title 3",
        b"/Dest (nessuno)",
        b"/Title <FEFFD800> /A << /S /Launch /F (x) >>",
        b"/Title () /Dest [0 /Fit]",
    )
    entries = [pdf.make_indirect(dictionary(entry.decode())) for entry in titles]
    for entry, following in pairwise(entries):
        entry.Next = following
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=entries[0], Last=entries[-1], Count=4))


def _labels_nonsense(pdf: Pdf) -> None:
    catalog(
        "/PageLabels << /Nums [0 << /S /Z /St -3 /P 7 >> (x) 9] >> /Lang (non è una lingua!) /PageMode 3"
    )(pdf)


def _password(password: str, r: int) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        with pikepdf.open(BytesIO(plain())) as pdf:
            pdf.save(path, encryption=pikepdf.Encryption(user=password, owner="proprietario", R=r))  # type: ignore[arg-type]

    return make


def _html_form() -> bytes:
    form = '<form><input name="nome" value="Zeri"><input type="checkbox" checked name="si"></form></body>'
    file = BytesIO()
    HTML(string=TAGGED_HTML.replace("</body>", form)).write_pdf(file, pdf_forms=True)
    return file.getvalue()


ANIMALS: tuple[Animal, ...] = (
    animal("form", written(lambda: reportlab(_form)), IMAGE),
    animal("form-without-looks", bred(plain, _field), BOUND),
    animal("form-without-looks-tagged", bred(tagged, _field), BOUND),
    animal("form-in-a-ring", bred(plain, _fields_in_a_ring), BOUND),
    animal("form-of-web", written(_html_form), BOUND),
    animal("xfa-dynamic", bred(plain, _xfa(is_dynamic=True)), REFUSED, "data.appendix-xfa"),
    animal("xfa-static", bred(plain, _xfa(is_dynamic=False)), BOUND),
    animal("comments", bred(plain, _noted), BOUND),
    animal("comments-tagged", bred(tagged, _noted), BOUND),
    animal("comment-with-looks", bred(plain, _drawn_note), DRAWN),
    animal("comment-with-looks-tagged", bred(tagged, _drawn_note), BOUND),
    animal("comment-hidden", bred(plain, _hidden_note), FIGURE),
    animal("scripts", bred(plain, _scripted), BOUND),
    animal("scripts-tagged", bred(tagged, _scripted), BOUND),
    animal("rich-media", bred(plain, _rich), BOUND),
    animal("attachments", bred(plain, _attached), BOUND),
    animal("attachments-tagged", bred(tagged, _attached), BOUND),
    animal("layer-hidden", bred(plain, _layered(is_hidden=True)), FIGURE),
    animal("layer-shown", bred(plain, _layered(is_hidden=False)), FIGURE),
    animal("layer-hidden-tagged", bred(tagged, _layered(is_hidden=True)), BOUND),
    animal("layer-of-layers", bred(plain, _layer_of_layers), BOUND),
    animal("signed", written(lambda: _signed(plain, is_visible=False)), VECTOR),
    animal("signed-visibly", written(lambda: _signed(plain, is_visible=True)), BOUND),
    animal("signed-tagged", written(lambda: _signed(tagged, is_visible=False)), BOUND),
    animal("names-colliding", bred(plain, _colliding), FIGURE),
    animal("names-colliding-tagged", bred(tagged, _colliding), BOUND),
    animal("outline-in-a-ring", bred(plain, _outline_in_a_ring), FIGURE),
    animal("outline-nonsense", bred(plain, _outline_nonsense), FIGURE),
    animal("labels-nonsense", bred(plain, _labels_nonsense), FIGURE),
    animal("password-empty", _password("", 4), FIGURE),
    animal("password-empty-256", _password("", 6), FIGURE),
    animal("password", _password("segreta", 4), REFUSED, "data.appendix-password"),
    animal("password-256", _password("segreta", 6), REFUSED, "data.appendix-password"),
)
