"""Files embedded in a part: kept where the book's profile allows files, else taken out and told."""

from __future__ import annotations

import re

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from report_pdf.parts.objects.entries import Identity, dictionary, entry, identity, is_dictionary
from report_pdf.parts.objects.names import name
from report_pdf.parts.objects.values import integer, text
from report_pdf.parts.objects.walks import annotations_on, tree_items
from report_pdf.parts.part import PartRequest

_DATE = re.compile(r"D:\d{4}(\d{2}){0,5}(Z|[+-]\d{2}'\d{2}'?)?")
_UNDATED = "D:19700101000000Z"
_RELATIONS = frozenset(
    {"Source", "Data", "Alternative", "Supplement", "EncryptedPayload", "FormData", "Schema"}
)
_TYPES = {
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "json": "application/json",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "png": "image/png",
    "txt": "text/plain",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
    "zip": "application/zip",
}
_NOT_IN_A_NAME = re.compile(r'[\x00-\x1f/\\:*?"<>|]')


def normalise_files(pdf: Pdf, request: PartRequest) -> tuple[str, ...]:
    """Keep the embedded files under names of the part, or take them out and return their names."""
    found = _files(pdf)
    _forget(pdf)
    if not found:
        return ()
    if not request.keeps_files:
        return tuple(sorted(called for called, _file in found))
    kept: dict[str, Object] = {}
    for called, file in found:
        unique = _unique(f"{request.key}-{called}", kept)
        kept[unique] = pdf.make_indirect(_complete(pdf, file, unique))
    names = [item for each in sorted(kept.items()) for item in (String(each[0]), each[1])]
    if not isinstance(entry(pdf.Root, "/Names"), Dictionary):
        pdf.Root["/Names"] = Dictionary()
    pdf.Root["/Names"]["/EmbeddedFiles"] = pdf.make_indirect(Dictionary(Names=Array(names)))
    pdf.Root["/AF"] = Array(kept.values())
    return ()


def _files(pdf: Pdf) -> list[tuple[str, Dictionary]]:
    """What is embedded by name, by comment and by association, each once."""
    tree = dictionary(dictionary(pdf.Root, "/Names"), "/EmbeddedFiles")
    found = [file for _name, file in tree_items(tree, "/Names")]
    for page in pdf.pages:
        found += [entry(each, "/FS") for each in annotations_on(page) if _is_file(each)]
    found += list(_listed_files(pdf.Root))
    result: list[tuple[str, Dictionary]] = []
    seen: set[Identity] = set()
    for file in found:
        stream = _stream(file)
        if isinstance(file, Dictionary) and stream is not None and identity(stream) not in seen:
            seen.add(identity(stream))
            result.append((_called(file), file))
    return result


def _listed_files(root: Object) -> list[object]:
    found = entry(root, "/AF")
    return list(found) if isinstance(found, Array) else []


def _is_file(annotation: Dictionary) -> bool:
    return name(entry(annotation, "/Subtype")) == "FileAttachment"


def _stream(file: object) -> Stream | None:
    embedded = dictionary(file, "/EF")
    found = [entry(embedded, key) for key in ("/UF", "/F")]
    return next((each for each in found if isinstance(each, Stream)), None)


def _called(file: Dictionary) -> str:
    given = text(entry(file, "/UF")) or text(entry(file, "/F")) or "file"
    return _NOT_IN_A_NAME.sub("_", given.replace("\\", "/").rpartition("/")[2]).strip() or "file"


def _unique(called: str, used: dict[str, Object]) -> str:
    stem, dot, suffix = called.rpartition(".")
    number, unique = 1, called
    while unique in used:
        number += 1
        unique = f"{stem}-{number}{dot}{suffix}" if dot else f"{called}-{number}"
    return unique


def _complete(pdf: Pdf, file: Dictionary, called: str) -> Dictionary:
    """The file specification with all that ISO 19005-3 asks for (6.8, annex E)."""
    stream = _stream(file)
    relation = name(entry(file, "/AFRelationship"))
    if stream is None:
        raise ValueError(called)
    stream["/Type"] = Name.EmbeddedFile
    if "/" not in name(entry(stream, "/Subtype")):
        kind = _TYPES.get(called.rpartition(".")[2].lower(), "application/octet-stream")
        stream["/Subtype"] = Name(f"/{kind}")
    params = dictionary(stream, "/Params")
    own = [text(entry(params, "/ModDate")), text(entry(params, "/CreationDate"))]
    of_file = [text(entry(entry(pdf.trailer, "/Info"), key)) for key in ("/ModDate", "/CreationDate")]
    date = next((each for each in own + of_file if _DATE.fullmatch(each)), _UNDATED)
    stream["/Params"] = Dictionary(ModDate=String(date))
    if size := integer(entry(params, "/Size")):
        stream["/Params"]["/Size"] = size
    described = text(entry(file, "/Desc"))
    return Dictionary(
        {
            "/Type": Name.Filespec,
            "/F": String(called),
            "/UF": String(called),
            "/AFRelationship": Name(f"/{relation if relation in _RELATIONS else 'Unspecified'}"),
            "/EF": Dictionary(F=stream, UF=stream),
            **({"/Desc": String(described)} if described else {}),
        }
    )


def _forget(pdf: Pdf) -> None:
    """Take out every way to an embedded file."""
    names = entry(pdf.Root, "/Names")
    if isinstance(names, Dictionary) and "/EmbeddedFiles" in names:
        del names["/EmbeddedFiles"]
    for key in ("/Collection", "/AF"):
        if key in pdf.Root:
            del pdf.Root[key]
    for found in pdf.objects:
        if is_dictionary(found) and "/AF" in found:
            del found["/AF"]
