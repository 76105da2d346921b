"""The signatures of Gradio's components, read once.

Gradio 6.31 reads the signature of a component's constructor anew whenever it makes or describes a
component: all of a page's when somebody opens it, and those that a handler may change at each of
its steps. That was two fifths of what a question costs the server. `inspect` takes a signature that
a function carries with it instead.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from gradio.blocks import Block


def remember() -> None:
    """Gives each component's constructor, and what it wraps, its signature to carry."""
    for component in _kinds_of(Block):
        constructor: Callable[..., Any] | None = vars(component).get("__init__")
        while constructor is not None:
            constructor.__signature__ = inspect.signature(constructor)  # type: ignore[attr-defined]
            constructor = getattr(constructor, "__wrapped__", None)


def _kinds_of(kind: type[Block]) -> set[type[Block]]:
    below: list[type[Block]] = kind.__subclasses__()
    return {kind}.union(*(_kinds_of(k) for k in below))
