"""Numbered paragraphs of a template that may get another number here than in Word."""

from __future__ import annotations

from collections.abc import Iterator

from report_builder.problems import Problem, Severity
from report_builder.word.list_numbers import ListNumbers
from report_builder.word.places import find_places, heading_levels
from report_builder.word.template.template_file import OpenTemplate

_CODE = "lijst"
_HINT = "kies in Word bij Nummering een andere lijst"


def check_lists(template: OpenTemplate, *, is_concept: bool) -> Iterator[Problem]:
    """Each list with numbers that are not known, once, at its first item.

    That is an error in the definitive release (contract, section 3); a level that a list does not
    describe is a warning.
    """
    numbers = ListNumbers(template.document)
    levels = heading_levels(template.styles)
    told: set[tuple[str, str]] = set()
    for story in template.stories:
        doubtful = [pair for pair in numbers.of(story.root).items() if pair[1].doubt]
        places = find_places(story.root, levels) if doubtful else {}
        for paragraph, number in doubtful:
            if (number.num_id, number.doubt) in told:
                continue
            told.add((number.num_id, number.doubt))
            message = f"{number.doubt}: hier staat {number.text}"
            severity = Severity.WARNING if is_concept or number.is_supported else Severity.ERROR
            place = places.get(paragraph, "1")
            yield Problem(_CODE, template.file, place, message, _HINT, severity)
