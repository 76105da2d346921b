"""Draft cases from what the system answered, and from what a reader thought of an answer."""

from __future__ import annotations

from collections.abc import Sequence

from eval.draft_cases import DraftCase, WrittenWords, words_at
from eval.gold_places import Shelf, starts_of
from rag.records.feedback import Feedback, ShownQuote, Verdict
from rag.types import Answer, Document

_CANDIDATES = (
    "What the system said stands here as a candidate only: confirm or mend it by the documents."
)
_BY_VERDICT = {
    Verdict.GOOD: "A reader found the answer good; confirm it by the documents.",
    Verdict.WRONG: "A reader found the answer wrong: mend the outcome, and give what is right.",
    Verdict.INCOMPLETE: "A reader found the answer incomplete: add what was missing.",
}


def draft_of_answer(answer: Answer, documents: Sequence[Document]) -> DraftCase:
    """The question with the answer's outcome, short answer and quotes, for a person to confirm."""
    by_id = {d.id: d for d in documents}
    found = [words_at(by_id[c.quote.span.document_id], c.quote.span) for c in answer.citations]
    short = (answer.short_answer,) if answer.short_answer else ()
    evidence = tuple(words for words in found if words)
    return DraftCase(
        answer.question, answer.outcome, _CANDIDATES, must_say=short, evidence=evidence
    )


def draft_of_feedback(feedback: Feedback, documents: Sequence[Document]) -> DraftCase:
    """The question of a feedback; what was cited is evidence unless the answer was found wrong.

    Quotes that a wrong answer cited, or that stand in the documents no longer, are told in the note.
    """
    shelf = Shelf(documents)
    is_wrong = feedback.verdict is Verdict.WRONG
    evidence, told = [], []
    for quote in feedback.answer.citations:
        words = _found(quote, shelf)
        if words is None:
            told.append(f"Cited, but not in the documents now: {_named(quote)}.")
        elif is_wrong:
            told.append(f"Cited: {_named(quote)}.")
        else:
            evidence.append(words)
    comment = feedback.comment.strip()
    return DraftCase(
        feedback.question,
        feedback.answer.outcome,
        " ".join(
            [_BY_VERDICT[feedback.verdict], *([f"Comment: {comment}"] if comment else []), *told]
        ),
        history=feedback.history,
        evidence=tuple(evidence),
        tags=("feedback", feedback.verdict.value),
    )


def _found(quote: ShownQuote, shelf: Shelf) -> WrittenWords | None:
    """The first place of a quote in its document, or None where it stands there no longer."""
    try:
        document = shelf.document(quote.document)
    except ValueError:
        return None
    starts = starts_of(quote.quote, document) if quote.quote.strip() else []
    if not starts:
        return None
    words = " ".join(quote.quote.split())
    return WrittenWords(document.source.path, words, 1 if len(starts) > 1 else None)


def _named(quote: ShownQuote) -> str:
    return f"“{' '.join(quote.quote.split())}” ({quote.document})"
