"""One index run: lock, build beside the live generation, verify, switch, clear."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from rag.errors import DamagedStore
from rag.indexing.build import BuildRequest
from rag.indexing.child import LOG, run_child
from rag.indexing.generations import newest_sound
from rag.indexing.layout import (
    answering_names,
    clear_leftovers,
    current_name,
    generation_folder,
    next_name,
    publish,
)
from rag.indexing.lock import cannot_write, lock_store
from rag.indexing.scanning import require_folder
from rag.indexing.summary import FailedFile, IndexSummary
from rag.types import Progress

PARTS = "rag.worker:parts"


@dataclass(frozen=True, slots=True)
class IndexPlan:
    """What is to be indexed, and how.

    `parts` names, as "module:function", what makes the Parts of a run from `settings`.
    """

    folder: Path
    store: Path
    settings: Mapping[str, Any] = field(default_factory=dict)
    parts: str = PARTS
    rebuild: bool = False
    allow_mass_delete: bool = False
    vanished_share: float = 0.2


def index_folder(plan: IndexPlan, progress: Progress | None = None) -> IndexSummary:
    """Brings the store in step with the folder; what answers now goes on until all is verified.

    Stages told to `progress`: scanning, reading, embedding, writing, sealing, verifying, switching.
    Raises WrongUse, StoreBusy, CorpusShrank or another RagError; then nothing has changed.
    """
    tell = progress or _tell_nobody
    require_folder(plan.folder)
    with lock_store(plan.store) as lock:
        try:
            return _run(plan, lock, tell)
        except OSError as error:
            raise cannot_write(plan.store, error) from error


def _run(plan: IndexPlan, lock: int, progress: Progress) -> IndexSummary:
    (plan.store / LOG).write_bytes(b"")
    clear_leftovers(plan.store, answering_names(plan.store)[:2])
    base = newest_sound(plan.store)
    target = next_name(plan.store)
    folder = generation_folder(plan.store, target)
    request = _request(plan, base, target)
    wiring = {"parts": plan.parts, "settings": dict(plan.settings)}
    try:
        built = run_child("build", {**wiring, **asdict(request)}, plan.store, lock, progress)
        if built["published"]:
            verify = {**wiring, "folder": str(folder)}
            _verify(verify, plan.store, lock, progress)
            progress("switching", 0, 1)
            publish(plan.store, target)
            progress("switching", 1, 1)
    finally:
        if current_name(plan.store) != target:
            shutil.rmtree(folder, ignore_errors=True)
    if built["published"]:
        clear_leftovers(plan.store, [target, base] if base else [target])
    return _summary(built, target if built["published"] else str(base))


def _verify(request: dict[str, Any], store: Path, lock: int, progress: Progress) -> None:
    try:
        run_child("verify", request, store, lock, progress)
    except DamagedStore as error:
        raise DamagedStore(
            f"the new index failed its check ({error}); what answered before still answers."
            " Run it again; if it fails again, the disk or the memory is at fault"
        ) from error


def _request(plan: IndexPlan, base: str | None, target: str) -> BuildRequest:
    return BuildRequest(
        folder=str(plan.folder),
        store=str(plan.store),
        base=str(generation_folder(plan.store, base)) if base else None,
        target=str(generation_folder(plan.store, target)),
        rebuild=plan.rebuild,
        repair=base != current_name(plan.store),
        allow_mass_delete=plan.allow_mass_delete,
        vanished_share=plan.vanished_share,
    )


def _summary(built: Mapping[str, Any], generation: str) -> IndexSummary:
    counts = ("read", "unchanged", "changed", "removed", "renamed", "passages", "embedded")
    return IndexSummary(
        **{name: built[name] for name in counts},
        failed=tuple(FailedFile(path, reason) for path, reason in built["failed"].items()),
        published=built["published"],
        generation=generation,
        corpus_version=built["corpus_version"],
    )


def _tell_nobody(stage: str, done: int, total: int) -> None:
    """Progress for those who do not ask."""
