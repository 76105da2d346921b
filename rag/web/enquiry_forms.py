"""The boxes for a letter and what is known about it: of a new enquiry, and of one to be corrected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import gradio as gr

from rag.web import enquiry_details, frame
from rag.web.enquiry_screen import LONGEST_LETTER, LONGEST_LINE
from rag.web.markup import element


@dataclass(frozen=True, slots=True)
class Details:
    """The boxes for what is known about a letter."""

    received: gr.Textbox
    regime: gr.Radio
    sender: gr.Textbox
    reference: gr.Textbox
    subject: gr.Textbox

    def typed(self) -> list[Any]:
        """What is typed, in the order of `enquiry_details.TypedDetails`."""
        return [self.received, self.regime, self.sender, self.reference, self.subject]


@dataclass(frozen=True, slots=True)
class Form:
    """Where a new enquiry begins. Into `name` and `doubt`, unseen, enquiry.js writes what the file is
    called, and what its readers remark."""

    text: gr.Textbox
    name: gr.Textbox
    doubt: gr.Textbox
    details: Details
    begin: gr.Button

    def typed(self) -> list[Any]:
        """What is typed: the letter, the name of its file and remarks on it, its details."""
        return [self.text, self.name, self.doubt, *self.details.typed()]


@dataclass(frozen=True, slots=True)
class About:
    """What is known of the letter, to be corrected, and who did what: both folded away."""

    view: gr.Column
    details: Details
    save: gr.Button
    log: gr.Markdown


def letter_form(name: gr.Textbox, doubt: gr.Textbox) -> Form:
    """Where the letter goes in, and what is known about it."""
    frame.html(element("h2", "New enquiry").html)
    frame.html(
        element(
            "div",
            element("p", "Choose the file of a letter or e-mail, or paste its words."),
            id="letter-file",
        ).html
    )
    text = gr.Textbox(
        label="The letter or e-mail",
        lines=8,
        max_lines=20,
        max_length=LONGEST_LETTER,
        interactive=False,
        elem_id="letter-words",
    )
    details = _details("", enquiry_details.today())
    begin = gr.Button("Find the questions", variant="primary", interactive=False, elem_id="begin")
    return Form(text, name, doubt, details, begin)


def _details(prefix: str, received: str = "") -> Details:
    """The same boxes for a new enquiry and for one to be corrected; their ids begin with `prefix`."""
    with gr.Row(elem_classes="letter-about"):
        sender = line("Sender", f"{prefix}sender")
        reference = line("Reference", f"{prefix}reference")
    subject = line("Subject", f"{prefix}subject")
    came = line("Date received", f"{prefix}received", "For example 4 March 2021", received)
    regime = gr.Radio(
        enquiry_details.regime_choices(),
        label="Answered under",
        info="You choose: the program never does.",
        elem_id=f"{prefix}regime",
    )
    return Details(came, regime, sender, reference, subject)


def about_boxes() -> About:
    """The details, to be corrected, and the log, each under its button."""
    with gr.Column(visible=False, elem_id="about") as view:
        with gr.Row(elem_id="about-toggles"):
            gr.Button("Correct the details", size="sm", elem_id="details-toggle")
            gr.Button("Who did what", size="sm", elem_id="log-toggle")
        with gr.Column(elem_id="details"):
            details = _details("details-")
            save = gr.Button("Save details", size="sm", elem_id="save-details")
        with gr.Column(elem_id="log"):
            log = frame.html()
    return About(view, details, save, log)


def line(label: str, elem_id: str, info: str | None = None, value: str = "") -> gr.Textbox:
    """A box of one line."""
    return gr.Textbox(
        value, label=label, info=info, max_lines=1, max_length=LONGEST_LINE, elem_id=elem_id
    )


def box(label: str, elem_id: str, lines: int, longest: int = 4_000) -> gr.Textbox:
    """A box of several lines."""
    return gr.Textbox(label=label, lines=lines, max_lines=14, max_length=longest, elem_id=elem_id)
