"""What Jinja has to say of a tag, in Dutch and with a way out.

Jinja's own texts are English and about programs. A test walks all that its parser, lexer and
compiler can say; what it might say besides gets a Dutch text too, without its words.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Told(NamedTuple):
    """A message and the way out."""

    message: str
    hint: str


_BRACKETS = "controleer haakjes, komma's en aanhalingstekens"
_WORDS = "kies uit if, elif, else, for en set; tekst hoort gewoon naast de tag"
_SET = "schrijf {% set naam = waarde %}"
_OPERATOR = "zet + - * / of een vergelijking tussen twee delen, en tekst tussen aanhalingstekens"
UNKNOWN = Told("zo is het geen tag", _BRACKETS)
"""What is said of what is not known here."""
_TOKENS = {
    "end of print statement": "het einde van de tag",
    "end of statement block": "het einde van de tag",
    "begin of print statement": "'{{'",
    "begin of statement block": "'{%'",
    "end of template": "het einde van de tag",
    "end of comment": "'#}'",
    "begin of comment": "'{#'",
    "template data / text": "gewone tekst",
    "name": "een naam",
    "string": "een tekst tussen aanhalingstekens",
    "integer": "een getal",
    "float": "een getal",
    "and": "'and'",
}
_CLOSE = "sluit elk haakje dat u opent, en open elk haakje dat u sluit"
_QUOTE = "sluit een tekst met hetzelfde aanhalingsteken waarmee hij begint"
_OTHER_BLOCKS = (
    "Block names|Required block|names starting|non-default argument|expected call|block '"
    "|cannot use extend|When defining macros|extended multiple|cannot assign attribute"
)
# By what Jinja says, the first that fits; what it quotes is put into the Dutch in its order.
_TEXTS: tuple[tuple[str, str, str], ...] = (
    (r"unexpected char '[\"']' at \w+", "een tekst wordt niet gesloten", _QUOTE),
    (r"unexpected char \"'\" at \w+", "een tekst wordt niet gesloten", _QUOTE),
    (r"unexpected char '(.+)' at \w+", "het teken {} hoort niet in een tag", _BRACKETS),
    (r"unexpected '([\]})])', expected '([\]})])'", "hier staat {} waar {} hoort", _CLOSE),
    (r"unexpected '([\]})])'", "{} sluit een haakje dat niet geopend is", _CLOSE),
    (
        r"unexpected end of template, expected '(.+?)'\.?",
        "de tag houdt op waar {} hoort",
        _BRACKETS,
    ),
    (r"expected token '.+?', got '='", "'=' vergelijkt hier niet", "schrijf == om te vergelijken"),
    (r"expected token 'end of .+?', got '(.+)'", "hier ontbreekt iets voor {}", _OPERATOR),
    (r"expected token '(.+?)', got '(.+)'", "hier staat {1} waar {0} hoort", _BRACKETS),
    (
        r"Expected an expression, got '(.+)'",
        "de tag is leeg of houdt te vroeg op",
        "noem een cijfer",
    ),
    (r"unexpected '(.+)'", "hier ontbreekt iets voor {}", _OPERATOR),
    (
        r"Invalid character in identifier",
        "in een naam staat een teken dat er niet hoort",
        _BRACKETS,
    ),
    (r"expected name or number", "achter de punt hoort een naam", "schrijf thema.indicator"),
    (r"expected subscript expression", "tussen [ ] staat niets", "schrijf bijvoorbeeld [2019]"),
    (
        r"invalid syntax for function call expression",
        "tussen ( ) staat iets op een verkeerde plaats",
        'noem eerst wat geen naam heeft, dan naam="waarde", met komma\'s ertussen',
    ),
    (r"can't assign to '.+'", "hier hoort een naam", _SET),
    (
        r"Can't assign to special loop variable in for-loop target",
        "'loop' is een vaste naam",
        "kies in de {% for %} een andere naam",
    ),
    (r"You cannot chain multiple tests with is", "'is' bestaat hier niet", _WORDS),
    (
        r"(?:truncated|malformed|unknown Unicode|illegal Unicode|\\ at end|.*escape).*",
        "in een tekst staat een '\\' die er niet hoort",
        "laat de '\\' weg",
    ),
    (r"Missing end of comment tag", "deze opmerking wordt niet gesloten", "sluit af met #}"),
    (r"Missing end of raw directive", "'raw' bestaat hier niet", _WORDS),
    (r"Unexpected end of template\..*'endset'.*", "achter 'set' ontbreekt het isgelijkteken", _SET),
    (
        r"Unexpected end of template\..*",
        "een blok wordt niet gesloten",
        "sluit af met {% endif %} of {% endfor %}",
    ),
    (
        r"Encountered unknown tag '(endif|endfor|else|elif)'\..*",
        "{} hoort hier niet bij een blok",
        "begin het blok met {% if … %} of {% for … %}",
    ),
    (r"Encountered unknown tag '(.+?)'\..*", "{} bestaat hier niet", _WORDS),
    (r"tag name expected", "na {% hoort een woord", _WORDS),
    (r"No \w+ named '(.+?)'.*", "{} bestaat hier niet", "zie de handleiding"),
    (
        f"(?:{_OTHER_BLOCKS}).*",
        "dit blok bestaat hier niet",
        _WORDS,
    ),
)


def in_dutch(text: str | None) -> Told:
    """What Jinja says, in Dutch: never a word of its own."""
    for pattern, message, hint in _TEXTS:
        match = re.fullmatch(pattern, (text or "").strip(), re.DOTALL)
        if match:
            words = map(_token, match.groups())
            return Told(message.format(*words) if match.groups() else message, hint)
    return UNKNOWN


def _token(word: str) -> str:
    """What a drafter calls a part of a tag."""
    return _TOKENS.get(word, f"'{word}'")
