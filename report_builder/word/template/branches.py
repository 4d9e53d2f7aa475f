"""What of a template's text stands free, and what stands in a branch that the figures choose."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from report_builder.word.template.tag_text import QUOTED, TAG
from report_builder.wording.typed_numbers import HOLE

# Names behind a point, a bar or before an equals sign are attributes, filters and arguments.
_NAME = re.compile(r"(?<![\w.|])(?<!\|\s)[a-z_]\w*\b(?!\s*=(?!=))", re.IGNORECASE)
_SETTINGS = frozenset({"editie", "persoon", "geadresseerde", "loop"})
_PLACED = frozenset({"figuur", "tabel", "verwijs", "vast"})
_KEYWORDS = frozenset({"if", "elif", "else", "and", "or", "not", "in", "for", "set"})
_CONSTANTS = frozenset({"True", "False", "true", "false"})
_NO_FIGURES = _SETTINGS | _PLACED | _KEYWORDS | _CONSTANTS
_STATEMENT = re.compile(r"\{%-?\s*(?:(?:p|tr|tc|r)\s)?\s*(\w+)(.*?)-?%\}", re.DOTALL)
# What follows an indicator whose period is asked for: perhaps a slice, then a bracket.
_PERIOD = re.compile(r"(?:\([^()]*\))?\s*\[")


def names_figures(expression: str) -> bool:
    """Whether an expression rests on figures, rather than on settings or placed figures."""
    unquoted = QUOTED.sub("''", expression)
    return any(name not in _NO_FIGURES for name in _NAME.findall(unquoted))


def prints_current(tag: str, themes: frozenset[str]) -> bool:
    """Whether a tag prints a figure that follows the data: not one whose every indicator names its
    period.
    """
    if not prints_figure(tag):
        return False
    unquoted = QUOTED.sub("''", tag)
    ends = _indicator_ends(unquoted, themes)
    return not ends or any(not _PERIOD.match(unquoted, end) for end in ends)


def prints_figure(tag: str) -> bool:
    """Whether a tag prints something made from figures."""
    return tag.startswith("{{") and names_figures(tag[2:-2])


def _indicator_ends(tag: str, themes: Iterable[str]) -> list[int]:
    """Where the names of indicators end in a tag."""
    names = "|".join(map(re.escape, sorted(themes)))
    indicator = re.compile(rf"(?<![\w.])(?:{names})\.\w+")
    return [match.end() for match in indicator.finditer(tag)] if names else []


def chooses_by_figures(tag: str) -> bool:
    """Whether a tag opens a branch that figures choose."""
    statement = _STATEMENT.fullmatch(tag)
    return statement is not None and statement[1] in ("if", "elif") and names_figures(statement[2])


def figure_in(tag: str, themes: Iterable[str]) -> str:
    """The first indicator that a tag names, with its slice; empty where it names none."""
    names = "|".join(map(re.escape, sorted(themes)))
    indicator = re.compile(rf"(?<![\w.])(?:{names})\.\w+(?:\([^()]*\))?")
    match = indicator.search(tag) if names else None
    return match[0] if match else ""


@dataclass
class Branches:
    """Follows the branches of a template, from paragraph to paragraph."""

    chosen: list[bool] = field(default_factory=list)
    """Of each open branch whether figures choose it."""

    def free_text(self, text: str) -> str:
        """The text with figures as holes, and blanks for other tags and for what stands in a branch
        that figures chose.

        It is as long as the text.
        """
        parts: list[str] = []
        position = 0
        for match in TAG.finditer(text):
            tag = match[0]
            parts.append(self._free(text[position : match.start()]))
            parts.append((HOLE if prints_figure(tag) else " ") * len(tag))
            self._follow(tag)
            position = match.end()
        parts.append(self._free(text[position:]))
        return "".join(parts)

    def _free(self, text: str) -> str:
        return " " * len(text) if any(self.chosen) else text

    def _follow(self, tag: str) -> None:
        statement = _STATEMENT.fullmatch(tag)
        if statement is None:
            return
        word, condition = statement.groups()
        if word == "if":
            self.chosen.append(names_figures(condition))
        elif word == "elif" and self.chosen:
            self.chosen[-1] |= names_figures(condition)
        elif word == "endif" and self.chosen:
            self.chosen.pop()
