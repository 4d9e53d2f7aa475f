"""What a page says of itself to search engines: a description, and the report and its data set as
schema.org has them (JSON-LD).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from report_builder.wording.periods import date_text


@dataclass(frozen=True)
class PageAccount:
    """A report: what it is called, on which year it reports, and when it was published; a concept
    never is. `sources` names who the figures come from; `files` are those of its data set, by
    their place beside the page, each with its media type.
    """

    title: str
    year: int
    published: date | None
    figures: int
    sources: Sequence[str] = ()
    files: Sequence[tuple[str, str]] = ()

    @property
    def description(self) -> str:
        """A sentence on the report, with no figure from it."""
        return (
            f"{self.title}: rapport over {self.year}, met {self.figures} figuren en tabellen en de "
            "gegevens erachter."
        )


def account_head(account: PageAccount) -> str:
    """What it adds to the head of a page; a concept is not to be found."""
    hidden = "" if account.published else '<meta name="robots" content="noindex">'
    return f'<meta name="description" content="{escape(account.description)}">{hidden}'


def year_line(account: PageAccount) -> str:
    """Below the title of a page: on which year it reports, and when it was published."""
    published = f", {date_text(account.published)}" if account.published else ""
    return f"<p>Verslagjaar {account.year}{published}</p>"


def account_data(account: PageAccount) -> str:
    """The element with the structured data, for the body of a page; nothing of a concept."""
    if account.published is None:
        return ""
    graph = {"@context": "https://schema.org", "@graph": [_report(account), _data_set(account)]}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return f'<script type="application/ld+json">{text}</script>'


def _report(account: PageAccount) -> Mapping[str, object]:
    assert account.published
    return {
        "@type": "Report",
        "name": account.title,
        "description": account.description,
        "inLanguage": "nl-NL",
        "datePublished": account.published.isoformat(),
        "temporalCoverage": str(account.year),
        "isAccessibleForFree": True,
    }


def _data_set(account: PageAccount) -> Mapping[str, object]:
    assert account.published
    return {
        "@type": "Dataset",
        "name": f"Open data bij de {account.title}",
        "description": (
            f"De waarnemingen achter de {account.figures} figuren en tabellen van de "
            f"{account.title}, en elk cijfer dat het rapport afdrukt."
        ),
        "inLanguage": "nl-NL",
        "datePublished": account.published.isoformat(),
        "isAccessibleForFree": True,
        "isBasedOn": [{"@type": "Organization", "name": name} for name in account.sources],
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": name}
            for name, kind in account.files
        ],
    }
