"""The components of the ask page and where they stand; what they do is in `ask`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import gradio as gr

from rag.web import frame, navigation, source_panel
from rag.web.asked_of import LABELS, LONGEST_FILTER
from rag.web.conversation import Session
from rag.web.conversation_list import LONGEST_SEARCH
from rag.web.examples import WANTED
from rag.web.markup import element

HINTS = {
    "document": "Part of a title, reference or file name",
    "date_from": "2021, March 2021 or 4 March 2021",
    "date_to": "2021, March 2021 or 4 March 2021",
}


@dataclass(frozen=True, slots=True)
class Earlier:
    """The earlier conversations: folded away until they are wanted."""

    toggle: gr.Button
    begin_anew: gr.Button
    search: gr.Textbox
    listed: gr.Markdown


@dataclass(frozen=True, slots=True)
class Form:
    """Where a question is typed, and which documents it is asked of."""

    question: gr.Textbox
    ask: gr.Button
    filters: list[gr.Textbox]
    clear: gr.Button
    asked_of: gr.Markdown
    suggestions: gr.Markdown
    told: gr.Markdown


@dataclass(frozen=True, slots=True)
class Parts:
    """The components of the page. Into the last three, unseen, page.js writes what was pressed."""

    session: gr.State
    notice: gr.Markdown
    earlier: Earlier
    conversation: gr.Markdown
    pending: gr.Markdown
    example_group: gr.Column
    examples: list[gr.Button]
    form: Form
    source: gr.Markdown
    steps: gr.Row
    previous: gr.Button
    next: gr.Button
    announcement: gr.Markdown
    picked: gr.Textbox
    chosen: gr.Textbox
    judged: gr.Textbox

    def of_screen(self) -> list[Any]:
        """The components that a screen changes (`ask`): as few as that, as questions pass by often.

        Gradio 6.31 makes each component anew that a handler may change and leaves as it is.
        """
        form = self.form
        shown = [self.conversation, self.pending, self.announcement, self.source]
        return [self.session, *shown, form.told, form.question, self.example_group, self.steps]

    def all(self) -> list[Any]:
        """Every component that a handler may change."""
        form, earlier = self.form, self.earlier
        shown = [self.notice, self.conversation, self.pending, self.example_group, *self.examples]
        asked = [form.question, form.ask, form.asked_of, form.suggestions, form.told, *form.filters]
        kept = [earlier.toggle, earlier.begin_anew, earlier.listed]
        return [self.session, *shown, *asked, *kept, self.source, self.steps, self.announcement]


def laid_out(question_characters: int) -> Parts:
    """The components, made inside the page that is being built."""
    session = gr.State(Session())
    frame.header(navigation.ASK)
    notice = frame.html(elem_id="notice")
    with gr.Row(elem_id="desk"):
        with gr.Column(scale=6, min_width=340, elem_id="left"):
            earlier = _earlier()
            conversation, pending = (
                frame.html(elem_id="conversation"),
                frame.html(elem_id="pending"),
            )
            with gr.Column(visible=False, elem_id="examples") as example_group:
                frame.html(element("p", "For example").html)
                buttons = [gr.Button(visible=False, size="md") for _ in range(WANTED)]
            form = _form(question_characters)
        with gr.Column(scale=5, min_width=340, elem_id="right"):
            with gr.Row(visible=False, elem_id="steps") as steps:
                previous = gr.Button("Previous citation", size="sm")
                following = gr.Button("Next citation", size="sm")
            source = frame.html(source_panel.PLACEHOLDER, elem_id="source")
    announcement = frame.html(elem_id="announcement")
    picked = _sent("picked", "Citation chosen")
    chosen = _sent("chosen", "Conversation chosen")
    judged = _sent("judged", "Opinion given")
    return Parts(
        session, notice, earlier, conversation, pending, example_group, buttons, form,
        source, steps, previous, following, announcement, picked, chosen, judged,
    )  # fmt: skip


def _sent(elem_id: str, label: str) -> gr.Textbox:
    return gr.Textbox(visible="hidden", elem_id=elem_id, label=label)


def _earlier() -> Earlier:
    with gr.Row(elem_id="conversation-tools"):
        toggle = gr.Button(
            "Earlier conversations", interactive=False, size="sm", elem_id="earlier-toggle"
        )
        begin_anew = gr.Button("New conversation", interactive=False, size="sm")
    with gr.Column(elem_id="earlier"):
        search = gr.Textbox(
            label="Search conversations", max_lines=1, max_length=LONGEST_SEARCH, elem_id="search"
        )
        listed = frame.html(elem_id="listed")
    return Earlier(toggle, begin_anew, search, listed)


def _form(question_characters: int) -> Form:
    with gr.Column(elem_id="form"):
        told = frame.html(elem_id="told")
        with gr.Column(elem_id="filters"):
            with gr.Row(elem_id="filter-boxes"):
                filters = [_filter(key, label) for key, label in LABELS.items()]
            clear = gr.Button("Clear filters", size="sm", elem_id="clear-filters")
        asked_of = frame.html(elem_id="asked-of")
        question = gr.Textbox(
            label="Your question",
            lines=1,
            max_lines=8,
            max_length=question_characters,
            interactive=False,
            elem_id="question",
        )
        with gr.Row(elem_id="form-buttons"):
            ask = gr.Button("Ask", variant="primary", interactive=False, size="md", elem_id="ask")
            gr.Button("Filters", size="md", elem_id="filters-toggle")
        suggestions = frame.html(elem_id="suggestions")
    return Form(question, ask, filters, clear, asked_of, suggestions, told)


def _filter(key: str, label: str) -> gr.Textbox:
    return gr.Textbox(
        label=label,
        placeholder=HINTS.get(key),
        max_lines=1,
        max_length=LONGEST_FILTER,
        min_width=160,
        elem_id=f"filter-{key.replace('_', '-')}",
    )
