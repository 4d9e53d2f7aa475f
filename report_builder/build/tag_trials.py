"""What tags print, tried outside any document: by the very language, filters and figures that fill
the templates of an edition.
"""

from __future__ import annotations

from dataclasses import replace

from report_builder.build.release_setup import Setup
from report_builder.problems import Severity
from report_builder.values.advice import advise
from report_builder.values.dataset import Dataset
from report_builder.values.filters import FILTERS
from report_builder.values.vocabulary import FOLLOWS, make_language
from report_builder.word.fill.tried_text import TriedText, try_text

_FILE = "zin"


class TagTrials:
    """Tries sentences with tags over the figures of one edition."""

    def __init__(self, setup: Setup) -> None:
        self.dataset = Dataset(setup.project)
        self._words = make_language(self.dataset, None, setup.is_concept)
        self._year = setup.project.edition.reporting_year

    def try_sentence(self, source: str) -> TriedText:
        """What a sentence reads as, with the warnings that `check` would give of its figures."""
        tried = try_text(source, self._words, FILTERS, FOLLOWS, self._year)
        faults = advise(tried.values, self.dataset)
        advice = tuple(fault.at(_FILE, "1", Severity.WARNING) for fault in faults)
        return replace(tried, problems=(*tried.problems, *advice))
