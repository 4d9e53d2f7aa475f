"""What Word does to a picture that cannot be shown, or cut, as it does.

Contract, section 3: what a chapter shows in Word is shown in PDF and web edition, or it is a
problem with its place; what was cropped away is not in a file of the definitive release.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from report_builder.problems import Fault, Problem, Severity
from report_builder.word.drawn_pictures import DrawnPicture, pictures_in
from report_builder.word.ooxml import Element, find_child, find_paragraph, parent_of
from report_builder.word.package import Story
from report_builder.word.picture_pixels import can_read
from report_builder.word.places import find_places, heading_levels
from report_builder.word.template.template_file import OpenTemplate

_CUT, _EFFECT = "bijsnijden", "effect"
_PLAIN_SHAPES = ("rect", "")
_EFFECTS = {
    "lum": "een andere helderheid",
    "grayscl": "grijstinten",
    "biLevel": "zwart-wit",
    "duotone": "een andere kleur",
    "tint": "een andere kleur",
    "hsl": "een andere kleur",
    "clrChange": "een doorzichtige kleur",
    "alphaModFix": "doorzichtigheid",
}
_VML_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
_VML_SIDES = ("cropleft", "croptop", "cropright", "cropbottom")
_VML_TURN = re.compile(r"(?:^|;)\s*(?:rotation\s*:\s*-?[0-9.]*[1-9]|flip\s*:\s*[xy])", re.I)
_WAY_OUT = "bewerk de afbeelding in een beeldprogramma, en voeg haar opnieuw in"


def check_pictures(template: OpenTemplate) -> Iterator[Problem]:
    """Warnings for pictures that cannot be cut, which a definitive release waits for, and for those
    that look otherwise.
    """
    levels = heading_levels(template.styles)
    for story in template.stories:
        places = find_places(story.root, levels)
        for element, fault in _faults(story):
            paragraph = find_paragraph(element)
            place = places.get(paragraph, "1") if paragraph is not None else "1"
            yield fault.at(template.file, place, Severity.WARNING)


def _faults(story: Story) -> Iterator[tuple[Element, Fault]]:
    for picture in pictures_in(story.part, story.root):
        yield from ((picture.fill, fault) for fault in _in_picture(picture))
    for image in story.root.iter(_VML_IMAGE):
        if any(image.get(side) for side in _VML_SIDES):
            yield image, _uncut("is bijgesneden op een manier die alleen Word kent")
        if _VML_TURN.search(parent_of(image).get("style", "")):
            message = (
                "de afbeelding is gedraaid of gespiegeld op een manier die alleen Word kent; in "
                "PDF en webversie niet"
            )
            yield image, Fault(_CUT, message, _WAY_OUT)


def _in_picture(picture: DrawnPicture) -> Iterator[Fault]:
    is_changed = not (picture.crop.is_empty and picture.turn.is_none)
    if picture.data and is_changed and not can_read(picture.data):
        yield _uncut("is in Word bijgesneden of gedraaid, en van deze soort kan dat hier niet")
    shape = find_child(parent_of(picture.fill), "pic:spPr", "a:prstGeom")
    if shape is not None and shape.get("prst", "") not in _PLAIN_SHAPES:
        yield _uncut("is in Word in een vorm bijgesneden")
    names = (etree.QName(child).localname for child in picture.blip)
    for effect in dict.fromkeys(_EFFECTS[name] for name in names if name in _EFFECTS):
        message = f"de afbeelding heeft in Word {effect}; in PDF en webversie niet"
        yield Fault(_EFFECT, message, _WAY_OUT)


def _uncut(what: str) -> Fault:
    return Fault(_CUT, f"de afbeelding {what}: zij staat er heel in", _WAY_OUT)
