"""Figures in prose: a text may call for a figure by its indicator's name, and for nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from jinja2 import nodes

from report_pdf.findings import Finding, Severity, Where
from report_pdf.layout.templates import TEMPLATE_ERRORS, sandbox, template_finding
from report_pdf.messages import _
from report_pdf.nearest import nearest_hint

Functions = Mapping[str, Callable[..., str]]
"""What a text may call, by name; each gives text, and raises KeyError for an unknown name."""

# One left open goes on to the end, for Jinja to tell; else garbage would be searched again and again.
_COMMENT = re.compile(r"{#.*?(?:#}|\Z)", re.DOTALL)
_MARK = re.compile("\ue000([0-9]+)\ue001")


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text whose figures are set aside, so that Markdown cannot take them for its own signs.

    Attributes:
        source: the text with a mark in the place of each figure, lines as in the file.
        values: the figures, in the order of their marks.
        names: what each was called by: "eventi.totale".
    """

    source: str
    values: tuple[str, ...]
    names: tuple[str, ...]

    def filled(self, text: str) -> str:
        """`text`, a piece of the source, with its figures in place."""
        return _MARK.sub(lambda match: self.values[int(match[1])], text)

    def named_in(self, text: str) -> tuple[str, ...]:
        """What the figures in `text`, a piece of the source, were called by; each once."""
        return tuple(dict.fromkeys(self.names[int(number)] for number in _MARK.findall(text)))


@dataclass(frozen=True, slots=True)
class _Calls:
    """What is known while a text's calls are answered."""

    file: str
    root: Path
    functions: Functions
    names: tuple[str, ...]


def mark_figures(
    source: str, file: str, root: Path, functions: Functions, names: Iterable[str] = ()
) -> tuple[MarkedText, tuple[Finding, ...]]:
    """The text with its calls answered.

    Args:
        source: text with calls like `{{ n("eventi.totale") }}`; `{# #}` is a remark that is not printed.
        file: its path relative to the project, for findings.
        root: the project's folder.
        functions: what may be called.
        names: arguments that the functions know, for hints.
    """
    calls = _Calls(file, root, functions, tuple(names))
    try:
        template = sandbox().parse(_COMMENT.sub(_newlines, source), name=file, filename=file)
    except TEMPLATE_ERRORS as error:
        finding = template_finding(error, root, rule="data.template")
        return MarkedText("", (), ()), (replace(finding, where=Where(file, finding.where.line)),)
    return _mark(template, calls)


def _newlines(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n") if match[0].endswith("#}") else match[0]


def _mark(template: nodes.Template, calls: _Calls) -> tuple[MarkedText, tuple[Finding, ...]]:
    pieces: list[str] = []
    values: list[str] = []
    names: list[str] = []
    findings: list[Finding] = []
    for node in _parts(template):
        if isinstance(node, nodes.TemplateData):
            pieces.append(node.data)
            continue
        answer = _answer(node, calls)
        if isinstance(answer, Finding):
            findings.append(answer)
        else:
            pieces.append(f"\ue000{len(values)}\ue001")
            values.append(answer)
            names.append(_first_argument(node))
    return MarkedText("".join(pieces), tuple(values), tuple(names)), tuple(findings)


def _first_argument(node: nodes.Node) -> str:
    """Of a call that was answered."""
    given = _given(node) if isinstance(node, nodes.Call) else ()
    return next((str(value.value) for value in given if isinstance(value, nodes.Const)), "")


def _parts(template: nodes.Template) -> Iterable[nodes.Node]:
    for node in template.body:
        yield from node.nodes if isinstance(node, nodes.Output) else (node,)


def _answer(node: nodes.Node, calls: _Calls) -> str | Finding:
    """What a call gives. Nothing is computed, not even an argument, so none can run without end."""
    if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name):
        return _not_a_call(node, calls)
    function = calls.functions.get(node.node.name)
    if function is None:
        message = _("unknown name {name}").format(name=node.node.name)
        return _finding(message, node, calls, nearest_hint(node.node.name, calls.functions))
    if node.dyn_args or node.dyn_kwargs or not all(isinstance(value, nodes.Const) for value in _given(node)):
        hint = _('put the name in quotes: {{{{ n("eventi.totale") }}}}').format()
        return _finding(_("the name of a figure must be in quotes"), node, calls, hint)
    arguments = [argument.value for argument in node.args if isinstance(argument, nodes.Const)]
    named = {keyword.key: keyword.value.as_const() for keyword in node.kwargs}
    return _call(function, arguments, named, node, calls)


def _given(call: nodes.Call) -> Iterable[nodes.Expr]:
    return (*call.args, *(keyword.value for keyword in call.kwargs))


def _call(
    function: Callable[..., str],
    arguments: list[object],
    named: dict[str, object],
    node: nodes.Call,
    calls: _Calls,
) -> str | Finding:
    try:
        return str(function(*arguments, **named))
    except TEMPLATE_ERRORS as error:
        finding = template_finding(error, calls.root, rule="data.unknown-figure")
        message, hint = _wrong_name(arguments, calls) or (finding.message, "")
        return replace(finding, message=message, where=Where(calls.file, node.lineno), hint=hint)


def _wrong_name(arguments: list[object], calls: _Calls) -> tuple[str, str] | None:
    """Message and hint for a figure that is not there; None when the call is wrong in another way."""
    name, period = (str(argument) for argument in (*arguments, "", "")[:2])
    if not name:
        return None
    if name not in calls.names:
        return _("unknown name {name}").format(name=name), nearest_hint(name, calls.names)
    hint = _("write {call}").format(call=f'{{{{ n("{name}", "2023") }}}}')
    if not period:
        return _("{name} has a figure for each period").format(name=name), hint
    return _("{name} has no figure for {period}").format(name=name, period=period), hint


def _not_a_call(node: nodes.Node, calls: _Calls) -> Finding:
    name = _dotted(node)
    if name:
        hint = _("write {call}").format(call=f'{{{{ n("{name}") }}}}')
        return _finding(_("{name} is not a figure").format(name=name), node, calls, hint)
    hint = _("a text may hold words and figures like {call}").format(call='{{ n("eventi.totale") }}')
    return _finding(_("this instruction has no place in a text"), node, calls, hint)


def _dotted(node: nodes.Node) -> str:
    """`eventi.totale`, when that is what is written between the braces; else ""."""
    if isinstance(node, nodes.Getattr):
        before = _dotted(node.node)
        return f"{before}.{node.attr}" if before else ""
    return node.name if isinstance(node, nodes.Name) else ""


def _finding(message: str, node: nodes.Node, calls: _Calls, hint: str) -> Finding:
    return Finding("data.template", Severity.BLOCK, message, Where(calls.file, node.lineno), hint)
