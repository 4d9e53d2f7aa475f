"""The names in sound tags of a template that cannot be run since another tag is wrong, so that all
that can be found is told at once (contract, section 4).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from jinja2 import nodes

from report_builder.problems import Fault, Problem
from report_builder.word.template.tag_check import parsed_alone
from report_builder.word.template.tags import Tag
from report_builder.word.template.template_check import TemplateCheck
from report_builder.word.template.template_file import OpenTemplate

_NAME = re.compile(r"[^\W\d]\w*")


def check_sound_tags(
    template: OpenTemplate, words: Mapping[str, object], filters: Mapping[str, object], follows: str
) -> Iterator[Problem]:
    """What is wrong with the names in tags that can be read, each looked at by itself. Faults with
    the code `follows` are told elsewhere.
    """
    for tags in template.tags.values():
        trees = [(tag, parsed_alone(tag, template.file)) for tag in tags]
        names = _set_names(trees)
        for tag, tree in trees:
            faults = _find_faults(tree, names, words, filters) if tree is not None else []
            told = [fault for fault in faults if fault.code != follows]
            yield from (fault.at(template.file, tag.place) for fault in told)


def _find_faults(
    tree: nodes.Template,
    names: set[str],
    words: Mapping[str, object],
    filters: Mapping[str, object],
) -> list[Fault]:
    faults: list[Fault] = []

    def tell(fault: Fault, _line: int) -> None:
        faults.append(fault)

    check = TemplateCheck(words, filters, tell)
    check.set_names |= names - set(words)
    check.check_parts(tree)
    return faults


def _set_names(trees: Sequence[tuple[Tag, nodes.Template | None]]) -> set[str]:
    """The names that the tags of a part give; of a tag that cannot be read, each word in it."""
    names: set[str] = set()
    for tag, tree in trees:
        if tree is not None:
            stored = tree.find_all(nodes.Name)
            names |= {name.name for name in stored if name.ctx == "store"}
        elif tag.is_statement:
            names |= set(_NAME.findall(tag.inner))
    return names
