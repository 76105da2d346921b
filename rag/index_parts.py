"""What an index run works with: the readers, and the engines that the settings name.

A module of its own: the readers' libraries take a second to import, and each process of a run makes
its parts from whatever it is told to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any, cast

from rag import reading, wiring
from rag.indexing.parts import Limits, Parts, Reading, SignOfLife, forget_nothing
from rag.reading import mail, outlook
from rag.settings import Settings
from rag.types import Document

SPLITTING_LIBRARIES = ("llama-index-core", "sentencex")
"""Another version may cut documents elsewhere."""


def parts(settings: Mapping[str, Any]) -> Parts:
    """What a run works with, from the values of `Settings`."""
    chosen = Settings.model_validate(dict(settings))
    versions = (f"{library}={version(library)}" for library in SPLITTING_LIBRARIES)
    return Parts(
        _reading(chosen),
        wiring.storage(),
        lambda: wiring.encoder(chosen),
        lambda encoder: wiring.splitter(chosen, cast(Any, encoder)),
        ";".join((f"tokens={chosen.passage_tokens}", *versions)),
    )


def _reading(chosen: Settings) -> Reading:
    recogniser = wiring.kept_recogniser(chosen)
    limits = reading.Limits(
        file_bytes=chosen.file_bytes, pages=chosen.file_pages, recogniser=recogniser
    )

    def read(path: Path, name: str, alive: SignOfLife) -> tuple[Document, ...]:
        if recogniser:
            recogniser.file = name
        return reading.read_documents(path, name, replace(limits, alive=alive))

    def read_alone(path: Path, name: str, alive: SignOfLife) -> tuple[Document, ...]:
        return reading.read_documents(path, name, replace(limits, alive=alive, attachments=0))

    recognition = recogniser.version if recogniser else "no recognition"
    return Reading(
        read,
        reading.is_sidecar,
        f"{reading.READER_VERSION};pages={chosen.file_pages};{recognition}",
        Limits(chosen.file_bytes, chosen.file_seconds, chosen.file_memory_bytes),
        recogniser.forget_all_but if recogniser else forget_nothing,
        read_alone,
        lambda path: path.suffix.lower() in (*mail.SUFFIXES, *outlook.SUFFIXES),
    )
