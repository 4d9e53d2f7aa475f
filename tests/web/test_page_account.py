"""What a page tells search engines."""

import json
from datetime import date

from lxml import html

from report_builder.web.page_account import PageAccount, account_data, account_head

ACCOUNT = PageAccount(
    title="Rapport </script> & meer",
    year=2025,
    published=date(2026, 6, 21),
    figures=2,
    sources=("Statistiek",),
    files=(("open-data/datapackage.json", "application/json"),),
)


def test_a_report_and_its_data_set_are_told_as_schema_org_has_them():
    page = html.document_fromstring(f"<html><body>{account_data(ACCOUNT)}</body></html>")
    (element,) = page.iter("script")
    report, data_set = json.loads(element.text)["@graph"]
    assert (report["@type"], report["name"], report["datePublished"]) == (
        *("Report", "Rapport </script> & meer"),
        "2026-06-21",
    )
    assert data_set["@type"] == "Dataset"
    assert data_set["isBasedOn"] == [{"@type": "Organization", "name": "Statistiek"}]
    assert data_set["distribution"] == [
        {
            "@type": "DataDownload",
            "encodingFormat": "application/json",
            "contentUrl": "open-data/datapackage.json",
        }
    ]


def test_a_description_names_no_figure_of_the_report():
    assert ACCOUNT.description == (
        "Rapport </script> & meer: rapport over 2025, met 2 figuren en tabellen en de gegevens "
        "erachter."
    )
    assert "&lt;/script&gt; &amp; meer" in account_head(ACCOUNT)


def test_a_concept_is_not_to_be_found():
    concept = PageAccount("Rapport", 2025, None, 2)
    assert '<meta name="robots" content="noindex">' in account_head(concept)
    assert account_data(concept) == ""
    assert "robots" not in account_head(ACCOUNT)
