"""What a page is made of, as lxml reads HTML."""

from __future__ import annotations

from typing import TypeAlias

from lxml import html

Element: TypeAlias = html.HtmlElement
"""An element of a page; its parser makes all of them of this class."""


def parent_of(element: Element) -> Element:
    """What an element stands in that is not the root of its page."""
    parent = element.getparent()
    assert parent is not None
    return parent
