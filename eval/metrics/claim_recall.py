"""How many of an answer's claims are borne out by what they cite."""

from __future__ import annotations

from collections.abc import Mapping

from eval.metrics.claims_made import claims_made, is_borne_out
from rag.types import Answer, Document


def claim_recall(answer: Answer, documents: Mapping[str, Document]) -> float | None:
    """Claims that their citations together bear out / claims; None where nothing is claimed.

    An answer with citations of which its text names none has 0. Source: citation recall of Gao et
    al., Enabling Large Language Models to Generate Text with Citations (ALCE), 2023, with our check
    of claims in place of its entailment model.
    """
    claims = claims_made(answer)
    if not claims:
        return 0.0 if answer.citations else None
    return sum(is_borne_out(c.text, c.cited, documents) for c in claims) / len(claims)
