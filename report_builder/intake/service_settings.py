"""What the catalogue says of services, as far as it can be checked without asking them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from report_builder.intake.toml_files import TomlFile
from report_builder.model.catalogue import Indicator, Source
from report_builder.model.period import Period
from report_builder.model.service import TABLE, Moment, Protocol, ServiceMapping
from report_builder.problems import Problem, nearest

_CODE = "dienst"
_MEASURE_HINTS = {
    Protocol.ODATA: "neem haar over uit MeasureCodes van de tabel",
    Protocol.ODATA3: "neem haar over uit DataProperties van de tabel",
    Protocol.JSONSTAT: "zet de eenheid vast met pinned",
    Protocol.UNHCR: "de maat is een kolom, bijvoorbeeld applied; een eenheid geeft UNHCR niet",
}


def check_services(
    lines: TomlFile, entries: Mapping[str, Indicator], sources: Mapping[str, Source] | None
) -> Iterator[Problem]:
    """What is wrong with the `service` tables of one catalogue; without sources these are not
    looked up.
    """
    for key, indicator in entries.items():
        if mapping := indicator.service:
            yield from _check_split(lines, key, indicator, mapping)
            yield from _check_names(lines, key, mapping)
            yield from _check_periods(lines, key, indicator, mapping)
            if not TABLE.fullmatch(indicator.service_table):
                hint = 'noem in service één tabel, bijvoorbeeld table = "85484NED"'
                message = f"'{indicator.service_table}' is niet de naam van één tabel"
                yield lines.problem(_CODE, (key, "service", "table"), message, hint)
            if sources is not None and indicator.source in sources:
                yield from _check_protocol(
                    lines, key, sources[indicator.source], indicator, mapping
                )


def _check_split(
    lines: TomlFile, key: str, indicator: Indicator, mapping: ServiceMapping
) -> Iterator[Problem]:
    """Every dimension of the indicator comes from one of the table, which is not pinned as well."""
    for name in mapping.split:
        if name not in indicator.dimensions:
            hint = (
                nearest(name, indicator.dimensions)
                or f"kies uit: {', '.join(indicator.dimensions) or 'geen'}"
            )
            message = f"{indicator.id} heeft geen dimensie '{name}'"
            yield lines.problem(_CODE, (key, "service", "split", name), message, hint)
    for name in indicator.dimensions:
        if name not in mapping.split:
            hint = f"voeg [{key}.service.split.{name}] toe, met dimension en names"
            message = f"de dienst zegt niet waar de dimensie '{name}' vandaan komt"
            yield lines.problem(_CODE, (key, "service"), message, hint)
    used = Counter([*mapping.pinned, *(split.dimension for split in mapping.split.values())])
    for name, count in used.items():
        if count > 1:
            hint = "zet haar vast, of splits ernaar uit"
            yield lines.problem(
                _CODE, (key, "service"), f"de dimensie '{name}' wordt twee keer gebruikt", hint
            )


def _check_names(lines: TomlFile, key: str, mapping: ServiceMapping) -> Iterator[Problem]:
    """Every name comes from one code: what several codes hold is not added up."""
    for name, split in mapping.split.items():
        for title, count in Counter(split.names.values()).items():
            if count > 1:
                message = f"de naam '{title}' staat bij {count} codes"
                hint = "geef elke code een eigen naam; optellen doet het programma niet"
                yield lines.problem(_CODE, (key, "service", "split", name, "names"), message, hint)
            if title != title.strip():
                hint = "haal de spaties weg"
                message = f"de naam '{title}' heeft spaties aan het begin of eind"
                yield lines.problem(_CODE, (key, "service", "split", name, "names"), message, hint)


def _check_periods(
    lines: TomlFile, key: str, indicator: Indicator, mapping: ServiceMapping
) -> Iterator[Problem]:
    named = [("since", mapping.since)] if mapping.since else []
    for name, text in [*named, *(("breaks", text) for text in mapping.breaks)]:
        if not _is_period(text, indicator):
            message = f"{name} = '{text}' is geen periode met frequentie {indicator.frequency}"
            yield lines.problem(
                _CODE, (key, "service", name), message, "schrijf haar zoals in de CSV"
            )
    if (mapping.periods is Moment.SAME) is not (mapping.frequency is None):
        hint = (
            "noem met frequency de frequentie van de dienst, en met periods wat haar "
            "perioden hier zijn"
        )
        yield lines.problem(_CODE, (key, "service"), "frequency en periods horen bij elkaar", hint)


def _is_period(text: str, indicator: Indicator) -> bool:
    try:
        return Period.parse(text).frequency is indicator.frequency
    except ValueError:
        return False


def _check_protocol(
    lines: TomlFile, key: str, source: Source, indicator: Indicator, mapping: ServiceMapping
) -> Iterator[Problem]:
    if source.service is None:
        hint = (
            f"voeg [{indicator.source}.service] toe aan data/sources.toml, of haal "
            f"[{key}.service] weg"
        )
        yield lines.problem(
            _CODE, (key, "service"), f"de bron '{indicator.source}' heeft geen dienst", hint
        )
        return
    protocol = source.service.protocol
    named = {
        "measure": (mapping.measure, protocol.names_measure, _MEASURE_HINTS[protocol]),
        "unit": (mapping.unit, protocol.names_unit, _MEASURE_HINTS[protocol]),
    }
    for name, (value, is_needed, hint) in named.items():
        if is_needed and value is None:
            message = f"{name} ontbreekt bij een dienst van {protocol.label}"
            yield lines.problem(_CODE, (key, "service"), message, hint)
        if not is_needed and value is not None:
            message = f"{name} past niet bij een dienst van {protocol.label}"
            yield lines.problem(_CODE, (key, "service", name), message, hint)
