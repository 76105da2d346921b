"""What can be done with an answer: copy it, save it, say whether it is good, ask again."""

from __future__ import annotations

from rag.records.conversations import Exchange
from rag.records.feedback import Verdict
from rag.web.markup import Markup, element

VERDICTS = {
    Verdict.GOOD: "Good",
    Verdict.WRONG: "Wrong",
    Verdict.INCOMPLETE: "Incomplete",
}


COPIES = (
    ("Copy as text", "copy-answer", "text"),
    ("Copy as Markdown", "copy-answer", "markdown"),
    ("Save as Word", "save", "word"),
)
"""Label, what page.js does, and the form of the answer."""


def tools(number: int, exchange: Exchange) -> Markup:
    """The buttons under an exchange. page.js does what they say."""
    if exchange.answer is None:
        again = _button("Ask again", "again", str(number))
        return element("div", again, classes="tools")
    return element("div", _copying(number), _judging(number, exchange.verdict), classes="tools")


def _copying(number: int) -> Markup:
    """What takes an answer elsewhere; each quote is held against today's documents on the way."""
    buttons = [_button(label, name, f"{number} {form}") for label, name, form in COPIES]
    return element("div", *buttons, classes="copying")


def _judging(number: int, verdict: Verdict | None) -> Markup:
    """Whether the answer is good; the comment's box is made by page.js, as it is typed into."""
    buttons = [
        _button(label, "judge", f"{number} {said}", "chosen" if said is verdict else "")
        for said, label in VERDICTS.items()
    ]
    asked = element("span", "Is this answer right?", classes="tools-label")
    return element("div", asked, *buttons, classes="judging", role="group")


def _button(label: str, name: str, value: str, classes: str = "") -> Markup:
    return element(
        "button", label, type="button", name=name, value=value, classes=f"tool {classes}".strip()
    )
