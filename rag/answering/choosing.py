"""Weighed sentences to the fewest that answer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile

from rag.answering.attribution import who_said
from rag.answering.candidates import UNDECODED
from rag.answering.evidence import Sentence
from rag.answering.formulas import is_formula
from rag.answering.quoting import cut_quote
from rag.answering.short_answers import short_answer
from rag.answering.whole_lists import asks_for_a_list, is_list, widened
from rag.types import Document, Evidence, Span, Speech

# What is quoted was set on every second question of squad2_half and mtrag_clapnq_ibmcloud and read off
# on the others; the margin and the words beside, by how many words five public sets were then quoted
# on average (at most 90) and by what they cited. The passage around the best sentence
# is right more often than sentences picked from several; where another passage is nearly as good,
# both are worth their words, since one of the first two holds the answer far more often than the first.
WORDS_JOINED = 90
"""Words in the best sentence with the neighbours that are joined to it, at most."""
WORDS_QUOTED = 180
"""Words quoted in one answer, at most, but for a first quote that is longer."""
WORDS_OF_A_PART = 45
"""Words that each part of a question may have however many parts there are."""
PASSAGES = 2
"""Passages of one answer that are quoted with the neighbours of their best sentences, at most."""
PASSAGE_MARGIN = 0.16
"""How far below the best sentence the best of another passage may score."""
QUOTES = 3
"""Quotes in one answer, at most."""
WORDS_BESIDE = 120
"""Words in all up to which a sentence is quoted alone, beside the passages."""
MARGIN = 0.17
"""How far below the best sentence such a sentence may score."""

ACROSS_MARGIN = 0.46
"""How far below it the best of another document may score where several documents are asked about."""
ACROSS_QUOTES = 4
"""Quotes, one a document, where several documents are asked about."""
ACROSS_WORDS = 160
"""Words quoted in such an answer, at most."""

ASKS_ACROSS = re.compile(
    r"\b(?:each|both|all|any|every|different|several|other) (?:one )?(?:of )?(?:the |our |these |those |your |its )?"
    r"(?:\w+ )?(?:documents?|letters?|notes?|reports?|papers?|sources?|files?|records?|e-?mails?|correspondence|statements?|versions?)\b|"
    r"\b(?:documents?|papers|sources|files|records|correspondence|letters) (?:say|says|hold|tell|differ|agree)|"
    r"\b(?:compare[ds]?|comparison|contradict\w*|consistent\w*|inconsisten\w*|differ(?:s|ed|ent|ently|ence|ences)?)\b|"
    r"\b(?:chang(?:e|es|ed)|develop(?:ed)?|evolved?) (?:\w+ )?(?:over (?:time|the years)|between|since|from)\b|"
    r"\b(?:19|20)\d\d,? (?:and|then|versus|vs\.?|compared (?:with|to)) (?:then |again |later )*(?:in )?(?:19|20)\d\d\b",
    re.IGNORECASE,
)


def asks_across(question: str) -> bool:
    """Whether a question asks what several documents say."""
    return bool(ASKS_ACROSS.search(question))


def choose(
    question: str,
    weighed: Sequence[Sentence],
    documents: Mapping[str, Document],
    parts: int = 1,
) -> list[Evidence]:
    """The fewest sentences that answer, best first, as unbroken spans.

    The best sentence comes with its neighbours in its passage, and so does that of another passage
    which is nearly as good. A sentence that holds a short answer stays alone: then only what holds
    one too is quoted beside it. A list asked for comes whole. A question about several documents
    gets the best of each, in order of their dates. One of several `parts` has its share of the words.
    """
    if asks_across(question):
        across = _one_a_document(question, weighed, documents)
        if len(across) > 1:
            return across
    choice = _Choice(question, weighed, documents, parts)
    for sentence in takewhile(lambda s: s.score >= weighed[0].score - MARGIN, weighed):
        choice.take(sentence)
        if len(choice.chosen) == QUOTES:
            break
    return choice.chosen


class _Choice:
    """What is quoted for one question, as it is put together."""

    def __init__(
        self,
        question: str,
        weighed: Sequence[Sentence],
        documents: Mapping[str, Document],
        parts: int,
    ) -> None:
        self.chosen: list[Evidence] = []
        self._question, self._weighed, self._documents = question, weighed, documents
        self._joined, self._quoted, self._beside = (
            max(WORDS_OF_A_PART, words // parts)
            for words in (WORDS_JOINED, WORDS_QUOTED, WORDS_BESIDE)
        )
        self._passages: list[Span] = []
        self._words = 0
        self._is_short = False

    def take(self, sentence: Sentence) -> None:
        """Quotes a sentence, with its neighbours where its passage is as good and not quoted yet."""
        behind = self._weighed[0].score - sentence.score
        is_passage = (
            behind <= PASSAGE_MARGIN
            and len(self._passages) < PASSAGES
            and sentence.passage_span not in self._passages
        )
        most = self._joined if is_passage else 0
        span = _grown(self._question, sentence, self._weighed, self._documents, most)
        if self._add(sentence, span, self._quoted if is_passage else self._beside):
            self._passages += [sentence.passage_span] if sentence.passage_span else []

    def _add(self, sentence: Sentence, span: Span, most: int) -> bool:
        """Quotes a span unless it is quoted already, too long, or less certain than the first."""
        text = self._documents[span.document_id].cut(span)
        answers = short_answer(self._question, text) is not None
        if any(e.span.overlaps(span) for e in self.chosen) or (self._is_short and not answers):
            return False
        length = len(text.split())
        if self.chosen and self._words + length > most:
            return False
        self._is_short = self._is_short or (answers and not self.chosen)
        self.chosen.append(Evidence(span, sentence.score))
        self._words += length
        return True


def _grown(
    question: str,
    sentence: Sentence,
    weighed: Sequence[Sentence],
    documents: Mapping[str, Document],
    most: int,
) -> Span:
    """A sentence with the list it belongs to and with its neighbours, of `most` words with them."""
    document = documents[sentence.span.document_id]
    span = widened(sentence.span, document, wants_list=asks_for_a_list(question))
    if UNDECODED in document.cut(span):
        span = sentence.span
    if is_list(span, document) or short_answer(question, document.cut(span)) is not None:
        return span
    return _with_neighbours(span, sentence, weighed, document, most)


def _one_a_document(
    question: str, weighed: Sequence[Sentence], documents: Mapping[str, Document]
) -> list[Evidence]:
    """The best of each document that is near enough to the best of all, oldest document first."""
    best: dict[str, Sentence] = {}
    for sentence in weighed:
        if sentence.score >= weighed[0].score - ACROSS_MARGIN:
            best.setdefault(sentence.span.document_id, sentence)
    chosen: list[Evidence] = []
    words = 0
    for sentence in list(best.values())[:ACROSS_QUOTES]:
        most = 0 if chosen else WORDS_JOINED
        span = _grown(question, sentence, weighed, documents, most)
        words += len(documents[span.document_id].cut(span).split())
        if not chosen or words <= ACROSS_WORDS:
            chosen.append(Evidence(span, sentence.score))
    return sorted(
        chosen, key=lambda e: documents[e.span.document_id].metadata.get("date") or "9999"
    )


def merged(
    chosen: Sequence[Sequence[Evidence]], documents: Mapping[str, Document]
) -> list[Evidence]:
    """The evidence of several questions in their order: the best of each first, nothing twice."""
    together: list[Evidence] = []
    words = 0
    for rank in range(QUOTES):
        for evidence in (c[rank] for c in chosen if len(c) > rank):
            length = len(documents[evidence.span.document_id].cut(evidence.span).split())
            if any(e.span.overlaps(evidence.span) for e in together):
                continue
            if rank == 0 or words + length <= WORDS_QUOTED:
                together.append(evidence)
                words += length
    return together


def _with_neighbours(
    span: Span, sentence: Sentence, weighed: Sequence[Sentence], document: Document, most: int
) -> Span:
    """The span, grown by the better neighbour in the sentence's passage up to `most` words.

    What somebody else says is not joined, for a quote is said by one, nor a letter's formulas.
    """
    passage, voice = sentence.passage_span, _voice(document, span)
    others = [
        s.span
        for s in weighed
        if passage is not None and passage.overlaps(s.span) and not is_formula(document.cut(s.span))
    ]

    def joins(other: Span) -> bool:
        return (
            _side_by_side(span, other, document)
            and len(document.cut(_over(span, other)).split()) <= most
            and _voice(document, other) == voice
        )

    while (other := next(filter(joins, others), None)) is not None:
        span = _over(span, other)
    return span


def _over(a: Span, b: Span) -> Span:
    """From the beginning of the earlier to the end of the later."""
    return Span(a.document_id, min(a.start, b.start), max(a.end, b.end))


def _voice(document: Document, span: Span) -> tuple[str, Speech]:
    """Who says the words of a span, and whether they are told or quoted."""
    said = who_said(document, cut_quote(document, span))
    return (said.speaker or "").casefold(), said.speech


def _side_by_side(a: Span, b: Span, document: Document) -> bool:
    """Whether two spans stand one after the other with nothing but spaces between them."""
    first, second = sorted((a, b), key=lambda s: s.start)
    return first.end <= second.start and not document.text[first.end : second.start].strip()
