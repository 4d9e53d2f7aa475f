"""What of a name is certain to be the person, and what may be a word."""

import pytest

from report_builder.privacy.scan import scan


def told(name: str, text: str) -> list[bool]:
    """Whether each leak in a text is certain."""
    scanned = scan({"a.txt": text.encode()}, {"steller": name})
    assert scanned.unread == ()
    return [leak.is_certain for leak in scanned.leaks]


CERTAIN = [
    ("Jan Verdoezema", "vraag Verdoezema"),
    ("mr. drs. J. Verdoezema", "VERDOEZEMA"),
    ("Verdoezema, J.", "bij j.verdoezema"),
    ("J. van den Berg", "J. v.d. Berg"),
    ("J. van den Berg", "Berg, J. van den"),
    ("J. van den Berg", "mevrouw van den Berg"),
    ("Jan de Jong", "J. de Jong"),
    ("Jan de Jong", "de Jong, Jan"),
    ("Ben Bakker", "Ben Bakker"),
    ("A. Voorbeeld", "drs. Voorbeeld"),
    ("C. Bos", "mw. Bos"),
    ("Anne Strauß-Verzonnen", "Strauss Verzonnen"),
    ("Zoë Œdipusma", "Oedipusma"),
    ("Ilse 't Verdoezema", "'t Verdoezema"),
]
DOUBTFUL = [
    ("J. van den Berg", "De Berg is hoog"),
    ("Jan de Jong", "zei Jong"),
    ("A. Voorbeeld", "Voorbeeld 1"),
    ("C. Bos", "het Bos"),
    ("Anne Strauß-Verdoezema", "Verdoezema zei"),
    ("Anne Strauß-Verdoezema", "Strauss zei"),
]
OTHERS = [
    ("J. van den Berg", "een berg werk"),
    ("Jan de Jong", "jong en oud, en Jan"),
    ("C. Bos", "bosbouw in het bos"),
    ("Jan Verdoezema", "Verdoezemalaan"),
    ("A. Voorbeeld", "bijvoorbeeld, een voorbeeld"),
    ("Anne Strauß-Verdoezema", "strauss"),
]


@pytest.mark.parametrize(("name", "text"), CERTAIN)
def test_a_person_is_recognized(name, text):
    assert told(name, text) == [True]


@pytest.mark.parametrize(("name", "text"), DOUBTFUL)
def test_what_may_be_a_word_is_told_as_such(name, text):
    assert told(name, text) == [False]


@pytest.mark.parametrize(("name", "text"), OTHERS)
def test_another_word_is_no_person(name, text):
    assert told(name, text) == []


def test_every_place_of_what_may_be_a_word_is_told():
    scanned = scan({"a.txt": b"De Berg.\nNiets.\nEen Berg."}, {"steller": "J. van den Berg"})
    assert [leak.place for leak in scanned.leaks] == ["regel 1", "regel 3"]


def test_a_value_that_is_no_name_is_looked_for_as_it_is():
    personal = {"steller": {"functie": "Senior Adviseur", "afdeling": "Afdeling Zeeverhalen"}}
    assert scan({"a.txt": b"De Adviseur van Zeeverhalen"}, personal).leaks == ()
    assert len(scan({"a.txt": b"De Senior Adviseur"}, personal).leaks) == 1


def test_the_call_name_beside_a_name_is_part_of_it():
    personal = {"steller": {"naam": "P. Bakker", "roepnaam": "Ties"}}
    (leak,) = scan({"a.txt": b"bel Ties de Bakker"}, personal).leaks[:1]
    assert leak.key == "personal.steller.naam"


def test_a_name_in_other_letters_is_found_too():
    assert told("Иван Выдумкин", "bij Выдумкин") == [True]
