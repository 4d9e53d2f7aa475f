"""Claims in a sentence that prints no figure: beside figures every kind, elsewhere what is surely
about figures.
"""

from __future__ import annotations

import re

from report_builder.wording.claims import CLAIMS, COUNT, Claim, typed_claims
from report_builder.wording.named_moments import years_of
from report_builder.wording.period_names import Role, period_names
from report_builder.wording.sought import Sought, letters_of
from report_builder.wording.typed_numbers import without_addresses

_SUBJECT = Sought(
    r"""\b(?:aantal(?:len)?|aandeel|percentage|\w*instroom|\w*uitstroom|bezetting|cijfers?|groep(?:en)?
    |mensen|personen|vrouwen|mannen|kinderen|gezinnen|asielzoekers|vreemdelingen|vluchtelingen
    |nareizigers|ontheemden|\w*houders|\w*migranten|\w*migratie|\w*migratiesaldo|\w*aanvragers
    |\w*aanvragen|\w*verzoeken|\w*vergunningen|woningen|herkomstland(?:en)?
    |ooit|sinds|in\ \w+\ jaar|in\ jaren)\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""What is counted, or over how long."""
_SUPERLATIVE = r"(?:grootste|kleinste|meeste|minste|hoogste|laagste)"
_DESCRIBED = Sought(
    rf"""\b(?:{COUNT}|elf|twaalf|dertien|vijftien|twintig|\d+)\s+
    (?:(?:\w+\s+)?{_SUPERLATIVE}\b
    |(?!jaar|maanden|weken|dagen)\w+\s+(?:\w+\s+){{0,4}}?(?:met|waar\w+|die|naar)\s+(?:\w+\s+){{0,3}}?
        de\s+{_SUPERLATIVE}\b)
    |,\s+de\s+grootste\s+boven
    |\b(?:een|het)\s+(?:hoger|lager|groter|kleiner)\s+\w+""",
    re.IGNORECASE | re.VERBOSE,
)
"""What says which are shown (de tien grootste landen, de vijf landen met de meeste aanvragen), or
of which kind something is: een hoger looncriterium.
"""
_RANKED = Sought(r"\b(?:grootste|kleinste|meeste|minste)\b", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:sinds|ooit|is|zijn|was|waren|komen|komt|kwam|kwamen|heeft|hebben|had|hadden|vormen|vormden|vormt|vormde"
    r"|ontving(?:en)?|ontvangt|telt|tellen|telde|telden|ligt|lag|staat|stond|blijkt|vroeg|vroegen|vraagt|vragen|blijft|bleef|bleven)\b",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(
    r"\b(?:als|indien|wanneer|mag|mogen|kan|kunnen|zou|zouden|moet|moeten|wil|willen|streeft|streven"
    r"|verwacht\w*|gericht\s+op)\b",
    re.IGNORECASE,
)
"""What may be, is wanted or is expected."""


def label_claims(text: str, *, may_name_steps: bool) -> list[tuple[str, str]]:
    """The claims of a title or another text that stands with figures and cannot have tags.

    A label without a verb may say what is shown (grootste groepen per jaar), and a definition which
    step it counts.
    """
    kinds = [claim for claim in CLAIMS if not (may_name_steps and claim.is_step)]
    if text.rstrip().endswith("?"):
        return []
    bare = _blanked(_DESCRIBED, without_addresses(text))
    is_label = not _VERB.search(text)
    return typed_claims(_blanked(_RANKED, bare) if is_label else bare, kinds=kinds)


def _blanked(words: Sought, text: str) -> str:
    if not words.may_be_in(letters_of(text)):
        return text
    return words.pattern.sub(lambda match: " " * len(match[0]), text)


def lone_claims(
    text: str, is_near_figures: bool = False, has_ranking: bool = False
) -> list[tuple[str, str]]:
    """The claims of a sentence without a figure, as `typed_claims` gives them.

    `is_near_figures` tells whether figures stand around it; else it must name what is counted, or
    claim something that only figures do. A question claims nothing.
    """
    if text.rstrip().endswith("?"):
        return []
    may_be_any = is_near_figures or _SUBJECT.search(text, letters_of(text)) is not None
    is_supposed = _SUPPOSED.search(text) is not None
    kinds = [claim for claim in CLAIMS if _counts(claim, may_be_any, is_supposed)]
    bare = _blanked(_DESCRIBED, without_addresses(text))
    return typed_claims(bare, has_ranking, kinds)


def _counts(claim: Claim, may_be_any: bool, is_supposed: bool) -> bool:
    return claim.is_sure or (may_be_any and not (claim.is_step and is_supposed))


def is_history(text: str, reporting_year: int) -> bool:
    """Whether a sentence is about earlier years alone, which no new figure makes untrue."""
    names = period_names(text, reporting_year)
    said = [years_of(name.moment) for name in names if name.role is Role.WHEN]
    years = [year for some in said for year in some]
    return bool(years) and all(year < reporting_year for year in years)
