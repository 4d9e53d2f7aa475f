"""UNHCR's Refugee Data Finder: rows by year, country of origin (coo) and country of asylum (coa).

How it answers, as recorded: without `coo_all` or `coa_all` everything becomes one row with "-" for
that country; `yearFrom` counts only with `yearTo`; the codes of countries are UNHCR's own unless
ISO is asked for, and AUS is then Austria; counts are numbers, or the texts "0" and "-"; a table
that does not exist is a web page with status 404; nothing says when the figures changed. Pages are
counted, from 1 to `maxPages`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from report_builder.model.catalogue import Indicator
from report_builder.model.period import Period
from report_builder.model.series import Status
from report_builder.model.service import ServiceMapping
from report_builder.problems import Fault, nearest
from report_builder.services.amounts import plain, read_number
from report_builder.services.cells import (
    Fetched,
    ServiceCell,
    asked_titles,
    check_dimensions,
    empty_slices,
    make_slices,
)
from report_builder.services.connection import Connection
from report_builder.services.dialogue import MOST_PAGES, Dialogue, Row, text_of
from report_builder.workspace import today

_COUNTRIES = ("coo", "coa")
_ALL_TOGETHER = "-"
_FIRST_YEAR = 1951
_PAGE = 100
_MARKS = {"-": Status.MISSING}
_COUNT = re.compile(r"[0-9]+")
_SMALL = frozenset({Decimal(0), Decimal(5)})


def fetch_unhcr(
    connection: Connection, url: str, indicator: Indicator, mapping: ServiceMapping
) -> Fetched:
    """The observations of an indicator from UNHCR. Raises Fault when the table is not what the
    catalogue says.
    """
    dialogue, base = Dialogue(connection), url.rstrip("/")
    asked = mapping.asks()
    countries = _country_titles(dialogue, base)
    by_country = dict.fromkeys(_COUNTRIES, countries)
    check_dimensions({name: asked[name] for name in _COUNTRIES if name in asked}, by_country)
    rows: list[Row] = []
    for wanted in _questions(asked):
        rows += _rows(dialogue, f"{base}/{quote(indicator.service_table)}/", wanted, mapping)
    if not rows:
        hint = "controleer de landen en since in de catalogus"
        raise Fault("dienst-leeg", "de dienst geeft geen enkele waarde voor deze vraag", hint)
    known = {**by_country, **_other_dimensions(rows, mapping)}
    check_dimensions(asked, known)
    slices = make_slices(indicator, mapping, _cells(rows, mapping))
    titles = asked_titles(mapping, {name: by_country[name] for name in _COUNTRIES})
    notes = (*empty_slices(indicator, slices), *_rounding_note(indicator, slices))
    return Fetched(indicator, slices, "", dialogue.answers(), notes, titles)


def _country_titles(dialogue: Dialogue, base: str) -> dict[str, str]:
    """What countries are called, by their ISO code, and the code for all of them together."""
    rows = dialogue.rows(f"{base}/countries/?limit={_PAGE}&page=1", "items", _next_page)
    titles = {text_of(row, "iso"): text_of(row, "name") for row in rows}
    return {_ALL_TOGETHER: "alle landen samen"} | {code: titles[code] for code in titles if code}


def _questions(asked: Mapping[str, Sequence[str]]) -> Iterator[Mapping[str, Sequence[str]]]:
    """The codes of countries that are asked for in one go: all together is a question of its
    own.
    """
    parts = []
    for name in _COUNTRIES:
        apart = [code for code in asked[name] if code != _ALL_TOGETHER]
        together = [[_ALL_TOGETHER]] if _ALL_TOGETHER in asked[name] else []
        parts.append([*together, *([apart] if apart else [])])
    for codes in product(*parts):
        yield dict(zip(_COUNTRIES, codes, strict=True))


def _rows(
    dialogue: Dialogue,
    url: str,
    wanted: Mapping[str, Sequence[str]],
    mapping: ServiceMapping,
) -> list[Row]:
    """The rows of the wanted countries. Raises Fault when the service did not keep to them."""
    first_year = mapping.since[:4] if mapping.since else _FIRST_YEAR
    question = {"cf_type": "ISO", "yearFrom": first_year, "yearTo": today().year, "limit": _PAGE}
    for name, codes in wanted.items():
        if len(codes) > 1:
            question[f"{name}_all"] = "true"
        elif codes[0] != _ALL_TOGETHER:
            question[name] = codes[0]
    rows = dialogue.rows(f"{url}?{urlencode({**question, 'page': 1})}", "items", _next_page)
    return [row for row in rows if _is_wanted(row, wanted)]


def _is_wanted(row: Row, wanted: Mapping[str, Sequence[str]]) -> bool:
    """Whether a row is of the wanted countries. All countries come along where several are wanted,
    so that others are passed over then, and only then.
    """
    for name, codes in wanted.items():
        found = text_of(row, f"{name}_iso") or _ALL_TOGETHER
        is_split = text_of(row, name) not in ("", _ALL_TOGETHER)
        if found not in codes and (len(codes) == 1 or not is_split):
            message = f"de dienst houdt zich niet aan de vraag: '{name}' is '{found}'"
            hint = f"gevraagd is {', '.join(codes)}; neem niets over en meld dit bij de beheerder"
            raise Fault("dienst-filter", message, hint)
        if found not in codes:
            return False
    return True


def _next_page(url: str, data: Mapping[str, Any]) -> str | None:
    """The address of the page that follows one of a counted number of pages."""
    number = int(parse_qs(urlsplit(url).query)["page"][0])
    pages, told = _whole(data.get("maxPages")), data.get("page", Decimal(number))
    if pages is None or told != number:
        message = "het antwoord van UNHCR zegt niet welke bladzijde het is, of van hoeveel"
        raise Fault("dienst-bladeren", message, "meld dit bij de bron")
    if pages > MOST_PAGES:
        message = f"de vraag geeft {pages} bladzijden"
        hint = "splits maar één van de landen (coo, coa) uit, of vraag minder jaren (since)"
        raise Fault("dienst-omvang", message, hint)
    if number >= pages:
        return None
    if not data.get("items"):
        message = f"bladzijde {number} van {pages} is leeg"
        raise Fault("dienst-bladeren", message, "vraag het later opnieuw")
    return f"{url.removesuffix(f'page={number}')}page={number + 1}"


def _whole(value: object) -> int | None:
    """A count, which may be written as a text; None for anything else."""
    if isinstance(value, str) and _COUNT.fullmatch(value.strip()):
        value = read_number(value.strip())
    if not isinstance(value, Decimal) or value < 0 or value != value.to_integral_value():
        return None
    return int(value)


def _other_dimensions(rows: Sequence[Row], mapping: ServiceMapping) -> dict[str, Mapping[str, str]]:
    """What a table is split by apart from years and countries, with the codes that occur: every
    column that is asked for, or that holds words where others hold counts.

    Raises Fault when the measure is not a column of counts.
    """
    columns = {name for row in rows for name in row if not name.startswith(_COUNTRIES)}
    columns -= {"year"}
    codes = {name: {text_of(row, name) for row in rows} for name in sorted(columns)}
    measure = mapping.measure or ""
    counts = {name for name in codes if all(map(_is_count, codes[name]))} - {*mapping.asks()}
    if not any(map(_is_count, codes.get(measure, ()))):
        hint = nearest(measure, counts) or f"de tabel heeft: {', '.join(sorted(counts))}"
        raise Fault("dienst-maat", f"de tabel heeft geen maat '{measure}'", hint)
    split = sorted({*codes} - counts - {measure})
    return {name: dict.fromkeys(sorted(codes[name]), "") for name in split}


def _is_count(text: str) -> bool:
    return text in ("", _ALL_TOGETHER) or bool(_COUNT.fullmatch(text))


def _cells(rows: Sequence[Row], mapping: ServiceMapping) -> Iterator[ServiceCell]:
    """The cells whose codes are those that are asked for; a table has those of others too, because
    the service is asked for countries only.
    """
    others = {name: wanted for name, wanted in mapping.asks().items() if name not in _COUNTRIES}
    for row in rows:
        codes = {name: text_of(row, name) for name in others}
        if all(codes[name] in wanted for name, wanted in others.items()):
            for name in _COUNTRIES:
                codes[name] = text_of(row, f"{name}_iso") or _ALL_TOGETHER
            period = _year(row)
            yield ServiceCell(codes, period, *_content(row, period, mapping))


def _year(row: Row) -> Period:
    text = text_of(row, "year")
    try:
        return Period.parse(text)
    except ValueError as error:
        message = f"onbekend jaar '{text[:60]}' in het antwoord van UNHCR"
        raise Fault("dienst-periode", message, "meld dit bij de bron") from error


def _content(row: Row, period: Period, mapping: ServiceMapping) -> tuple[Decimal | None, Status]:
    """What stands in a cell. Raises Fault when it is neither a count nor a mark that is known."""
    value = row.get(mapping.measure or "")
    marks = {**_MARKS, **mapping.flags}
    if isinstance(value, str) and value.strip() in marks:
        return None, marks[value.strip()]
    count = _whole(value)
    if count is None:
        hint = "neem niets over en kijk op de site van UNHCR naar deze cel"
        message = f"de cel van {period} is geen aantal: {str(value)[:60]!r}"
        raise Fault("dienst-waarde", message, hint)
    return plain(Decimal(count), period), Status.NORMAL


def _rounding_note(indicator: Indicator, slices: Mapping[Any, Sequence[Any]]) -> tuple[str, ...]:
    """That small counts are rounded, where there are any: their sum is not the total then."""
    values = {one.value for row in slices.values() for one in row}
    if not values & _SMALL:
        return ()
    return (f"{indicator.id}: UNHCR maakt van 1 tot en met 4 een 0 of 5; delen tellen niet op",)
