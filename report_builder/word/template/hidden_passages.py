"""Hidden text in a template: told, and not run.

A value in hidden text is printed nowhere, so it is not registered. A statement in it would steer
text that is shown, and a tag that is hidden in part is half a tag: both are refused.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P

from report_builder.problems import Problem, Severity
from report_builder.word.hidden_text import hidden_runs, remove_hidden_runs
from report_builder.word.ooxml import (
    Element,
    T,
    find_paragraph,
    paragraphs_in,
    run_of,
    texts_in,
)
from report_builder.word.places import Places
from report_builder.word.run_looks import RunLooks
from report_builder.word.template.tag_text import TAG

_CODE = "verborgen"
_SUBJECTS = {
    qn("w:footnoteReference"): "een noot waarvan de verwijzing verborgen is",
    qn("w:endnoteReference"): "een noot waarvan de verwijzing verborgen is",
    qn("w:drawing"): "een verborgen tekening",
    qn("w:pict"): "een verborgen tekening",
    qn("w:object"): "een verborgen object",
}


def take_hidden(root: Element, looks: RunLooks, places: Places, file: str) -> list[Problem]:
    """Take the hidden text out of a part of a template; what is wrong with it.

    Where a tag cannot be taken out it stays: the error keeps the template from being run.
    """
    problems = list(find_hidden(root, looks, places, file))
    if not any(problem.is_error for problem in problems):
        remove_hidden_runs(root, looks)
    return problems


def find_hidden(root: Element, looks: RunLooks, places: Places, file: str) -> Iterator[Problem]:
    """What is hidden in a part, as warnings, and the tags that may not be, as errors."""
    hidden = set(hidden_runs(root, looks))
    for paragraph in paragraphs_in(root) if hidden else ():
        yield from _told(paragraph, hidden, places.get(paragraph, "1"), file)


def _told(paragraph: CT_P, hidden: set[Element], place: str, file: str) -> Iterator[Problem]:
    texts = [element for element in texts_in(paragraph) if element.tag == T]
    text = "".join(element.text or "" for element in texts)
    shown = _spans_in_view(texts, hidden)
    unseen = "".join(
        character for character, is_shown in zip(text, shown, strict=True) if not is_shown
    )
    for tag in TAG.finditer(text):
        in_view = shown[tag.start() : tag.end()]
        if not all(in_view) and (any(in_view) or tag[0].startswith("{%")):
            message = f"de tag {tag[0]} staat geheel of deels in verborgen tekst"
            hint = "kies in Word Lettertype, en haal het vinkje bij Verborgen weg"
            yield Problem(_CODE, file, place, message, hint)
    subject = _subject(unseen, [run for run in hidden if find_paragraph(run) is paragraph])
    if subject:
        hint = "haal haar weg, of maak haar zichtbaar"
        yield Problem(_CODE, file, place, f"{subject} wordt niet afgedrukt", hint, Severity.WARNING)


def _subject(unseen: str, runs: Iterable[Element]) -> str:
    """What is hidden in a paragraph, in words; empty where that is nothing but white space."""
    if unseen.strip():
        # Not quoted: the warnings of a concept stand on the page that goes round.
        return "verborgen tekst"
    for tag, subject in _SUBJECTS.items():
        if any(next(run.iter(tag), None) is not None for run in runs):
            return subject
    return ""


def _spans_in_view(texts: Iterable[Element], hidden: Container[Element]) -> list[bool]:
    """For each character of a paragraph's text whether it is shown."""
    return [run_of(text) not in hidden for text in texts for _ in text.text or ""]
