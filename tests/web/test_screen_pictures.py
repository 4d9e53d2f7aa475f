"""Figures on a narrow screen, and what a page knows of where their periods lie."""

import base64
import json

from lxml import html

from report_builder.model.figure import NarrowPicture, Picture, PlotArea
from report_builder.web.screen_pictures import NARROW, add_screen_pictures

WIDE, SMALL = PlotArea(0.1, 0.2, 0.9, 0.8, (0.2, 0.8)), PlotArea(0.2, 0.2, 0.9, 0.8, (0.3, 0.7))
PAGE = '<figure class="grafiek"><img alt="Lijnen" src="a.svg"><figcaption id="f">F</figcaption></figure>'


def dressed(picture):
    body = html.fragment_fromstring(PAGE, create_parent="body")
    add_screen_pictures(body, {"f": picture})
    return body


def test_a_narrow_screen_gets_the_narrow_picture_without_any_script():
    picture = Picture(b"", b"", b"", 160, 82, (WIDE,), NarrowPicture(b"<svg/>", (SMALL,)))
    body = dressed(picture)
    (source,) = body.xpath("figure/div[@class='beeld']/picture/source")
    assert source.get("media") == NARROW
    kind, _, data = source.get("srcset").partition(",")
    assert (kind, base64.b64decode(data)) == ("data:image/svg+xml;base64", b"<svg/>")
    (image,) = body.xpath("//picture/img")
    assert (image.get("alt"), image.get("src")) == ("Lijnen", "a.svg")
    assert json.loads(image.get("data-vlakken")) == [[0.1, 0.2, 0.9, 0.8, [0.2, 0.8]]]
    assert json.loads(source.get("data-vlakken")) == [[0.2, 0.2, 0.9, 0.8, [0.3, 0.7]]]


def test_a_picture_without_places_says_nothing_of_them():
    body = dressed(Picture(b"", b"", b"", 160, 82))
    assert body.xpath("//@data-vlakken | //source") == []
