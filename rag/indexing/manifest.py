"""The manifest of a generation: what is in it, how it was made, and the SHA-256 of every file."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from rag.errors import DamagedStore, ForeignStore

FORMAT = 5
MANIFEST = "manifest.json"
LIBRARY = "library.sqlite"
VECTORS = "chroma"
SOURCES = "sources.json"
REBUILD = "run: rag index --rebuild"


@dataclass(frozen=True, slots=True)
class Canary:
    """A passage that a sound index must find again: by its vector, and by a word of it."""

    passage_id: str
    vector: tuple[float, ...]
    word: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds and how it was made. `files` maps each path in it to its SHA-256.

    `removed` counts the passages taken out since the vectors were last built anew: an approximate
    index never shrinks by itself.
    """

    format: int
    folder: str
    created_at: str
    documents: int
    passages: int
    removed: int
    fingerprint: str
    dimensions: int
    reader_version: str
    passage_settings: str
    corpus_version: str
    library_versions: Mapping[str, str]
    canaries: tuple[Canary, ...]
    files: Mapping[str, str]


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Writes the manifest of a generation, with a hash of its own, and waits for the disk."""
    content = json.dumps(asdict(manifest), ensure_ascii=True, sort_keys=True)
    digest = hashlib.sha256(content.encode()).hexdigest()
    path = folder / MANIFEST
    path.write_text(json.dumps({"manifest": content, "sha256": digest}), encoding="ascii")
    flush(path)


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a generation. Raises DamagedStore, or ForeignStore for another format."""
    path = folder / MANIFEST
    try:
        outer = json.loads(path.read_bytes())
        content, digest = outer["manifest"], outer["sha256"]
        sound = hashlib.sha256(content.encode()).hexdigest() == digest
        values = json.loads(content)
        found = values["format"]
    except FileNotFoundError:
        raise DamagedStore(f"{path} is missing; {REBUILD}") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise DamagedStore(f"{path} cannot be read; {REBUILD}") from None
    if not sound:
        raise DamagedStore(f"{path} was changed after it was written; {REBUILD}")
    if found != FORMAT:
        raise ForeignStore(f"{folder} has format {found}, not {FORMAT}; run: rag index")
    canaries = tuple(
        Canary(c["passage_id"], tuple(c["vector"]), c["word"]) for c in values.pop("canaries")
    )
    return Manifest(**values, canaries=canaries)


def hash_files(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file of a generation but its manifest, by path with "/"."""
    return {
        path.relative_to(folder).as_posix(): _sha256(path)
        for path in _files(folder)
        if path != folder / MANIFEST
    }


def check_files(folder: Path, manifest: Manifest) -> None:
    """Raises DamagedStore, naming the file, unless every file is as the manifest says."""
    try:
        found = hash_files(folder)
    except OSError as error:
        raise DamagedStore(f"{folder} cannot be read ({error.strerror}); {REBUILD}") from None
    for name in sorted(manifest.files.keys() | found.keys()):
        if name not in found:
            raise DamagedStore(f"{folder / name} is missing; {REBUILD}")
        if name not in manifest.files:
            raise DamagedStore(f"{folder / name} does not belong there; {REBUILD}")
        if found[name] != manifest.files[name]:
            raise DamagedStore(f"{folder / name} was changed or damaged; {REBUILD}")


def flush(path: Path) -> None:
    """Waits until a file or the entries of a folder are on disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def flush_all(folder: Path) -> None:
    """Waits until everything in a folder, and the folder itself, is on disk."""
    for path in _files(folder):
        flush(path)
    for path in sorted((p for p in folder.rglob("*") if p.is_dir()), reverse=True):
        flush(path)
    flush(folder)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
