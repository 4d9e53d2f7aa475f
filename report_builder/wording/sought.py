"""A pattern with the letters that a text must have to hold it, so that most texts need not be
looked through.

What they are is read from the pattern itself, with `re._parser`, which is private: whatever that
gives and is not known here asks for no letters, so the pattern is then looked for everywhere.
Upstream: `re` could tell by itself, as RE2 does, where no match can begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from re import _parser  # type: ignore[attr-defined]  # private, see above
from typing import Any, TypeAlias

_DIGIT = "\0"
"""What stands in the letters of a text for any digit in it."""
_ANY_DIGIT = re.compile(r"\d")
_MOST_WORDS = 12
"""So many words are put together from parts at most."""
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")

Words: TypeAlias = frozenset[str]
"""Of these a text has at least one."""
_NOTHING = frozenset({""})


def letters_of(text: str) -> str:
    """The letters of a text as `Sought.may_be_in` takes them."""
    # What a pattern that ignores case takes for an i or s, and `lower` does not make that.
    letters = text.replace("İ", "i").lower().replace("ı", "i").replace("ſ", "s")
    return letters + _DIGIT if _ANY_DIGIT.search(text) else letters


class Sought:
    """A pattern to look for, with what every text that holds it has."""

    def __init__(self, pattern: str, flags: re.RegexFlag) -> None:
        self.pattern = re.compile(pattern, flags)

    def may_be_in(self, letters: str) -> bool:
        """Whether a text with these letters may hold the pattern; if not, it surely does not."""
        for words in self.needs:
            for word in words:
                if word in letters:
                    break
            else:
                return False
        return True

    def search(self, text: str, letters: str) -> re.Match[str] | None:
        """The first place of the pattern in a text with these letters."""
        return self.pattern.search(text) if self.may_be_in(letters) else None

    @cached_property
    def needs(self) -> tuple[tuple[str, ...], ...]:
        """Rows of words, from each of which a text that holds the pattern has one."""
        needed = _needed(_parser.parse(self.pattern.pattern, self.pattern.flags))
        rows = {tuple(sorted(words)) for words in needed}
        return tuple(sorted(rows, key=lambda row: (len(row), row)))


def _needed(items: Iterable[tuple[Any, Any]]) -> list[Words]:
    """What a text has that holds these parts of a pattern, one behind the other."""
    needed: list[Words] = []
    run = _NOTHING  # what the text has at this point, in one piece
    for operation, detail in items:
        words = _spelled(operation, detail)
        joined = _joined(run, words)
        if joined is not None:
            run = joined
            continue
        needed.append(run)
        needed += [words] if words is not None else _inner(operation, detail)
        run = _NOTHING
    return [_shortest(words) for words in (*needed, run) if "" not in words]


def _spelled(operation: Any, detail: Any) -> Words | None:
    """All that a part of a pattern can be, where that can be listed."""
    match str(operation):
        case "AT" | "ASSERT_NOT":
            return _NOTHING  # it takes no place
        case "LITERAL" | "IN" as kind:
            return _one_of(detail if kind == "IN" else [(operation, detail)])
        case "SUBPATTERN":
            return _in_a_row(detail[-1])
        case "BRANCH":
            return _all_of(map(_in_a_row, detail[1]))
        case "MAX_REPEAT" if detail[:2] == (0, 1):
            return _all_of((_in_a_row(detail[2]), _NOTHING))
    return None


def _letter(code: int) -> Words | None:
    """A letter as it stands in the letters of a text; none for one with relatives elsewhere."""
    letter = chr(code).lower()
    is_alone = letter == letter.upper() or letter.isascii() or "à" <= letter <= "ý"
    return frozenset({letter}) if is_alone else None


def _one_of(items: Sequence[tuple[Any, Any]]) -> Words | None:
    """The letters between square brackets; None where they are a kind of letter, or all others."""
    codes: list[int] = []
    for kind, detail in items:
        if str(kind) not in ("LITERAL", "RANGE"):
            return None
        first, last = detail if str(kind) == "RANGE" else (detail, detail)
        if last - first > _MOST_WORDS:
            return None
        codes += range(first, last + 1)
    return _all_of(map(_letter, codes))


def _in_a_row(items: Iterable[tuple[Any, Any]]) -> Words | None:
    run = _NOTHING
    for operation, detail in items:
        joined = _joined(run, _spelled(operation, detail))
        if joined is None:
            return None
        run = joined
    return run


def _joined(starts: Words, ends: Words | None) -> Words | None:
    """Every start with every end; None where these are not known, or too many to put together."""
    if ends is None:
        return None
    is_choice = len(starts) > 1 and len(ends) > 1
    if is_choice and len(starts) * len(ends) > _MOST_WORDS:
        return None
    return frozenset(start + end for start in starts for end in ends)


def _all_of(choices: Iterable[Words | None]) -> Words | None:
    together: set[str] = set()
    for words in choices:
        if words is None:
            return None
        together |= words
    return frozenset(together)


def _inner(operation: Any, detail: Any) -> list[Words]:
    """What a text has for a part of a pattern that cannot be listed."""
    kind = str(operation)
    if kind == "SUBPATTERN":
        return _needed(detail[-1])
    if kind == "ATOMIC_GROUP":
        return _needed(detail)
    if kind == "ASSERT":
        return _needed(detail[1])
    if kind in _REPEATS and detail[0]:
        return _needed(detail[2])
    if kind == "BRANCH":
        rarest = [max(_needed(items), key=_rarity, default=None) for items in detail[1]]
        words = _all_of(rarest)
        return [_shortest(words)] if words is not None else []
    is_digit = kind == "IN" and [str(what) for _, what in detail] == ["CATEGORY_DIGIT"]
    return [frozenset({_DIGIT})] if is_digit else []


def _shortest(words: Words) -> Words:
    """The words that hold no other of them."""
    return frozenset(word for word in words if not any(other in word for other in words - {word}))


def _rarity(words: Words) -> tuple[float, int]:
    """How seldom a text has any of some words, roughly; digits are common, signs are not."""
    return min(sum(map(_weight, word)) for word in words), -len(words)


def _weight(character: str) -> float:
    if character == _DIGIT:
        return 1.5
    if character.isalpha():
        return 1
    return 0.5 if character.isdigit() or character in " .,-()" else 3
