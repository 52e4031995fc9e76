from __future__ import annotations

from part_input import drawn_part, request
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, Pdf, String
from zoo.animal import annotated

from report_pdf.parts.interactive.embedded_files import normalise_files


def with_files() -> Pdf:
    """A file by name, one by association that is the same, one in a comment; of one nothing is said."""
    pdf = drawn_part(b"")
    pdf.attachments["dati.csv"] = b"a;b"
    pdf.Root["/AF"] = Array([pdf.attachments["dati.csv"].obj])
    annotated("/Subtype /FileAttachment /Rect [0 0 9 9]")(pdf)
    pinned = AttachedFileSpec(
        pdf,
        b"nota",
        description="",
        filename="C:\\carte\\nota.txt",
        mime_type="text/plain",
        creation_date="",
        mod_date="",
    )
    pdf.pages[0].obj.Annots[0].FS = pinned.obj
    bare = pdf.make_indirect(Dictionary(EF=Dictionary(F=pdf.make_stream(b"?")), F=String("dati.csv")))
    pdf.Root.AF.append(bare)
    pdf.docinfo["/CreationDate"] = "D:20240110120000Z"
    return pdf


def test_files_are_removed_and_named() -> None:
    pdf = with_files()
    assert normalise_files(pdf, request()) == ("dati.csv", "dati.csv", "nota.txt")
    assert "/AF" not in pdf.Root
    assert "/EmbeddedFiles" not in pdf.Root.Names


def test_files_are_kept_under_names_of_the_part_with_all_that_is_asked() -> None:
    pdf = with_files()
    assert normalise_files(pdf, request(keeps_files=True)) == ()
    items = list(pdf.Root.Names.EmbeddedFiles.Names)
    assert [str(name) for name in items[::2]] == ["B-dati-2.csv", "B-dati.csv", "B-nota.txt"]
    assert len(pdf.Root.AF) == 3
    for name, file in zip(items[::2], items[1::2], strict=True):
        stream = file.EF.F
        assert (str(file.F), str(file.UF)) == (str(name), str(name))
        assert file.AFRelationship == Name.Unspecified
        assert stream.Subtype in {Name("/text/csv"), Name("/text/plain")}
        assert str(stream.Params.ModDate).startswith("D:20")


def test_a_file_without_any_date_has_one_all_the_same() -> None:
    pdf = drawn_part(b"")
    bare = Dictionary(EF=Dictionary(F=pdf.make_stream(b"?")), AFRelationship=Name.Data)
    pdf.Root["/AF"] = Array([pdf.make_indirect(bare)])
    normalise_files(pdf, request(keeps_files=True))
    (file,) = pdf.Root.AF
    assert (str(file.F), file.AFRelationship, file.EF.F.Subtype) == (
        "B-file",
        Name.Data,
        Name("/application/octet-stream"),
    )
    assert str(file.EF.F.Params.ModDate) == "D:19700101000000Z"


def test_a_part_without_files_has_nothing_to_tell() -> None:
    pdf = drawn_part(b"")
    pdf.Root["/Names"] = Dictionary(
        EmbeddedFiles=Dictionary(Names=Array([String("x"), 3, String("y"), Dictionary()]))
    )
    assert normalise_files(pdf, request(keeps_files=True)) == ()
    assert "/EmbeddedFiles" not in pdf.Root.Names
