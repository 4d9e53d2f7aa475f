"""The figures of one indicator from the service of its source, whatever the protocol."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from report_builder.model.catalogue import Indicator
from report_builder.model.service import Protocol, ServiceAddress, ServiceMapping
from report_builder.services.cells import Fetched
from report_builder.services.connection import Connection
from report_builder.services.jsonstat import fetch_jsonstat
from report_builder.services.odata import fetch_odata
from report_builder.services.odata3 import fetch_odata3
from report_builder.services.unhcr import fetch_unhcr

_CLIENTS: Mapping[Protocol, Callable[[Connection, str, Indicator, ServiceMapping], Fetched]] = {
    Protocol.ODATA: fetch_odata,
    Protocol.ODATA3: fetch_odata3,
    Protocol.JSONSTAT: fetch_jsonstat,
    Protocol.UNHCR: fetch_unhcr,
}


def fetch(connection: Connection, address: ServiceAddress, indicator: Indicator) -> Fetched:
    """What the service now gives for an indicator that has a mapping.

    Raises Fault when the service cannot be had, or when its table is not what the catalogue says.
    """
    assert indicator.service is not None
    return _CLIENTS[address.protocol](connection, address.url, indicator, indicator.service)
