"""The typeface of the web edition is cut out of the packaged one, and bears a name of its own."""

import pytest
from fontTools.ttLib import TTFont

from tests.web_typefaces import FOLDER, LOOKS, characters


@pytest.fixture(params=LOOKS)
def font(request):
    with TTFont(FOLDER / f"Rapportletter-{request.param}.woff2") as font:
        yield font


def test_it_has_every_character_that_it_was_cut_for(font):

    assert characters() - set(font.getBestCmap()) == set()


def test_its_name_is_not_the_one_that_the_licence_keeps_for_the_whole_font(font):
    names = {name.nameID: str(name) for name in font["name"].names}
    assert names[1] == "Rapportletter"
    assert all("Source" not in text for number, text in names.items() if number not in (0, 13))
    assert "SIL Open Font License" in names[13]
