"""HTML built of elements, in which plain text cannot be anything but text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rag.web.escaping import inert

# The pages show HTML through Gradio's Markdown component: its HTML component evaluates strings as
# script, which the content security policy forbids. Markdown leaves an HTML block alone from its
# first tag to the first blank line, and `inert` lets no line break through.


@dataclass(frozen=True, slots=True)
class Markup:
    """Finished HTML. Only `element` and `joined` make one; a plain string is always made inert."""

    html: str = ""

    def __bool__(self) -> bool:
        return bool(self.html)


NOTHING = Markup()
Content = str | Markup


def element(tag: str, *content: Content, classes: str = "", **attributes: str) -> Markup:
    """An element with its content; text and attribute values are made inert.

    The sanitiser of the page keeps id, class, title, role, dir, name, value and type, and drops
    data- and aria- attributes.
    """
    named = {"class": classes, **attributes} if classes else attributes
    written = "".join(f' {name}="{inert(value)}"' for name, value in named.items())
    return Markup(f"<{tag}{written}>{joined(content).html}</{tag}>")


def joined(content: Iterable[Content]) -> Markup:
    """Pieces one after the other."""
    return Markup("".join(c.html if isinstance(c, Markup) else inert(c) for c in content))
