"""The words of the command line library in Dutch: usage, headings, errors.

click takes all its words from gettext, so they are translated as in any program:
texts/nl/LC_MESSAGES holds the Dutch, which `make texts` compiles; a test fails when click says
something that is not in it.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DOMAIN = "report-builder"
FOLDER = Path(__file__).parent / "texts"


@contextmanager
def in_dutch() -> Iterator[None]:
    """Within this the library speaks Dutch, whatever the language of the user's terminal;
    afterwards all is as it was.
    """
    domain, language = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain(DOMAIN, FOLDER)
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = "nl"
    try:
        yield
    finally:
        gettext.textdomain(domain)
        if language is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = language
