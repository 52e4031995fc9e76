"""Pages moved, turned and scaled with all that has a place on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import copy

from pikepdf import Array, Dictionary, Matrix, Object, ObjectSet, Page, Pdf, Stream

from report_pdf.parts.objects.entries import dictionary_or_none, entry, identity, listed
from report_pdf.parts.objects.values import Box, box_of, length
from report_pdf.parts.objects.walks import annotations_on, outline_items, structure_elements, tree_leaves

Matrices = Mapping[tuple[int, int], Matrix]
"""by the object of the page: from its units to new ones"""

_POINTS = ("/QuadPoints", "/Vertices", "/L", "/CL")


def transform_page(
    pdf: Pdf, page: Page, matrix: Matrix, size: tuple[float, float], turned: ObjectSet
) -> None:
    """Draw a page through `matrix` on one of `size`, upright, with its annotations.

    Args:
        pdf: whose page it is.
        page: one that says everything itself.
        matrix: from the page's units to pt of the new page.
        size: of the new page, pt.
        turned: appearances that have been turned already: several annotations may share one.
    """
    set_size(page, size)
    if matrix == Matrix():
        return
    # Without a q: content that closes more than it opens would undo it.
    page.contents_add(b"%b cm\n" % matrix.encode(), prepend=True)
    _transform_patterns(pdf, page, matrix)
    transform_annotations(page, matrix, turned)


def set_size(page: Page, size: tuple[float, float]) -> None:
    """Make a page upright, of a size in pt, all of it visible."""
    box = Array([0, 0, *(round(side, 4) for side in size)])
    page.obj["/MediaBox"], page.obj["/CropBox"], page.obj["/Rotate"] = box, copy(box), 0
    for key in ("/UserUnit", "/TrimBox"):
        if key in page.obj:
            del page.obj[key]


def transform_annotations(page: Page, matrix: Matrix, turned: ObjectSet) -> None:
    """Move the annotations of a page with what is drawn on it."""
    for annotation in annotations_on(page):
        if box := box_of(entry(annotation, "/Rect")):
            annotation["/Rect"] = Array(_box(box, matrix))
        for key in _POINTS:
            _transform_points(annotation, key, matrix)
        for appearance in _appearances(annotation):
            if not _is_upright(matrix) and turned.add(appearance):
                own = _matrix(entry(appearance, "/Matrix"))
                appearance["/Matrix"] = Array((own @ _turn(matrix)).shorthand)


def transform_targets(pdf: Pdf, matrices: Matrices) -> None:
    """Move what leads to places on pages, and the places that structure elements name."""
    seen = ObjectSet()
    for destination in _destinations(pdf):
        matrix = matrices.get(identity(destination[0])) if len(destination) > 1 else None
        if matrix is not None and seen.add(destination):
            _transform_destination(destination, matrix)
    for element in structure_elements(pdf):
        if (matrix := matrices.get(identity(entry(element, "/Pg")))) is not None:
            _transform_attributes(element, matrix, seen)


def _transform_attributes(element: Dictionary, matrix: Matrix, seen: ObjectSet) -> None:
    for attributes in listed(entry(element, "/A")):
        box = box_of(entry(attributes, "/BBox"))
        if box and isinstance(attributes, Dictionary) and seen.add(attributes):
            attributes["/BBox"] = Array(_box(box, matrix))


def _destinations(pdf: Pdf) -> Iterator[Array]:
    """The destinations that say their page: of links, outline and name tree."""
    holders = [*outline_items(pdf), *(found for page in pdf.pages for found in annotations_on(page))]
    found: list[object] = [entry(holder, "/Dest") for holder in holders]
    found += [entry(entry(holder, "/A"), "/D") for holder in holders]
    for node in tree_leaves(dictionary_or_none(dictionary_or_none(pdf.Root, "/Names"), "/Dests")):
        found += listed(entry(node, "/Names"))[1::2]
    for one in found:
        destination = entry(one, "/D") if isinstance(one, Dictionary) else one
        if isinstance(destination, Array):
            yield destination


def _transform_destination(destination: Array, matrix: Matrix) -> None:
    kind, values = str(destination[1]), [length(value) for value in list(destination)[2:]]
    if kind == "/XYZ" and len(values) > 1 and values[0] is not None and values[1] is not None:
        destination[2], destination[3] = (
            round(place, 4) for place in matrix.transform((values[0], values[1]))
        )
    elif kind == "/FitR" and (box := box_of(Array(list(destination)[2:]))):
        for at, side in enumerate(_box(box, matrix), 2):
            destination[at] = side
    elif kind in {"/FitH", "/FitBH"} and values and values[0] is not None and _is_upright(matrix):
        destination[2] = round(matrix.transform((0, values[0]))[1], 4)
    elif kind in {"/FitV", "/FitBV"} and values and values[0] is not None and _is_upright(matrix):
        destination[2] = round(matrix.transform((values[0], 0))[0], 4)


def _transform_patterns(pdf: Pdf, page: Page, matrix: Matrix) -> None:
    """Patterns are laid on the page as it is before anything transforms it.

    Forms may use the same pattern, on their own ground: the page gets copies.
    """
    patterns = dictionary_or_none(entry(page.obj, "/Resources"), "/Pattern")
    if patterns is None:
        return
    moved = Dictionary()
    for name, pattern in patterns.items():
        if isinstance(pattern, Dictionary | Stream) and isinstance(pattern, Object):
            moved[name] = pdf.make_indirect(copy(pattern))
            own = _matrix(entry(pattern, "/Matrix"))
            moved[name]["/Matrix"] = Array((own @ matrix).shorthand)
    resources = copy(page.obj["/Resources"])
    resources["/Pattern"] = moved
    page.obj["/Resources"] = resources


def _transform_points(annotation: Dictionary, key: str, matrix: Matrix) -> None:
    values = [length(value) for value in listed(entry(annotation, key))]
    if not values or len(values) % 2 or None in values:
        return
    known = [value for value in values if value is not None]
    points = [matrix.transform((x, y)) for x, y in zip(known[::2], known[1::2], strict=True)]
    annotation[key] = Array([round(side, 4) for point in points for side in point])


def _appearances(annotation: Dictionary) -> Iterator[Stream]:
    """Streams that show the annotation, in each of its states."""
    looks = dictionary_or_none(annotation, "/AP")
    for look in () if looks is None else looks.values():
        states = look.values() if isinstance(look, Dictionary) else [look]
        yield from (state for state in states if isinstance(state, Stream))


def _matrix(value: object) -> Matrix:
    numbers = [length(one) for one in value] if isinstance(value, Array) else []
    known = [one for one in numbers if one is not None]
    return Matrix(*known) if len(known) == 6 and len(numbers) == 6 else Matrix()  # noqa: PLR2004  # a matrix has six


def _box(box: Box, matrix: Matrix) -> Box:
    corners = [matrix.transform((x, y)) for x in box[::2] for y in box[1::2]]
    (left, *_between, right), (bottom, *_others, top) = (
        sorted(sides) for sides in zip(*corners, strict=True)
    )
    return round(left, 4), round(bottom, 4), round(right, 4), round(top, 4)


def _is_upright(matrix: Matrix) -> bool:
    return matrix.b == matrix.c == 0 and matrix.a > 0 and matrix.d > 0


def _turn(matrix: Matrix) -> Matrix:
    """The matrix without scale and shift."""
    scale = max(abs(matrix.a), abs(matrix.b)) or 1
    a, b, c, d = (round(side / scale) for side in (matrix.a, matrix.b, matrix.c, matrix.d))
    return Matrix(a, b, c, d, 0, 0)
