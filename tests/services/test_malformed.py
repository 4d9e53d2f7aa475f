"""Whatever a service answers, it is figures or a fault that says so: never an error of the program."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from copy import deepcopy
from typing import Any

import pytest

from report_builder.intake.settings import read_catalogue
from report_builder.model.catalogue import Indicator
from report_builder.model.service import Protocol, ServiceAddress
from report_builder.problems import Fault
from report_builder.services.cells import Fetched
from report_builder.services.connection import Connection
from report_builder.services.exchange import Interrupted, Reply
from report_builder.services.fetching import fetch
from report_builder.workspace import Workspace
from tests.services import conftest
from tests.services.conftest import Dissemination, ServedFolder, Statline
from tests.services.recorded_services import Refugees, WideStatline

Answer = Callable[[str], conftest.Reply]
BAD_VALUES = (
    "null",
    "true",
    "0",
    "-1",
    "2.5",
    "1e400",
    "1e-300",
    "1e99999999999999999999",
    "9" * 5000,
    '""',
    '"x"',
    '"-0002"',
    '"\\ud800\\u0000"',
    json.dumps("9" * 5000),
    "[]",
    "{}",
    "[null]",
    '[["x"]]',
    '{"x": {}}',
    "[" * 5000 + "]" * 5000,
)
SERVICES: dict[str, tuple[Protocol, str, Answer]] = {
    "statline": (Protocol.ODATA, "/odata/v1/CBS", Statline(page=50)),
    "wide_statline": (Protocol.ODATA3, "/ODataApi/OData", WideStatline()),
    "eurostat": (Protocol.JSONSTAT, "/data", Dissemination(flags={("NL", "2024"): "e"})),
    "refugees": (Protocol.UNHCR, "/population/v1", Refugees(page=50)),
}


class SpoiledConnection(Connection):
    """Asks a service in this process, of which one answer is spoiled."""

    def __init__(self, answer: Answer, spoiled: dict[str, str]) -> None:
        super().__init__()
        self.answer = answer
        self.spoiled = spoiled

    def ask(self, url: str, read: Callable[[Reply], Any]) -> Any:
        path = conftest.unquote(url.removeprefix("http://localhost"))
        body = self.spoiled.get(path)
        self.replies[url] = Reply(url, 200, body.encode() if body else self.answer(path).data)
        try:
            return read(self.replies[url])
        except Interrupted as interrupted:
            raise interrupted.fault from interrupted


def nodes(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every value in JSON; of a list, of its last element alone."""
    yield path
    if isinstance(data, dict):
        for key, value in data.items():
            yield from nodes(value, (*path, key))
    elif isinstance(data, list) and data:
        yield from nodes(data[-1], (*path, len(data) - 1))


def spoilt(data: Any, path: tuple[Any, ...], bad: str) -> str:
    """The same JSON with another value at a path."""
    if not path:
        return bad
    copied = deepcopy(data)
    target = copied
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = "@here@"
    return json.dumps(copied).replace('"@here@"', bad)


def indicator_of(served: ServedFolder, kind: str) -> Indicator:
    """The indicator that a service of one kind gives."""
    getattr(served, kind)()
    read, _ = read_catalogue(Workspace.open(served.folder.root), None)
    (indicator,) = (one for one in read.indicators.values() if one.service)
    return indicator


def asked_paths(kind: str, indicator: Indicator) -> list[str]:
    """The paths that are asked for an indicator."""
    protocol, base, answer = SERVICES[kind]
    connection = SpoiledConnection(answer, {})
    address = ServiceAddress(protocol=protocol, url=f"http://localhost{base}")
    fetch(connection, address, indicator)
    return [conftest.unquote(url.removeprefix("http://localhost")) for url in connection.replies]


@pytest.mark.parametrize("kind", SERVICES)
def test_a_value_of_another_shape_anywhere_is_figures_or_a_fault(
    served: ServedFolder, kind: str
) -> None:
    protocol, base, answer = SERVICES[kind]
    indicator = indicator_of(served, kind)
    address = ServiceAddress(protocol=protocol, url=f"http://localhost{base}")
    for asked in asked_paths(kind, indicator):
        data = json.loads(answer(asked).data)
        for path in nodes(data):
            for bad in BAD_VALUES:
                connection = SpoiledConnection(answer, {asked: spoilt(data, path, bad)})
                with suppress(Fault):
                    assert are_figures(fetch(connection, address, indicator))


def are_figures(fetched: Fetched) -> bool:
    """Whether all amounts are such as a table can hold, and all texts can be written."""
    "".join(title for codes in fetched.titles.values() for title in codes.values()).encode()
    observations = [one for row in fetched.slices.values() for one in row]
    return all(one.value is None or abs(one.value) < 10**15 for one in observations)


@pytest.mark.parametrize("kind", SERVICES)
def test_an_answer_that_is_cut_off_anywhere_is_a_fault(served: ServedFolder, kind: str) -> None:
    protocol, base, answer = SERVICES[kind]
    indicator = indicator_of(served, kind)
    address = ServiceAddress(protocol=protocol, url=f"http://localhost{base}")
    for asked in asked_paths(kind, indicator):
        body = answer(asked).data.decode()
        for end in range(0, len(body), max(len(body) // 20, 1)):
            connection = SpoiledConnection(answer, {asked: body[:end] or " "})
            with pytest.raises(Fault):
                fetch(connection, address, indicator)
