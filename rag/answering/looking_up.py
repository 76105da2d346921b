"""A question to what was found for it: passages, and sentences weighed for it and for each of its parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rag.answering.abstention import Features, confidence, features_of
from rag.answering.candidates import Candidates, candidates
from rag.answering.conversation import Standalone, stand_alone
from rag.answering.evidence import Sentence, weigh_sentences
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
from rag.answering.spelling import respelled
from rag.answering.understanding import core_of, parts_of
from rag.answering.whole_lists import asks_for_a_list
from rag.types import Document, Filters, Hit, Library, Turn

PASSAGES_RETURNED = 20


@dataclass(frozen=True, slots=True)
class Part:
    """One of several questions in one text, with the sentences weighed for it."""

    asked: str
    weighed: tuple[Sentence, ...]
    features: Features
    stated: Stated = NOTHING_STATED


@dataclass(frozen=True, slots=True)
class Findings:
    """What a search brought up, before anything is decided.

    `asked` is the question as the documents spell it, without what was told with it from earlier turns.
    """

    asked: str
    hits: tuple[Hit, ...]
    documents: Mapping[str, Document]
    weighed: tuple[Sentence, ...]
    features: Features
    parts: tuple[Part, ...] = ()
    stated: Stated = NOTHING_STATED

    @property
    def sure(self) -> float:
        """How sure it is that anything found answers: the whole, or the surest of several questions."""
        told = any(s.evidence for s in (self.stated, *(p.stated for p in self.parts)))
        sure = max(confidence(f) for f in (self.features, *(p.features for p in self.parts)))
        return max(sure, SURE if told else 0.0)


def looked_for(standalone: Standalone, library: Library) -> str:
    """What is searched for: the question without its story, spelt as the documents spell it."""
    return core_of(_spelt(standalone, library).text)


def look_up(standalone: Standalone, retriever: Retriever, filters: Filters) -> Findings:
    """Passages and weighed sentences for a standalone question."""
    library = retriever.holdings.library
    standalone = _spelt(standalone, library)
    question = core_of(standalone.text)
    parts = _parts(standalone)
    hits = tuple(retriever.search(question, PASSAGES_RETURNED, filters, standalone.before))
    read = {i: library.document(i) for i in dict.fromkeys(h.passage.span.document_id for h in hits)}
    allowed = library.document_ids(filters) if filters else None
    stated, *of_parts = _stated(standalone, parts, library, read, allowed)
    papers = {e.span.document_id for s in (stated, *of_parts) for e in s.evidence}
    documents = {i: read.get(i) or library.document(i) for i in sorted({*read, *papers})}
    given = candidates(
        (question, *(p.text for p in parts)),
        hits,
        documents,
        retriever.encoder,
        wants_list=any(asks_for_a_list(s.asked) for s in (standalone, *parts)),
    )
    whole = _weighed(Standalone(question, standalone.asked), given, documents, library)
    features = features_of(hits, whole, several=bool(parts))
    looked_up = []
    for part, told in zip(parts, of_parts, strict=True):
        weighed = _weighed(part, given, documents, library)
        looked_up.append(Part(part.asked, weighed, features_of(hits, weighed, several=False), told))
    return Findings(standalone.asked, hits, documents, whole, features, tuple(looked_up), stated)


def _spelt(standalone: Standalone, library: Library) -> Standalone:
    """The same, spelt as the documents spell it."""
    asked = respelled(standalone.asked, library)
    alone = standalone.text == standalone.asked  # mostly: each word is looked up once then
    return replace(
        standalone, text=asked if alone else respelled(standalone.text, library), asked=asked
    )


def _stated(
    standalone: Standalone,
    parts: Sequence[Standalone],
    library: Library,
    read: Mapping[str, Document],
    allowed: frozenset[str] | None,
) -> list[Stated]:
    """What stands in known places of papers, for the question and then for each of its parts.

    `read` are the documents found, by id, the best first.
    """
    spoken_of = named_in(standalone.before, read.values()) or tuple(read)[:1]
    return [
        stated_in_papers(s.asked, library, spoken_of, allowed)
        # What is asked beside it has parts of its own, each told by itself.
        or (
            NOTHING_STATED
            if parts and s is standalone
            else of_meetings(s.asked, s.text, read.values())
        )
        or details_stated(s.asked, read.values())
        for s in (standalone, *parts)
    ]


def _weighed(
    question: Standalone,
    given: Candidates,
    documents: Mapping[str, Document],
    library: Library,
) -> tuple[Sentence, ...]:
    rarity = rarities(question.text, library)
    return tuple(weigh_sentences(question.text, given, documents, rarity, asked=question.asked))


def _parts(standalone: Standalone) -> list[Standalone]:
    """The questions in one text, each standing alone after the one before; none where it holds one."""
    parts = parts_of(core_of(standalone.asked))
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
