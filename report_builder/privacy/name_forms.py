"""A person, in the ways in which a Dutch civil servant writes a name: surname alone or first, with
initials, call name, particles and titles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from report_builder.privacy.common_names import COMMON_NAMES
from report_builder.privacy.folding import squeezed
from report_builder.privacy.wanted import Wanted
from report_builder.privacy.word_patterns import (
    BEFORE,
    BEHIND,
    compiled,
    word_pattern,
    words_pattern,
)

_WORDS = re.compile(r"\S+")
PARTICLES = frozenset(
    _WORDS.findall("van von vd v de der den d ten ter te 't t het la le du el al ben bin y da di")
)
TITLES = frozenset(
    _WORDS.findall(
        "mr drs ing ir dr prof bc mw mevr mevrouw dhr heer msc ma llm bsc ba phd mba rc ra"
    )
)
_AT_FIRST = frozenset(_WORDS.findall("van de den der ten ter het"))
"""Particles that may begin a name, with a capital."""
_ADDRESS = re.compile(r"^(?:de\s+heer|mevrouw)\s+", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[A-Z][a-z]{0,2}\.-?)+[A-Z]?|[A-Z]{1,4}")
_SHORT = 3
"""A surname of so few letters is a word like any other, and half of one says nothing."""
_RAW = 5
"""Fewer letters than this occur in packed bytes by chance."""
_BESIDE = r"[\s._,;-]{1,3}"
_PARTICLE = rf"(?:(?:{'|'.join(sorted(PARTICLES, key=len, reverse=True))})[\s./'’-]{{1,2}})"
_MORE_INITIALS = r"(?-i:(?:[.\s-]{0,2}[A-Z]){0,5})"
_CALLED = r"(?:\.?\s?\([^()\n]{2,20}\))?"
_TITLE = r"(?:heer|mevrouw|mevr|mw|dhr|drs|mr|ing|ir|dr|prof)"


@dataclass(frozen=True)
class Person:
    """A name taken apart: the parts of the surname, given and call names, and the initials."""

    surname: tuple[str, ...]
    given: tuple[str, ...]
    initials: tuple[str, ...]

    @property
    def is_common(self) -> bool:
        """Whether the surname is a word like any other, or that of very many."""
        letters = "".join(self.surname).lower()
        return len(letters) <= _SHORT or letters in COMMON_NAMES


def read_person(text: str) -> Person | None:
    """Who is meant by a name that was folded; None where it is not that of a person."""
    if re.search(r"[\d@]", text):
        return None
    called = tuple(re.findall(r"\(([^()]+)\)", text))
    plain = _ADDRESS.sub("", re.sub(r"\([^()]*\)", " ", text))
    last, _, first = plain.partition(",")
    words = [word for word in f"{first} {last}".split() if _bare(word) not in TITLES]
    if len(words) < 2 or not words[-1][:1].isupper():
        return None
    return _person(words, called)


def _bare(word: str) -> str:
    return word.strip(".,").lower()


def _person(words: list[str], called: tuple[str, ...]) -> Person | None:
    end = next((place for place, word in enumerate(words) if _is_particle(word)), len(words) - 1)
    before = words[:end]
    rest = [word for word in words[end:] if not _is_particle(word)]
    surname = tuple(re.findall(r"[^\W\d_]+", " ".join(rest)))
    if not surname or not surname[0][:1].isupper():
        return None
    initials = tuple(word for word in before if _INITIALS.fullmatch(word))
    given = tuple(word for word in before if word not in initials)
    return Person(surname, (*given, *called), (*initials, *given))


def _is_particle(word: str) -> bool:
    if word.lstrip("'’")[:1].isupper() and word.lower() not in _AT_FIRST:
        return False
    parts = re.findall(r"[\w']+", word)
    return bool(parts) and all(part.lower() in PARTICLES for part in parts)


def person_forms(key: str, person: Person) -> Iterator[Wanted]:
    """How a person is looked for: by the surname alone where it is rare, else beside what tells who
    is meant; a common surname and half of a double one may be meant otherwise.
    """
    letters = "".join(person.surname)
    surname = words_pattern(person.surname)
    if person.is_common:
        yield Wanted(key, (squeezed(letters),), _full_names(person, surname))
        yield _doubtful(key, letters, surname)
        return
    raw = compiled(surname) if len(letters) >= _RAW else None
    yield Wanted(key, (squeezed(letters),), compiled(f"{BEFORE}{surname}{BEHIND}"), raw)
    halves = person.surname if len(person.surname) > 1 else ()
    for half in halves:
        if len(half) > _SHORT:
            yield _doubtful(key, half, word_pattern(half))


def _full_names(person: Person, surname: str) -> re.Pattern[str]:
    """The surname before or behind initials, a given name or a title."""
    firsts = [word_pattern(name) for name in person.given]
    firsts += [rf"(?-i:{name[0]}){_MORE_INITIALS}" for name in person.initials]
    particles = f"{_PARTICLE}{{0,3}}"
    first = f"(?:{'|'.join(firsts)})" if firsts else _TITLE
    forward = rf"(?:{first}|{_TITLE}){_CALLED}{_BESIDE}{particles}{surname}"
    backward = rf"{surname}(?:\s?,\s?|\s){first}"
    return compiled(f"{BEFORE}(?:{forward}|{backward}){BEHIND}")


def _doubtful(key: str, letters: str, pattern: str) -> Wanted:
    """A name that may be a word: only where it is written as a name, with a capital."""
    begin = f"(?<![^\\W_])(?=[{letters[0].upper()}])"
    text = compiled(f"(?-i:{begin}){pattern}{BEHIND}")
    return Wanted(key, (squeezed(letters),), text, is_certain=False)
