"""Which words claim something about figures, and which only look like it."""

import pytest

from report_builder.wording.claims import typed_claims
from report_builder.wording.typed_numbers import HOLE


def words(text, has_ranking=False):
    return [word for word, _ in typed_claims(text.replace("§", HOLE), has_ranking)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Het aantal is gestegen tot §.", ["gestegen"]),
        ("Dat is een Daling van §.", ["Daling"]),
        ("Het aantal nam in § sterk toe.", ["nam in sterk toe"]),
        ("De bevolking groeide met §.", ["groeide"]),
        ("De instroom is meer dan verdubbeld tot §.", ["meer dan verdubbeld"]),
        ("Er kwamen § mensen, meer dan een jaar eerder.", ["meer dan"]),
        ("Er kwamen minder asielzoekers: §.", ["minder asielzoekers"]),
        ("Er waren § aanvragen, het hoogste aantal.", ["hoogste"]),
        ("Met § is dit een record.", ["record"]),
        ("De grootste groep telde § mensen.", ["grootste"]),
        ("Voor het derde jaar op rij waren het er §.", ["Voor het derde jaar"]),
        ("Ruim § mensen kwamen.", ["Ruim"]),
        ("Meer dan § mensen kwamen.", ["Meer dan"]),
        ("Een kwart van de § aanvragers is Syriër.", ["Een kwart"]),
        ("Van hen was een op de drie, §, kind.", ["een op de drie"]),
        ("Er kwamen § mensen, vooral uit Syrië.", ["vooral uit S"]),
        ("Er kwamen § mensen, voornamelijk Eritreeërs.", ["voornamelijk Eritreeërs"]),
        ("Er kwamen § mensen, tweederde uit Syrië.", ["tweederde"]),
        ("Er kwamen § mensen; dat is duidelijk minder.", ["duidelijk minder"]),
        ("Er kwamen § mensen; het aantal is stabiel.", ["is stabiel"]),
        ("Met § staat Nederland bovenaan.", ["bovenaan"]),
        ("Nederland staat 3e, met §.", ["staat 3e"]),
        ("Nederland is derde in de EU, met §.", ["is derde"]),
        ("Er kwamen § mensen, met name uit Irak.", ["met name uit I"]),
        ("Syrië voert de lijst aan, met §.", ["voert de lijst aan"]),
        ("Op nummer één staat § met Syrië, gevolgd door Irak.", ["nummer één"]),
        ("Er kwamen § mensen, 2x zoveel.", ["2x zoveel"]),
        ("Het gros, §, was man.", ["Het gros"]),
        ("Ruim §, een daling en het laagste aantal.", ["Ruim", "laagste", "daling"]),
    ],
)
def test_a_word_of_direction_extreme_streak_share_or_side_is_a_claim(text, found):
    assert words(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Er waren § eerste aanvragen voor het eerst in Nederland.",
        "Wie in hoger beroep gaat of hoger onderwijs volgt: §.",
        "Iemand kan meer dan één keer meetellen: §.",
        "Het gaat onder meer om §.",
        "Zij zijn niet meer in beeld: §.",
        "Er zijn ten minste § plaatsen.",
        "Ongeveer § mensen uit derde landen, een derdelander.",
        "De bevolkingsgroei was §; het migratiesaldo §.",
        "Een ruime woning, bijna klaar, voor § mensen.",
        "Het gehoor, gevolgd door een besluit, duurde § dagen.",
        "Voor § mensen met een dubbele nationaliteit.",
        "Er is veel meer aandacht voor § mensen, vooral in de opvang.",
        "Dat is een derde land, § kilometer verder.",
        "Het grootstedelijk gebied telt § woningen.",
    ],
)
def test_a_word_that_only_looks_like_it_is_none(text):
    assert words(text) == []


def test_a_ranking_backs_what_is_largest_but_not_what_rose():
    assert words("De grootste groep kwam uit §; dat was een stijging.", has_ranking=True) == [
        "stijging"
    ]
