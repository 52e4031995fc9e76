"""What is drawn, command by command: names that every program reads alike, resources of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pikepdf
from pikepdf import Array, ContentStreamInstruction, Dictionary, Name, Object, Operator, Pdf, Stream

from report_pdf.messages import _
from report_pdf.parts.archival.inline import as_xobject, is_simple
from report_pdf.parts.archival.limits import within_limits
from report_pdf.parts.content.scan import INHERITED_FONT, INLINE_IMAGE, OPERATORS, Instruction
from report_pdf.parts.content.walk import Content
from report_pdf.parts.faults import Found
from report_pdf.parts.objects.entries import entries, entry
from report_pdf.parts.objects.names import exact_name, is_plain, plain_name
from report_pdf.parts.objects.walks import inherited

INTENTS = frozenset({"/RelativeColorimetric", "/AbsoluteColorimetric", "/Perceptual", "/Saturation"})
"""ISO 19005-2, 6.2.6"""
_CATEGORIES = ("/ColorSpace", "/ExtGState", "/Font", "/Pattern", "/Properties", "/Shading", "/XObject")
_DROPPED_WHERE_MISSING = {"Do": "/XObject", "sh": "/Shading", "gs": "/ExtGState"}
_NEEDED = ("/Font", "/ColorSpace", "/Pattern", "/XObject", "/Shading", "/ExtGState")
# Forms around the content add some; ISO 19005-2, 6.1.13 allows 28.
_DEEPEST = 25
_LARGEST_INTEGER = 2**31 - 1
_LARGE_NUMBER = re.compile(rb"(?<![\d.])(?:\d{38,}|\d{10,}(?![\d.]))")
_TINY_NUMBER = re.compile(rb"\.0{30}")
_HEX = re.compile(rb"(?<!<)<(?!<)([^>]*)>")
_EVEN_HEX = re.compile(rb"<(?:[0-9A-Fa-f]{2})*>")
_NO_HEX_DIGIT = re.compile(rb"[^0-9A-Fa-f]")
_LITERAL = re.compile(rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\))*\)", re.DOTALL)
_INLINE_DATA = re.compile(rb"(?<=[\s\0])ID[\s\0].*?[\s\0]EI(?=[\s\0]|\Z)", re.DOTALL)
_DEEP_ARRAY = re.compile(rb"(?:\[[\s\0]*){20}")
"""programs that judge the book break on arrays in arrays without end"""
_BEFORE_IMAGE = re.compile(rb"(?:/[^\s\0/<>\[\]()]*|(?<![\w.+-])[-+]?[\d.]+|[)>\]])[\s\0]+BI[\s\0]")
"""the same programs break on an operand before `BI`, which has none"""
_BLANK = re.compile(rb"[\s\0]+")
_WORD = re.compile(r"[A-Za-z'\"][A-Za-z0-9*'\"_]*\Z")


def mend_page_resources(pdf: Pdf) -> None:
    """Give each page its own entry for the resources that it inherits (6.2.2)."""
    for page in pdf.pages:
        if not isinstance(entry(page.obj, "/Resources"), Dictionary):
            found = inherited(page.obj, "/Resources")
            page.obj["/Resources"] = found if isinstance(found, Dictionary) else Dictionary()


def mend_content(pdf: Pdf, content: Content, mend_image: Callable[[Stream], None]) -> None:
    """Give a content stream its own resources under plain names, and drop what paints nothing.

    Args:
        pdf: the file.
        content: the content.
        mend_image: called for each image that stood in the content and is an object from now on.
    """
    if content.scan is None:
        return
    _own_resources(content)
    _plain_names(pdf, content)
    if _must_be_rewritten(content):
        _write(pdf, content, list(_rewritten(pdf, content, mend_image)))


def _own_resources(content: Content) -> None:
    """Names that a form finds in the page's resources become its own (6.2.2)."""
    if content.scan is None:
        return
    for category, names in content.scan.used.items():
        for name in names:
            own = entry(entry(content.resources, category), name)
            if own is None and (found := content.resource(category, name)) is not None:
                _category(content, category)[name] = found


def _category(content: Content, category: str) -> Dictionary:
    owner = content.resources_owner
    for holder, key in ((owner, "/Resources"), (None, category)):
        inside = holder if holder is not None else entry(owner, "/Resources")
        if isinstance(inside, Dictionary | Stream) and not isinstance(inside.get(key), Dictionary):
            inside[key] = Dictionary()
    found = entry(entry(owner, "/Resources"), category)
    return found if isinstance(found, Dictionary) else Dictionary()


def _plain_names(pdf: Pdf, content: Content) -> None:
    """Rename resources; fonts become objects of their own, so that each is known by its number."""
    for category in _CATEGORIES:
        holder = entry(content.resources, category)
        for name, value in entries(holder):
            if not isinstance(holder, Dictionary):
                break
            if not is_plain(name):
                del holder[name]
                holder[plain_name(name)] = value
            if category == "/Font" and isinstance(value, Dictionary):
                _mend_font(pdf, holder, plain_name(name) if not is_plain(name) else name)


def _mend_font(pdf: Pdf, holder: Dictionary, name: str) -> None:
    """Every font in resources has a name that is text, shown or not (6.1.8), and an object of its own."""
    font = holder[name]
    if not font.is_indirect:
        font = holder[name] = pdf.make_indirect(font)
    said = exact_name(entry(font, "/BaseFont"))
    if said and not said.isascii():
        font["/BaseFont"] = Name(plain_name(said))


def _must_be_rewritten(content: Content) -> bool:
    found = content.scan
    if found is None:
        return False
    return (
        any(not is_plain(name) for names in found.used.values() for name in names)
        or any(_WORD.match(operator) for operator in found.unknown)
        or bool(found.intents - INTENTS)
        or any(not is_simple(image) for image in found.inline)
        or any(
            content.resource(category, name) is None
            for category in _DROPPED_WHERE_MISSING.values()
            for name in found.used[category]
        )
        or has_odd_tokens(content.owner)
    )


def has_odd_tokens(owner: Object) -> bool:
    """Whether operands stand in it that no archive allows (6.1.6, 6.1.13) or no operator takes."""
    data = _bytes(owner)
    if not _is_suspect(data):
        return False
    # What stands in texts and pictures is no token.
    return _is_suspect(_LITERAL.sub(b"()", _INLINE_DATA.sub(b"", data)))


def _is_suspect(data: bytes) -> bool:
    if _DEEP_ARRAY.search(data) or _BEFORE_IMAGE.search(data):
        return True
    return _has_odd_number(data) or any(map(_is_odd_hex, _HEX.finditer(_EVEN_HEX.sub(b"", data))))


def _has_odd_number(data: bytes) -> bool:
    if _TINY_NUMBER.search(data) is None and _LARGE_NUMBER.search(data) is None:
        return False
    rest = _HEX.sub(b"<>", data)
    is_large = any(int(found[0]) > _LARGEST_INTEGER for found in _LARGE_NUMBER.finditer(rest))
    return is_large or _TINY_NUMBER.search(rest) is not None


def _is_odd_hex(found: re.Match[bytes]) -> bool:
    digits = _BLANK.sub(b"", found[1])
    return len(digits) % 2 == 1 or _NO_HEX_DIGIT.search(digits) is not None


def _bytes(owner: Object) -> bytes:
    if isinstance(owner, Stream):
        return owner.read_bytes()
    parts = entry(owner, "/Contents")
    streams = [parts] if isinstance(parts, Stream) else list(parts) if isinstance(parts, Array) else []
    return b"\n".join(part.read_bytes() for part in streams if isinstance(part, Stream))


def _rewritten(pdf: Pdf, content: Content, mend_image: Callable[[Stream], None]) -> Iterator[Instruction]:
    for instruction in content.instructions:
        operator = str(instruction.operator)
        if operator == INLINE_IMAGE:
            yield _image(pdf, content, instruction, mend_image)
        elif operator not in OPERATORS:
            if not _WORD.match(operator):
                yield instruction
        elif not _draws_nothing(content, operator, instruction):
            yield _clean(operator, instruction)


def _image(
    pdf: Pdf, content: Content, instruction: Instruction, mend_image: Callable[[Stream], None]
) -> Instruction:
    image = instruction.operands[0]
    if not isinstance(image, pikepdf.PdfInlineImage) or is_simple(image):
        return instruction
    drawn = as_xobject(pdf, image, content.resources)
    mend_image(drawn)
    name = f"/inline.{drawn.objgen[0]}"
    _category(content, "/XObject")[name] = drawn
    return ContentStreamInstruction([Name(name)], Operator("Do"))


def _draws_nothing(content: Content, operator: str, instruction: Instruction) -> bool:
    category = _DROPPED_WHERE_MISSING.get(operator)
    if category is None or not instruction.operands:
        return False
    return content.resource(category, exact_name(instruction.operands[-1])) is None


def _clean(operator: str, instruction: Instruction) -> Instruction:
    operands = [_operand(operator, operand) for operand in instruction.operands]
    return ContentStreamInstruction(operands, Operator(operator))


def _operand(operator: str, operand: object) -> Object:
    if isinstance(operand, Name):
        name = exact_name(operand)
        if operator == "ri" and name not in INTENTS:
            return Name.RelativeColorimetric
        return operand if is_plain(name) else Name(plain_name(name))
    return within_limits(operand)  # type: ignore[return-value]  # numbers are operands as they are


def _write(pdf: Pdf, content: Content, instructions: list[Instruction]) -> None:
    data = pikepdf.unparse_content_stream(instructions)
    if isinstance(content.owner, Stream):
        content.owner.write(data)
    else:
        content.owner["/Contents"] = pdf.make_stream(data)


def content_faults(content: Content) -> Iterator[Found]:
    """What cannot be archived of the commands of a content stream."""
    found = content.scan
    if found is None:
        yield "6.2.2", _("a part of the page cannot be read")
        return
    if found.unknown:
        what = ", ".join(sorted(found.unknown))[:40]
        yield "6.2.2", _("the page is drawn with commands that do not exist: {what}").format(what=what)
    if found.depth > _DEEPEST:
        yield "6.1.13", _("the page is drawn in more layers of states than archives allow")
    if found.is_odd or found.intents - INTENTS or has_odd_tokens(content.owner):
        yield "6.1", _("the page is drawn with commands that are not well formed")
    if any(use.name == INHERITED_FONT for use in found.shown):
        yield "6.2.11", _("a drawing shows text without saying in which font")
    if any(not is_simple(image) for image in found.inline):
        yield "6.1.10", _("a picture is stored in a way that archives refuse")
    for category in _NEEDED:
        yield from _name_faults(content, category, found.used[category])
    for _name, font in entries(entry(content.resources, "/Font")):
        if not exact_name(entry(font, "/BaseFont")).isascii():
            yield "6.1.8", _("a font has a name that is no text")


def _name_faults(content: Content, category: str, names: set[str]) -> Iterator[Found]:
    for name in sorted(names):
        if entry(entry(content.resources, category), name) is None:
            message = _("the page asks for something that the file does not hold: {name}")
            yield "6.2.2", message.format(name=plain_name(name)[2:])
        elif not is_plain(name):
            yield "6.1.8", _("the page calls something by a name that is no text")
