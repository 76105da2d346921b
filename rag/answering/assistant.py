"""Question to answer: the steps in their order."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rag.answering import checking
from rag.answering.abstention import Features, confidence, features_of
from rag.answering.asked_kinds import may_answer
from rag.answering.choosing import choose, merged
from rag.answering.conversation import Standalone, question_back, stand_alone
from rag.answering.differing import told_apart
from rag.answering.evidence import Candidates, Sentence, candidates, weigh_sentences
from rag.answering.held_kinds import may_hold
from rag.answering.paper_places import (
    NOTHING_STATED,
    SURE,
    Stated,
    details_stated,
    named_in,
    of_meetings,
    stated_in_papers,
)
from rag.answering.rarity import rarities
from rag.answering.retrieval import Retriever
from rag.answering.short_answers import states_what_is_asked
from rag.answering.spelling import respelled
from rag.answering.understanding import core_of, parts_of
from rag.answering.whole_lists import asks_for_a_list
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
    Library,
    Outcome,
    Searched,
    Turn,
)

PASSAGES_RETURNED = 20
MISSING_LINE = "Not found in the documents:"
"""Above the parts of a question that nothing answers."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of several questions in one text, with the sentences weighed for it."""

    asked: str
    weighed: tuple[Sentence, ...]
    features: Features
    stated: Stated = NOTHING_STATED


@dataclass(frozen=True, slots=True)
class Findings:
    """What a search brought up, before anything is decided."""

    hits: tuple[Hit, ...]
    documents: Mapping[str, Document]
    weighed: tuple[Sentence, ...]
    features: Features
    parts: tuple[Part, ...] = ()
    stated: Stated = NOTHING_STATED

    @property
    def sure(self) -> float:
        """How sure it is that anything found answers.

        Not the surest of its parts: of several questions on what is not held one is near to something
        (confidence AUROC on written questions on transport .83 instead of .93).
        """
        told = any(s.evidence for s in (self.stated, *(p.stated for p in self.parts)))
        return max(confidence(self.features), SURE if told else 0.0)


@dataclass(frozen=True, slots=True)
class Assistant:
    """Answers questions from one published generation."""

    holdings: Holdings
    encoder: Encoder
    composer: Composer
    retriever: Retriever
    answer_threshold: float = 0.5
    question_characters: int = 20_000

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
        return self.retriever.search(
            self._looked_for(standalone), limit, filters, standalone.before
        )

    def _looked_for(self, standalone: Standalone) -> str:
        """What is searched for: the question without its story, spelt as the documents spell it."""
        return core_of(respelled(standalone.text, self.holdings.library))

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
        found = self._decided(standalone, findings)
        clock.lap("evidence")
        common = _Common(
            id or uuid.uuid4().hex,
            question,
            standalone,
            findings,
            found.sure,
            searched,
            clock,
            found.missing,
        )
        yield "done", self._answer(common, found.evidence)

    def _decided(self, standalone: Standalone, findings: Findings) -> _Decided:
        """What is quoted, how sure it is that this answers, and the parts that nothing answers."""
        if not findings.hits or standalone.unclear:
            return _Decided(0.0)
        sure = findings.sure
        if sure < self.answer_threshold:
            return _Decided(sure)
        if findings.stated.evidence:
            return _Decided(sure, findings.stated.evidence)
        if findings.stated.sought:
            return _Decided(sure * self.answer_threshold)
        documents = findings.documents
        chosen = {
            p: list(p.stated.evidence) or choose(p.asked, p.weighed, documents, len(findings.parts))
            for p in findings.parts
        }
        held = [p for p in findings.parts if self._is_held(p, chosen[p], documents)]
        if held:
            missing = tuple(p.asked for p in findings.parts if p not in held)
            return _Decided(sure, merged([chosen[p] for p in held], documents), missing)
        whole = choose(standalone.asked, findings.weighed, documents)
        if not findings.parts and not _may_be_told(
            standalone.asked, whole, findings.weighed, documents
        ):
            return _Decided(sure * self.answer_threshold)  # below the threshold, in the same order
        return _Decided(sure, whole)

    def _is_held(
        self, part: Part, chosen: Sequence[Evidence], documents: Mapping[str, Document]
    ) -> bool:
        """Whether what was chosen for a part is near enough, and of the kind that is asked for."""
        said = _said(chosen, documents)
        return bool(part.stated.evidence) or (
            confidence(part.features) >= self.answer_threshold
            and states_what_is_asked(part.asked, said)
            and _may_be_told(part.asked, chosen, part.weighed, documents)
        )

    def look_up(self, standalone: Standalone, filters: Filters = NO_FILTERS) -> Findings:
        """Passages and weighed sentences for a standalone question."""
        library = self.holdings.library
        question = self._looked_for(standalone)
        parts = _parts(standalone, library)
        hits = tuple(self.retriever.search(question, PASSAGES_RETURNED, filters, standalone.before))
        near = list(dict.fromkeys(h.passage.span.document_id for h in hits))
        read = {i: library.document(i) for i in near}
        spoken_of = named_in(standalone.before, read.values()) or tuple(near[:1])
        allowed = library.document_ids(filters) if filters else None
        stated, *of_parts = (
            stated_in_papers(s.asked, library, spoken_of, allowed)
            # What is asked beside it has parts of its own, each told by itself.
            or (
                NOTHING_STATED
                if parts and s is standalone
                else of_meetings(s.asked, s.text, read.values())
            )
            or details_stated(s.asked, read.values())
            for s in (standalone, *parts)
        )
        papers = {e.span.document_id for s in (stated, *of_parts) for e in s.evidence}
        documents = {i: read.get(i) or library.document(i) for i in sorted({*near, *papers})}
        given = candidates(
            (question, *(p.text for p in parts)),
            hits,
            documents,
            self.encoder,
            wants_list=any(asks_for_a_list(s.asked) for s in (standalone, *parts)),
        )
        whole = self._weighed(
            Standalone(question, standalone.asked), hits, given, documents, bool(parts)
        )
        return Findings(
            hits,
            documents,
            *whole,
            tuple(
                Part(p.asked, *self._weighed(p, hits, given, documents), told)
                for p, told in zip(parts, of_parts, strict=True)
            ),
            stated,
        )

    def _weighed(
        self,
        question: Standalone,
        hits: Sequence[Hit],
        given: Candidates,
        documents: Mapping[str, Document],
        several: bool = False,
    ) -> tuple[tuple[Sentence, ...], Features]:
        rarity = rarities(question.text, self.holdings.library)
        weighed = tuple(
            weigh_sentences(question.text, given, documents, rarity, asked=question.asked)
        )
        return weighed, features_of(hits, weighed, several)

    def _answer(self, common: _Common, evidence: Sequence[Evidence]) -> Answer:
        findings = common.findings
        if common.standalone.unclear:
            outcome, checked = (
                Outcome.NEEDS_CLARIFICATION,
                checking.Checked(question_back(common.standalone), ()),
            )
        elif evidence and (composed := self._composed(common, evidence)).citations:
            outcome = Outcome.PARTLY_ANSWERED if common.missing else Outcome.ANSWERED
            checked = _telling_what_is_missing(composed, common.missing)
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
            confidence=round(common.confidence, 4),
            searched=common.searched,
            composer=self.composer.name,
            seconds=common.clock.laps(),
            document_paths={i: d.source.path for i, d in findings.documents.items()},
        )

    def _composed(self, common: _Common, evidence: Sequence[Evidence]) -> checking.Checked:
        documents = common.findings.documents
        draft = self.composer.compose(common.standalone.asked, evidence, documents)
        stated = common.findings.stated
        if stated.evidence and evidence == stated.evidence:
            draft = replace(draft, short_answer=stated.short_answer)
        return told_apart(common.standalone.asked, checking.check(draft, documents))

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


def _said(evidence: Sequence[Evidence], documents: Mapping[str, Document]) -> str:
    return " ".join(documents[e.span.document_id].cut(e.span) for e in evidence)


def _may_be_told(
    question: str,
    chosen: Sequence[Evidence],
    weighed: Sequence[Sentence],
    documents: Mapping[str, Document],
) -> bool:
    """Whether what was chosen can answer by its form and by the kinds of things it states."""
    quoted = [documents[e.span.document_id].cut(e.span) for e in chosen]
    considered = (documents[s.span.document_id].cut(s.span) for s in weighed)
    return may_answer(question, " ".join(quoted)) and may_hold(question, quoted, considered)


def _parts(standalone: Standalone, library: Library) -> list[Standalone]:
    """The questions in one text, each standing alone after the one before; none where it holds one."""
    parts = parts_of(core_of(respelled(standalone.asked, library)))
    if len(parts) < 2:
        return []
    told = standalone.text.removeprefix(
        standalone.asked
    )  # the turns before, where it leans on them
    found = [Standalone(f"{parts[0]}{told}", parts[0])]
    for part in parts[1:]:
        meant = stand_alone(part, (Turn(found[-1].text, ""),))
        alone = meant.text if meant.text != part else f"{part} ({found[0].asked})"
        found.append(Standalone(alone, part))
    return found


def _telling_what_is_missing(checked: checking.Checked, missing: Sequence[str]) -> checking.Checked:
    if not missing:
        return checked
    lines = "\n".join(f"- {part}" for part in missing)
    return replace(checked, text=f"{checked.text}\n\n{MISSING_LINE}\n{lines}")


@dataclass(frozen=True, slots=True)
class _Decided:
    """How sure it is that something answers, what is quoted, and the parts that nothing answers."""

    sure: float
    evidence: Sequence[Evidence] = ()
    missing: tuple[str, ...] = ()


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
    confidence: float
    searched: Searched
    clock: _Clock
    missing: tuple[str, ...] = ()
