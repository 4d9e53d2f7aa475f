"""The numbers that stand in tags: written as a tag takes them, or refused (contract, section 3).

In Dutch 25.000 is twenty-five thousand; in a tag it would be twenty-five, and 25,000 two numbers.
"""

from __future__ import annotations

import re

from report_builder.problems import Fault
from report_builder.word.template.tag_text import without_texts

THOUSANDS = "duizendpunt"
"""The code of the fault that a number has a thousands point."""
_NUMBER = re.compile(r"(?<![\w.])\d\w*(?:[.,]\d\w*)*")
_THOUSANDS = re.compile(r"\d+(?:[.,]\d{3})+")
_MONTH = re.compile(r"\[\s*(\d{4}\s*-\s*(?:\d{1,2}|[A-Z]\d)(?:\s*-\s*\d{1,2})?)\s*\]")
_MOST_DIGITS = 15


def find_number_fault(tag: str) -> Fault | None:
    """What is wrong with the first number of a tag that is not written as it must be."""
    code = without_texts(tag)
    period = _MONTH.search(code)
    if period:
        written = re.sub(r"\s", "", period[1])
        message = f"[{period[1]}] is een aftreksom, geen periode"
        return Fault("taal", message, f'zet de periode tussen aanhalingstekens: ["{written}"]')
    faults = (_fault(match[0]) for match in _NUMBER.finditer(code))
    return next((fault for fault in faults if fault), None)


def _fault(number: str) -> Fault | None:
    if _THOUSANDS.fullmatch(number):
        plain = re.sub("[.,]", "", number).lstrip("0") or "0"
        message = f"'{number}' is in een tag geen {plain}"
        fraction = number.replace(",", ".")
        hint = f"schrijf {plain}, zonder punt of komma"
        if number.count(".") + number.count(",") == 1:
            hint += f"; of {fraction}0 als u drie decimalen bedoelt"
        return Fault(THOUSANDS, message, hint)
    if not re.fullmatch(r"[\d.,]+", number):
        hint = "schrijf alleen cijfers, met een punt voor de decimalen: 25000 of 0.5"
        return Fault("taal", f"'{number}' is geen getal", hint)
    if sum(character.isdigit() for character in re.split(",", number)[0]) > _MOST_DIGITS:
        message = f"een getal van meer dan {_MOST_DIGITS} cijfers past niet in een tag"
        return Fault("taal", message, "kies een kleiner getal")
    return None
