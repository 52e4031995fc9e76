"""What came of each file, one JSON object a line; and all of them in numbers."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from judges import UNCHECKED

Record = Mapping[str, Any]
"""Keys: file, source_sha256, program, outcome (bound, refused, traceback, timeout, died), and what
`bind_one.py` and the judges tell of it."""

LOOKS_CHANGED = frozenset({"data.appendix-looks-changed"})
"""Rules of findings that own up to a page that looks otherwise."""

_OUR_FAULT = "tool.part-failed"
"""the rule of a refusal that blames the program, not the file"""

FAULTS = ("traceback", "timeout", "died", "invalid", "silent", "unspoken")


def read(report: Path) -> list[Record]:
    """The records of earlier runs; a line that was cut off is left out."""
    if not report.exists():
        return []
    records = []
    for line in report.read_text(encoding="utf-8").splitlines():
        try:
            records.append(json.loads(line))
        except ValueError:
            continue
    return records


def verdicts(record: Record) -> tuple[str, ...]:
    """The words under which a file is counted: what became of it, and what is wrong with that.

    "caught" is no fault: something failed inside, and a plainer way was found.
    """
    return (*_fate(record), *(["caught"] if "caught" in record else []))


def _fate(record: Record) -> tuple[str, ...]:
    outcome = str(record["outcome"])
    if outcome == "refused" and _OUR_FAULT in _rules(record):
        return ("traceback",)
    if outcome == "refused":
        return ("refused", *(f"refused: {rule}" for rule in sorted(_rules(record, "block"))))
    if outcome != "bound":
        return (outcome,)
    words = ["assembled", f"assembled: {record['treatment']}"]
    complaints = record.get("complaints", {})
    wrong = {judge: rules for judge, rules in complaints.items() if rules}
    unchecked = {judge for judge, rules in wrong.items() if rules[0].startswith(UNCHECKED)}
    words += [f"not judged: {judge}" for judge in sorted(unchecked)]
    words += ["invalid"] if wrong.keys() - unchecked else []
    words += [f"invalid: {judge}" for judge in sorted(wrong.keys() - unchecked)]
    if record.get("differing"):
        is_told = _rules(record) & LOOKS_CHANGED
        words += ["differs", "told" if is_told else "silent"]
    words += ["unspoken"] if record.get("unspoken") else []
    return tuple(words)


def _rules(record: Record, severity: str = "") -> set[str]:
    return {rule for rule, how, _message in record.get("findings", ()) if severity in {"", how}}


def line(record: Record) -> str:
    """One file in one line, and what is wrong below it."""
    words = verdicts(record)
    head = ", ".join(word for word in words if word not in {"assembled", "refused", "invalid"})
    lines = [f"{head or words[0]:40} {record.get('seconds', 0):6.1f} s  {record['file']}"]
    lines += [
        f"    {judge}: {rule}" for judge, rules in record.get("complaints", {}).items() for rule in rules
    ]
    if record.get("differing"):
        lines.append(f"    pages that look otherwise: {record['differing']}")
    if record.get("unspoken"):
        lines.append(f"    pages with words that no tag holds: {record['unspoken']}")
    if "caught" in record:
        lines.append(f"    caught: {str(record['caught']).rstrip().splitlines()[-1]}")
    if "traceback" in record:
        lines += [f"    {row}" for row in str(record["traceback"]).rstrip().splitlines()[-4:]]
    return "\n".join(lines)


def totals(records: Iterable[Record]) -> str:
    """How many files came under each word, the most important words first."""
    known = list(records)
    counts = Counter(word for record in known for word in dict.fromkeys(verdicts(record)))
    counts.update(dict.fromkeys(FAULTS, 0))
    rows = sorted(counts.items(), key=lambda item: (item[0].partition(":")[0], ":" in item[0], -item[1]))
    slowest = max((record.get("seconds", 0) for record in known), default=0)
    peak = max((max(record.get("peak_mib", {"": 0}).values()) for record in known), default=0)
    lines = [f"{count:6} {'  ' * (':' in word)}{word}" for word, count in rows]
    return "\n".join([f"{len(known):6} files", *lines, f"slowest {slowest:.0f} s, most memory {peak} MiB"])


def faults(records: Iterable[Record]) -> int:
    """How many files did what none may do."""
    return sum(bool(set(verdicts(record)) & set(FAULTS)) for record in records)


def unchecked(records: Iterable[Record]) -> int:
    """How many books were not judged by every judge."""
    return sum(any(word.startswith("not judged") for word in verdicts(record)) for record in records)
