"""The page where staff ask: the conversation, and beside it the document a citation points to."""

from __future__ import annotations

import asyncio
import itertools
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from typing import Any

import gradio as gr

from rag.answering.checking import counted
from rag.errors import RagError
from rag.web import asked_of, conversation_list, frame, judging, navigation, showing, talking
from rag.web.ask_layout import Parts, laid_out
from rag.web.conversation import Session
from rag.web.escaping import sound
from rag.web.examples import WANTED, examples
from rag.web.markup import element
from rag.web.talking import Screen
from rag.web.work import Work

VIEWS_KNOWN = 10_000
IN_ADDRESS = "conversation"
"""The part of the page's address that names the conversation, so that a reload opens it again."""
AT_ONCE: dict[str, Any] = {"concurrency_limit": None, **frame.QUIET}
"""How events are bound that wait in the desk's own line."""
Changes = dict[Any, Any]
"""New values by component; components left out stay as they are."""
IsLatest = Callable[[], bool]
"""Whether a view is still the latest of its browser tab."""


class Views:
    """Which conversation each browser tab looks at now: what was begun before must not show any more."""

    def __init__(self) -> None:
        self._latest: OrderedDict[str, int] = OrderedDict()
        self._count = itertools.count()

    def turn(self, tab: str | None) -> IsLatest:
        """Begins another view in a tab; says, when asked, whether it is still the latest."""
        name, mine = tab or "", next(self._count)
        self._latest[name] = mine
        self._latest.move_to_end(name)
        if len(self._latest) > VIEWS_KNOWN:
            self._latest.popitem(last=False)
        return lambda: self._latest.get(name) == mine


def page(work: Work, question_characters: int) -> gr.Blocks:
    """The page, ready to be mounted."""
    blocks = gr.Blocks(title=navigation.TITLE, fill_width=True, analytics_enabled=False)
    with blocks:
        parts = laid_out(question_characters)
        _connect(blocks, parts, work, Views())
    return blocks


def _connect(blocks: gr.Blocks, parts: Parts, work: Work, views: Views) -> None:
    """Binds the components to what they do; nothing here decides anything."""
    _connect_opening(blocks, parts, work, views)
    _connect_asking(parts, work, views)
    _connect_earlier(parts, work, views)
    _connect_answers(parts, work)
    _connect_filters(parts, work)


async def _resumed(
    parts: Parts, work: Work, id: str, is_latest: IsLatest
) -> AsyncIterator[Changes]:
    """A conversation that is kept, and the answer that is under way in it."""
    async for screen in talking.resume(work, id):
        if is_latest():
            yield _shown(parts, screen)


def _connect_opening(blocks: gr.Blocks, parts: Parts, work: Work, views: Views) -> None:
    async def open_page(request: gr.Request) -> AsyncIterator[Changes]:
        async for waiting in frame.until_ready(work.desk):
            yield {parts.pending: waiting}
        if not work.desk.readiness().ready:
            return
        id = request.query_params.get(IN_ADDRESS)
        yield await asyncio.to_thread(_opened, parts, work, bool(id))
        if id:
            async for changes in _resumed(parts, work, id, views.turn(request.session_hash)):
                yield changes

    blocks.load(open_page, None, parts.all(), **AT_ONCE)


def _connect_asking(parts: Parts, work: Work, views: Views) -> None:
    form, changed = parts.form, parts.of_screen()

    async def ask(request: gr.Request, question: str, *given: Any) -> AsyncIterator[Changes]:
        *filters, now = given
        asker = request.client.host if request.client else ""
        is_latest: IsLatest = lambda: True  # noqa: E731
        async for screen in talking.ask(work, question, filters, now, asker):
            if screen.taken:
                is_latest = views.turn(request.session_hash)
            if is_latest():
                yield _shown(parts, screen)

    typed = [*form.filters, parts.session]
    for source, event in ((form.question, "submit"), (form.ask, "click")):
        getattr(source, event)(ask, [form.question, *typed], changed, **AT_ONCE)
    for button in parts.examples:
        button.click(ask, [button, *typed], changed, **AT_ONCE)


def _connect_earlier(parts: Parts, work: Work, views: Views) -> None:
    """The earlier conversations, and a new one."""
    earlier, form, changed = parts.earlier, parts.form, parts.of_screen()

    async def choose(
        sent: str, words: str, now: Session, request: gr.Request
    ) -> AsyncIterator[Changes]:
        verb, _, rest = sound(sent).partition(" ")
        id = rest.partition(" ")[0]
        if verb == "open":
            is_latest = views.turn(request.session_hash)
            yield {parts.example_group: gr.Column(visible=False)}
            async for changes in _resumed(parts, work, id, is_latest):
                yield changes
        elif verb == "delete":
            listed = await asyncio.to_thread(conversation_list.delete, work.keeping, id, words)
            yield {earlier.listed: listed}
            if id == now.id:
                views.turn(request.session_hash)
                yield _shown(parts, talking.begin_anew())

    def begin_anew(request: gr.Request) -> Changes:
        views.turn(request.session_hash)
        empty = dict.fromkeys(form.filters, "") | {form.asked_of: ""}
        return _opened(parts, work, False) | empty | _shown(parts, talking.begin_anew())

    def list_earlier(words: str) -> str:
        return conversation_list.conversation_list(work.keeping, words)

    looked_at = [parts.chosen, earlier.search, parts.session]
    chosen = [*changed, earlier.listed]
    parts.chosen.change(choose, looked_at, chosen, trigger_mode="multiple", **AT_ONCE)
    earlier.begin_anew.click(begin_anew, None, parts.all(), **frame.QUIET)
    earlier.toggle.click(list_earlier, earlier.search, earlier.listed, **frame.QUIET)
    earlier.search.change(list_earlier, earlier.search, earlier.listed, **frame.QUIET)


def _connect_answers(parts: Parts, work: Work) -> None:
    """The citations, and what readers say of an answer."""
    changed, session, quiet = parts.of_screen(), parts.session, frame.QUIET

    def pick(sent: str, now: Session) -> Changes:
        return _shown(parts, talking.pick(work.desk, sound(sent), now))

    def step(by: int) -> Callable[[Session], Changes]:
        return lambda now: _shown(parts, talking.step(work.desk, by, now))

    def judge(sent: str, now: Session) -> Changes:
        return _shown(parts, judging.judge(work.keeping, sound(sent), now))

    parts.picked.change(pick, [parts.picked, session], changed, **quiet)
    parts.judged.change(judge, [parts.judged, session], changed, trigger_mode="multiple", **quiet)
    parts.previous.click(step(-1), session, changed, **quiet)
    parts.next.click(step(1), session, changed, **quiet)


def _connect_filters(parts: Parts, work: Work) -> None:
    form = parts.form

    def count_asked_of(*typed: str) -> str:
        return _asked_of(work, typed)

    # One event for all boxes: of several, the answer to an earlier change could come last and stay.
    changes = [box.change for box in form.filters]
    gr.on(
        changes,
        count_asked_of,
        form.filters,
        form.asked_of,
        trigger_mode="always_last",
        **frame.QUIET,
    )
    form.clear.click(lambda: dict.fromkeys(form.filters, ""), None, [*form.filters], **frame.QUIET)


def _asked_of(work: Work, typed: tuple[str, ...]) -> str:
    """What the filters leave, while they are typed."""
    try:
        filters = asked_of.filters_of([sound(text) for text in typed])
        if not filters:
            return ""
        found, total = work.desk.searched(filters).documents, len(work.desk.documents())
    except RagError as error:
        return showing.told(str(error))
    told = f"Asking {found:,} of {counted(total, 'document')}: {asked_of.told(filters)}"
    return element("p", told, classes="aside", dir="auto").html


def _opened(parts: Parts, work: Work, resumes: bool) -> Changes:
    """The page once the desk is open."""
    documents = work.desk.documents()
    suggested = examples(documents)
    spare = [None] * (WANTED - len(suggested))
    active = [parts.form.ask, parts.earlier.toggle, parts.earlier.begin_anew]
    return {
        parts.pending: "",
        parts.notice: showing.notice(work.desk.notice),
        parts.form.question: gr.Textbox(interactive=True),
        parts.form.suggestions: _suggestions(asked_of.suggestions(documents)),
        **{button: gr.Button(interactive=True) for button in active},
        parts.example_group: gr.Column(visible=bool(suggested) and not resumes),
        **{
            button: gr.Button(text or "", visible=text is not None)
            for button, text in zip(parts.examples, [*suggested, *spare], strict=True)
        },
    }


def _suggestions(by_filter: dict[str, list[str]]) -> str:
    """What page.js offers while a filter is typed: unseen lists, one a filter."""
    lists = [
        element("ul", *(element("li", v) for v in values), id=f"suggested-{key}")
        for key, values in by_filter.items()
    ]
    return element("div", *lists).html


def _shown(parts: Parts, screen: Screen) -> Changes:
    """The components a screen changes."""
    changes = {
        parts.session: screen.session,
        parts.conversation: screen.conversation,
        parts.pending: screen.pending,
        parts.announcement: screen.announcement,
        parts.source: screen.source,
        parts.form.told: screen.told,
        parts.form.question: "" if screen.taken else None,
        parts.example_group: gr.Column(visible=False) if screen.taken else None,
        parts.steps: None if screen.places is None else gr.Row(visible=screen.places > 1),
    }
    return frame.set_only(changes)
