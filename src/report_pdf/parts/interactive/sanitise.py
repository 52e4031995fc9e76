"""What a document of an archive may not do: run, play, send, or fetch from elsewhere; taken out and told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from pikepdf import Array, Dictionary, Object, ObjectSet, Pdf, Stream

from report_pdf.findings import Finding, Severity
from report_pdf.messages import _
from report_pdf.parts.objects.entries import dictionary_or_none, entry, listed
from report_pdf.parts.objects.names import exact_name
from report_pdf.parts.objects.walks import annotations_on, fields, outline_items, tree_leaves
from report_pdf.parts.part import PartRequest
from report_pdf.parts.refusals import told

_HARMLESS = frozenset({"/GoTo", "/URI"})
_KIND_OF_ACTION = {
    "/JavaScript": "script",
    "/Launch": "program",
    "/SubmitForm": "form",
    "/ImportData": "form",
    "/ResetForm": "form",
    "/Rendition": "media",
    "/Movie": "media",
    "/Sound": "media",
    "/GoTo3DView": "media",
    "/RichMediaExecute": "media",
    "/GoToR": "remote",
    "/GoToE": "remote",
    "/Thread": "remote",
}
_MEDIA = frozenset({"/Movie", "/Sound", "/Screen", "/3D", "/RichMedia"})
_EVENTS = ("/AA", "/PA")
_EXTERNAL = ("/F", "/FFilter", "/FDecodeParms")
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
_PROGRAM_NAMES = (
    *(".exe", ".dll", ".com", ".scr", ".msi", ".bat", ".cmd", ".ps1", ".vbs", ".js", ".jse", ".wsf"),
    *(".jar", ".sh", ".app", ".hta", ".lnk", ".reg"),
)
_CATALOG = frozenset(
    {"/Type", "/Version", "/Pages", "/Names", "/Dests", "/Outlines", "/StructTreeRoot", "/MarkInfo", "/Lang"}
    | {"/AcroForm", "/OCProperties", "/OutputIntents", "/AF", "/ViewerPreferences", "/PageMode"}
)
_NAMES = frozenset({"/Dests", "/EmbeddedFiles"})


def sanitise(pdf: Pdf, request: PartRequest) -> tuple[Finding, ...]:
    """Take out of an open file all that acts; what was taken out is told, one finding for each kind."""
    taken = Counter[str]()
    _clean_catalog(pdf, taken)
    _clean_files(pdf, taken)
    holders = _holders(pdf)
    for holder in holders:
        _clean_actions(holder, taken)
    for page in pdf.pages:
        _remove_places(page.obj, taken)
    _cut_external(pdf, taken)
    _forget_descriptions(pdf)
    return tuple(_removed(request, kind, taken[kind]) for kind in _words() if taken[kind])


def _words() -> dict[str, str]:
    return {
        "script": _("scripts (JavaScript) were removed: {count}"),
        "program": _("actions that start programs were removed: {count}"),
        "form": _("actions that send or fill forms were removed: {count}"),
        "media": _("films, sounds and models were removed: {count}"),
        "remote": _("references to other files were removed: {count}"),
        "executable": _("embedded programs were removed: {count}"),
        "event": _("actions that start by themselves were removed: {count}"),
        "other": _("other actions were removed: {count}"),
    }


def _removed(request: PartRequest, kind: str, count: int) -> Finding:
    return told(request, "removed", Severity.NOTE, _words()[kind].format(count=count))


def _clean_catalog(pdf: Pdf, taken: Counter[str]) -> None:
    names = dictionary_or_none(pdf.Root, "/Names")
    taken["script"] += sum(
        len(listed(entry(node, "/Names"))) // 2 for node in tree_leaves(entry(names, "/JavaScript"))
    )
    opened = entry(pdf.Root, "/OpenAction")
    if isinstance(opened, Dictionary) and (kind := exact_name(entry(opened, "/S"))) not in _HARMLESS:
        taken[_KIND_OF_ACTION.get(kind, "other")] += 1
    _count_events(pdf.Root, taken)
    _keep_only(pdf.Root, _CATALOG if names is not None else _CATALOG - {"/Names"})
    _keep_only(names, _NAMES)


def _keep_only(owner: Object | None, kept: frozenset[str]) -> None:
    if owner is not None:
        for key in set(owner.keys()) - kept:
            del owner[key]


def _clean_files(pdf: Pdf, taken: Counter[str]) -> None:
    """Take embedded programs out; what else is embedded is looked at with the rest that is interactive."""
    for node in tree_leaves(entry(dictionary_or_none(pdf.Root, "/Names"), "/EmbeddedFiles")):
        pairs = listed(entry(node, "/Names"))
        kept: list[object] = []
        for name, file in zip(pairs[::2], pairs[1::2], strict=False):
            if _is_program(file):
                taken["executable"] += 1
            else:
                kept += [name, file]
        if len(kept) < len(pairs):
            node["/Names"] = Array(kept)


def _is_program(file: object) -> bool:
    names = [str(found).lower() for key in ("/UF", "/F") if (found := entry(file, key)) is not None]
    if any(name.endswith(_PROGRAM_NAMES) for name in names):
        return True
    streams = dictionary_or_none(file, "/EF")
    return any(_starts_as_program(stream) for stream in (() if streams is None else streams.values()))


def _starts_as_program(stream: object) -> bool:
    if not isinstance(stream, Stream):
        return False
    try:
        return bytes(stream.read_bytes()[:4]).startswith(_PROGRAMS)
    except Exception:  # noqa: BLE001  # what cannot be decoded cannot be started
        return False


def _holders(pdf: Pdf) -> list[Dictionary]:
    """Whatever may have actions: pages, annotations, fields, entries of the outline; each once."""
    seen = ObjectSet()
    pages = [page.obj for page in pdf.pages]
    of_pages = (found for page in pdf.pages for found in annotations_on(page))
    return [found for found in chain(pages, of_pages, fields(pdf), outline_items(pdf)) if seen.add(found)]


def _clean_actions(holder: Dictionary, taken: Counter[str]) -> None:
    _count_events(holder, taken)
    for key in _EVENTS:
        if key in holder:
            del holder[key]
    action = entry(holder, "/A")
    if not isinstance(action, Dictionary):
        return
    if (kind := exact_name(entry(action, "/S"))) not in _HARMLESS:
        taken[_KIND_OF_ACTION.get(kind, "other")] += 1
        del holder["/A"]
    if "/Next" in action:
        for following in _following(action):
            taken[_KIND_OF_ACTION.get(exact_name(entry(following, "/S")), "other")] += 1
        del action["/Next"]


def _following(action: Dictionary) -> Iterator[Dictionary]:
    """What is done after an action, each once."""
    seen = ObjectSet()
    waiting = listed(entry(action, "/Next"))
    while waiting:
        found = waiting.pop()
        if isinstance(found, Dictionary) and seen.add(found):
            waiting += listed(entry(found, "/Next"))
            yield found


def _count_events(holder: Object, taken: Counter[str]) -> None:
    for key in _EVENTS:
        events = dictionary_or_none(holder, key)
        for event in () if events is None else events.values():
            kind = exact_name(entry(event, "/S"))
            taken["event" if kind in _HARMLESS else _KIND_OF_ACTION.get(kind, "event")] += 1


def _remove_places(page: Object, taken: Counter[str]) -> None:
    found = listed(entry(page, "/Annots"))
    silent = [one for one in found if exact_name(entry(one, "/Subtype")) not in _MEDIA]
    kept = [one for one in silent if not _is_program(entry(one, "/FS"))]
    if len(kept) < len(found):
        taken["media"] += len(found) - len(silent)
        taken["executable"] += len(silent) - len(kept)
        page["/Annots"] = Array(kept)


def _cut_external(pdf: Pdf, taken: Counter[str]) -> None:
    """Streams say what they hold themselves, not which file elsewhere does."""
    for found in pdf.objects:
        if isinstance(found, Stream) and any(key in found for key in (*_EXTERNAL, "/OPI", "/Ref")):
            taken["remote"] += 1
            for key in (*_EXTERNAL, "/OPI", "/Ref"):
                if key in found:
                    del found[key]


def _forget_descriptions(pdf: Pdf) -> None:
    """Pictures and pieces of content may carry metadata of their own, in schemas that no archive knows."""
    for found in pdf.objects:
        if isinstance(found, Dictionary | Stream) and "/Metadata" in found:
            del found["/Metadata"]
