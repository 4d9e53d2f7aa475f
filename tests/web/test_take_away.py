"""What a reader takes away from a figure."""

import base64
from urllib.parse import unquote_to_bytes

import pytest
from lxml import html

from report_builder.web.take_away import FigureData, add_tools, file_name

PAGE = (
    '<figure><figcaption id="f">Figuur 2.1 Eén &amp; twee</figcaption></figure>'
    '<figure><figcaption id="zonder">Figuur 2.2 Los</figcaption></figure>'
)


def links(page=PAGE):
    body = html.fragment_fromstring(page, create_parent="body")
    add_tools(body, {"f": FigureData(b"a,b\n1,2\n", b"PK")})
    return [("".join(link.itertext()), link) for link in body.iter("a")]


def test_a_figure_has_a_link_to_itself_and_its_data_named_after_its_caption():
    (own, csv, book) = links()
    assert [text for text, _ in (own, csv, book)] == [
        "Link naar Figuur 2.1",
        "CSV van Figuur 2.1",
        "Excel van Figuur 2.1",
    ]
    assert own[1].get("href") == "#f"
    assert csv[1].get("download") == "figuur-2-1-een-twee.csv"
    assert book[1].get("download") == "figuur-2-1-een-twee.xlsx"


def test_the_data_stand_in_the_page_itself():
    address = links()[1][1].get("href")
    kind, _, data = address.partition(",")
    assert kind == "data:text/csv;charset=utf-8"
    assert unquote_to_bytes(data) == b"a,b\n1,2\n"
    kind, _, data = links()[2][1].get("href").partition(";base64,")
    assert kind.endswith("spreadsheetml.sheet")
    assert base64.b64decode(data) == b"PK"


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("Tabel B.1 Wat er geteld wordt", "tabel-b-1-wat-er-geteld-wordt"),
        ("Figuur 1.1 Oekraïne: “eerst” / later?", "figuur-1-1-oekraine-eerst-later"),
        ("Figuur 1.1 " + "lang woord " * 20, "figuur-1-1" + "-lang-woord" * 6),
    ],
)
def test_a_file_name_holds_what_any_machine_takes(caption, expected):
    assert file_name(caption) == expected
