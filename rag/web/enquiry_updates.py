"""Which components of the enquiry page a screen changes."""

from __future__ import annotations

from typing import Any

import gradio as gr

from rag.enquiries.details import Details
from rag.enquiries.enquiry import PartState
from rag.web import frame
from rag.web.enquiry_details import today, typed_details
from rag.web.enquiry_layout import Parts
from rag.web.enquiry_screen import ANSWERS, SPLIT, START, Screen
from rag.web.enquiry_work import unanswered

Changes = dict[Any, Any]
"""New values by component; components left out stay as they are."""


def updates(parts: Parts, screen: Screen) -> Changes:
    """The components a screen changes."""
    split, answers = parts.split, parts.answers
    changes = {
        parts.place: screen.session.place if screen.session else None,
        parts.told: screen.told,
        parts.announcement: screen.announcement,
        parts.listed: screen.listed,
        parts.heading: screen.heading,
        parts.about.log: screen.log,
        **_details(parts, screen.details),
        split.words_added: screen.words_added,
        split.letter: screen.letter,
        split.questions: screen.questions,
        **_chosen_question(parts, screen),
        answers.parts: screen.parts,
        answers.part: screen.part,
        answers.reply: screen.reply,
        answers.note: screen.note,
        answers.evidence: screen.evidence,
        answers.source: screen.source,
        answers.draft: screen.draft,
        answers.saved: screen.saved,
        answers.steps: None if screen.places is None else gr.Row(visible=screen.places > 1),
        **_buttons(parts, screen),
        **(_view(parts, screen.view) if screen.view else {}),
        **(_emptied(parts) if screen.begun else {}),
    }
    return frame.set_only(changes)


def _details(parts: Parts, details: Details | None) -> Changes:
    """The boxes of the details, filled with what is known."""
    if details is None:
        return {}
    boxes, typed = parts.about.details, typed_details(details)
    return {
        boxes.received: typed.received,
        boxes.regime: gr.Radio(value=typed.regime),
        boxes.sender: typed.sender,
        boxes.reference: typed.reference,
        boxes.subject: typed.subject,
    }


def _chosen_question(parts: Parts, screen: Screen) -> Changes:
    """The question that is chosen for correction; the box is away where there is none."""
    if screen.wording is None or screen.session is None:
        return {}
    label = f"Wording of question {screen.session.part}"
    return {
        parts.split.wording: gr.Textbox(screen.wording, label=label),
        parts.split.one: gr.Column(visible=bool(screen.session.enquiry.parts)),
    }


def _buttons(parts: Parts, screen: Screen) -> Changes:
    """The buttons that are there only where they can be used."""
    session = screen.session
    if session is None or session.kept is None or not session.enquiry.parts:
        return {}
    missing = unanswered(session.enquiry.parts)
    is_decided = session.shown.state is not PartState.OPEN
    return {
        parts.find_more: gr.Button(visible=session.view == ANSWERS and missing > 0),
        parts.answers.reopen: gr.Button(visible=is_decided),
    }


def _view(parts: Parts, view: str) -> Changes:
    hidden = "" if view == START else None
    return {
        parts.start: gr.Column(visible=view == START),
        parts.split.view: gr.Column(visible=view == SPLIT),
        parts.answers.view: gr.Column(visible=view == ANSWERS),
        parts.tools: gr.Row(visible=view != START),
        parts.about.view: gr.Column(visible=view != START),
        parts.to_split: gr.Button(visible=view == ANSWERS),
        **({parts.heading: hidden} if hidden is not None else {}),
    }


def _emptied(parts: Parts) -> Changes:
    """The form, ready for the next letter."""
    form, boxes = parts.form, parts.form.details
    lines = [form.text, form.name, form.doubt, boxes.sender, boxes.reference, boxes.subject]
    empty = dict.fromkeys(lines, "")
    return {**empty, boxes.regime: gr.Radio(value=None), boxes.received: today()}
