"""Where a link may lead: http(s), mailto or a place in the document (contract, section 3)."""

from __future__ import annotations

import ipaddress
import re
from enum import Enum
from html import unescape
from urllib.parse import SplitResult, unquote, urlsplit

_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202f\u2060-\u2064\ufeff]+")
"""What readers of an address pass over, and so can hide what it is."""
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_WEB = ("http", "https")
_INSIDE = re.compile(
    r"(^|\.)(local|localhost|localdomain|internal|intranet|intern|lan|corp|home|home\.arpa|private"
    r"|rijksweb\.nl|sharepoint\.com)$"
)
"""Ends of names that only answer on the network of an organisation, or to its own people."""
_NUMBER = re.compile(r".*:.*|(.*\.)?(\d+|0x[0-9a-f]+)")
"""A name that is the number of a machine: no name ends in digits alone."""


class LinkKind(Enum):
    """Where a link leads."""

    ALLOWED = "allowed"
    INSIDE = "inside"
    """To the network of an organisation: nobody else gets there."""
    REFUSED = "refused"


def kind_of_link(target: str) -> LinkKind:
    """Where the target of a link leads, however it was written."""
    plain = _UNSEEN.sub("", unescape(target))
    if plain.startswith("#") and len(plain) > 1:
        return LinkKind.ALLOWED
    scheme = _SCHEME.match(plain)
    if scheme is None or "\\" in unquote(plain):
        return LinkKind.REFUSED
    name = scheme[1].lower()
    if name == "mailto":
        return LinkKind.ALLOWED if _is_address(plain) else LinkKind.REFUSED
    return _kind_of_web(plain) if name in _WEB else LinkKind.REFUSED


def _is_address(target: str) -> bool:
    """Whether a mailto link writes to somebody, and takes no file along."""
    parts = urlsplit(target)
    return "@" in unquote(parts.path) and "attach" not in unquote(parts.query).lower()


def _kind_of_web(target: str) -> LinkKind:
    try:
        parts = urlsplit(target)
        host = (parts.hostname or "").rstrip(".").lower()
    except ValueError:
        return LinkKind.REFUSED
    if not host or _has_password(parts):
        return LinkKind.REFUSED
    return LinkKind.INSIDE if _is_inside(host) else LinkKind.ALLOWED


def _has_password(parts: SplitResult) -> bool:
    return parts.username is not None or parts.password is not None


def _is_inside(host: str) -> bool:
    if _NUMBER.fullmatch(host):
        try:
            return not ipaddress.ip_address(host).is_global
        except ValueError:
            return True  # a short way to write the number of an address
    return "." not in host or _INSIDE.search(host) is not None
