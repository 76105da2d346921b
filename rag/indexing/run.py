"""One index run: lock, build beside the live generation, verify, switch, clear."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Protocol

from rag.errors import DamagedStore
from rag.indexing.build import BuildRequest
from rag.indexing.child import LOG, run_child
from rag.indexing.generations import newest_sound
from rag.indexing.layout import (
    ANSWERING,
    answering_names,
    clear_leftovers,
    current_name,
    generation_folder,
    next_name,
    publish,
)
from rag.indexing.lock import cannot_write, lock_store
from rag.indexing.scanning import require_folder
from rag.indexing.summary import FailedFile, FileNote, IndexSummary
from rag.types import Progress

PARTS = "rag.index_parts:parts"


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


class RunChild(Protocol):
    """Does "build" or "verify" and gives its result, in a process of its own: see `run_child`."""

    def __call__(
        self, task: str, request: Mapping[str, Any], store: Path, lock: int, progress: Progress, /
    ) -> Mapping[str, Any]:
        """The result of the task. Raises RagError."""


def index_folder(
    plan: IndexPlan, progress: Progress | None = None, run: RunChild = run_child
) -> IndexSummary:
    """Brings the store in step with the folder; what answers now goes on until all is verified.

    Stages told to `progress`: scanning, reading, within it cutting of long texts, embedding, writing,
    sealing, verifying, switching.
    Raises WrongUse, StoreBusy, CorpusShrank or another RagError; then nothing has changed.
    """
    tell = progress or _tell_nobody
    require_folder(plan.folder)
    with lock_store(plan.store) as lock:
        try:
            return _Run(plan, lock, tell, run).go()
        except OSError as error:
            raise cannot_write(plan.store, error) from error


@dataclass(frozen=True, slots=True)
class _Run:
    plan: IndexPlan
    lock: int
    progress: Progress
    run: RunChild

    def go(self) -> IndexSummary:
        store = self.plan.store
        (store / LOG).write_bytes(b"")
        clear_leftovers(store, answering_names(store)[:ANSWERING])
        base, target = newest_sound(store), next_name(store)
        try:
            built = self._child("build", asdict(_request(self.plan, base, target)))
            if built["published"]:
                self._verify_and_switch(target)
        finally:
            if current_name(store) != target:
                shutil.rmtree(generation_folder(store, target), ignore_errors=True)
        if not built["published"]:
            return _summary(built, str(base))
        clear_leftovers(store, [target, base] if base else [target])
        return _summary(built, target)

    def _verify_and_switch(self, target: str) -> None:
        try:
            self._child("verify", {"folder": str(generation_folder(self.plan.store, target))})
        except DamagedStore as error:
            raise DamagedStore(
                f"the new index failed its check ({error}); what answered before still answers."
                " Run it again; if it fails again, the disk or the memory is at fault"
            ) from error
        self.progress("switching", 0, 1)
        publish(self.plan.store, target)
        self.progress("switching", 1, 1)

    def _child(self, task: str, request: Mapping[str, Any]) -> Mapping[str, Any]:
        wiring = {"parts": self.plan.parts, "settings": dict(self.plan.settings)}
        return self.run(task, {**wiring, **request}, self.plan.store, self.lock, self.progress)


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
        notes=tuple(
            FileNote(path, note) for path, notes in built["notes"].items() for note in notes
        ),
        published=built["published"],
        generation=generation,
        corpus_version=built["corpus_version"],
    )


def _tell_nobody(stage: str, done: int, total: int) -> None:
    """Progress for those who do not ask."""
