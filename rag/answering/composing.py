"""Evidence to a draft, without a language model: the source's own words and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rag.answering.short_answers import short_answer
from rag.types import Document, Draft, Evidence


@dataclass(frozen=True, slots=True)
class ExtractiveComposer:
    """Writes no prose: every piece of evidence becomes a marker, to be replaced by its quote."""

    name: str = "extractive"

    def compose(
        self, question: str, evidence: Sequence[Evidence], documents: Mapping[str, Document]
    ) -> Draft:
        """A draft that cites each piece of evidence in turn."""
        spans = tuple(e.span for e in evidence)
        best = documents[spans[0].document_id].cut(spans[0])
        text = "\n\n".join(f"[{n}]" for n in range(1, len(spans) + 1))
        return Draft(text, spans, short_answer(question, best))
