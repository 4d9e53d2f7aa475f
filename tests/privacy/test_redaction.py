"""The table of redaction: every form of a name, number or address in every place is refused.

All people are made up. What the build itself takes away stands in tests/test_public.py.
"""

import pytest

from report_builder.privacy.scan import scan
from tests.privacy.places import PLACES, SEARCHED

PERSONAL = {
    "steller": {
        "naam": "J.P.M. (Jip) van der Bróek-Çelikøğlu",
        "telefoon": "06-12345678",
        "toestel": "070-7654321",
        "email": "a.verzinsel@minverzonnen.nl",
    },
    "lezer": {"naam": "B. Bakker", "roepnaam": "Bo"},
}
NAMES = [
    "J.P.M. (Jip) van der Bróek-Çelikøğlu",
    "J.P.M. van der Bróek-Çelikøğlu",
    "J. van der Bróek-Çelikøğlu",
    "Jip van der Bróek-Çelikøğlu",
    "JPM van der Bróek-Çelikøğlu",
    "Bróek-Çelikøğlu, J.P.M. van der",
    "Bróek-Çelikøğlu",
    "mevrouw Bróek-Çelikøğlu",
    "Van der Bróek-Çelikøğlu",
    "v.d. Bróek-Çelikøğlu",
    "vd Broek-Celikoglu",
    "BROEK-CELIKOGLU",
    "B r o e k - C e l i k o g l u",
    "Broek Celikoglu",
    "Bróek\u2011Çelikøğlu",
    "Bróek-\nÇelikøğlu",
    "Bro\u0301ek-C\u0327elikøg\u0306lu",
    "jip_broek_celikoglu",
    "Bró\u00adek-Çelikøğlu",
]
COMMON = [
    "B. Bakker",
    "Bakker, B.",
    "Bo Bakker",
    "bakker, bo",
    "mevrouw Bakker",
    "de heer Bakker",
    "dhr. B. Bakker",
    "drs. Bakker",
]
NUMBERS = [
    "06-12345678",
    "06 12 34 56 78",
    "+31 (0)6 12345678",
    "+31612345678",
    "0031 6 12345678",
    "tel:+31-6-12345678",
    "(070) 765 43 21",
    "070/7654321",
]
ADDRESSES = [
    "a.verzinsel@minverzonnen.nl",
    "A.Verzinsel@MinVerzonnen.nl",
    "mailto:a.verzinsel@minverzonnen.nl",
    "a.verzinsel [at] minverzonnen [punt] nl",
    "a.verzinsel(at)minverzonnen.nl",
    "a . verzinsel @ minverzonnen . nl",
]
FORMS = [*NAMES, *COMMON, *NUMBERS, *ADDRESSES]


def refusals(name: str, data: bytes) -> list[object]:
    """All for which a file does not go out."""
    scanned = scan({name: data}, PERSONAL)
    certain = [leak for leak in scanned.leaks if leak.is_certain]
    return [*certain, *scanned.strangers, *scanned.unread]


@pytest.mark.parametrize("place", SEARCHED)
@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_refused_in_each_kind_of_place(form, place):
    assert refusals(*PLACES[place](form))


@pytest.mark.parametrize("place", PLACES)
def test_a_name_is_refused_in_each_place(place):
    assert refusals(*PLACES[place]("J. van der Broek-Celikoglu"))


PICTURES = ("GIF", "PNG", "JPEG", "foto", "EMF", "WMF", "BMP", "TIFF", "WebP")
OTHERS = (
    *(
        "gegevens in SVG",
        "OLE",
        "OLE in een pagina",
        "werkmap in Word",
        "onderdeel buiten de lijst",
    ),
    *("altChunk als pagina", "altChunk als tekst", "altChunk als RTF", "altChunk als e-mail"),
    *("gzip", "bzip2", "zlib", "achter een PNG", "achter een JPEG", "achter een GIF"),
    *("foto in PDF", "foto in een pagina", "toelichting bij een zipbestand"),
)


@pytest.mark.parametrize("place", [*PICTURES, *OTHERS])
def test_what_can_hide_a_name_is_refused_whatever_it_holds(place):
    name, data = PLACES[place]("een onschuldige tekst")
    assert scan({name: data}, {}).unread


PLAIN = sorted(set(PLACES) - {*PICTURES, *OTHERS})


@pytest.mark.parametrize("place", PLAIN)
def test_what_is_known_and_holds_no_name_goes_out(place):
    assert refusals(*PLACES[place]("een onschuldige tekst")) == []


def test_the_table_is_as_long_as_it_must_be():
    assert len(PLACES) + len(FORMS) * len(SEARCHED) >= 120
