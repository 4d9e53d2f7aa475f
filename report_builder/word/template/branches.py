"""What of a template's text stands free, and what stands in a branch that the figures choose."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from report_builder.word.template.tags import TAG
from report_builder.wording.typed_numbers import HOLE

_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|“[^”]*”|‘[^’]*’")
# Names behind a point, a bar or before an equals sign are attributes, filters and arguments.
_NAME = re.compile(r"(?<![\w.|])(?<!\|\s)[a-z_]\w*\b(?!\s*=(?!=))", re.IGNORECASE)
_NO_FIGURES = frozenset(
    {
        "editie",
        "persoon",
        "geadresseerde",
        "loop",
        "figuur",
        "tabel",
        "verwijs",
        "vast",
        "if",
        "elif",
        "else",
        "and",
    }
    | {"or", "not", "in", "for", "set", "True", "False", "true", "false"}
)
_STATEMENT = re.compile(r"\{%-?\s*(?:(?:p|tr|tc|r)\s)?\s*(\w+)(.*?)-?%\}", re.DOTALL)
_ASKED = r"(?:\([^()]*\))?\s*\["


def names_figures(expression: str) -> bool:
    """Whether an expression rests on figures, rather than on settings or placed figures."""
    bare = _QUOTED.sub("''", expression)
    return any(found[0] not in _NO_FIGURES for found in _NAME.finditer(bare))


def prints_current(tag: str, themes: frozenset[str]) -> bool:
    """Whether a tag prints a figure that follows the data: not one whose every indicator names its
    period.
    """
    if not tag.startswith("{{") or not names_figures(tag[2:-2]):
        return False
    bare = _QUOTED.sub("''", tag)
    named = (
        re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, sorted(themes)))})\.\w+")
        if themes
        else None
    )
    found = list(named.finditer(bare)) if named else []
    return not found or any(not re.match(_ASKED, bare[match.end() :]) for match in found)


@dataclass
class Branches:
    """Follows the branches of a template, from paragraph to paragraph."""

    chosen: list[bool] = field(default_factory=list)

    def free_text(self, text: str) -> str:
        """The text with figures as holes, and blanks for other tags and for what stands in a branch
        that figures chose.

        It is as long as the text.
        """
        parts, position = [], 0
        for tag in TAG.finditer(text):
            parts.append(self._shown(text[position : tag.start()]))
            is_figure = tag[0].startswith("{{") and names_figures(tag[0][2:-2])
            parts.append((HOLE if is_figure else " ") * len(tag[0]))
            self._follow(tag[0])
            position = tag.end()
        return "".join([*parts, self._shown(text[position:])])

    def _shown(self, text: str) -> str:
        return " " * len(text) if any(self.chosen) else text

    def _follow(self, tag: str) -> None:
        found = _STATEMENT.fullmatch(tag)
        word = found[1] if found else ""
        if found and word == "if":
            self.chosen.append(names_figures(found[2]))
        elif found and word == "elif" and self.chosen:
            self.chosen[-1] |= names_figures(found[2])
        elif word == "endif" and self.chosen:
            self.chosen.pop()
