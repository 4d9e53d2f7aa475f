"""Every page that is made says that nothing may run or load but what stands in it."""

import base64
import hashlib
import re

import pytest
from lxml import html

from report_builder.model.overview import Overview
from report_builder.web.news_page import make_news
from report_builder.web.overview_page import overview_page
from report_builder.web.web_edition import make_edition

PAGES = {
    "web edition": lambda: make_edition("Rapport", [], [], {}, {}, None),
    "news": lambda: make_news("Nieuws", [], {}, None),
    "overview": lambda: overview_page(Overview("Overzicht", (), ())).decode(),
}


def hashed(text):
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_allows_its_own_style_script_and_pictures_alone(name):
    page = html.document_fromstring(PAGES[name]())
    (style,) = page.xpath("//style/text()")
    scripts = page.xpath("//script/text()")
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    script_rule = "".join(f"script-src {hashed(script)}; " for script in scripts)
    font_rule = "font-src data:; " if "@font-face" in style else ""
    assert policy == (
        f"default-src 'none'; {script_rule}style-src {hashed(style)}; {font_rule}img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    assert len(scripts) == (name != "news")
    assert page.xpath("//@style | //*/@onclick | //script/@src | //link") == []


def test_a_style_gets_its_typeface_from_the_page_alone():
    page = html.document_fromstring(PAGES["web edition"]())
    (style,) = page.xpath("//style/text()")
    addresses = re.findall(r"url\((.{20})", style)
    assert addresses == ["data:font/woff2;base"] * 3
    assert "http" not in style
