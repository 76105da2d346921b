"""What is done about what an inspection found: mends what can be mended, and says so."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rag.errors import RagError, StoreError
from rag.indexing.build import CACHE
from rag.indexing.generations import check_generation
from rag.indexing.inspection import FOLDER, INDEX, KEPT_VECTORS, LEFTOVERS, OLDER, Inspection
from rag.indexing.layout import answering_names, generation_folder, left_behind
from rag.indexing.lock import cannot_write, lock_store
from rag.indexing.summary import IndexSummary

Index = Callable[[Path, bool], IndexSummary]
"""An index run over a folder, which reads everything anew if told so. Raises RagError."""


@dataclass(frozen=True, slots=True)
class Mender:
    """Mends a store; `corpus` is indexed where the store cannot say what it was made from."""

    inspection: Inspection
    index: Index
    corpus: Path

    def mend(self) -> Iterator[str]:
        """Does what is needed and no more, giving a line for each thing done or refused."""
        try:
            yield from self._tidy()
            yield from self._bring_in_step()
        except OSError as error:
            yield f"not mended: {cannot_write(self._store, error)}"
        except RagError as error:
            yield f"not mended: {error}"

    @property
    def _store(self) -> Path:
        return self.inspection.store

    def _unsound(self) -> set[str]:
        return {finding.name for finding in self.inspection.findings() if not finding.sound}

    def _tidy(self) -> Iterator[str]:
        """Takes away what is of no use any more; all of it can be made again."""
        unsound, store = self._unsound(), self._store
        if unsound.isdisjoint({LEFTOVERS, KEPT_VECTORS, OLDER}):
            return
        with lock_store(store):
            for path in left_behind(store):
                _remove(path)
                yield f"removed {path}, left by a run that was killed"
            if KEPT_VECTORS in unsound:
                for path in sorted(store.glob(f"{CACHE}*")):
                    _remove(path)
                yield f"removed {store / CACHE}, which was damaged: vectors are computed anew"
            if OLDER in unsound:
                for name in answering_names(store)[1:]:
                    _remove(generation_folder(store, name))
                    yield f"removed {generation_folder(store, name)}, which was damaged"

    def _bring_in_step(self) -> Iterator[str]:
        """An index run; where that leaves the index unsound, one that reads everything anew."""
        for rebuild in (False, True):
            unsound = self._unsound()
            if INDEX not in unsound and (rebuild or FOLDER not in unsound):
                return
            folder = self._made_from()
            summary = self.index(folder, rebuild)
            how = "read everything anew from" if rebuild else "brought the index in step with"
            yield (
                f"{how} {folder}: read {summary.read:,}, changed {summary.changed:,}, removed"
                f" {summary.removed:,}, renamed {summary.renamed:,}, failed {len(summary.failed):,}"
            )
            yield from (f"not mended: {each.path}: {each.reason}" for each in summary.failed)

    def _made_from(self) -> Path:
        for name in answering_names(self._store):
            try:
                return Path(check_generation(generation_folder(self._store, name)).folder)
            except StoreError:
                continue
        return self.corpus


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
