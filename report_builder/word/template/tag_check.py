"""What is wrong with a tag by itself, so that the problems of all tags are told at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from jinja2 import Environment, TemplateSyntaxError, nodes

from report_builder.model.own_marks import has_own_mark
from report_builder.problems import Fault, Problem
from report_builder.word.template.jinja_dutch import Told, in_dutch
from report_builder.word.template.tag_numbers import find_number_fault
from report_builder.word.template.tags import Tag, unclosed
from report_builder.word.template.template_check import LINE_HINT

# Jinja reads whole blocks only: completed like this, a statement can be read by itself, and what is
# wrong with one does not hide what is wrong with the next.
_STATEMENTS = {
    "if": "{}{{% endif %}}",
    "elif": "{{% if 1 %}}{}{{% endif %}}",
    "else": "{{% if 1 %}}{}{{% endif %}}",
    "endif": "{{% if 1 %}}{}",
    "for": "{}{{% endfor %}}",
    "endfor": "{{% for x in y %}}{}",
    "set": "{}",
}
_CLOSING = frozenset({"else", "endif", "endfor"})
_MOST_KEPT = 2_000
"""The tags of which is kept whether they can be read: a report repeats many of them."""
_JINJA = Environment(autoescape=True)


def check_tags(tags: Iterable[Tag], file: str) -> Iterator[Problem]:
    """What is wrong with each tag of a part by itself. The end of a block whose beginning does not
    exist here is not told as well.
    """
    refused: set[str] = set()
    for tag in tags:
        problems = list(check_tag(tag, file))
        if problems and tag.word:
            refused.add(f"end{tag.word}")
        if tag.word not in refused or tag.word in _STATEMENTS:
            yield from problems


def check_tag(tag: Tag, file: str) -> Iterator[Problem]:
    """What is wrong with a tag: one problem, the first that shows."""
    # A mark of the program is told of the paragraph.
    if tag.is_comment or has_own_mark(tag.text):
        return
    if tag.swallows_another:
        yield unclosed(tag.text, tag.place, file)
        return
    try:
        _check(tag)
    except Fault as fault:
        yield fault.at(file, tag.place)


def _check(tag: Tag) -> None:
    """Raise Fault with what is wrong with a tag."""
    if fault := find_number_fault(tag.text):
        raise fault
    if tag.is_statement:
        _check_statement(tag)
    elif tag.unit:
        hint = f"schrijf {{{{ … }}}}, zonder {tag.unit}"
        raise Fault("taal", f"{tag.text}: {tag.unit} hoort hier niet", hint)
    else:
        _check_syntax(f"{{{{ {tag.inner} }}}}", tag)


def _check_statement(tag: Tag) -> None:
    if tag.word in _STATEMENTS:
        _check_syntax(_STATEMENTS[tag.word].format(f"{{% {tag.inner} %}}"), tag)
        return
    if not tag.word:
        raise Fault("taal", f"{tag.text} is niet te lezen: na {{% hoort een woord", LINE_HINT)
    small = tag.word.lower()
    # Word makes a capital of the first letter of a sentence, also within a tag.
    hint = f"schrijf '{small}', met een kleine letter" if small in _STATEMENTS else LINE_HINT
    raise Fault("taal", f"'{tag.word}' bestaat hier niet: {tag.text}", hint)


def parsed_alone(tag: Tag, file: str) -> nodes.Template | None:
    """The tree of a tag by itself; None for one that is wrong, or that names nothing."""
    if tag.is_comment or tag.word in _CLOSING or any(check_tag(tag, file)):
        return None
    whole = _STATEMENTS[tag.word].format(f"{{% {tag.inner} %}}") if tag.is_statement else ""
    return _JINJA.parse(whole or f"{{{{ {tag.inner} }}}}")


def _check_syntax(source: str, tag: Tag) -> None:
    try:
        fault = _syntax_fault(source)
    except RecursionError as error:
        raise Fault("taal", "deze tag is te diep genest", "schrijf de formule korter") from error
    if fault:
        raise Fault("taal", f"{tag.text} is niet te lezen: {fault.message}", fault.hint)


@lru_cache(_MOST_KEPT)
def _syntax_fault(source: str) -> Told | None:
    """What is wrong with a source, in Dutch; None where it can be read."""
    try:
        _JINJA.parse(source)
    except TemplateSyntaxError as error:
        return in_dutch(error.message)
    return None
