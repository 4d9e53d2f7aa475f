"""Whether the tags of a part fit together: what opens is closed, and rows and cells stay whole.

Jinja's parser stops at the first fault and knows no paragraphs. docxtpl puts a tag with p, tr or tc
in the place of the whole paragraph, row or cell around it (`DocxTemplate.patch_xml`), and says
nothing of the text that goes with it. So both are checked here, on the document itself.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from report_builder.problems import Problem
from report_builder.word.ooxml import TBL, TC, TR, Element, find_around, paragraphs_in, text_of
from report_builder.word.template.tag_text import TAG
from report_builder.word.template.tags import Tag

_WORDS = ("if", "elif", "else", "endif", "for", "endfor")
_OTHER_WORDS = frozenset(
    {
        *("set", "endset", "with", "endwith", "do", "raw", "endraw", "block", "endblock"),
        *("macro", "endmacro", "call", "endcall", "filter", "endfilter", "include", "import"),
        *("from", "extends", "autoescape", "endautoescape"),
    }
)
"""What Jinja has besides: refused by name, and no misspelt word of a block."""
_LETTERS = re.compile(r"[a-z]+")
_UNIT_TAGS = {"tr": TR, "tc": TC}


@dataclass(frozen=True)
class _Mistake:
    """What is wrong with a tag, and the way out."""

    message: str
    hint: str


_NOT_CLOSED = _Mistake("dit blok wordt niet gesloten", "sluit af met {% endif %} of {% endfor %}")
_NOT_OPENED = _Mistake(
    "dit deel hoort bij geen enkel blok", "begin het blok met {% if … %} of {% for … %}"
)
_SPACED = _Mistake(
    "er staat een spatie voor p, tr, tc of r", "schrijf {%p, {%tr of {%tc, zonder spatie"
)
_SIGNS = _Mistake(
    "in een tag met p, tr, tc of r mag geen % of } staan",
    "geef de waarde eerst een naam met {% set %}",
)
_NO_TABLE = _Mistake(
    "deze tag hoort in een tabel", "gebruik p voor hele alinea's, of niets binnen een alinea"
)
_NOT_ALONE = _Mistake(
    "de tekst naast deze tag zou wegvallen",
    "zet een tag met p, tr of tc alleen in zijn alinea, rij of cel",
)
_UNITS_DIFFER = _Mistake(
    "het begin en het eind van dit blok passen niet bij elkaar",
    "gebruik aan beide kanten hetzelfde: p, tr, tc of niets",
)
_TABLES_DIFFER = _Mistake(
    "dit blok begint en eindigt in verschillende tabellen", "houd het blok binnen één tabel"
)
_ROWS_DIFFER = _Mistake(
    "dit blok begint en eindigt in verschillende rijen", "houd het blok binnen één rij"
)
_SAME_ROW = _Mistake(
    "dit blok begint en eindigt in dezelfde rij", "zet begin en eind elk in een eigen rij"
)
_MOST_BLOCKS = 12
"""So many blocks stand within each other at most; Python itself stops at twenty."""
_TOO_DEEP = _Mistake(
    f"dit blok staat binnen meer dan {_MOST_BLOCKS} andere blokken",
    "zet de voorwaarden na elkaar in plaats van in elkaar",
)
_SAME_PARAGRAPH = _Mistake("dit blok begint en eindigt in dezelfde alinea", "laat de p weg")


@dataclass(frozen=True)
class _Pair:
    """The two statements that a block begins and ends with."""

    opening: Tag
    closing: Tag


class _Blocks:
    """The blocks of a part: which statements pair up, and which are left over."""

    def __init__(self, tags: Sequence[Tag]) -> None:
        self.pairs: list[_Pair] = []
        self.not_opened: list[Tag] = []
        self.not_closed: list[Tag] = []
        self.too_deep: list[Tag] = []
        self._open: list[Tag] = []
        for tag in tags:
            self._take(tag)
        self.not_closed += self._open

    def _take(self, tag: Tag) -> None:
        # A word that is not known is told of the tag itself, and not again of what belongs to it.
        match _meant_word(tag):
            case "if" | "for":
                if len(self._open) == _MOST_BLOCKS:
                    self.too_deep.append(tag)
                self._open.append(tag)
            case "else" if not self._open:
                self.not_opened.append(tag)
            case "elif" if not self._open or _meant_word(self._open[-1]) != "if":
                self.not_opened.append(tag)
            case "endif" | "endfor":
                self._close(tag)

    def _close(self, tag: Tag) -> None:
        words = [_meant_word(opening) for opening in self._open]
        word = _meant_word(tag).removeprefix("end")
        if word not in words:
            self.not_opened.append(tag)
            return
        while (
            _meant_word(self._open[-1]) != word
        ):  # what was opened within, and should have been closed
            self.not_closed.append(self._open.pop())
        self.pairs.append(_Pair(self._open.pop(), tag))


def _meant_word(tag: Tag) -> str:
    """The word of a block that a statement begins with, also where it is misspelt."""
    word = tag.word.lower()
    if not tag.is_statement or word in _OTHER_WORDS:
        return word
    near = [word, *_LETTERS.findall(tag.inner.lower())[:1]]
    return next((match for one in near for match in get_close_matches(one, _WORDS, 1)), word)


def _is_misspelt(tag: Tag) -> bool:
    return tag.word not in _WORDS


def check_pairs(tags: Sequence[Tag], file: str, broken: Collection[str] = ()) -> Iterator[Problem]:
    """What is wrong with how the tags of one part stand to each other and to the text. In the
    places of `broken` a tag could not be read: what misses its other half there is not told.
    """
    blocks = _Blocks(tags)
    told = {id(tag) for tag in tags if tag.place in broken or _is_misspelt(tag)}
    mistakes = [(tag, _NOT_OPENED) for tag in blocks.not_opened if id(tag) not in told]
    mistakes += [(tag, _NOT_CLOSED) for tag in blocks.not_closed if id(tag) not in told]
    mistakes += [(tag, _TOO_DEEP) for tag in blocks.too_deep[:1]]
    crowded: list[Tag] = []
    for pair in blocks.pairs:
        mistake = _find_mistake(pair)
        if mistake:
            mistakes.append((pair.closing, mistake))
        if mistake in (_SAME_ROW, _SAME_PARAGRAPH):
            crowded += [pair.opening, pair.closing]
    for tag in tags:
        mistake = _find_mistake_alone(tag)
        is_told = mistake is _NOT_ALONE and any(tag is other for other in crowded)
        if mistake and not is_told:
            mistakes.append((tag, mistake))
    for tag, mistake in mistakes:
        yield Problem("tag", file, tag.place, f"{tag.text}: {mistake.message}", mistake.hint)


def _find_mistake(pair: _Pair) -> _Mistake | None:
    """What is wrong with where a block begins and ends."""
    opening, closing = pair.opening, pair.closing
    if opening.has_spaced_unit or closing.has_spaced_unit:
        return None  # told of the tag itself
    if opening.unit != closing.unit:
        return _UNITS_DIFFER
    if opening.unit == "p":
        return _SAME_PARAGRAPH if opening.paragraph is closing.paragraph else None
    is_in_table = _around(opening, TR) is not None and _around(closing, TR) is not None
    return _find_table_mistake(pair) if is_in_table else None


def _find_table_mistake(pair: _Pair) -> _Mistake | None:
    is_same_row = _around(pair.opening, TR) is _around(pair.closing, TR)
    is_same_table = _around(pair.opening, TBL) is _around(pair.closing, TBL)
    match pair.opening.unit:
        case "tr" if not is_same_table:
            return _TABLES_DIFFER
        case "tr" if is_same_row:
            return _SAME_ROW
        case "tc" if not is_same_row:
            return _ROWS_DIFFER
    return None


def _find_mistake_alone(tag: Tag) -> _Mistake | None:
    """What is wrong with a tag by itself, where it takes more away than it says."""
    if tag.has_spaced_unit:
        return _SPACED
    if not tag.unit or not (tag.is_comment or tag.is_statement):
        return None
    if tag.is_statement and any(sign in tag.inner for sign in "%}"):
        return _SIGNS
    if tag.unit == "r":
        return None
    around = tag.paragraph if tag.unit == "p" else _around(tag, _UNIT_TAGS[tag.unit])
    if around is None:
        return _NO_TABLE
    return _NOT_ALONE if _has_more_than(tag, around) else None


def _around(tag: Tag, kind: str) -> Element | None:
    """The innermost row, cell or table that a tag stands in."""
    return find_around(tag.paragraph, kind)


def _has_more_than(tag: Tag, around: Element) -> bool:
    """Whether something is written in an element beside one tag and comments."""
    text = "".join(map(text_of, paragraphs_in(around)))
    if tag.text not in text:
        return False  # a tag that could not be joined has been told by itself
    beside = TAG.sub(lambda match: "" if match[0].startswith("{#") else match[0], text)
    if not tag.is_comment:
        beside = beside.replace(tag.text, "", 1)
    return bool(beside.strip())
