"""What a question takes for granted, and whether an answer deals with that instead of the question."""

from __future__ import annotations

import re

from rag.answering.claims import findings
from rag.answering.findings import Cited, Lack
from rag.types import Answer, Outcome

_GIVEN = re.compile(
    r"\b(?:(?:given|now|considering|seeing|bearing in mind|in view of the fact) that|(?P<may>since|as))"
    r"\s+(?P<premise>[^?]{12,300}?),\s+"
    r"(?=(?:why|what|how|will|when|who|which|where|do|does|did|is|are|was|were|can|has|have)\b)",
    re.IGNORECASE,
)
_WHY = re.compile(
    r"\bwhy (?P<premise>(?:did|do|does|has|have|had|was|were|is|are)\b[^?]{8,300})", re.IGNORECASE
)
_NEXT_QUESTION = re.compile(
    r"[,;]?\s+(?:and|or)\s+(?:why|what|how|when|who|where|which|whose)\b.*$", re.IGNORECASE
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|do|does|did|will|would|can|could|shall|should|must|may|might|"
    r"\w{2,}ed|became|began|bought|broke|brought|built|came|chose|cut|fell|found|gave|got|held|kept|knew|"
    r"led|left|lost|made|met|paid|put|ran|said|saw|sent|set|shut|sold|spent|spoke|stood|told|took|went|"
    r"won|wrote)\b",
    re.IGNORECASE,
)
""" "As" and "since" begin a premise only with one: "as a resident" and "since last year" have none."""


def premise_of(question: str) -> str:
    """What a question takes for granted, as a question of its own; empty where that is not plain."""
    words = " ".join(question.split())
    for given in _GIVEN.finditer(words):
        if not given["may"] or _VERB.search(given["premise"]):
            return f"Is it true that {given['premise']}?"
    why = _WHY.search(words)
    if why is None:
        return ""
    premise = _NEXT_QUESTION.sub("", why["premise"]).rstrip(" .")
    return f"{premise[:1].upper()}{premise[1:]}?"


def premise_dealt_with(answer: Answer) -> str:
    """The premise that an answer speaks of, as a question; empty where it answers what was asked.

    It does so where the premise was what was put to the documents, and where the words cited deny
    it, as far as the check of claims can tell.
    """
    premise = premise_of(answer.question)
    if not premise or answer.outcome not in (Outcome.ANSWERED, Outcome.PARTLY_ANSWERED):
        return ""
    if answer.standalone_question == premise or _is_denied(premise, answer):
        return premise
    return ""


def _is_denied(premise: str, answer: Answer) -> bool:
    cited = [Cited(c.quote.text) for c in answer.citations]
    return bool(cited) and any(f.lack is Lack.NEGATION for f in findings(premise, cited))
