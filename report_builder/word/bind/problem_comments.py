"""A template with what is wrong with it as comments, each at its paragraph, for who mends it in
Word; and without these, when it comes back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from docx.oxml.text.paragraph import CT_P

from report_builder.problems import Fault, Problem
from report_builder.word.fill.stale_comments import AUTHOR, comment_on, make_comment
from report_builder.word.notes import PlacedComment, add_comments, remove_comments_of
from report_builder.word.ooxml import P, find_around, make_run, paragraphs_in
from report_builder.word.opening import open_docx
from report_builder.word.package import WordFile, body_of, package_bytes, styles_of
from report_builder.word.places import TEXT_BOX, find_places, heading_levels


def with_problem_comments(data: bytes, file: str, problems: Sequence[Problem], day: date) -> bytes:
    """A template with a comment of the program for each of its problems. Word has comments in the
    text alone: what is wrong elsewhere is told at the first paragraph, with its place.

    Raises Fault when the template cannot be opened.
    """
    document, _ = open_docx(data, file)
    if document is None:
        raise Fault("word", "dit sjabloon is niet te openen")
    remove_comments_of(document, AUTHOR)
    paragraphs = _anchors(document)
    first = next(iter(paragraphs.values()), None)
    for problem in problems:
        paragraph = paragraphs.get(problem.place, first)
        if paragraph is not None:
            add_comments(document, _placed(paragraph, problem, problem.place in paragraphs, day))
    return package_bytes(document)


def without_problem_comments(data: bytes, file: str) -> tuple[bytes, int]:
    """A template without the comments of the program, and how many these were; untouched where
    there are none, or where it cannot be opened.
    """
    document, _ = open_docx(data, file)
    count = remove_comments_of(document, AUTHOR) if document is not None else 0
    return (package_bytes(document), count) if document is not None and count else (data, 0)


def _anchors(document: WordFile) -> dict[str, CT_P]:
    """The first paragraph at each place of the text; in a text box no comment can be."""
    body = body_of(document)
    paragraphs: dict[str, CT_P] = {}
    for paragraph, place in find_places(body, heading_levels(styles_of(document))).items():
        box = find_around(paragraph, TEXT_BOX)
        around = find_around(box, P) if box is not None else paragraph
        if isinstance(around, CT_P):
            paragraphs.setdefault(place, around)
    for paragraph in paragraphs_in(body):
        paragraphs.setdefault("1", paragraph)
    return paragraphs


def _placed(
    paragraph: CT_P, problem: Problem, is_there: bool, day: date
) -> Iterator[PlacedComment]:
    if next(comment_on(paragraph, ["-"]), None) is None:
        paragraph.append(make_run(""))
    for comment in comment_on(paragraph, list(_lines(problem, is_there))):
        yield PlacedComment(make_comment(comment.lines, day), comment.first, comment.last)


def _lines(problem: Problem, is_there: bool) -> Iterable[str]:
    kind = "Fout" if problem.is_error else "Let op"
    yield f"{kind}: {problem.message}"
    if problem.hint:
        yield f"Wat u kunt doen: {problem.hint}"
    if not is_there:
        yield f"Plaats: {problem.place}"
