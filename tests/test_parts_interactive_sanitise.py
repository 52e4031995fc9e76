from __future__ import annotations

import pytest
from outside_files import drawn_pdf, request
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, Object, Pdf, String

from report_pdf.findings import Severity
from report_pdf.parts.interactive.sanitise import sanitise


def told(pdf: Pdf) -> list[str]:
    findings = sanitise(pdf, request())
    assert {(finding.rule, finding.severity) for finding in findings} <= {
        ("data.appendix-removed", Severity.NOTE)
    }
    return [finding.message for finding in findings]


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def link(pdf: Pdf, **action: object) -> Object:
    entries = {f"/{key}": value for key, value in action.items()}
    return pdf.make_indirect(Dictionary(Subtype=Name.Link, Rect=[0, 0, 9, 9], A=Dictionary(entries)))


def test_a_file_that_only_shows_is_left_alone() -> None:
    with drawn_pdf() as pdf:
        uri = link(pdf, S=Name.URI, URI=String("https://www.anci.it"))
        pdf.pages[0].obj["/Annots"] = Array([uri])
        assert told(pdf) == []
        assert uri["/A"]["/S"] == Name.URI


def test_scripts_are_removed_wherever_they_hang() -> None:
    with drawn_pdf() as pdf:
        item = pdf.make_indirect(Dictionary(Title=String("a"), A=script()))
        item["/Next"] = item
        field = pdf.make_indirect(Dictionary(T=String("a"), AA=Dictionary(K=script())))
        field["/Kids"] = Array([field])
        pdf.Root["/OpenAction"] = script()
        pdf.Root["/Names"] = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script()])))
        pdf.Root["/Outlines"] = Dictionary(First=item)
        pdf.Root["/AcroForm"] = Dictionary(Fields=Array([field]))
        pdf.pages[0].obj["/AA"] = Dictionary(O=script())
        pdf.pages[0].obj["/Annots"] = Array([link(pdf, S=Name.GoTo, Next=script())])
        assert told(pdf) == ["scripts (JavaScript) were removed: 6"]
        assert b"alert" not in pdf.Root.unparse(resolved=True) + item.unparse(resolved=True)
        assert "/AA" not in field
        assert "/Next" not in pdf.pages[0].obj["/Annots"][0]["/A"]


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        (Name.Launch, "actions that start programs were removed: 1"),
        (Name.SubmitForm, "actions that send or fill forms were removed: 1"),
        (Name.Rendition, "films, sounds and models were removed: 1"),
        (Name.GoToR, "references to other files were removed: 1"),
        (Name.Hide, "other actions were removed: 1"),
    ],
)
def test_what_acts_is_removed_and_told_in_words(kind: Name, message: str) -> None:
    with drawn_pdf() as pdf:
        pdf.pages[0].obj["/Annots"] = Array([link(pdf, S=kind)])
        assert told(pdf) == [message]
        assert "/A" not in pdf.pages[0].obj["/Annots"][0]


def test_films_are_removed_with_their_place() -> None:
    with drawn_pdf() as pdf:
        kept = link(pdf, S=Name.GoTo)
        pdf.pages[0].obj["/Annots"] = Array(
            [Dictionary(Subtype=Name.Movie), kept, Dictionary(Subtype=Name("/3D"))]
        )
        assert told(pdf) == ["films, sounds and models were removed: 2"]
        assert [found.objgen for found in pdf.pages[0].obj["/Annots"]] == [kept.objgen]


def test_a_program_pinned_to_a_page_is_removed() -> None:
    with drawn_pdf() as pdf:
        pinned = Dictionary(Subtype=Name.FileAttachment, FS=Dictionary(F=String("a.exe"), EF=Dictionary()))
        pdf.pages[0].obj["/Annots"] = Array([pinned])
        assert told(pdf) == ["embedded programs were removed: 1"]
        assert len(pdf.pages[0].obj["/Annots"]) == 0


def test_a_stream_holds_its_own_data() -> None:
    with drawn_pdf() as pdf:
        pdf.pages[0].obj["/Contents"]["/F"] = String("elsewhere.txt")
        assert told(pdf) == ["references to other files were removed: 1"]
        assert "/F" not in pdf.pages[0].obj["/Contents"]


@pytest.mark.parametrize(
    ("name", "data", "is_removed"),
    [("setup.EXE", b"", True), ("dati.csv", b"MZ\x90", True), ("dati.csv", b"a,b\n", False)],
)
def test_programs_are_no_attachments(name: str, data: bytes, is_removed: bool) -> None:  # noqa: FBT001
    with drawn_pdf() as pdf:
        pdf.attachments[name] = AttachedFileSpec(
            pdf, data, filename=name, description="", mime_type="", creation_date="", mod_date=""
        )
        assert bool(told(pdf)) is is_removed
        assert (name in pdf.attachments) is not is_removed


def test_wrong_types_are_no_actions() -> None:
    with drawn_pdf() as pdf:
        knot = pdf.make_indirect(Dictionary())
        knot["/Kids"] = Array([knot])
        pdf.Root["/Names"] = Dictionary(JavaScript=knot, EmbeddedFiles=Dictionary(Names=Array([1, 2, 3])))
        pdf.Root["/OpenAction"], pdf.Root["/Outlines"], pdf.Root["/AA"] = 3, Name.X, Array([])
        pdf.pages[0].obj["/Annots"] = Array([3, Dictionary(A=3, AA=3, Subtype=3)])
        assert told(pdf) == []


def test_pictures_and_content_have_no_metadata_of_their_own() -> None:
    with drawn_pdf() as pdf:
        described = pdf.make_stream(b"<x:xmpmeta/>", Type=Name.Metadata)
        picture = pdf.make_stream(b"\0", Subtype=Name.Image, Metadata=described)
        properties = pdf.make_indirect(Dictionary(Metadata=described))
        assert told(pdf) == []
        assert "/Metadata" not in picture
        assert "/Metadata" not in properties
