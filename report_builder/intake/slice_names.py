"""How the names of parts are written: what nobody sees in one, and two that read as one.

Two spellings of one name are two parts to a program: each would have half of the figures, and no
reader could tell which.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from report_builder.model.catalogue import TOTAL
from report_builder.model.own_marks import has_tag
from report_builder.problems import Fault, Severity

_CAN_BE_MEANT = frozenset({"deel-totaal", "deel-accent"})
_TOTALS = frozenset({"totaal", "totalen", "totals"})
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
"""Categories of characters that show nothing: control, format, private use, line ends."""
_BLANKS = frozenset("\u034f\u115f\u1160\u2800\u3164\uffa0")
"""Characters of other categories that show nothing either."""
_BETWEEN_LETTERS = re.compile(r"(?<=[^\W\d_])[ -]+(?=[^\W\d_])")
_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_QUOTES = re.compile(r"[\u2018\u2019\u201b\u02bc\u0060\u00b4]")
_LIKE_LATIN = ("CYRILLIC", "GREEK")


class NamedLine(NamedTuple):
    """The name of a part and the line that it stands on."""

    name: str
    line: int


def find_name_fault(name: str) -> Fault | None:
    """What is wrong with the name of a part by itself, if anything is."""
    if not name:
        return Fault("dimensie", "een dimensie is leeg", "schrijf de naam, of TOTAL")
    for is_wrong, make in _RULES:
        if is_wrong(name):
            return make(name)
    return None


def find_name_faults(lines: Iterable[NamedLine]) -> Iterator[tuple[NamedLine, Fault]]:
    """What is wrong with the names in a dimension: with each by itself, and with each that reads as
    an earlier one and is written in another way.
    """
    same: dict[str, NamedLine] = {}
    alike: dict[str, NamedLine] = {}
    for line in lines:
        first = same.setdefault(folded(line.name), line)
        bare = alike.setdefault(_without_accents(folded(line.name)), line)
        if fault := find_name_fault(line.name):
            yield line, fault
        elif first.name != line.name:
            yield line, near_equal_fault(line.name, first.name, f"regel {first.line}")
        elif bare.name != line.name:
            yield line, _accents(line.name, bare)


def near_equal_fault(name: str, other: str, place: str) -> Fault:
    """What to say of a name that reads as another one, which stands at that place."""
    message = f"de naam '{shown(name)}' is bijna gelijk aan '{shown(other)}' ({place})"
    return Fault("deelnaam", message, "schrijf de naam overal op dezelfde manier")


def severity_of(fault: Fault) -> Severity:
    """How bad a fault of a name is: what may be meant so is a warning."""
    return Severity.WARNING if fault.code in _CAN_BE_MEANT else Severity.ERROR


def folded(name: str) -> str:
    """What a reader makes of a name: without capitals, what is not seen, and the ways to write a
    hyphen, an apostrophe or a space.
    """
    plain = _QUOTES.sub("'", _DASHES.sub("-", unicodedata.normalize("NFKC", name)))
    seen = "".join(letter for letter in plain if not _is_unseen(letter))
    return _BETWEEN_LETTERS.sub("", " ".join(seen.casefold().split()))


def _without_accents(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def shown(name: str) -> str:
    """A name as a message can show it: what is not seen by its number in Unicode."""
    return "".join(
        f"<U+{ord(letter):04X}>" if _is_unseen(letter) or _is_odd_space(letter) else letter
        for letter in name
    )


def _is_unseen(letter: str) -> bool:
    is_selector = "\ufe00" <= letter <= "\ufe0f"
    return is_selector or letter in _BLANKS or unicodedata.category(letter) in _UNSEEN


def _is_odd_space(letter: str) -> bool:
    return letter != " " and unicodedata.category(letter) == "Zs"


def _has_odd_spaces(name: str) -> bool:
    return name != name.strip() or "  " in name


def _mixes_scripts(name: str) -> bool:
    """Whether a word of it has letters of two scripts, of which one looks like the other."""
    words = (re.findall(r"[^\W\d_]", word) for word in name.split())
    return any(len({_script(letter) for letter in letters} - {""}) > 1 for letters in words)


def _script(letter: str) -> str:
    name = unicodedata.name(letter, "")
    if name.startswith("LATIN"):
        return "LATIN"
    return next((script for script in _LIKE_LATIN if name.startswith(script)), "")


def _unseen(name: str) -> Fault:
    message = f"de naam '{shown(name)}' heeft een teken dat niemand ziet"
    return Fault("dimensie", message, "typ de naam opnieuw, zonder dat teken")


def _tag(name: str) -> Fault:
    message = f"de naam '{name}' bevat een tag, en die wordt alleen in sjablonen gelezen"
    return Fault("dimensie", message, "schrijf de naam zonder accolades")


def _odd_space(name: str) -> Fault:
    message = f"de naam '{shown(name)}' heeft een vaste of bijzondere spatie"
    return Fault("dimensie", message, "typ een gewone spatie")


def _spaces(name: str) -> Fault:
    message = f"de naam '{shown(name)}' heeft spaties aan het begin of eind, of dubbele"
    return Fault("dimensie", message, "haal die spaties weg")


def _composed(name: str) -> Fault:
    message = f"de naam '{name}' is opgebouwd uit losse letters en accenten (Unicode NFD)"
    hint = "typ de naam opnieuw, of bewaar het bestand in Unicode NFC"
    return Fault("dimensie", message, hint)


def _scripts(name: str) -> Fault:
    message = f"de naam '{name}' heeft letters van twee schriften die op elkaar lijken"
    return Fault("dimensie", message, "typ de naam opnieuw, met Latijnse letters")


def _total(name: str) -> Fault:
    message = f"'{name}' is een andere schrijfwijze van {TOTAL}"
    return Fault("deelnaam", message, f"schrijf {TOTAL} voor het geheel")


def _accents(name: str, other: NamedLine) -> Fault:
    message = f"de naam '{name}' verschilt van '{other.name}' (regel {other.line}) in een accent"
    return Fault("deel-accent", message, "is het hetzelfde deel, schrijf de naam dan overal gelijk")


def _called_total(name: str) -> Fault:
    message = f"'{name}' telt hier als een deel, niet als het geheel"
    return Fault("deel-totaal", message, f"schrijf {TOTAL} als dit het totaal is")


# In order: of a name with several faults the first is told.
_RULES: tuple[tuple[Callable[[str], bool], Callable[[str], Fault]], ...] = (
    (lambda name: any(map(_is_unseen, name)), _unseen),
    (has_tag, _tag),
    (lambda name: any(map(_is_odd_space, name)), _odd_space),
    (_has_odd_spaces, _spaces),
    (lambda name: not unicodedata.is_normalized("NFC", name), _composed),
    (_mixes_scripts, _scripts),
    (lambda name: name != TOTAL and folded(name) == folded(TOTAL), _total),
    (lambda name: folded(name) in _TOTALS, _called_total),
)
