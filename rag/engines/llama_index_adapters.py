"""The engine for programs that use LlamaIndex: a retriever and a query engine of its own kinds."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.base.response.schema import Response
from llama_index.core.callbacks import CallbackManager
from llama_index.core.prompts.mixin import PromptMixinType
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from rag.types import Answer, Citation, Hit


@dataclass(frozen=True, slots=True)
class Cited:
    """How the project names its sources: where a passage stands, and that in one line."""

    of_hit: Callable[[Hit], Citation]
    line: Callable[[Citation], str]


class PassageRetriever(BaseRetriever):
    """LlamaIndex's `BaseRetriever` over the passages held, ranked as the project ranks them.

    Each node carries `document`, `start`, `end` and `citation` in its metadata:
    `canonical_text[start:end]` is its text.
    """

    def __init__(self, search: Callable[[str], Sequence[Hit]], cited: Cited) -> None:
        super().__init__(callback_manager=CallbackManager([]))
        self._search = search
        self._cited = cited

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return [self._node(hit) for hit in self._search(query_bundle.query_str)]

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return await asyncio.to_thread(self._retrieve, query_bundle)

    def _node(self, hit: Hit) -> NodeWithScore:
        citation = self._cited.of_hit(hit)
        node = _node(hit.passage.id, citation, self._cited.line(citation))
        return NodeWithScore(node=node, score=hit.score)


class AnswerQueryEngine(BaseQueryEngine):
    """LlamaIndex's `BaseQueryEngine` over the answers of the project; no language model of its is used.

    The response's source nodes are the citations, in order, each with `number`, `document`, `start`,
    `end`, `citation`, `speaker` and `speech`; its metadata say the outcome and how sure it is. Where
    nothing is held there are none.
    """

    def __init__(self, ask: Callable[[str], Answer], cited: Cited) -> None:
        super().__init__(callback_manager=CallbackManager([]))
        self._ask = ask
        self._cited = cited

    def _query(self, query_bundle: QueryBundle) -> Response:
        answer = self._ask(query_bundle.query_str)
        told = {"outcome": answer.outcome.value, "confidence": answer.confidence, "id": answer.id}
        nodes = [self._node(answer, c) for c in answer.citations]
        return Response(response=answer.text, source_nodes=nodes, metadata=told)

    async def _aquery(self, query_bundle: QueryBundle) -> Response:
        return await asyncio.to_thread(self._query, query_bundle)

    def _get_prompt_modules(self) -> PromptMixinType:
        """No prompts: no language model is asked."""
        return {}

    def _node(self, answer: Answer, citation: Citation) -> NodeWithScore:
        spoken = {"number": citation.number, "speaker": citation.speaker}
        node = _node(
            f"{answer.id}-{citation.number}",
            citation,
            self._cited.line(citation),
            {**spoken, "speech": citation.speech.value},
        )
        return NodeWithScore(node=node, score=answer.confidence)


def _node(
    id: str, citation: Citation, line: str, more: Mapping[str, Any] | None = None
) -> TextNode:
    span = citation.quote.span
    metadata = {
        "document": citation.document,
        "start": span.start,
        "end": span.end,
        "citation": line,
        "title": citation.title,
        "date": citation.date,
        "page": citation.page,
        "paragraph": citation.paragraph,
        **(more or {}),
    }
    hidden = sorted(metadata.keys() - {"citation"})
    return TextNode(
        id_=id,
        text=citation.quote.text,
        metadata=metadata,
        excluded_embed_metadata_keys=hidden,
        excluded_llm_metadata_keys=hidden,
        start_char_idx=span.start,
        end_char_idx=span.end,
    )
