"""Where things stand in the store, which generation answers, and how another takes its place."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from rag.indexing.manifest import MANIFEST, flush

CURRENT = "CURRENT"
GENERATIONS = "generations"
ANSWERING = 2
"""Generations kept: the one that answers, and the one before."""

_NAME = re.compile(r"\d{6,}")


def generation_folder(store: Path, name: str) -> Path:
    """The folder of a generation."""
    return store / GENERATIONS / name


def current_name(store: Path) -> str | None:
    """The name of the generation that answers; None if none is named, or none that could be."""
    try:
        name = (store / CURRENT).read_text(encoding="ascii").strip()
    except (FileNotFoundError, UnicodeDecodeError):
        return None
    return name if _NAME.fullmatch(name) else None


def generation_names(store: Path) -> list[str]:
    """All generations in the store, sealed or not, newest first."""
    folder = store / GENERATIONS
    names = [p.name for p in folder.iterdir() if _NAME.fullmatch(p.name)] if folder.is_dir() else []
    return sorted(names, key=int, reverse=True)


def answering_names(store: Path) -> list[str]:
    """The generations that may answer, the one that should first and then older ones.

    Newer ones were never published, except where `CURRENT` names nothing that is there: then each
    that was sealed may answer.
    """
    current = current_name(store)
    sealed = [
        n for n in generation_names(store) if (generation_folder(store, n) / MANIFEST).is_file()
    ]
    if current is None:
        return sealed
    if not generation_folder(store, current).is_dir():
        return [current, *sealed]
    return [current, *(n for n in sealed if int(n) < int(current))]


def next_name(store: Path) -> str:
    """A name above all others: counted, so that no change of the clock can repeat one."""
    names = [*generation_names(store), current_name(store) or "0"]
    return f"{max(map(int, names)) + 1:06}"


def publish(store: Path, name: str) -> None:
    """Makes a generation the one that answers: one rename, on disk before this returns."""
    fresh = store / f"{CURRENT}.new"
    fresh.write_text(name + "\n", encoding="ascii")
    flush(fresh)
    flush(store / GENERATIONS)
    fresh.replace(store / CURRENT)
    flush(store)


def left_behind(store: Path) -> list[Path]:
    """What killed runs left: generations never published and older ones than answer, a pointer."""
    kept = answering_names(store)[:ANSWERING]
    folders = [generation_folder(store, n) for n in generation_names(store) if n not in kept]
    pointer = store / f"{CURRENT}.new"
    return [*folders, *([pointer] if pointer.exists() else [])]


def clear_leftovers(store: Path, kept: Sequence[str]) -> None:
    """Removes all generations but some, and what a killed run left. Only for the lock's holder."""
    (store / f"{CURRENT}.new").unlink(missing_ok=True)
    for name in generation_names(store):
        if name not in kept:
            shutil.rmtree(generation_folder(store, name))
