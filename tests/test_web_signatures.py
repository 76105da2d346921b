"""The signatures that Gradio's components carry are their own, and serve."""

from __future__ import annotations

import asyncio
import inspect
from typing import Any

import gradio as gr
import pytest

from rag.web import signatures

KINDS = (gr.HTML, gr.Textbox, gr.Button, gr.Radio, gr.State, gr.Column)


async def made_with(kind: type[Any], *given: object, **named: object) -> Any:
    """A component on a page, made inside a loop: outside one Gradio makes loops it never closes."""
    with gr.Blocks():
        return kind(*given, **named)


@pytest.mark.parametrize("kind", KINDS)
def test_a_component_carries_its_own_signature(kind: type[Any]) -> None:
    innermost = inspect.unwrap(kind.__init__, stop=lambda f: not hasattr(f, "__wrapped__"))
    code = innermost.__code__
    named = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    signatures.remember()
    carried = kind.__init__.__signature__
    assert inspect.signature(kind.__init__) is carried
    keyword = inspect.Parameter.VAR_KEYWORD
    assert {n for n, p in carried.parameters.items() if p.kind is not keyword} == set(named)


def test_a_component_is_made_and_described_as_before() -> None:
    before = asyncio.run(made_with(gr.Textbox, "typed", label="Question")).get_config()
    signatures.remember()
    box = asyncio.run(made_with(gr.Textbox, "typed", label="Question"))
    assert box.constructor_args == {"value": "typed", "label": "Question"}
    after = box.get_config()
    assert {k for k in before if before[k] != after.get(k)} <= {"id", "key"}
    assert before.keys() == after.keys()
