"""An assistant with one of its parts behaving otherwise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any, TypeVar, cast

from rag.answering.assistant import Assistant
from rag.answering.retrieval import Retriever
from rag.types import NO_FILTERS, Composer, Encoder, Filters, Hit, Library

Part = TypeVar("Part")
Hits = list[Hit]


class _Otherwise:
    """Stands in for a part: some methods are its own, the part answers for all others."""

    def __init__(self, part: object, methods: dict[str, Callable[..., Any]]) -> None:
        self._part = part
        self._methods = methods

    def __getattr__(self, name: str) -> Any:
        return self._methods.get(name) or getattr(self._part, name)


def otherwise(part: Part, **methods: Callable[..., Any]) -> Part:
    """A part with other methods; whatever its protocol grows later is passed on."""
    return cast(Part, _Otherwise(part, methods))


class _ChangedRetriever(Retriever):
    """Another retriever's hits, changed."""

    __slots__ = ("change",)
    change: Callable[[Hits], Hits]

    def search(
        self, question: str, limit: int, filters: Filters = NO_FILTERS, before: str = ""
    ) -> Hits:
        """The changed hits."""
        return self.change(Retriever.search(self, question, limit, filters, before))


def with_hits(assistant: Assistant, change: Callable[[Hits], Hits]) -> Assistant:
    """An assistant whose searches bring up something else."""
    given = assistant.retriever
    changed = _ChangedRetriever(**{f.name: getattr(given, f.name) for f in fields(given)})
    object.__setattr__(changed, "change", change)
    return replace(assistant, retriever=changed)


def with_library(assistant: Assistant, change: Callable[[Library], Library]) -> Assistant:
    """An assistant with another library."""
    changed = change(assistant.holdings.library)
    holdings = _Otherwise(assistant.holdings, {})
    holdings.library = changed  # type: ignore[attr-defined]
    held = cast(Any, holdings)
    return replace(assistant, holdings=held, retriever=replace(assistant.retriever, holdings=held))


def with_encoder(assistant: Assistant, encoder: Encoder) -> Assistant:
    """An assistant with another encoder; the vectors of the passages stay."""
    return replace(
        assistant, encoder=encoder, retriever=replace(assistant.retriever, encoder=encoder)
    )


def with_composer(assistant: Assistant, change: Callable[[Composer], Composer]) -> Assistant:
    """An assistant whose drafts are written otherwise."""
    return replace(assistant, composer=change(assistant.composer))
