"""Draft cases from documents without a model: numbers, sums, dates, definitions, who said what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from eval.asked_numbers import counts, measures
from eval.draft_cases import DraftCase, words_at
from eval.topics import heading_over, topics_of
from rag.answering.attribution import plain_date, who_said
from rag.answering.quantities import read_quantities
from rag.answering.quoting import cut_quote
from rag.answering.words import FUNCTION_WORDS
from rag.sentences import sentences
from rag.types import BlockKind, Document, Outcome, Span, Speech

_NOTE = "Drafted from the document without a model: confirm question and answer by reading it."
_SHORTEST, _LONGEST = 6, 60
"""Words of a sentence that a case is drafted from."""
_LONGEST_CLAUSE = 30
_LONGEST_DEFINITION = 25

_DEFINED = re.compile(
    r"(?:[Ii]n this [a-z]+, )?(?P<quoted>[\"'“‘])?(?P<term>[^\"'“”‘’,;:.()]{2,60}?)[\"'”’]?,?"
    r" (?P<verb>means|shall mean|is defined as|are defined as) (?P<meaning>[^.;]+)"
)
_SAID_THAT = re.compile(
    r"\b(?P<verb>said|stated|explained|noted|added|confirmed|argued|claimed|warned|concluded|"
    r"announced|acknowledged|advised|reported|insisted|denied) that (?P<clause>.+)[.]$"
)
_NO_TERM = FUNCTION_WORDS | {"one", "somebody", "nothing"}
_NOT_FROM_OUTSIDE = re.compile(r"\b(?:I|we|you|my|our|your|me|us)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question with what its case is tagged and named by."""

    question: str
    tag: str
    name: str


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with its document and how that is named in a question."""

    document: Document
    span: Span
    text: str
    title: str


def suggest(
    documents: Sequence[Document], known: frozenset[str] = frozenset()
) -> Iterator[DraftCase]:
    """Draft cases in turn from each document and of each kind; no sentence and no question twice.

    Questions that are known already are left out.
    """
    titles = Counter(d.title for d in documents)
    told = set(known)
    used: set[Span] = set()
    rows = [
        _drafted(sentences_of(document, titles[document.title] > 1), kind)
        for kind in _KINDS
        for document in documents
    ]
    while rows:
        still = []
        for row in rows:
            found = next(((s, d) for s, d in row if s not in used and d.question not in told), None)
            if found is not None:
                used.add(found[0])
                told.add(found[1].question)
                still.append(row)
                yield found[1]
        rows = still


def suggested(
    documents: Sequence[Document], at_most: int, known: frozenset[str]
) -> list[DraftCase]:
    """The first of them."""
    return list(islice(suggest(documents, known), at_most))


def sentences_of(document: Document, shares_title: bool) -> Iterator[_Sentence]:
    """Whole sentences of running text, neither very short nor very long; no questions."""
    date = plain_date(document.metadata.get("date")) if shares_title else None
    title = f"“{document.title}”" + (f" ({date or document.source.path})" if shares_title else "")
    for block in document.blocks:
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            continue
        for span in sentences(document, Span(document.id, block.start, block.end)):
            text = " ".join(document.cut(span).split())
            if text.endswith(".") and _SHORTEST <= len(text.split()) <= _LONGEST:
                yield _Sentence(document, span, text, title)


def _drafted(
    of: Iterator[_Sentence], kind: Callable[[_Sentence], DraftCase | None]
) -> Iterator[tuple[Span, DraftCase]]:
    for sentence in of:
        if (draft := kind(sentence)) and draft.evidence and not _tells_itself(draft):
            yield sentence.span, draft


def _tells_itself(draft: DraftCase) -> bool:
    said = [*draft.must_say, *([draft.said_by] if draft.said_by else [])]
    return any(s.casefold() in draft.question.casefold() for s in said)


def _draft(
    sentence: _Sentence, asked: _Asked, must_say: tuple[str, ...] = (), said_by: str | None = None
) -> DraftCase:
    words = words_at(sentence.document, sentence.span)
    return DraftCase(
        asked.question,
        Outcome.ANSWERED,
        _NOTE,
        must_say=must_say,
        evidence=(words,) if words else (),
        said_by=said_by,
        tags=("suggested", asked.tag),
        named_by=f"{asked.tag} {asked.name}",
    )


def _counted(sentence: _Sentence) -> DraftCase | None:
    """How many of something there are, where the sentence counts one sort of thing."""
    found = counts(sentence.text)
    if len(found) != 1:
        return None
    noun, number = found[0]
    question = f"{_where(sentence)}, how many {noun} are mentioned?"
    return _draft(sentence, _Asked(question, "number", noun), (number,))


def _measured(sentence: _Sentence) -> DraftCase | None:
    """The sentence's one sum of money, share, age, length of time or distance."""
    found = measures(sentence.text)
    topics = topics_of(sentence.document, sentence.span)
    if len(found) != 1 or not topics:
        return None
    measure, number = found[0]
    question = f"{_where(sentence)}, what {measure} is given in connection with {topics}?"
    return _draft(sentence, _Asked(question, "number", topics), (number,))


def _dated(sentence: _Sentence) -> DraftCase | None:
    """The sentence's one full date."""
    days = read_quantities(sentence.text)[1]
    topics = topics_of(sentence.document, sentence.span)
    if len(days) != 1 or None in (days[0].year, days[0].month, days[0].day) or not topics:
        return None
    question = f"{_where(sentence)}, what date is given in connection with {topics}?"
    return _draft(sentence, _Asked(question, "date", topics), (days[0].words,))


def _defined(sentence: _Sentence) -> DraftCase | None:
    """What a term means, in the document's words."""
    match = _DEFINED.match(sentence.text)
    if match is None:
        return None
    term, meaning = match["term"].strip(), match["meaning"].strip()
    first = meaning.split()[0].casefold()
    is_verb = match["verb"] != "means" or first not in ("that", "of", "to", "we", "they", "it")
    if not is_verb or (not match["quoted"] and _NO_TERM & set(term.casefold().split())):
        return None
    is_short = len(meaning.split()) <= _LONGEST_DEFINITION
    question = f"According to {sentence.title}, what does “{term}” mean?"
    return _draft(sentence, _Asked(question, "definition", term), (meaning,) if is_short else ())


def _attributed(sentence: _Sentence) -> DraftCase | None:
    """Who said something that the document reports."""
    match = _SAID_THAT.search(sentence.text)
    if match is None or len(match["clause"].split()) > _LONGEST_CLAUSE:
        return None
    if _NOT_FROM_OUTSIDE.search(match["clause"]):
        return None
    said = who_said(sentence.document, cut_quote(sentence.document, sentence.span))
    if said.speech is Speech.OWN or said.speaker is None or said.chain:
        return None
    question = f"According to {sentence.title}, who {match['verb']} that {match['clause']}?"
    return _draft(sentence, _Asked(question, "speaker", match["clause"]), said_by=said.speaker)


def _where(sentence: _Sentence) -> str:
    heading = heading_over(sentence.document, sentence.span)
    return f"In {sentence.title}" + (f" under “{heading}”" if heading else "")


_KINDS = (_counted, _attributed, _dated, _defined, _measured)
"""Each finds at most one draft in a sentence."""
