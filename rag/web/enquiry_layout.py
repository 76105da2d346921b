"""The components of the enquiry page and where they stand; what they do is in `enquiry`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import gradio as gr

from rag.web import frame, source_panel
from rag.web.enquiry_forms import About, Form, about_boxes, box, letter_form, line
from rag.web.enquiry_screen import LONGEST_REPLY
from rag.web.markup import element
from rag.web.navigation import ENQUIRY


@dataclass(frozen=True, slots=True)
class Split:
    """Where the split is corrected."""

    view: gr.Column
    letter: gr.Markdown
    one: gr.Column
    wording: gr.Textbox
    reword: gr.Button
    join: gr.Button
    part: gr.Button
    remove: gr.Button
    words_added: gr.Textbox
    add: gr.Button
    questions: gr.Markdown
    find: gr.Button


@dataclass(frozen=True, slots=True)
class Answers:
    """Where the parts are answered, one at a time."""

    view: gr.Column
    parts: gr.Markdown
    part: gr.Markdown
    reply: gr.Textbox
    save: gr.Button
    saved: gr.Markdown
    approve: gr.Button
    reopen: gr.Button
    note: gr.Textbox
    needs_decision: gr.Button
    evidence: gr.Markdown
    steps: gr.Row
    previous: gr.Button
    next: gr.Button
    source: gr.Markdown
    draft: gr.Markdown


@dataclass(frozen=True, slots=True)
class Parts:
    """The components of the page. `place`, unseen, says what its boxes are filled from."""

    place: gr.Textbox
    told: gr.Markdown
    tools: gr.Row
    all_enquiries: gr.Button
    to_split: gr.Button
    find_more: gr.Button
    heading: gr.Markdown
    about: About
    who: gr.Textbox
    start: gr.Column
    form: Form
    search: gr.Textbox
    listed: gr.Markdown
    split: Split
    answers: Answers
    announcement: gr.Markdown
    chosen: gr.Textbox

    def all(self) -> list[Any]:
        """Every component that a handler may change."""
        split, answers, about = self.split, self.answers, self.about
        frame_ = [self.place, self.told, self.tools, self.to_split, self.find_more, self.heading]
        return [
            *frame_, about.view, *about.details.typed(), about.log, self.start, *self.form.typed(), self.form.begin, self.listed, self.announcement,
            split.view, split.letter, split.one, split.wording, split.words_added, split.questions,
            answers.view, answers.parts, answers.part, answers.reply, answers.saved, answers.note,
            answers.reopen, answers.evidence, answers.steps, answers.source, answers.draft,
        ]  # fmt: skip


def laid_out() -> Parts:
    """The components, made inside the page that is being built."""
    frame.header(ENQUIRY)
    place = _sent("enquiry-place", "What the boxes are filled from")
    chosen = _sent("enquiry-chosen", "What was chosen")
    file = [_sent("letter-name", "File name"), _sent("letter-doubt", "Remarks on the file")]
    with gr.Column(elem_id="enquiry-page"):
        with gr.Row(visible=False, elem_id="enquiry-tools") as tools:
            all_enquiries = gr.Button("All enquiries", size="sm")
            to_split = gr.Button("Correct the questions", size="sm", visible=False)
            find_more = gr.Button("Find missing answers", size="sm", visible=False)
        heading = frame.html(elem_id="enquiry-heading")
        about = about_boxes()
        told = frame.html(elem_id="enquiry-told")
        who = line("Your name", "who", info="Stands with what you approve or mark. Asked once.")
        start, form, search, listed = _start(*file)
        split, answers = _split(), _answers()
    announcement = frame.html(elem_id="announcement")
    return Parts(
        place, told, tools, all_enquiries, to_split, find_more, heading, about, who, start, form, search,
        listed, split, answers, announcement, chosen,
    )  # fmt: skip


def _sent(elem_id: str, label: str) -> gr.Textbox:
    return gr.Textbox(visible="hidden", elem_id=elem_id, label=label)


def _start(name: gr.Textbox, doubt: gr.Textbox) -> tuple[gr.Column, Form, gr.Textbox, gr.Markdown]:
    with gr.Column(elem_id="enquiry-start") as start, gr.Row(elem_id="enquiry-columns"):
        with gr.Column(scale=6, min_width=300, elem_id="enquiry-new"):
            form = letter_form(name, doubt)
        with gr.Column(scale=5, min_width=300, elem_id="enquiry-kept"):
            frame.html(element("h2", "Enquiries").html)
            search = line("Search enquiries", "enquiry-search")
            listed = frame.html(elem_id="enquiry-list")
    return start, form, search, listed


def _split() -> Split:
    with gr.Column(visible=False, elem_id="enquiry-split") as view, gr.Row(elem_id="split-columns"):
        with gr.Column(scale=6, min_width=300):
            letter = frame.html(elem_id="letter-shown")
        with gr.Column(scale=5, min_width=300, elem_id="correcting"):
            with gr.Column(elem_id="correct-one") as one:
                wording = box("Wording of question 1", "wording", 3)
                with gr.Row(elem_id="correct-buttons"):
                    reword = gr.Button("Save wording", size="sm")
                    join = gr.Button("Join with the next", size="sm")
                    part = gr.Button("Split at line breaks", size="sm")
                    remove = gr.Button("Remove", size="sm")
            questions = frame.html(elem_id="questions")
            with gr.Column(elem_id="add-one"):
                words_added = box("Add a question: paste its words of the letter", "words-added", 2)
                add = gr.Button("Add question", size="sm")
            find = gr.Button("Find answers", variant="primary", elem_id="find")
    return Split(
        view, letter, one, wording, reword, join, part, remove, words_added, add, questions, find
    )


def _answers() -> Answers:
    with gr.Column(visible=False, elem_id="enquiry-answers") as view:
        with gr.Row(elem_id="answer-columns"):
            with gr.Column(scale=3, min_width=220, elem_id="parts-column"):
                parts = frame.html(elem_id="parts")
            with gr.Column(scale=6, min_width=300, elem_id="part-column"):
                part = frame.html(elem_id="part")
                reply, save, saved, approve, reopen, note, needs_decision = _reply()
                evidence = frame.html(elem_id="evidence")
            with gr.Column(scale=5, min_width=300, elem_id="source-column"):
                with gr.Row(visible=False, elem_id="steps") as steps:
                    previous = gr.Button("Previous source", size="sm")
                    following = gr.Button("Next source", size="sm")
                source = frame.html(source_panel.PLACEHOLDER, elem_id="source")
        draft = frame.html(elem_id="draft")
    return Answers(
        view, parts, part, reply, save, saved, approve, reopen, note, needs_decision, evidence,
        steps, previous, following, source, draft,
    )  # fmt: skip


def _reply() -> tuple[
    gr.Textbox, gr.Button, gr.Markdown, gr.Button, gr.Button, gr.Textbox, gr.Button
]:
    reply = gr.Textbox(
        label="Reply to this question",
        lines=6,
        max_lines=24,
        max_length=LONGEST_REPLY,
        elem_id="reply",
    )
    with gr.Row(elem_id="reply-buttons"):
        approve = gr.Button("Approve", variant="primary", size="md")
        save = gr.Button("Save", size="md", elem_id="save-reply")
        reopen = gr.Button("Reopen", size="md", visible=False)
    saved = frame.html(elem_id="saved")
    with gr.Column(elem_id="deciding"):
        note = box("What has to be decided, and by whom", "note", 2)
        needs_decision = gr.Button("Mark “needs a decision”", size="sm")
    return reply, save, saved, approve, reopen, note, needs_decision
