"""How long a service asks to wait before it is asked again (Retry-After, RFC 9110, 10.2.3)."""

from __future__ import annotations

import re
import time
from email.utils import mktime_tz, parsedate_tz

_SECONDS = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")


def read_wait(header: str) -> float | None:
    """How many seconds a header asks for: a number, or a date, of which one in the past is 0.

    None for what is no wait: a negative number, words, a date that no calendar has, nothing at all.
    """
    if _SECONDS.fullmatch(header):
        return float(header)
    try:
        date = parsedate_tz(header)
        return max(mktime_tz(date) - time.time(), 0) if date else None
    except (ValueError, OverflowError):  # a date that no calendar has
        return None
