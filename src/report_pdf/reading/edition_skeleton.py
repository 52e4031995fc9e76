"""The `edition.toml` of a new edition: sections and standing checks of another, and room for the rest."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from report_pdf.italian import span_label
from report_pdf.periods import Period

_YEAR = re.compile(r"(?:19|20)\d\d")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_REWRITTEN = frozenset({"description", "version", "date", "identifier", "period", "checks"})
_LEFT_OUT = frozenset(
    {"waivers", "open_points", "missing_sections", "cover", "appendices", "supersedes", "reason"}
)
_COMMENTS = {
    "version": "Da confermare o cambiare: versione, data di pubblicazione, identificativo.",
    "period": "Il periodo: le colonne delle tabelle in indicators/ sono queste.",
    "abbreviations": "Che cosa legge ad alta voce la sintesi vocale al posto della sigla.",
    "foreign_words": "Parole da leggere con la pronuncia di un’altra lingua.",
    "print": "La stampa: carta e legatura dell’edizione precedente, da confermare con la tipografia.",
    "chapters": "Sezioni, nell’ordine del libro: come nell’edizione precedente, da rivedere.",
    "checks": "Verifiche: si rifanno a ogni composizione. Nelle frasi le cifre non si scrivono.",
}


def edition_skeleton(
    model: Mapping[str, object], model_name: str, name: str, periods: Sequence[Period]
) -> str:
    """The text of the `edition.toml` of edition `name`.

    The decisions of the model (waivers, open points, sections that were missing) are not taken over, nor its
    covers and appendices, which are files of its own, nor its
    checks that speak of a year: what was true of other figures proves nothing of these.

    Args:
        model: the data of the model's `edition.toml`.
        model_name: name of the model's folder.
        name: name of the new folder.
        periods: the new periods, in time order.
    """
    kept = {key: _for_any_book(value) for key, value in model.items() if key not in _REWRITTEN | _LEFT_OUT}
    checks, dropped = _standing_checks(model.get("checks"))
    parts = [
        f"# L’edizione {name}, preparata sul modello dell’edizione {model_name}.",
        "# Da fare: compilare indicators/*.xlsx e texts/*.md, poi rivedere questo file riga per riga.",
        "",
        *_pairs({key: value for key, value in kept.items() if not _is_nested(value)}),
        *_pairs({"description": _description(model, periods)}),
        "",
        f"# {_COMMENTS['version']}",
        *_pairs(_issue(model, model_name, name, periods[-1])),
    ]
    nested = {key: value for key, value in kept.items() if _is_nested(value)}
    for key, value in ({"period": _period(periods)} | nested | {"checks": checks}).items():
        parts += _commented(key, value)
    if dropped:
        parts += ["", f"# Verifiche non riprese, perché parlano di un anno: {', '.join(dropped)}."]
    return "\n".join(parts) + "\n"


def _for_any_book(value: object) -> object:
    """What the model declares, without the spine, which was measured on its own pages."""
    if isinstance(value, Mapping):
        return {key: inner for key, inner in value.items() if key != "spine"}
    return value


def _description(model: Mapping[str, object], periods: Sequence[Period]) -> str:
    return f"{model['title']} di {model['publisher']}, {span_label(periods[0], periods[-1])}."


def _issue(model: Mapping[str, object], model_name: str, name: str, last: Period) -> dict[str, object]:
    """Version, date and identifier; until the office sets it, the date is the last day reported on."""
    identifier = str(model["identifier"])
    renamed = identifier.replace(model_name, name)
    return {
        "version": "1.0",
        "date": date(last.year, 6, 30) if last.half == 1 else date(last.year, 12, 31),
        "identifier": renamed if renamed != identifier else f"{identifier}:{name}",
    }


def _period(periods: Sequence[Period]) -> dict[str, object]:
    first, last = periods[0], periods[-1]
    return {
        "start": f"{first.year}-{'07' if first.half == 2 else '01'}",  # noqa: PLR2004  # the second half year
        "end": f"{last.year}-{'06' if last.half == 1 else '12'}",
        "periods": [period.id for period in periods],
    }


def _standing_checks(checks: object) -> tuple[list[Mapping[str, object]], list[str]]:
    """The checks that hold for any period, and the ids of the others."""
    written = [check for check in checks if isinstance(check, Mapping)] if isinstance(checks, list) else []
    dropped = [check for check in written if _YEAR.search(json.dumps(check, ensure_ascii=False, default=str))]
    return [check for check in written if check not in dropped], [str(check["id"]) for check in dropped]


def _commented(key: str, value: object) -> Iterator[str]:
    """A table or a list of tables, its comment close to its first heading."""
    lines = _nested(key, value)
    yield from lines[:1]
    if lines and key in _COMMENTS:
        yield f"# {_COMMENTS[key]}"
    yield from lines[1:]


def _nested(path: str, value: object) -> list[str]:
    """The lines of a table, or of each table of a list; each heading after an empty line."""
    written = value if isinstance(value, list) else [value]
    tables = [table for table in written if isinstance(table, Mapping)]
    heading = f"[[{path}]]" if isinstance(value, list) else f"[{path}]"
    lines = []
    for table in tables:
        lines += ["", heading, *_pairs({key: inner for key, inner in table.items() if not _is_nested(inner)})]
        for key, inner in table.items():
            if _is_nested(inner):
                lines += _nested(f"{path}.{_key(key)}", inner)
    return lines


def _is_nested(value: object) -> bool:
    if isinstance(value, list):
        return any(isinstance(item, Mapping) for item in value)
    return isinstance(value, Mapping)


def _pairs(values: Mapping[str, object]) -> Iterator[str]:
    for key, value in values.items():
        yield f"{_key(key)} = {_value(value)}"


def _key(key: str) -> str:
    return key if _BARE_KEY.fullmatch(key) else _value(key)


def _value(value: object) -> str:
    if isinstance(value, str):
        # JSON's escapes are TOML's; a no-break space is written so that it can be seen
        return (
            json.dumps(value, ensure_ascii=False)
            .replace("\N{NO-BREAK SPACE}", "\\u00A0")
            .replace("\x7f", "\\u007F")
        )
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_value, value))}]"
    return value.isoformat() if isinstance(value, date) else str(value)
