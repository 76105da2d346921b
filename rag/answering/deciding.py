"""What was found to what is said: whether it answers, what is quoted, and which parts nothing answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rag.answering.abstention import confidence
from rag.answering.asked_kinds import may_answer
from rag.answering.choosing import choose, merged
from rag.answering.evidence import Sentence
from rag.answering.held_kinds import may_hold
from rag.answering.looking_up import Findings, Part
from rag.answering.short_answers import states_what_is_asked
from rag.types import Document, Evidence


@dataclass(frozen=True, slots=True)
class Decided:
    """How sure it is that something answers, what is quoted, and the parts that nothing answers.

    Without evidence nothing is held; `sure` then lies below the threshold.
    """

    sure: float
    evidence: Sequence[Evidence] = ()
    missing: tuple[str, ...] = ()


def decide(findings: Findings, threshold: float) -> Decided:
    """What is quoted for a question, or that nothing answers it with this much confidence."""
    if not findings.hits:
        return Decided(0.0)
    sure = findings.sure
    if sure < threshold:
        return Decided(sure)
    if findings.stated.evidence:
        return Decided(sure, findings.stated.evidence)
    refused = Decided(sure * threshold)  # below the threshold, in the same order
    if findings.stated.sought:
        return refused
    documents = findings.documents
    chosen = {
        p: list(p.stated.evidence) or choose(p.asked, p.weighed, documents, len(findings.parts))
        for p in findings.parts
    }
    held = [p for p in findings.parts if _is_held(p, chosen[p], documents, threshold)]
    if held:
        missing = tuple(p.asked for p in findings.parts if p not in held)
        return Decided(sure, merged([chosen[p] for p in held], documents), missing)
    if findings.parts and confidence(findings.features) < threshold:
        return refused  # what seemed to answer a part states nothing of the kind
    whole = choose(findings.asked, findings.weighed, documents)
    if findings.parts or _may_be_told(findings.asked, whole, findings.weighed, documents):
        return Decided(sure, whole)
    return refused


def _is_held(
    part: Part, chosen: Sequence[Evidence], documents: Mapping[str, Document], threshold: float
) -> bool:
    """Whether what was chosen for a part is near enough, and of the kind that is asked for."""
    said = " ".join(documents[e.span.document_id].cut(e.span) for e in chosen)
    return bool(part.stated.evidence) or (
        confidence(part.features) >= threshold
        and states_what_is_asked(part.asked, said)
        and _may_be_told(part.asked, chosen, part.weighed, documents)
    )


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
