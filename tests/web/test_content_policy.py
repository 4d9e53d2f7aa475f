"""Every page that is made says that nothing may run or load but what stands in it."""

import base64
import hashlib

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


@pytest.mark.parametrize("name", PAGES)
def test_a_page_allows_its_own_style_and_pictures_alone(name):
    page = html.document_fromstring(PAGES[name]())
    (style,) = page.xpath("//style/text()")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    assert page.xpath("//@style | //script") == []
