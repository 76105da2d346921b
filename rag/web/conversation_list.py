"""The list of earlier conversations: found by words, opened again, deleted after a second look."""

from __future__ import annotations

from collections.abc import Sequence

from rag.answering.checking import counted
from rag.errors import RecordsUnusable
from rag.records.conversations import Listed
from rag.web.escaping import sound
from rag.web.keeping import Keeping
from rag.web.markup import Markup, element
from rag.web.times import moment

SHOWN = 30
LONGEST_SEARCH = 200


def conversation_list(keeping: Keeping, words: str = "") -> str:
    """The latest conversations that hold all of the words, as HTML, or why there are none."""
    sought = sound(words)[:LONGEST_SEARCH]
    try:
        listed, total = keeping.conversations.listed(sought, SHOWN)
    except RecordsUnusable as error:
        return element("p", str(error), classes="error", dir="auto").html
    return element("div", _heading(listed, total, sought), _items(listed)).html


def delete(keeping: Keeping, id: str, words: str) -> str:
    """Deletes a conversation for good; the list without it."""
    try:
        keeping.conversations.delete(sound(id))
    except RecordsUnusable as error:
        return element("p", f"Not deleted: {error}", classes="error", dir="auto").html
    return conversation_list(keeping, words)


def _heading(listed: Sequence[Listed], total: int, words: str) -> Markup:
    if not listed:
        none = "No conversation holds these words." if words.strip() else "None yet."
        return element("p", none, classes="aside")
    more = f" The latest {len(listed)} are shown: search for others." if total > len(listed) else ""
    found = " found" if words.strip() else ""
    return element("p", f"{counted(total, 'conversation')}{found}.{more}", classes="aside")


def _items(listed: Sequence[Listed]) -> Markup:
    return element("ul", *map(_item, listed), classes="kept-list") if listed else Markup()


def _item(conversation: Listed) -> Markup:
    title = element("span", conversation.title, classes="kept-title", dir="auto")
    when = f"{moment(conversation.changed)} · {counted(conversation.questions, 'question')}"
    return element(
        "li",
        _button([title, element("span", when, classes="aside")], "open", conversation.id, "kept"),
        _button(
            ["Delete"], "delete", conversation.id, "tool", title=f"Delete: {conversation.title}"
        ),
        element(
            "span",
            element("span", "Delete this conversation for good?"),
            _button(["Delete it"], "delete-it", conversation.id, "tool"),
            _button(["Keep it"], "keep-it", conversation.id, "tool"),
            classes="second-look",
            role="group",
        ),
    )


def _button(
    content: Sequence[Markup | str], name: str, value: str, classes: str, title: str = ""
) -> Markup:
    titled = {"title": title} if title else {}
    return element(
        "button", *content, type="button", name=name, value=value, classes=classes, **titled
    )
