"""Words that say how figures run or compare: typed by hand beside a figure, the next one can make
them untrue.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from report_builder.wording.typed_numbers import HOLE

_PEOPLE = (
    r"mensen|personen|vrouwen|mannen|kinderen|gezinnen|migranten|immigranten|asielzoekers"
    r"|vergunninghouders|\w+lingen"
)
_COUNTED = (
    rf"{_PEOPLE}|\w*aanvragen|\w*verzoeken|\w*besluiten|\w*vergunningen|plaatsen|woningen"
    r"|\w*gevallen|zaken"
)
_ORDINAL = r"(?:tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|zoveelste)"
_MULTIPLE = (
    r"(?:verdubbel|verdrievoudig|verviervoudig|vervijfvoudig|vertienvoudig|verveelvoudig|halveer)"
)


@dataclass(frozen=True)
class Claim:
    """A kind of claim: what shows it, and what a drafter writes instead; `x` stands for the
    figure.
    """

    pattern: re.Pattern[str]
    way_out: str
    is_ranked: bool = False
    """Whether a ranking in the same sentence backs it."""


def _claim(pattern: str, way_out: str, is_ranked: bool = False) -> Claim:
    return Claim(re.compile(pattern, re.IGNORECASE | re.VERBOSE), way_out, is_ranked)


CLAIMS = (
    _claim(
        rf"\b(?:ruim|bijna|krap|net\ geen|nog\ geen|meer\ dan|minder\ dan)(?=\s+{HOLE})",
        "schrijf {{ x|benaderd(1000) }}: dat kiest ruim of bijna",
    ),
    _claim(
        rf"""\bop\ rij\b | \bvoor\ het\ {_ORDINAL}\ (?:achtereenvolgende\ )?jaar\b
        | \bvoor\ het\ eerst\ sinds\b""",
        "schrijf {{ x|op_rij }}",
    ),
    _claim(
        r"\b(?:hoogste|laagste)\b | \b(?:record\w*|dieptepunt|nog\ nooit|niet\ eerder)\b",
        "schrijf {{ x|uiterste }}, of haal de namen uit .top(…)",
        is_ranked=True,
    ),
    _claim(
        r"\b(?:grootste|kleinste|meeste)\b | (?<!ten\ )\bminste\b",
        (
            'haal de namen uit de cijfers: {{ x.top(3, "dimensie")|opsomming }}, of schrijf '
            "{{ x|rang }}"
        ),
        is_ranked=True,
    ),
    _claim(
        r"""\b(?:een\ kwart|driekwart|(?:de|een)\ helft|(?:een|twee)\ derde(?!\ ?land)
        |(?:een|twee|drie|vier)\ vijfde|(?:een|negen)\ tiende
        |(?:een|twee|drie|vier|negen)\ op\ de\ (?:twee|drie|vier|vijf|tien|honderd)
        |(?:de|een)\ (?:ruime\ )?meerderheid|het\ merendeel)\b""",
        "schrijf {{ x|aandeel(van=y)|in_woorden }}",
    ),
    _claim(
        rf"""\b(?:gestegen|gedaald|toegenomen|afgenomen|gegroeid|gekrompen|teruggelopen|opgelopen|ge{_MULTIPLE}d
        |{_MULTIPLE}(?:d|de|den|t|ing|en)|halvering|stijging(?:en)?|daling(?:en)?|toename|afname|groei|krimp
        |steeg|stegen|stijgt|stijgen|stijgende?|daalden?|daalt|dalen|dalende?|groeiden?|groeit|groeien
        |kromp(?:en)?|gelijk\ gebleven|evenveel|even\ (?:hoog|groot|veel)
        |(?:hoger|lager)(?!\ (?:beroep|onderwijs))|groter|kleiner
        |(?:meer|minder)\ dan(?!\ (?:één|eens|een\ keer|tevoren\ bekend))
        |(?:meer|minder)\ (?:{_COUNTED}))\b
        | \b(?:nam|namen|neemt|nemen)\b[^.;:]*?\b(?:toe|af)\b
        | \bliep(?:en)?\b[^.;:]*?\b(?:terug|op)\b""",
        "schrijf {{ x|richting }}, {{ x|verandering }} of {{ x|veranderd }}",
    ),
)
"""Every kind of claim, the most particular first."""


def typed_claims(text: str, has_ranking: bool = False) -> list[tuple[str, str]]:
    """The first word of each kind of claim in a sentence, with what to write instead.

    Figures are holes in the text. With a ranking in the sentence, what it tells by itself is no
    claim by hand.
    """
    claims = []
    for claim in CLAIMS:
        match = claim.pattern.search(text)
        if match and not (claim.is_ranked and has_ranking):
            claims.append((re.sub(rf"[\s{HOLE}]+", " ", match[0]).strip(), claim.way_out))
            text = claim.pattern.sub(lambda known: " " * len(known[0]), text)
    return claims
