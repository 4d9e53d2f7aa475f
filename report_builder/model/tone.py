"""The colours that figures tell their series apart by, and what is drawn in one of its own.

They are those of the Rijk that stay apart under colour blindness too: of any two of the first five
and the grey no less than a colour difference of 18, whoever looks.
"""

from __future__ import annotations

from enum import StrEnum, unique


@unique
class Tone(StrEnum):
    """A colour of a figure, as it is written in SVG."""

    SKY = "#007bc7"
    BROWN = "#673327"
    ORANGE = "#e17000"
    LINT = "#154273"
    RUBY = "#ca005d"
    RED = "#d52b1e"
    VIOLET = "#a90061"
    GREY = "#8a8a8a"


TONES = tuple(tone for tone in Tone if tone is not Tone.GREY)
"""What categories are coloured with, in the order in which that is done."""
HOME, HOME_TONE = "Nederland", Tone.LINT
"""The Netherlands are one colour among other countries, wherever they stand."""
REST_TONE = Tone.GREY
"""What is left over is no category of its own."""


def tone_at(place: int) -> Tone:
    """The colour of a place in an order, from 0; past the last they begin again."""
    return TONES[place % len(TONES)]
