"""The list of enquiries: what each is called, when its reply is due, how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.enquiries.enquiry import Enquiry
from rag.web.enquiry_desk import Due
from rag.web.enquiry_showing import approved_line, chosen, title_of
from rag.web.markup import Markup, element
from rag.web.times import long_date


@dataclass(frozen=True, slots=True)
class Listed:
    """An enquiry in the list."""

    enquiry: Enquiry
    due: Due


def enquiries(listed: Sequence[Listed], words: str) -> str:
    """The list of enquiries, or why there is none."""
    if not listed:
        told = "No enquiry holds these words." if words.strip() else "No enquiries yet."
        return element("p", told, classes="aside").html
    return element("ul", *map(_listed, listed), classes="enquiries").html


def _listed(line: Listed) -> Markup:
    enquiry, letter = line.enquiry, line.enquiry.letter
    due = long_date(line.due.day) if line.due.day else "no date set"
    about = [
        f"Reference {letter.reference}" if letter.reference else "",
        f"From {letter.sender}" if letter.sender else "",
        f"Received {long_date(enquiry.received)}",
        f"Due {due}",
        approved_line(enquiry),
    ]
    return element(
        "li",
        chosen(
            element("span", title_of(letter), classes="enquiry-title", dir="auto"),
            element("span", " · ".join(a for a in about if a), classes="aside", dir="auto"),
            value=f"open {enquiry.id}",
            classes="enquiry-line",
        ),
        *_deleting(enquiry),
    )


def _deleting(enquiry: Enquiry) -> tuple[Markup, Markup]:
    """The button that deletes, and the second look it asks for."""
    name = f"Delete: {title_of(enquiry.letter)}"
    return (
        element("button", "Delete", type="button", name="ask-delete", classes="tool", title=name),
        element(
            "span",
            element("span", "Delete this enquiry for good? "),
            chosen("Delete it", value=f"delete {enquiry.id}", classes="tool"),
            element("button", "Keep it", type="button", name="keep", classes="tool"),
            classes="sure",
        ),
    )
