"""An assistant with one of its parts behaving otherwise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar, cast

from rag.answering.assistant import Assistant
from rag.types import Composer, Encoder, Hit, Library

Part = TypeVar("Part")


class _Otherwise:
    """Stands in for a part: what is named is changed, the part answers for everything else."""

    def __init__(self, part: object, changed: dict[str, Any]) -> None:
        self._part = part
        self._changed = changed

    def __getattr__(self, name: str) -> Any:
        return self._changed[name] if name in self._changed else getattr(self._part, name)


def otherwise(part: Part, **changed: Any) -> Part:
    """A part with other methods or attributes; whatever its protocol grows later is passed on."""
    return cast(Part, _Otherwise(part, changed))


def with_hits(assistant: Assistant, change: Callable[[list[Hit]], list[Hit]]) -> Assistant:
    """An assistant whose searches bring up something else."""
    found = assistant.retriever

    def search(*given: Any, **named: Any) -> list[Hit]:
        return change(found.search(*given, **named))

    return replace(assistant, retriever=otherwise(found, search=search))


def with_library(assistant: Assistant, change: Callable[[Library], Library]) -> Assistant:
    """An assistant with another library."""
    held = otherwise(assistant.holdings, library=change(assistant.holdings.library))
    return replace(assistant, holdings=held, retriever=replace(assistant.retriever, holdings=held))


def with_encoder(assistant: Assistant, encoder: Encoder) -> Assistant:
    """An assistant with another encoder; the vectors of the passages stay."""
    return replace(assistant, retriever=replace(assistant.retriever, encoder=encoder))


def with_composer(assistant: Assistant, change: Callable[[Composer], Composer]) -> Assistant:
    """An assistant whose drafts are written otherwise."""
    return replace(assistant, composer=change(assistant.composer))
