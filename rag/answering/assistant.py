"""Question to answer: the steps in their order."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rag.answering import checking
from rag.answering.conversation import Standalone, question_back, stand_alone
from rag.answering.deciding import Decided, decide
from rag.answering.differing import told_apart
from rag.answering.looking_up import Findings, look_up, looked_for
from rag.answering.retrieval import Retriever
from rag.errors import BadQuestion
from rag.types import (
    NO_FILTERS,
    Answer,
    Composer,
    Document,
    Encoder,
    Evidence,
    Filters,
    Hit,
    Holdings,
    Outcome,
    Searched,
    Turn,
)

MISSING_LINE = "Not found in the documents:"
"""Above the parts of a question that nothing answers."""


@dataclass(frozen=True, slots=True)
class Assistant:
    """Answers questions from one published generation."""

    holdings: Holdings
    composer: Composer
    retriever: Retriever
    answer_threshold: float = 0.5
    question_characters: int = 20_000

    @property
    def encoder(self) -> Encoder:
        """What reads the questions."""
        return self.retriever.encoder

    @property
    def notice(self) -> str | None:
        """What staff must know about the index that answers, or None."""
        return self.holdings.notice

    def documents(self) -> Sequence[Document]:
        """All documents held, in order of path."""
        return self.holdings.library.documents()

    def document(self, document_id: str) -> Document:
        """One document. Raises KeyError if it is not held."""
        return self.holdings.library.document(document_id)

    def search(
        self,
        question: str,
        limit: int = 10,
        filters: Filters = NO_FILTERS,
        turns: Sequence[Turn] = (),
    ) -> list[Hit]:
        """The best passages for a question, best first, as `ask` ranks them. Raises BadQuestion."""
        standalone = stand_alone(self._checked(question), turns)
        question = looked_for(standalone, self.holdings.library)
        return self.retriever.search(question, limit, filters, standalone.before)

    def ask(
        self,
        question: str,
        turns: Sequence[Turn] = (),
        filters: Filters = NO_FILTERS,
        id: str = "",
    ) -> Answer:
        """The answer to a question. Raises BadQuestion if it is empty or too long."""
        for _, answer in self.steps(question, turns, filters, id):
            if answer is not None:
                return answer
        raise AssertionError("the steps end with an answer")

    def steps(
        self,
        question: str,
        turns: Sequence[Turn] = (),
        filters: Filters = NO_FILTERS,
        id: str = "",
    ) -> Iterator[tuple[str, Answer | None]]:
        """What is being done, as it is done, and last ("done", the answer).

        Raises BadQuestion if the question is empty or too long.
        """
        clock = _Clock()
        asked = self._checked(question)
        standalone = stand_alone(asked, turns)
        searched = self.searched(filters)
        yield f"Searching {checking.counted(searched.documents, 'document')} …", None
        findings = self.look_up(standalone, filters)
        clock.lap("search")
        yield f"Reading {checking.counted(len(findings.documents), 'document')} …", None
        decided = Decided(0.0) if standalone.unclear else decide(findings, self.answer_threshold)
        clock.lap("evidence")
        common = _Common(
            id or uuid.uuid4().hex,
            question,
            standalone,
            findings,
            decided,
            searched,
            clock,
        )
        yield "done", self._answer(common)

    def look_up(self, standalone: Standalone, filters: Filters = NO_FILTERS) -> Findings:
        """Passages and weighed sentences for a standalone question."""
        return look_up(standalone, self.retriever, filters)

    def _answer(self, common: _Common) -> Answer:
        findings, decided = common.findings, common.decided
        if common.standalone.unclear:
            outcome, checked = (
                Outcome.NEEDS_CLARIFICATION,
                checking.Checked(question_back(common.standalone), ()),
            )
        elif decided.evidence and (composed := self._composed(common, decided.evidence)).citations:
            outcome = Outcome.PARTLY_ANSWERED if decided.missing else Outcome.ANSWERED
            checked = _telling_what_is_missing(composed, decided.missing)
        else:
            outcome, checked = (
                Outcome.NOT_HELD,
                checking.nothing_held(findings.hits, findings.documents, common.searched),
            )
        common.clock.lap("composing")
        return Answer(
            id=common.id,
            question=common.question,
            standalone_question=common.standalone.text,
            outcome=outcome,
            text=checked.text,
            short_answer=checked.short_answer,
            citations=checked.citations,
            passages=findings.hits,
            confidence=round(decided.sure, 4),
            searched=common.searched,
            composer=self.composer.name,
            seconds=common.clock.laps(),
            document_paths={i: d.source.path for i, d in findings.documents.items()},
        )

    def _composed(self, common: _Common, evidence: Sequence[Evidence]) -> checking.Checked:
        findings, documents = common.findings, common.findings.documents
        draft = self.composer.compose(findings.asked, evidence, documents)
        stated = findings.stated
        if stated.evidence and evidence == stated.evidence:
            draft = replace(draft, short_answer=stated.short_answer)
        return told_apart(findings.asked, checking.check(draft, documents))

    def searched(self, filters: Filters = NO_FILTERS) -> Searched:
        """How much a question with these filters is asked of."""
        library = self.holdings.library
        documents, passages = library.counts()
        if filters:
            allowed = library.document_ids(filters)
            documents = len(allowed)
            passages = sum(len(library.passages_of(i)) for i in allowed)
        return Searched(documents, passages, self.holdings.corpus_version)

    def _checked(self, question: str) -> str:
        if len(question) > self.question_characters:
            raise BadQuestion(
                f"the question has {len(question):,} characters; "
                f"at most {self.question_characters:,} are taken: shorten it"
            )
        plain = "".join(c if c.isprintable() or c.isspace() else " " for c in question)
        if not any(c.isalnum() for c in plain):
            raise BadQuestion("the question holds no words: type what you want to know")
        return " ".join(plain.split())


def _telling_what_is_missing(checked: checking.Checked, missing: Sequence[str]) -> checking.Checked:
    if not missing:
        return checked
    lines = "\n".join(f"- {part}" for part in missing)
    return replace(checked, text=f"{checked.text}\n\n{MISSING_LINE}\n{lines}")


class _Clock:
    """Laps of one question, in seconds."""

    def __init__(self) -> None:
        self._started = self._last = time.perf_counter()
        self._laps: dict[str, float] = {}

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self._laps[name] = round(now - self._last, 4)
        self._last = now

    def laps(self) -> dict[str, float]:
        return {**self._laps, "total": round(time.perf_counter() - self._started, 4)}


@dataclass(frozen=True, slots=True)
class _Common:
    """What every answer says whatever its outcome."""

    id: str
    question: str
    standalone: Standalone
    findings: Findings
    decided: Decided
    searched: Searched
    clock: _Clock
