"""`python -m eval new` and `suggest`: draft cases for a person to confirm."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from eval.cases import SHIPPED, SHIPPED_ASIDE
from eval.commands.options import StoreOption
from eval.draft_cases import DraftCase, append_drafts, questions_in
from eval.drafting import draft_of_answer, draft_of_feedback
from eval.suggesting import suggested
from rag import wiring
from rag.errors import WrongUse
from rag.records.feedback import read_feedback
from rag.settings import Settings, read_settings
from rag.types import Document, Filters

DraftsOption = Annotated[
    Path, typer.Option("--out", help="YAML file of cases to write below; may be new.")
]
DRAFTS = Path("drafts.yaml")


def new(
    question: Annotated[
        str | None, typer.Argument(help="The question.", show_default=False)
    ] = None,
    feedback: Annotated[
        Path | None,
        typer.Option(
            "--feedback", help="JSON record of a reader's verdict instead.", show_default=False
        ),
    ] = None,
    out: DraftsOption = DRAFTS,
    store: StoreOption = None,
) -> None:
    """Turn a question, or what a reader thought of an answer, into a draft case."""
    if (question is None) == (feedback is None):
        raise WrongUse("give either a question or --feedback FILE")
    settings = read_settings(store=store)
    if feedback is not None:
        record = read_feedback(feedback)
        draft = draft_of_feedback(record, _documents(settings, None))
    else:
        assistant = wiring.assistant(settings)
        draft = draft_of_answer(assistant.ask(question or ""), assistant.documents())
    _write([draft], out)


def suggest(
    document: Annotated[
        str | None,
        typer.Option("--document", help="Only documents with this in path, title or reference."),
    ] = None,
    at_most: Annotated[int, typer.Option("--at-most", min=1, help="Most drafts to write.")] = 20,
    out: DraftsOption = DRAFTS,
    store: StoreOption = None,
) -> None:
    """Draft cases from the documents without a model: numbers, sums, dates, definitions, who said what."""
    documents = _documents(read_settings(store=store), document)
    known = frozenset().union(*(questions_in(f) for f in (*SHIPPED, SHIPPED_ASIDE, out)))
    drafts = suggested(documents, at_most, known)
    if not drafts:
        typer.echo("nothing new to suggest")
        return
    _write(drafts, out)


def _documents(settings: Settings, name: str | None) -> list[Document]:
    """The documents of the index, or those of a name. Raises StoreError or WrongUse."""
    with closing(wiring.held_library(settings)) as held:
        documents = list(held.library.documents())
        wanted = held.library.document_ids(Filters(document=name))
    chosen = [d for d in documents if d.id in wanted]
    if name is not None and not chosen:
        raise WrongUse(f"--document: no document is named like {name!r}; see `rag documents`")
    return chosen


def _write(drafts: list[DraftCase], out: Path) -> None:
    ids = append_drafts(drafts, out)
    typer.echo(
        "\n".join([*ids, f"Written: {out}; read each against its document, then confirm it"])
    )
