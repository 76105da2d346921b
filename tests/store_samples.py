"""Documents for the tests of the store, and a reader of plain text simple enough to be seen through."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from rag import wiring
from rag.errors import UnreadableFile
from rag.indexing import draft
from rag.indexing.build import Build, BuildRequest
from rag.indexing.generations import Generation, open_holdings
from rag.indexing.manifest import read_manifest, write_manifest
from rag.indexing.parts import Limits, Parts, Reading
from rag.indexing.reporting import Reporter
from rag.indexing.run import IndexPlan, index_folder
from rag.indexing.scanning import FoundFile
from rag.indexing.summary import IndexSummary
from rag.indexing.verify import verify_generation
from rag.types import (
    Block,
    BlockKind,
    Document,
    Known,
    Metadata,
    Passage,
    Progress,
    Source,
    Span,
    Vectors,
)
from tests.fakes import FakeEncoder, FakeSplitter


def document(text: str, path: str = "letter.txt", **metadata: str) -> Document:
    """A document whose paragraphs are parted by empty lines; `# ` begins a heading."""
    blocks: list[Block] = []
    start = 0
    for part in text.split("\n\n"):
        if part:
            heading = part.startswith("# ")
            kind = BlockKind.HEADING if heading else BlockKind.PARAGRAPH
            number = None if heading else len(blocks) + 1
            blocks.append(Block(kind, start, start + len(part), 1, number, int(heading)))
        start += len(part) + 2
    data = text.encode("utf-8", "surrogatepass")
    digest = hashlib.sha256(data).hexdigest()
    known = {key: Known(value, True, "front matter") for key, value in metadata.items()}
    source = Source(path, digest, "text/plain", len(data))
    return Document(digest[:16], text, tuple(blocks), source, Metadata(**known))


def passages(held: Document) -> list[Passage]:
    """One passage for each block."""
    return [
        Passage(
            f"{held.id}:{b.start}-{b.end}",
            Span(held.id, b.start, b.end),
            held.text[b.start : b.end],
            held.title,
            ("Above", "Below"),
        )
        for b in held.blocks
    ]


def mail(text: str, **attached: str) -> str:
    """A file that `read_mail` reads; in the attachments' names "_" stands for "."."""
    return json.dumps(
        {"text": text, "attached": {n.replace("_", "."): t for n, t in attached.items()}}
    )


def read_mail(path: Path, relative_path: str) -> tuple[Document, ...]:
    """The document in a mail, and those attached to it; the bytes of the mail make its id."""
    data = path.read_bytes()
    try:
        values = json.loads(data)
    except ValueError:
        raise UnreadableFile(relative_path, "not a mail") from None
    read = document(values["text"], relative_path, **_sidecar(path))
    digest = hashlib.sha256(data).hexdigest()
    source = replace(read.source, sha256=digest, size_bytes=len(data))
    found = {digest: replace(read, id=digest[:16], source=source)}
    for name, text in values["attached"].items():
        inner = document(text, f"{relative_path}/{name}")
        known = found.get(inner.source.sha256, inner)
        others = known.source.other_paths + ((inner.source.path,) if known is not inner else ())
        found[inner.source.sha256] = replace(
            known, source=replace(known.source, other_paths=others, parent=relative_path)
        )
    return tuple(found.values())


def _sidecar(path: Path) -> dict[str, str]:
    sidecar = path.with_name(path.name + ".meta.yaml")
    if len(os.fsencode(sidecar.name)) > 255 or not sidecar.exists():
        return {}
    key, _, value = sidecar.read_text().rpartition(": ")
    return {key or "title": value}


def read_plain(path: Path, relative_path: str) -> Document:
    """The document in a text file. Raises UnreadableFile if it is empty or not UTF-8."""
    data = path.read_bytes()
    try:
        text = data.decode()
    except UnicodeDecodeError:
        raise UnreadableFile(relative_path, "not text") from None
    if not text.strip():
        raise UnreadableFile(relative_path, "empty")
    return document(text, relative_path, **_sidecar(path))


class SlowEncoder(FakeEncoder):
    """An encoder that takes its time, so that a process can be killed while it works."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        time.sleep(float(os.environ.get("TEST_ENCODER_SECONDS", "0")))
        return super().encode(texts)


def parts(settings: Mapping[str, Any]) -> Parts:
    """What index runs of the tests work with: real storage, everything else simple and quick."""
    draft.BATCH = int(os.environ.get("TEST_ENCODER_BATCH", draft.BATCH))

    def read(path: Path, relative_path: str, alive: Callable[[], None]) -> tuple[Document, ...]:
        if "crash" in path.name:
            os.kill(os.getpid(), signal.SIGSEGV)
        if "hang" in path.name:
            time.sleep(60)
        if "memory" in path.name:
            bytearray(2_000_000_000)
        if "fault" in path.name:
            raise LookupError("a fault\nin the reader")
        if path.suffix == ".mail":
            documents = read_mail(path, relative_path)
            if any("crash" in document.source.path for document in documents):
                os.kill(os.getpid(), signal.SIGSEGV)
            return documents
        return (read_plain(path, relative_path),)

    return Parts(
        Reading(
            read,
            lambda path: path.name.endswith(".meta.yaml"),
            str(settings.get("reader_version", "1")),
            Limits(10_000_000, float(settings.get("seconds_a_file", 30)), 1_000_000_000),
            read_alone=lambda path, relative_path, _: read_mail(path, relative_path)[:1],
            holds_others=lambda path: path.suffix == ".mail",
        ),
        wiring.storage(),
        lambda: SlowEncoder(str(settings.get("encoder", "fake"))),
        lambda _: FakeSplitter(int(settings.get("words", 60))),
        f"words={settings.get('words', 60)}",
    )


@dataclass
class Here:
    """Does a worker's tasks in this process, which is quicker; counts what was read."""

    read_paths: list[str] = field(default_factory=list)
    parts: Parts | None = None

    def __call__(
        self, task: str, request: Mapping[str, Any], store: Path, lock: int, progress: Progress
    ) -> Mapping[str, Any]:
        def tell(line: str) -> None:
            event = json.loads(line)
            progress(event["stage"], event["done"], event["total"])

        self.parts = parts(request["settings"])
        if task == "verify":
            verify_generation(Path(request["folder"]), self.parts.storage, Reporter(tell))
            return {}
        values = {f.name: request[f.name] for f in fields(BuildRequest)}
        return Build(BuildRequest(**values), self.parts, Reporter(tell)).run(self).as_json()

    def read(self, found: FoundFile) -> tuple[Document, ...]:
        assert self.parts is not None
        self.read_paths.append(found.relative_path)
        return self.parts.reading.read(found.path, found.relative_path, lambda: None)


OLD = {f"{i}.txt": f"Letter {i} is about {'abcdefghij'[i] * 5}." for i in range(10)}
"""Ten letters by file name."""


@dataclass
class Desk:
    """A folder of documents and a store, and short ways to use them."""

    root: Path

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True)

    @property
    def folder(self) -> Path:
        return self.root / "corpus"

    @property
    def store(self) -> Path:
        return self.root / "store"

    @staticmethod
    def with_two_generations(root: Path) -> Desk:
        """A desk whose letters were indexed, then one of them changed and all indexed again."""
        desk = Desk(root)
        for name, text in OLD.items():
            desk.write(name, text)
        desk.index()
        desk.write("3.txt", "The new text.")
        desk.index()
        return desk

    def copied_to(self, root: Path) -> Desk:
        """A copy of folder and store, as if the one had always been made from the other."""
        shutil.copytree(self.root, root)
        copy = Desk.__new__(Desk)
        copy.root = root
        for manifest in root.glob("store/generations/*/manifest.json"):
            write_manifest(
                manifest.parent,
                replace(read_manifest(manifest.parent), folder=str(copy.folder.resolve())),
            )
        return copy

    def write(self, name: str, text: str | bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def plan(self, **changed: Any) -> IndexPlan:
        plan = IndexPlan(self.folder, self.store, parts="tests.store_samples:parts")
        return replace(plan, **changed)

    def index(self, here: Here | None = None, **changed: Any) -> IndexSummary:
        """An index run in this process."""
        return index_folder(self.plan(**changed), run=here or Here())

    def open(self, fingerprint: str = "fake") -> Generation:
        storage = wiring.storage()
        return open_holdings(self.store, fingerprint, storage.open_library, storage.open_vectors)

    def held(self) -> dict[str, str]:
        """What answers: text by path; each is found by its own vector and words."""
        generation = self.open()
        try:
            documents = generation.library.documents()
            for each in documents:
                for passage in generation.library.passages_of(each.id):
                    vector = FakeEncoder().encode([passage.indexed_text])[0]
                    assert generation.vectors.nearest(vector, 1)[0][1] > 0.999
            assert generation.vectors.count() == generation.library.counts()[1]
            return {each.source.path: each.text for each in documents}
        finally:
            generation.close()
