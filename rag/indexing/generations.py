"""Opens the generation that answers, after checking that it is what was written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from rag.errors import DamagedStore, ForeignStore, NothingIndexed, StoreError
from rag.indexing.layout import CURRENT, answering_names, current_name, generation_folder
from rag.indexing.lock import run_under_way
from rag.indexing.manifest import LIBRARY, VECTORS, Manifest, check_files, read_manifest
from rag.types import Library, VectorIndex

OpenLibrary = Callable[[Path], Library]
OpenVectors = Callable[[Path], VectorIndex]

ATTEMPTS = 3
"""Index runs that end while a generation is opened may remove it: then the newer one is opened."""


@dataclass(frozen=True, slots=True)
class Generation:
    """One published generation, open for reading; goes on answering when its files are deleted."""

    name: str
    manifest: Manifest
    library: Library
    vectors: VectorIndex
    notice: str | None = None

    @property
    def corpus_version(self) -> str:
        """Names what is held; changes when any document, passage or setting of the index does."""
        return self.manifest.corpus_version

    @property
    def folder(self) -> Path:
        """The folder the documents were read from; it may have gone since."""
        return Path(self.manifest.folder)

    def close(self) -> None:
        """Lets go of files and memory."""
        self.vectors.close()
        self.library.close()


@dataclass(frozen=True, slots=True)
class HeldLibrary:
    """The documents of one published generation, without its vectors: enough to check quotations."""

    library: Library
    notice: str | None = None
    folder: str = ""
    """The folder they were read from."""

    def close(self) -> None:
        """Lets go of files and memory."""
        self.library.close()


_Opened = TypeVar("_Opened", Generation, HeldLibrary)
_OpenOne = Callable[[Path, Manifest, str | None], _Opened]
"""Opens a sound generation: (folder, manifest, notice)."""


def open_holdings(
    store: Path, fingerprint: str, open_library: OpenLibrary, open_vectors: OpenVectors
) -> Generation:
    """The generation that answers; writes nothing to the store.

    Where the newest is damaged and the one before is sound, that one is opened and its `notice`
    says so. Raises NothingIndexed, DamagedStore, or ForeignStore if another encoder made it, each
    with the command that mends it.
    """

    def open_one(folder: Path, manifest: Manifest, notice: str | None) -> Generation:
        _require_fingerprint(manifest, fingerprint, folder)
        return _open(folder, manifest, open_library, open_vectors, notice)

    return _open_steadily(store, open_one)


def open_held_library(store: Path, open_library: OpenLibrary) -> HeldLibrary:
    """The documents of the generation that answers, whatever encoder made its vectors.

    Raises NothingIndexed, DamagedStore or ForeignStore, as `open_holdings` does.
    """

    def open_one(folder: Path, manifest: Manifest, notice: str | None) -> HeldLibrary:
        return HeldLibrary(open_library(folder / LIBRARY), notice, manifest.folder)

    return _open_steadily(store, open_one)


def _open_steadily(store: Path, open_one: _OpenOne[_Opened]) -> _Opened:
    for _ in range(ATTEMPTS):
        before = _current(store)
        try:
            found = _open_first_sound(store, open_one)
        except StoreError:
            if _current(store) == before:
                raise
        else:
            if found.notice is None or _current(store) == before:
                return found
            found.close()
    raise StoreError(f"the store {str(store)!r} changes too often to be opened; try again")


def _open_first_sound(store: Path, open_one: _OpenOne[_Opened]) -> _Opened:
    names = _names(store)
    first: StoreError | None = None
    if pointer_lost := current_name(store) is None:
        _require_published(store, names)
        first = DamagedStore(f"{store / CURRENT} is missing or damaged; run: rag index")
    for name in names:
        folder = generation_folder(store, name)
        try:
            manifest = check_generation(folder)
            return open_one(
                folder, manifest, _notice(manifest, first, pointer_lost and name == names[0])
            )
        except StoreError as error:
            first = first or error
            if isinstance(error, ForeignStore):
                break  # an older one would hide that the encoder was changed
    assert first is not None
    raise first


def check_generation(folder: Path) -> Manifest:
    """The manifest of a generation whose files are all as they were written. Raises StoreError."""
    if not folder.is_dir():
        raise DamagedStore(f"{folder} is missing; run: rag index --rebuild")
    manifest = read_manifest(folder)
    check_files(folder, manifest)
    return manifest


def newest_sound(store: Path) -> str | None:
    """The name of the generation the next one can stand on, or None where none is sound."""
    for name in answering_names(store):
        try:
            check_generation(generation_folder(store, name))
        except StoreError:
            continue
        return name
    return None


def _current(store: Path) -> str | None:
    try:
        return current_name(store)
    except OSError as error:
        raise _unreadable(store, error) from None


def _names(store: Path) -> list[str]:
    """The generations to try, in order. Raises StoreError if there is none."""
    try:
        names = answering_names(store)
    except OSError as error:
        raise _unreadable(store, error) from None
    if not names:
        raise NothingIndexed(f"nothing is indexed in {str(store)!r} yet; run: rag index")
    return names


def _unreadable(store: Path, error: OSError) -> StoreError:
    return StoreError(f"the store {str(store)!r} cannot be read ({error.strerror})")


def _require_fingerprint(manifest: Manifest, fingerprint: str, folder: Path) -> None:
    if manifest.fingerprint != fingerprint:
        raise ForeignStore(
            f"the index in {str(folder)!r} was made with another encoder"
            f" ({manifest.fingerprint}, not {fingerprint}); run: rag index"
        )


def _require_published(store: Path, names: list[str]) -> None:
    """A first generation is there before it is verified and published. Raises NothingIndexed."""
    if len(names) == 1 and run_under_way(store):
        raise NothingIndexed(
            f"nothing is indexed in {str(store)!r} yet: an index run is under way; wait until it has"
            " ended, then ask again"
        )


def _notice(manifest: Manifest, damage: StoreError | None, is_unnamed: bool) -> str | None:
    """What staff must know; `is_unnamed` says that this is the newest, but nothing names it."""
    if damage is None:
        return None
    if is_unnamed:
        return f"the index of {manifest.created_at} answers, and may not be the one that should: {damage}"
    return (
        f"an older index answers, of {manifest.created_at}, since the newest is damaged: {damage}"
    )


def _open(
    folder: Path,
    manifest: Manifest,
    open_library: OpenLibrary,
    open_vectors: OpenVectors,
    notice: str | None,
) -> Generation:
    library = open_library(folder / LIBRARY)
    try:
        vectors = open_vectors(folder / VECTORS)
    except BaseException:
        library.close()
        raise
    return Generation(folder.name, manifest, library, vectors, notice)
