"""The engine as LlamaIndex sees it: nodes that say where their words stand."""

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest
from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.base_retriever import BaseRetriever

from rag import wiring
from rag.answering.assistant import Assistant
from rag.answering.composing import ExtractiveComposer
from rag.answering.retrieval import Retriever
from tests.browser import served
from tests.fakes import FakeEncoder, hold, make_document
from tests.fakes_web import FakeDesk

README = Path(__file__).resolve().parent.parent / "README.md"
LETTER = make_document("The depot sold 12 vans. It rained.", path="a/letter.txt", author="A. B.")


def assistant() -> Assistant:
    encoder, held = FakeEncoder(), hold(LETTER)
    return Assistant(held, ExtractiveComposer(), Retriever(held, encoder), 0.0)


def example(name: str) -> str:
    """The Python of an example in the README."""
    text = README.read_text(encoding="utf-8")
    found = re.search(rf"<!-- example: {name} -->\n```python\n(.*?)```", text, re.DOTALL)
    assert found, f"README has no example {name}"
    return found[1]


def test_passages_come_as_nodes_that_say_where_they_stand() -> None:
    retriever = wiring.llama_index_retriever(assistant(), limit=5)
    assert isinstance(retriever, BaseRetriever)
    nodes = retriever.retrieve("vans")
    assert nodes == asyncio.run(retriever.aretrieve("vans"))
    told = nodes[0].metadata
    assert told["document"] == "a/letter.txt"
    assert LETTER.text[told["start"] : told["end"]] == nodes[0].get_content()
    assert "A. B." in told["citation"]


def test_an_answer_comes_with_its_citations_as_source_nodes() -> None:
    engine = wiring.llama_index_query_engine(assistant())
    assert isinstance(engine, BaseQueryEngine)
    response = engine.query("How many vans were sold?")
    assert "12 vans" in str(response)
    told = response.source_nodes[0].metadata
    assert LETTER.text[told["start"] : told["end"]] == response.source_nodes[0].get_content()
    assert (told["number"], told["speech"]) == (1, "own")


def test_the_llama_index_example_of_the_readme_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(wiring, "assistant", lambda settings: assistant())
    exec(compile(example("llama_index"), "README.md", "exec"), {})
    assert "A. B." in capsys.readouterr().out


def test_the_client_example_of_the_readme_runs(capsys: pytest.CaptureFixture[str]) -> None:
    with served(FakeDesk()) as address:
        written = example("client").replace("http://127.0.0.1:7860", address)
        names: dict[str, Any] = {}
        exec(compile(written, "README.md", "exec"), names)
        names["client"].close()
    assert capsys.readouterr().out.strip() == "answered not_found"
