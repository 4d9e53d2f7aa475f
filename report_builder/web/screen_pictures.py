"""Figures on a screen: another picture on a narrow one, and for who points where periods lie."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence

from lxml import html

from report_builder.model.figure import Picture, PlotArea
from report_builder.web.page_elements import Element, parent_of

NARROW = "(max-width: 34rem)"
"""Where the narrow picture is shown."""


def add_screen_pictures(body: Element, pictures: Mapping[str, Picture]) -> None:
    """Give each figure of a body its narrow picture, and its places to point at; `pictures` has
    them by the anchor of a caption.
    """
    for caption in body.iter("figcaption"):
        picture = pictures.get(caption.get("id") or "")
        image = next(parent_of(caption).iter("img"), None)
        if picture is not None and image is not None:
            _dress(image, picture)


def _dress(image: Element, picture: Picture) -> None:
    around, choice = html.Element("div"), html.Element("picture")
    around.set("class", "beeld")
    image.addprevious(around)
    around.append(choice)
    if picture.narrow:
        source = html.Element("source")
        source.set("media", NARROW)
        data = base64.b64encode(picture.narrow.svg).decode()
        source.set("srcset", f"data:image/svg+xml;base64,{data}")
        _set_areas(source, picture.narrow.areas)
        choice.append(source)
    _set_areas(image, picture.areas)
    choice.append(image)


def _set_areas(element: Element, areas: Sequence[PlotArea]) -> None:
    if areas:
        told = [[each.left, each.top, each.right, each.bottom, each.places] for each in areas]
        element.set("data-vlakken", json.dumps(told, separators=(",", ":")))
