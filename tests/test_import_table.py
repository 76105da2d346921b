"""Imports run one way: who may import whom inside the project, and which rooms may import which library."""

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

GROUND = {
    "rag",
    "rag.types",
    "rag.places",
    "rag.negatives",
    "rag.unseen",
    "rag.errors",
    "rag.offline",
}
TABLE = {
    "rag": set(),
    "rag.types": {"rag.places", "rag.negatives"},
    "rag.places": set(),
    "rag.negatives": set(),
    "rag.unseen": set(),
    "rag.errors": set(),
    "rag.offline": set(),
    "rag.sentences": GROUND,
    "rag.settings": GROUND,
    "rag.reading": GROUND | {"rag.sentences", "rag.reading"},
    "rag.indexing": GROUND | {"rag.sentences", "rag.indexing"},
    "rag.answering": GROUND | {"rag.sentences", "rag.answering"},
    "rag.engines": GROUND | {"rag.engines"},
    "rag.records": GROUND | {"rag.records", "rag.enquiries"},
    "rag.exports": GROUND | {"rag.answering", "rag.exports"},
    "rag.enquiries": GROUND
    | {"rag.sentences", "rag.reading", "rag.answering", "rag.exports", "rag.enquiries"},
    "rag.wiring": GROUND
    | {
        "rag.sentences",
        "rag.settings",
        "rag.reading",
        "rag.indexing",
        "rag.answering",
        "rag.engines",
        "rag.tuning",
        "rag.records",
        "rag.enquiries",
    },
    "rag.worker": GROUND | {"rag.indexing"},
    "rag.index_parts": GROUND | {"rag.settings", "rag.reading", "rag.indexing", "rag.wiring"},
    "rag.diagnosis": GROUND | {"rag.settings", "rag.wiring", "rag.indexing"},
    "rag.listing": GROUND | {"rag.terminal"},
    "rag.web": GROUND
    | {"rag.settings", "rag.wiring", "rag.answering", "rag.indexing", "rag.sentences", "rag.web"}
    | {"rag.records", "rag.exports", "rag.enquiries"},
    "rag.tuning": GROUND | {"rag.sentences", "rag.answering", "rag.tuning"},
    "rag.terminal": GROUND | {"rag.settings"},
    "rag.cli_quotes": GROUND | {"rag.wiring", "rag.answering", "rag.terminal"},
    "rag.cli_enquiry": GROUND | {"rag.settings", "rag.wiring", "rag.enquiries", "rag.terminal"},
    "rag.cli_tune": GROUND | {"rag.settings", "rag.wiring", "rag.tuning", "rag.terminal"},
    "rag.cli_documents": GROUND
    | {"rag.settings", "rag.wiring", "rag.reading", "rag.indexing", "rag.terminal", "rag.listing"},
    "rag.cli": GROUND
    | {"rag.settings", "rag.wiring", "rag.answering", "rag.indexing", "rag.web", "rag.terminal"}
    | {"rag.cli_index", "rag.cli_documents", "rag.cli_quotes", "rag.cli_tune"}
    | {"rag.cli_enquiry"},
    "rag.cli_index": GROUND
    | {"rag.settings", "rag.wiring", "rag.indexing", "rag.terminal", "rag.diagnosis"},
    "rag.__main__": {"rag.cli"},
    "eval": GROUND
    | {"eval", "rag.settings", "rag.wiring", "rag.answering", "rag.indexing", "rag.reading"}
    | {"rag.sentences", "rag.records", "rag.enquiries", "rag.tuning"},
    "app": {"rag.web", "rag.settings", "rag.errors", "rag.cli"},
}
"""What each room may import of the project."""

LIBRARIES = {
    "rapidocr": {"rag.engines"},
    "onnxruntime": {"rag.engines"},
    "pypdfium2": {"rag.reading"},
    "torch": {"rag.engines"},
    "transformers": {"rag.engines"},
    "sentence_transformers": {"rag.engines"},
    "huggingface_hub": {"rag.engines"},
    "datasets": {"rag.engines"},
    "chromadb": {"rag.engines"},
    "llama_index": {"rag.engines", "eval"},
    "sqlite3": {"rag.engines", "rag.diagnosis", "rag.records"},
    "gradio": {"rag.web"},
    "fastapi": {"rag.web"},
    "starlette": {"rag.web"},
    "uvicorn": {"rag.web"},
    "typer": {
        "rag.cli",
        "rag.cli_enquiry",
        "rag.cli_index",
        "rag.cli_documents",
        "rag.cli_quotes",
        "rag.cli_tune",
        "rag.terminal",
        "eval",
    },
    "sentencex": {"rag.sentences"},
    "watchfiles": {"rag.indexing"},
    "markdown_it": {"rag.reading"},
    "sklearn": {"eval", "rag.engines"},
    "ir_measures": {"eval"},
    "inspect_ai": {"eval"},
}
"""Rooms that may import a library; a library not named here may be imported anywhere."""


@cache
def modules() -> dict[str, Path]:
    files = [*ROOT.glob("rag/**/*.py"), *ROOT.glob("eval/**/*.py"), ROOT / "app.py"]
    return {
        ".".join(f.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): f
        for f in files
    }


def room_of(module: str) -> str:
    """The longest row of the table that a module belongs to."""
    rows = [row for row in TABLE if module == row or module.startswith(row + ".")]
    assert rows, f"{module} stands in no row of the import table"
    return max(rows, key=len)


@cache
def imported_by(file: Path) -> set[str]:
    found = set()
    for step in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(step, ast.Import):
            found |= {alias.name for alias in step.names}
        elif isinstance(step, ast.ImportFrom):
            assert step.level == 0, f"{file}: relative imports hide what is imported"
            whole = {f"{step.module}.{alias.name}" for alias in step.names}
            found |= whole & modules().keys() or {step.module or ""}
    return found


def ours(module: str) -> bool:
    return module.split(".")[0] in {"rag", "eval", "app"}


@pytest.mark.parametrize("module", sorted(modules()))
def test_imports_run_one_way(module: str) -> None:
    room = room_of(module)
    for imported in filter(ours, imported_by(modules()[module])):
        assert room_of(imported) in TABLE[room], f"{module} may not import {imported}"


@pytest.mark.parametrize("module", sorted(modules()))
def test_foreign_libraries_stay_in_their_rooms(module: str) -> None:
    for imported in imported_by(modules()[module]):
        rooms = LIBRARIES.get(imported.split(".")[0])
        assert rooms is None or room_of(module) in rooms, f"{module} may not import {imported}"


def test_every_row_of_the_table_has_a_module() -> None:
    rooms = {room_of(m) for m in modules()}
    assert rooms == TABLE.keys()
