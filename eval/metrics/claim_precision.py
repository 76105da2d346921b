"""How many of an answer's citations are needed by the claim they stand at."""

from __future__ import annotations

from collections.abc import Mapping

from eval.metrics.claims_made import Claim, claims_made, is_borne_out
from rag.types import Answer, Citation, Document


def claim_precision(answer: Answer, documents: Mapping[str, Document]) -> float | None:
    """Citations that count towards their claim / citations at claims; None where there are none.

    One counts where the claim is borne out and either this one alone bears it out or the others
    without it do not. Source: citation precision of Gao et al. (ALCE), 2023, with our check of
    claims in place of its entailment model.
    """
    counted = [
        _counts(claim, citation, documents)
        for claim in claims_made(answer)
        for citation in claim.cited
    ]
    return sum(counted) / len(counted) if counted else None


def _counts(claim: Claim, citation: Citation, documents: Mapping[str, Document]) -> bool:
    if not is_borne_out(claim.text, claim.cited, documents):
        return False
    others = tuple(c for c in claim.cited if c is not citation)
    alone = is_borne_out(claim.text, (citation,), documents)
    return alone or not is_borne_out(claim.text, others, documents)
