"""Words that say how figures run or compare: typed by hand beside a figure, the next one can make
them untrue.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from report_builder.wording.sought import Sought, letters_of
from report_builder.wording.typed_numbers import HOLE

_PEOPLE = (
    r"mensen|personen|vrouwen|mannen|kinderen|gezinnen|migranten|immigranten|asielzoekers"
    r"|vergunninghouders|\w+lingen"
)
_COUNTED = (
    rf"{_PEOPLE}|\w*aanvragen|\w*verzoeken|\w*besluiten|\w*vergunningen|plaatsen|woningen"
    r"|\w*gevallen|zaken"
)
COUNT = r"(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|anderhal(?:f|ve))"
_ORDINAL = r"(?:tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|zoveelste)"
_TIMES = r"(?:drie|vier|vijf|zes|zeven|acht|negen|tien|twintig|honderd|veel)voud"
_MULTIPLE = rf"(?:verdubbel|ver{_TIMES}ig|halveer)"


@dataclass(frozen=True)
class Claim:
    """A kind of claim: what shows it, and what a drafter writes instead; `x` stands for the
    figure.
    """

    words: Sought
    way_out: str
    is_ranked: bool = False
    """Whether a ranking in the same sentence backs it."""
    is_sure: bool = False
    """Whether it is about figures wherever it stands."""
    is_step: bool = False
    """Whether it says which way figures go, which may also be what someone wants or expects."""


def _claim(pattern: str, way_out: str, **traits: bool) -> Claim:
    return Claim(Sought(pattern, re.IGNORECASE | re.VERBOSE), way_out, **traits)


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
        r"""\b(?:record(?!houder)\w*|dieptepunt|historisch\ (?:hoog|laag|veel|weinig))\b
        | \b(?:nog\ nooit|nooit\ (?:eerder|zo)|niet\ eerder|sinds\ het\ begin\ van\ de\ meting\w*)\b
        | \b(?:snelste|sterkste|grootste|kleinste)\ (?:groei|stijging|daling|toename|afname)\b""",
        "schrijf {{ x|uiterste }}, of haal de namen uit .top(…)",
        is_ranked=True,
        is_sure=True,
    ),
    _claim(
        r"(?<!ten\ )\b(?:hoogste|laagste)(?!\ (?:rechter|bestuursrechter|rechtscollege|college))\b",
        "schrijf {{ x|uiterste }}, of haal de namen uit .top(…)",
        is_ranked=True,
    ),
    _claim(
        rf"""\b(?:grootste|kleinste|meesten?)\b | (?<!ten\ )\bminste\b
        | \b(?:vooral|voornamelijk|hoofdzakelijk|grotendeels|met\ name|het\ meest)\ (?-i:uit\ [A-Z]
            |[A-Z]\w+(?:ërs|anen|ezen|iers)\b)
        | \b(?:bovenaan|aan\ kop|koplopers?|nummer\ (?:een|één|1)|gevolgd\ door\ (?-i:[A-Z])\w+
            |voer(?:t|en|de|den)\ de\ (?:rang)?lijst\ aan)\b
        | \b(?:staat|stond|is|was|eindigt|eindigde)\ (?:als\ |op\ (?:de\ )?|de\ )?
            (?:{_ORDINAL}|\d+e)(?=\ (?:in|van|plaats|plek|binnen)\b|[.,;])
        | \b(?:het\ vaakst|meest\ voorkomende|top[\ -](?:drie|vijf|tien|\d+)\ (?:is|bestaat))\b""",
        (
            'haal de namen uit de cijfers: {{ x.top(3, "dimensie")|opsomming }}, of schrijf '
            "{{ x|rang }}"
        ),
        is_ranked=True,
    ),
    _claim(
        r"""\b(?:(?:[eé][eé]n|drie)\ kwart|driekwart|(?:de|een)\ helft
        |(?:[eé][eé]n|twee)\ ?derde(?!\ ?land|\ persoon|\ partij|\ keer|\ jaar)
        |(?:[eé][eé]n|twee|drie|vier)\ ?vijfde|(?:[eé][eé]n|negen)\ tiende
        |(?:[eé][eé]n|twee|drie|vier|vijf)\ (?:zesde|zevende|achtste|negende)\ deel
        |(?:[eé][eé]n|twee|drie|vier|zes|zeven|acht|negen|\d)\ op\ (?:de|elke)\ (?:twee|drie|vier
        |vijf|zes|zeven|acht|negen|tien|twintig|honderd|duizend|\d+)
        |(?:de|een)\ (?:ruime\ |kleine\ |grote\ )?(?:meerderheid|minderheid(?!s))
        |het\ (?:merendeel|gros)
        |(?:het|een)\ (?:overgrote|grootste|grotere)\ deel)\b""",
        "schrijf {{ x|aandeel(van=y)|in_woorden }}",
        is_sure=True,
    ),
    _claim(
        r"""\b(?:vrijwel|bijna|nagenoeg)\ (?:alle|allemaal|iedereen)\b
        |\b(?:twee|drie|vier|zes|zeven|acht|negen)\ van\ de\ (?:drie|vier|vijf|tien|honderd)\b""",
        "schrijf {{ x|aandeel(van=y)|in_woorden }}",
    ),
    _claim(
        rf"""\b(?:{COUNT}|\d+)\s?(?:keer|maal|x)\ (?:zo|zoveel|meer|minder|hoger|lager|groter)\b
        | \b{COUNT}maal\ (?:zo|zoveel|meer)\b | \bdubbel(?:e)?\ (?:zo|zoveel|aantal)\b
        | \b{_TIMES}ig\ zo\w*
        | \b(?:het|een)\ (?:dubbele(?!\ (?!van|dan|in)\w)|{_TIMES}(?:ige)?)\b
        | \b(?:(?:meer|minder)\ dan\ )?(?:gehalveerd|{_MULTIPLE}(?:d|de|den|t|ing|en))\b
        | \bhalvering\b""",
        "schrijf {{ x|veranderd }}",
        is_sure=True,
    ),
    _claim(
        rf"""\b(?:gestegen|gedaald|toegenomen|afgenomen|gegroeid|gekrompen
        |teruggelopen|opgelopen|stijging(?:en)?|daling(?:en)?|toename|afname|groei|krimp
        |steeg|stegen|stijgt|stijgen|stijgende?|daalden?|daalt|dalen|dalende?|groeiden?|groeit|groeien
        |kromp(?:en)?|gelijk\ gebleven|evenveel|even\ (?:hoog|groot|veel)
        |(?:hoger|lager)(?!\ (?:beroep|onderwijs))|groter|kleiner
        |(?:meer|minder)\ dan(?!\ (?:één|eens|een\ keer|tevoren\ bekend))
        |(?:meer|minder)\ (?:{_COUNTED}))\b
        | \b(?:duidelijk|fors|flink|veel|iets|aanzienlijk|beduidend)\ (?:meer|minder)\b
            (?!\ (?:aandacht|tijd|ruimte|geld|kans))
        | \b(?:is|zijn|was|waren)\ (?:\w+\ )?(?:stabiel|constant|onveranderd)\b
        | \b(?:nam|namen|neemt|nemen)\b[^.;:]*?\b(?:toe|af)\b
        | \b(?:bleef|bleven|blijft|blijven)\b[^.;:]*?\b(?:gelijk|stabiel|constant)\b
        | \bliep(?:en)?\b[^.;:]*?\b(?:terug|op)\b""",
        "schrijf {{ x|richting }}, {{ x|verandering }} of {{ x|veranderd }}",
        is_step=True,
    ),
)
"""Every kind of claim, the most particular first."""


def typed_claims(
    text: str, has_ranking: bool = False, kinds: Iterable[Claim] = CLAIMS
) -> list[tuple[str, str]]:
    """The first word of each kind of claim in a sentence, with what to write instead.

    Figures are holes in the text. With a ranking in the sentence, what it tells by itself is no
    claim by hand.
    """
    claims = []
    letters = letters_of(text)
    for claim in kinds:
        match = claim.words.search(text, letters)
        if match and not (claim.is_ranked and has_ranking):
            claims.append((re.sub(rf"[\s{HOLE}]+", " ", match[0]).strip(), claim.way_out))
            text = claim.words.pattern.sub(lambda known: " " * len(known[0]), text)
            letters = letters_of(text)
    return claims
